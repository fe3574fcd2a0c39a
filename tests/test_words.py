"""Words and sentences without a parser, in hard cases: ¦ stands between sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaylint.essay.words import find_sentences, find_words

SENTENCES = """
Dr. J. Smith came to the U.S. in 1990. ¦ He stayed.
Smith et al. (2010) argue this. ¦ Others disagree.
As shown by Smith et al. ¦ The next sentence follows.
As Jones et al. (2010, p. 5) show, it grew. ¦ However, Park et al. [3] did not.
It cost $3.5 million. ¦ That is 2.5 times more.
Several animals, e.g. Dogs and cats, live there, i.e. In the house.
He arrived at 5 p.m. ¦ The train had left.
He arrived at 5 p.m. on Monday. ¦ She left at 6 a.m.
Symphony No. 5 in C minor is famous. ¦ No. ¦ I do not agree.
The answer is no. ¦ Many people say so.
See Fig. 3 and Table 2. ¦ The data (cf. Eq. 4) agree.
He said, “I will go.” ¦ She stayed.
He said “Stop!” and left. ¦ “Why?” she asked.
“It is late. ¦ We should go,” he said.
„Das ist gut.“ ¦ He translated it.
«C’est bon.» ¦ He translated it.
She wrote 'It is over.' ¦ Then she left.
The end... ¦ Then it began.
The end … and then it began.
He waited... and waited.
He waited. . . . ¦ Then he went.
The U.S. government acted. ¦ The U.S. ¦ It is large.
He lives in the U.S. ¦ However, he was born in the U.K. ¦ He moved.
J. K. Rowling wrote it. ¦ J.R.R. Tolkien did not.
He has a Ph.D. in physics from M.I.T. ¦ He teaches.
In plan B. ¦ The army moved.
This was World War I. ¦ The next was World War II. ¦ It ended in 1945.
It was I. ¦ He knew.
The quote ends here” (Smith, 2010). ¦ The next one starts.
“The quote ends here.” (Smith, 2010) ¦ The next one starts.
“The quote ends here?” (Smith 45). ¦ The next one starts.
It was said (see Smith. 2010. The book) that it is so. ¦ Next.
The result is clear.[1] ¦ The next one is not.[2][3] ¦ Then came a third.
The result is clear.1 ¦ Next came another.¹ ¦ Then a third.
It is clear (Smith, 2010.) ¦ The next.
Is it? ¦ Yes! ¦ No?! ¦ Perhaps...?
Visit www.example.com. ¦ Then read example.org/a.b?c=d for more.
Washington, D.C. is the capital. ¦ Washington, D.C. ¦ The city is large.
On Jan. 5, he left. ¦ On Sept. ¦ He came.
St. Petersburg and Mt. Everest are far from Ft. Worth.
Messrs. Smith and Jones of Smith & Co. went bankrupt. ¦ Inc. magazine wrote so.
It grew (in 1990 B.C.) and fell. ¦ A.D. 70 came.
1. First point. ¦ 2. Second point.
The ratio is 3:1. ¦ 50 percent agreed.
The text (pp. 3-5, vol. 2, ch. 4) is old. ¦ Vol. 2 is new.
He was born c. 1850 and died ca. 1900.
Apples, pears, etc. ¦ They are fruit.
Apples, pears, etc. are fruit.
Martin Luther King Jr. ¦ He had a dream.
The firm Apple Inc. ¦ It sells phones. ¦ Apple Inc. was founded in 1976.
Gen. Lee met Lt. Col. Jones. ¦ Sgt. Pepper did not.
She asked, "Where?" ¦ "Here," he said. ¦ "Go!"
The book (Smith, 1999; cf. Jones, 2000, p. 3) sold. ¦ (See also Lee.) ¦ Next.
The rule of thumb vs. The law is an issue.
Brown v. Board of Education was decided. ¦ Roe v. Wade too.
iPhone sales rose. ¦ iPads did not.
He paid 5 %. ¦ ¿Por qué? ¦ Nobody knew.
It ended in 2010. ¦ 2011 was better.
The E.U. and N.A.T.O. agreed. ¦ Russia's F.S.B. ¦ It did not.
Approx. 50 people came. ¦ Approximately.
He asked why. ¦ (Nobody knew.) ¦ They left.
A sentence with no end
Ms. Lee, Mrs. Doe and Mr. Roe met Prof. Park. ¦ They spoke.
The gov. of Ohio, Sen. Brown, Rep. Lee, and Rev. King spoke. ¦ Pres. Ford did not.
He is 5 ft. tall and weighs 150 lbs. ¦ She is 6 ft. ¦ They met.
In the U.S. Constitution, it is said. ¦ The U.S. Supreme Court agreed.
He went ahead. ”. ¦ Then she left.
"""  # fmt: skip

WORDS = [
    ("The U.S. well-known teachers' aren’t 3rd.", "The|U.S.|well-known|teachers'|aren’t|3rd"),
    ("rock 'n' roll, the '90s and James’ hat", "rock|n|roll|the|90s|and|James’|hat"),
    ("O’Neill—he said—left e.g. 3.5% of it", "O’Neill|he|said|left|e.g.|3|5|of|it"),
    ("naïve Zoë, coöperate; Straße", "naïve|Zoë|coöperate|Straße"),
    ("snake_case and a/b c‑d", "snake|case|and|a|b|c‑d"),
    ("", ""),
]


@pytest.mark.parametrize("line", [line for line in SENTENCES.splitlines() if line])
def test_sentences(line: str) -> None:
    wanted = line.split(" ¦ ")
    text = " ".join(wanted)
    assert [span.of(text) for span in find_sentences(text)] == wanted


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_words(text: str, words: str) -> None:
    assert "|".join(word.text for word in find_words(text)) == words


@given(st.text(alphabet=st.sampled_from("aB. ?!…()[]\"“”'’1-–éS\u0301😀ß_"), max_size=80))
def test_places(text: str) -> None:
    """Words are where they say; sentences are in order, cover every word, and cut none."""
    words, sentences = find_words(text), find_sentences(text)
    for word in words:
        assert text[word.start : word.end] == word.text
    at = 0
    for span in sentences:
        assert at <= span.start < span.end <= len(text)
        assert not span.of(text)[0].isspace()
        assert not span.of(text)[-1].isspace()
        at = span.end
    for word in words:
        assert any(span.start <= word.start and word.end <= span.end for span in sentences) or "." in word.text
