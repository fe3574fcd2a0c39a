"""The style rules: every entry of their lists is exercised, and the rules about a whole essay count as they say."""

from __future__ import annotations

import pytest

from essaylint import rulebook
from essaylint.checks import density, doublets, length, repeated_opener, repeated_phrase, repeated_sentence, swaps
from essaylint.checks.base import DocumentCheck, PhraseCheck
from essaylint.diagnostic import Finding
from essaylint.essay.automaton import Automaton
from essaylint.essay.paragraph import Paragraph
from essaylint.formats import read
from essaylint.lexicon.inflection import data_lines
from essaylint.lexicon.stems import stem
from essaylint.source import Source
from essaylint.testing import lint_with

RULES = rulebook.shipped()
LISTS = {name: rule for name, rule in RULES.items() if rule.category == "style" and isinstance(rule.check, PhraseCheck)}


def found(check: DocumentCheck, text: str) -> list[Finding]:
    """What a document check finds in plain text."""
    return list(check.find_in(read(Source(text))))


@pytest.mark.parametrize("name", sorted(LISTS))
def test_every_literal_is_found(name: str) -> None:
    """A sentence is made round each literal; the automaton of the rule finds it there, whole or inside a longer one."""
    check = LISTS[name].check
    assert isinstance(check, PhraseCheck)
    automaton = Automaton((check.literals,))
    start = len("We saw ")
    missed = [
        literal
        for literal in check.literals
        if not any(
            hit.span.start <= start and start + len(literal) <= hit.span.end
            for _, hit in automaton.hits(Paragraph(f"We saw {literal} there."))
        )
    ]
    assert not missed, missed[:10]


@pytest.mark.parametrize("name", ["wordy", "redundant", "nominalised", "empty-openers", "wordy-mild", "synonyms"])
def test_lists_have_an_origin(name: str) -> None:
    """Every list says where it comes from and names nothing twice."""
    from importlib.resources import files

    assert "Origin: written for essaylint" in files("essaylint.lexicon").joinpath(f"{name}.txt").read_text(encoding="utf-8")
    left = [line.partition("->")[0].strip() for line in data_lines(f"{name}.txt")]
    assert len(left) == len(set(left)), [line for line in left if left.count(line) > 1]


def test_lists_are_large() -> None:
    """What the lists promise: 600 wordy phrases with a shorter one, 300 tautologies."""
    assert len(data_lines("wordy.txt")) >= 600
    assert len(data_lines("redundant.txt")) >= 300
    check = RULES["wordy"].check
    assert isinstance(check, swaps.Check)
    assert len(check.literals) >= 3000


@pytest.mark.parametrize("name", ["wordy", "could-be-shorter", "tautology", "nominalisation"])
def test_a_fix_is_shorter_and_not_flagged(name: str) -> None:
    """The better phrase has fewer letters than the worse, and is not itself in the list."""
    check = RULES[name].check
    assert isinstance(check, swaps.Check)
    longer = [(left, right) for left, rights in check.expanded.items() for right in rights[:1] if len(right) > len(left)]
    assert not longer, longer[:10]
    assert not [right for rights in check.expanded.values() for right in rights[:1] if right in check.expanded]


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("She made the claim.", None),
        ("They came to the conclusion that it failed.", "They concluded that it failed."),
        ("Having the ability to pay, he paid.", "Being able to pay, he paid."),
        ("THE VOTE FAILED DUE TO THE FACT THAT IT RAINED.", "THE VOTE FAILED BECAUSE IT RAINED."),
    ],
)
def test_fixes_keep_form_and_capitals(text: str, better: str | None) -> None:
    """The right side takes the inflection and capitals of the left."""
    diagnostics = lint_with(RULES["wordy"], text)
    if better is None:
        assert not diagnostics
        return
    (edit,) = diagnostics[0].fixes[0].edits
    assert text[: edit.span.start] + edit.new + text[edit.span.end :] == better


def test_an_opener_goes_and_the_next_word_gets_its_capital() -> None:
    """Taking out the opener leaves a sentence."""
    text = "It should be noted that the mill burned."
    (edit,) = lint_with(RULES["empty-opener"], text)[0].fixes[0].edits
    assert text[: edit.span.start] + edit.new + text[edit.span.end :] == "The mill burned."


def test_doublets_leave_longer_lists_alone() -> None:
    """Two words of a longer list are not a doublet."""
    check = RULES["doublet"].check
    assert isinstance(check, doublets.Check)
    assert len(check.literals) > 500
    assert not lint_with(RULES["doublet"], "The aims and purposes and rules were new.")
    assert not lint_with(RULES["doublet"], "Of rules, aims and purposes nothing was said.")


def test_density_counts_the_essay_and_tells_the_paragraph() -> None:
    """Below the bound it is silent; above it each full paragraph is told once."""
    check = density.Check(per_thousand=20, phrases=("indeed",), at_least=4, in_paragraph=2)
    full, thin = "Indeed it rained and indeed it froze.", "The mill stood by the river and nobody came."
    (finding,) = found(check, f"{full}\n\n{thin}\n\nIndeed it thawed.\n\n{thin}\n\n{thin} Indeed.")
    assert finding.words == {"count": "2", "rate": "105"}
    assert len(finding.related) == 1
    assert not found(check, f"{full}\n\n{thin}")
    assert not found(check, f"{full} {full}\n\n" + "\n\n".join([thin] * 40))


def test_quotations_do_not_count_for_density() -> None:
    """Somebody else's words are not the writer's habit."""
    check = density.Check(per_thousand=1, phrases=("indeed",), at_least=1, in_paragraph=0)
    assert not found(check, "“Indeed it rained and indeed it froze,” he wrote.")


def test_repeated_opener_is_one_finding() -> None:
    """One connective, one finding, all places; a quiet one needs twice as many."""
    check = repeated_opener.Check(phrases=("besides", "however"), quiet=("however",), at_least=3, share=0.1)
    (finding,) = found(check, "Besides, it rained. It froze. Besides, it thawed. Besides, it rained again.")
    assert finding.words["count"] == "3"
    assert len(finding.related) == 2
    assert not found(check, "However, it rained. However, it froze. However, it thawed.")
    assert not found(check, "Beside it stood a mill. Beside it ran a river. Beside it lay a boat.")


def test_repeated_sentence_needs_most_words_in_common() -> None:
    """A paraphrase in other words is not seen; the same words in another order are."""
    check = repeated_sentence.Check(overlap=0.75, words=6)
    first = "The old mill gave work to forty families of the valley."
    assert found(check, f"{first} It burned. To forty families of the valley the old mill gave work.")
    assert not found(check, f"{first} Forty households in the plain lived from grinding corn and selling flour.")


def test_repeated_phrase_leaves_names_alone() -> None:
    """A name may come as often as it must."""
    check = repeated_phrase.Check(words=4, heavy=3, times=3)
    assert not found(check, "They met the Bank of Northern Wool Traders. " * 3)
    assert len(found(check, "They saw dear northern wool prices rising. " * 3)) == 1


def test_length_counts_parts_and_skips_brackets() -> None:
    """A list of thoughts counts by its longest part, and what stands in brackets does not count."""
    check = length.Check(unit="sentence", most=10)
    assert not found(check, "It rained in May; it froze in June; it thawed in July; it rained again in August.")
    assert not found(check, "The mill (which had stood there since the time of the old king and his sons) burned in May.")
    assert found(check, "The mill that stood by the river that ran by the town burned in May.")


def test_stems_join_what_belongs_together() -> None:
    """A root is the same in its usual forms."""
    for one, other in (("organized", "organization"), ("assist", "assistance"), ("nation", "nations"), ("provides", "providing")):
        assert stem(one) == stem(other)
    assert stem("nation") != stem("native")


def test_readability_is_scored_without_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """textstat finds its dictionary here and never asks the network; a known text has its known score."""
    import socket

    readability = pytest.importorskip("essaylint.backends.readability")
    if not readability.available():
        pytest.skip("textstat is not installed")

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    easy = readability.scores("The mill burned in May. Nobody was hurt. The town met in June and built it again.")
    hard = readability.scores("Institutional reorganization necessitated considerable administrative transformation.")
    assert easy.flesch > 90
    assert hard.flesch < 0
    assert hard.grade > easy.grade


@pytest.mark.parametrize("line", data_lines("connectives.txt"))
def test_every_connective_is_heard(line: str) -> None:
    """Each connective of the list is told when it opens six sentences."""
    from essaylint.essay.phrases import literals_of

    for opener in literals_of((line,)):
        text = " ".join(f"{opener.capitalize()}, {one}." for one in ("it rained", "it froze", "it thawed") * 2)
        assert [one.rule for one in lint_with(RULES["repeated-connective"], text)] == ["repeated-connective"], opener
