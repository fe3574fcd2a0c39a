"""How sure it is that a suspect form is misspelt, given where it stands and what the essay knows."""

from __future__ import annotations

from essaylint.diagnostic import Severity
from essaylint.essay.vocabulary import Use, Vocabulary
from essaylint.lexicon.distance import sound
from essaylint.lexicon.speller import Suspect, suspect
from essaylint.lexicon.words import capitals, entry, is_common
from essaylint.span import Span

Place = tuple[Span, Use]
_TITLES = frozenset("mr mrs ms miss dr prof sir lord lady saint st president king queen captain general senator uncle aunt".split())
# The second row stands beside a letter only where a text was converted wrongly.
_GLUED = frozenset("@#/\\_=<>~^|+" "€™©®¤¦¨¯±¶¸†‡ƒ¢£¥§¼½¾¿¡\ufffd")


def is_prose(span: Span, use: Use) -> bool:
    """Not a piece of an address, a handle, code or a foreign phrase in italics."""
    text, here = use.paragraph.text, span.shift(-use.block.start)
    if use.word.start and text[use.word.start - 1] in "-–" and not text[max(use.word.start - 2, 0) : use.word.start - 1].strip():
        return False  # an ending: -ize
    if (text[here.start - 1 : here.start] in _GLUED and here.start) or (text[here.end : here.end + 1] in _GLUED and here.end < len(text)):
        return False
    if text[here.end : here.end + 1] == "." and text[here.end + 1 : here.end + 2].isalpha():
        return False
    if _is_cut_off(text, here):
        return False
    if use.paragraph.is_masked(here) or use.paragraph.in_long_quotation(here):
        return False
    return not any(mark.kind == "emphasis" and mark.start <= here.start < mark.end for mark in use.paragraph.marks)


def _is_cut_off(text: str, here: Span) -> bool:
    """Whether an ellipsis took a piece of the word: “…ight as a language” or, at the end of a text, “the constru...”."""
    before, after = text[: here.start], text[here.end :]
    if before.endswith(("...", "…")):
        return text[here.start].islower()
    if not after.startswith(("...", "…")):
        return False
    if not after.strip("….\"”)] "):
        return True
    verdict = suspect(here.of(text))
    return verdict is not None and bool(verdict.near) and verdict.near[0].word.startswith(here.of(text))


def weigh(form: str, verdict: Suspect, found: list[Place], known: Vocabulary, own: int) -> Severity | None:
    """How loud to be about a suspect form, given the essay; None to be silent."""
    bare = form.removesuffix("'s").removesuffix("’s")
    if verdict.kind == "capital" and not form.islower():
        return None if bare in known.listed else Severity.ERROR
    if bare in known.references or bare.capitalize() in known.references:
        return None
    many = len(found) >= own
    if form.islower():
        if verdict.kind == "unknown":
            quiet = many or len(form) < 4 or _name_nearby(found[0])
            return None if quiet else Severity.HINT
        if verdict.kind != "capital" and verdict.gap < 2 and _is_mentioned(*found[0]):
            return None
        if _is_weak(verdict) and (_is_species(form, found[0]) or any(_is_weak(suspect(word, word[:1].isupper())) for word in _neighbours(found[0]))):
            return None  # a phrase of another language
        weak = verdict.kind == "slip" and (verdict.near[0].cost > 1.0 and verdict.gap < 2)
        if not many and _is_far(form, verdict):
            return Severity.HINT
        return None if many and (weak or (verdict.kind == "rare" and verdict.gap < 2.5)) else Severity.ERROR
    if verdict.kind == "unknown" or verdict.kind == "capital" or many:
        return None
    best = verdict.near[0]
    if form.isupper() and len(form) > 2:
        return Severity.ERROR if is_shouted(found[0]) and (entry(form.title()) is None or verdict.gap > 2.5) else None
    if any(char.isupper() for char in form[1:]) or verdict.own >= 2.5 or len(found[0][1].paragraph.words) < 3:
        return None
    close = best.cost <= (1.6 if verdict.gap >= 2 and len(bare) > 8 else 1.2) and abs(len(bare) - len(best.word)) <= 1 and verdict.gap >= 1.2
    if all(use.opening for _, use in found):
        if found[0][1].paragraph.kind in ("body", "item") and _is_name(_neighbours(found[0])[1]):
            return None
        return Severity.ERROR if close and best.zipf >= (2.8 if best.cost < 0.7 else 3.2) and len(bare) >= 6 and not best.word[:1].isupper() else None
    if any(_is_calendar(near.word.capitalize()) and near.cost < 1.7 for near in verdict.near[:3]) and not _name_nearby(found[0]):
        return Severity.ERROR
    phrase = any(word[:1].isupper() and word.lower() != word and is_common(word.lower()) for word in _neighbours(found[0]))
    return Severity.ERROR if close and phrase and len(bare) >= 7 and best.zipf >= 4.4 and verdict.own < 2.4 else None


def _is_weak(verdict: Suspect | None) -> bool:
    """Whether an unknown form is not very near a known one."""
    return verdict is not None and (verdict.kind == "unknown" or (verdict.kind in ("slip", "rare") and verdict.near[0].cost > 1.0))


def _is_far(form: str, verdict: Suspect) -> bool:
    """Whether the word that is meant is a guess: far from the form, or for a short form unlike it in sound, or only a name."""
    best = verdict.near[0]
    if verdict.kind != "slip":
        return False
    if not form.isascii() or (best.word[:1].isupper() and verdict.gap < 1.2):
        return True
    return (best.cost > 1.6 and verdict.gap < 0.6) or (best.cost > 1.0 and len(form) <= 6 and sound(form) != sound(best.word))


def _is_species(form: str, place: Place) -> bool:
    """Whether a form looks like the second half of a Latin name: P. polleni, Bison priscus."""
    before = _neighbours(place)[0]
    return form.endswith(("us", "i", "um", "is", "a", "ae", "ensis", "ans", "ens")) and before[:1].isupper() and place[1].number > 1


def _is_mentioned(span: Span, use: Use) -> bool:
    """Whether the word alone stands in quotation marks: a term, often of another language."""
    text, here = use.paragraph.text, span.shift(-use.block.start)
    return here.start > 0 and text[here.start - 1] in "\"'“‘«" and (text[here.end : here.end + 1] in tuple("\"'”’»") or text[here.end - 1] in "'’")


def _is_calendar(word: str) -> bool:
    return word in capitals() or word == "August"


def _neighbours(place: Place) -> tuple[str, str]:
    _, use = place
    words = use.paragraph.words
    before = words[use.number - 1].text if use.number else ""
    after = words[use.number + 1].text if use.number + 1 < len(words) else ""
    return before, after


def _name_nearby(place: Place) -> bool:
    """Whether a title or another capitalised word stands beside it."""
    before, after = _neighbours(place)
    opens = place[1].number <= 1
    return before.lower() in _TITLES or _is_name(after) or (_is_name(before) and not opens)


def _is_name(word: str) -> bool:
    return word[:1].isupper() and len(word) > 1 and not word.isupper()


def is_shouted(place: Place) -> bool:
    """Whether a word in capitals stands in a sentence in capitals."""
    paragraph = place[1].paragraph
    words = paragraph.words_in(paragraph.sentence_at(place[1].word.start))
    loud = sum(word.text.isupper() for word in words)
    return len(words) >= 5 and loud >= 0.6 * len(words)
