"""Another word in the place of one that is at fault, in the same form."""

from __future__ import annotations

import re

from essaylint.backends.parser import Token
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.slots import Pair
from essaylint.lexicon.inflection import noun_forms, verb_forms
from essaylint.span import Span

_SLOTS = {"VB": "base", "VBP": "base", "VBZ": "third", "VBD": "past", "VBN": "participle", "VBG": "gerund"}
_ARTICLE = re.compile(r"\b(an?) \Z", re.IGNORECASE)
_VOWEL = re.compile(r"(?!u[bcfhjkqrstn][aeiou]|eu|one\b|once)[aeiou]|hono|hour|heir", re.IGNORECASE)

Edits = list[tuple[Span, str]]


def edits_for(paragraph: Paragraph, pair: Pair, new: str) -> Edits:
    """The replacements that put `new` in the place of the pair's word at fault; none where its form is not certain."""
    fault, partner, tail = pair.fault, pair.partner, pair.tail
    if pair.slot.endswith("+prep"):
        return _word(paragraph, partner, new)
    if pair.slot in ("verb+to", "verb+ing"):
        return _clause(partner, tail, new)
    if pair.slot == "det+noun":
        return _word(paragraph, fault, new) if fault.text.islower() else []
    if pair.slot.startswith(("verb", "bare")):
        if fault.tag not in _SLOTS or fault.text[:1].isupper():
            return []
        text = inflected(new, fault)
        if tail is None:
            return [(fault.span, text)]
        if tail.index == fault.index + 1:
            return [(Span(fault.start, tail.end), text)]
        first, _, rest = text.partition(" ")
        return [(fault.span, first), (tail.span, rest)] if rest else []
    if pair.slot.split("+")[0] in ("noun", "object", "subject", "of", "pobj"):
        text = noun_forms(new)[1].text if fault.tag == "NNS" and new not in _MASS else new
        return _with_article(paragraph, fault, text)
    return _with_article(paragraph, fault, new)


_MASS = frozenset("information advice knowledge evidence money equipment homework furniture access content".split())


def inflected(new: str, verb: Token) -> str:
    """A verb in the form of another one.

    >>> from essaylint.backends.parser import Token
    >>> inflected("carry out", Token(0, "made", "make", "VBD", "VERB", "ROOT", 0, 0, 4, 0))
    'carried out'
    """
    if new.startswith("be "):
        forms = {"VBZ": "is", "VB": "be", "VBP": "are", "VBN": "been", "VBG": "being", "VBD": "was"}
        return forms[verb.tag] + new[2:]
    return next(form.text for form in verb_forms(new) if form.slot == _SLOTS[verb.tag])


def _word(paragraph: Paragraph, word: Token, new: str) -> Edits:
    if new != "-":
        return [(word.span, new)]
    end = word.end + (paragraph.text[word.end : word.end + 1] == " ")
    return [(Span(word.start, end), "")]


def _clause(verb: Token, to: Token | None, new: str) -> Edits:
    """An infinitive becomes a gerund ("ing"), a gerund an infinitive ("to")."""
    form = {form.slot: form.text for form in verb_forms(verb.lemma.lower())}
    if new == "ing" and to is not None and to.index == verb.index - 1:
        return [(Span(to.start, verb.end), form["gerund"])]
    return [(verb.span, f"to {form['base']}")] if new == "to" and to is None else []


def _with_article(paragraph: Paragraph, old: Token, new: str) -> Edits:
    """The replacement, with "a" or "an" before it put right."""
    text = new[:1].upper() + new[1:] if old.text[:1].isupper() else new
    article = _ARTICLE.search(paragraph.text, max(old.start - 4, 0), old.start)
    if article is None:
        return [(old.span, text)]
    right = article[1][0] + ("n" if _VOWEL.match(new) else "")
    return [(old.span, text)] if right == article[1] else [(Span(article.start(), old.end), f"{right} {text}")]
