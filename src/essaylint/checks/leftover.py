"""What a draft, a word processor or a template left behind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from essaylint.checks.base import ParagraphCheck
from essaylint.diagnostic import Finding
from essaylint.essay.atoms import matches_of
from essaylint.essay.paragraph import Kind, Paragraph
from essaylint.span import Span
from essaylint.values import dataclass

_ASK = r"(?:insert|add|put|enter|type|fill in|write|give|provide|include|find|check|replace|update|your|use|state|describe|expand|cite|need)"
_THING = (
    r"(?:name|names|date|dates|year|citation|citations|cite|source|sources|reference|references|ref|refs|author|authors|page|page number|pages"
    r"|title|link|url|quote|quotation|figure|table|chart|graph|image|picture|photo|text|example|examples|statistic|statistics|number|amount"
    r"|city|country|company|company name|address|topic|subject|thesis|conclusion|introduction|instructor|professor|course|university|school"
    r"|details|more|here|evidence|data|footnote|caption|placeholder|todo|tbd|tbc|tba|tk|fixme|xx+|\?+|needed|missing|doi|isbn|e-?mail)"
)
_PATTERNS = (
    # [insert citation], <add source here>, (add reference), {{name}}, [REF], [citation needed], [?], [your name]
    rf"\[(?:{_ASK}\b[^\[\]]{{0,50}}|{_THING}(?: (?:here|needed|tbd|missing|to come|\?))?|[^\[\]]{{0,30}}\b(?:needed|to come|goes here|here)\?*)\](?!\()",
    rf"<(?:{_ASK}) [^<>]{{1,50}}>|\{{\{{[^{{}}\n]{{1,40}}\}}\}}|<<[^<>\n]{{1,40}}>>",
    r"\((?:(?:insert|add|find|put) (?:a |an |the |your |in-text |more )?(?:citation|citations|source|sources|reference|references|ref|quote|page|page number|date|year|author|figure|table|name|here)[^()]{0,30}"
    r"|citation needed|cite\??|cite source|cite this|ref\??|source\??|reference needed|source needed|cit\.? needed|author,? (?:year|date)|name,? (?:year|date)|\?{2,}|xx+\??|x{2,},? ?(?:x{4}|\d{4}|20xx|year)?)\)",
    r"\b(?:TODO|FIXME|TBD|TKTK|TK TK)\b:?",
    r"\b(?:19|20)XX\b|\bX{4,}\b|[$€£]X{1,3}\b|\bX{2,3}%|\bpp?\. ?(?:XX+|xx+)(?!\w)|\bXX/XX(?:/XX+)?",
    r"\blorem ipsum\b(?: dolor)?(?: sit)?(?: amet)?",
    r"\b(?:asdf(?:asdf|ghjkl|jkl)?|qwerty(?:uiop))\b",
    r"\berror! (?:reference source not found|bookmark not defined|no text of specified style in document|hyperlink reference not valid"
    r"|not a valid [\w-]+|no (?:table of [\w ]+|index) entries found|unknown [\w ]+|filename not specified|style not defined|main document only)\.?",
    r"\b(?:click or tap (?:here )?to (?:enter|add) (?:text|a date|title)|click here to enter (?:text|a date)|choose an item|no table of (?:contents|figures) entries found)\.?",
    r"\[(?:type (?:text|here|the [\w ]+)|document (?:title|subtitle)|company name|author name|pick the date|draw your reader in[^\]]*)\]",
    r"\b(?:commented|comment) \[[A-Z]{1,3}\d+(?:R\d+)?\]:?|\[[A-Z]{2,3}\d{1,2}\](?=:? [A-Z])",
    r"\bformatted: (?:font|indent|left|right|centered|normal|justified|space|no |line spacing|english|not highlight)[^.\n]{0,60}|\bfield code changed\b|\bdeleted: [^\n]{1,60}",
    r"<{7} \S+|>{7} \S+|(?<!\S)={7}(?!\S)",
    r"&(?:nbsp|amp|quot|lt|gt|rsquo|lsquo|ldquo|rdquo|ndash|mdash|hellip|apos|#\d{2,5});",
    r"</?(?:p|br|b|i|em|strong|span|div|h[1-6]|ul|li|u|font|sup|sub)(?: [^<>]{0,100})? ?/?>",
    r"\\(?:cite|citep|citet|ref|footnote|textbf|textit|emph|label|parencite)\{[^{}]{0,80}\}",
    r"\{(?:MERGEFIELD|REF|PAGEREF|SEQ|TOC|PAGE|HYPERLINK|ADDIN|CITATION)\b[^{}]{0,120}\}|ADDIN (?:EN\.CITE|ZOTERO|CSL)[^\s.]*",
)
# For each pattern, strings in small letters of which every match holds one: most paragraphs hold none.
_NEEDLES = (
    ("[",), ("<", "{{"), ("(insert", "(add ", "(find ", "(put ", "(cit", "(ref", "(source", "(author", "(name", "(??", "(xx"),
    ("todo", "fixme", "tbd", "tktk", "tk tk"), ("xx", "$x", "€x", "£x"), ("lorem ",), ("asdf", "qwerty"), ("error! ",),
    ("click ", "choose an", "no table of"), ("[",), ("[",), ("formatted: ", "field code", "deleted: "), ("<<<", ">>>", "==="), ("&",), ("<",),
    ("\\",), ("{", "addin "),
)  # fmt: skip
_LEFT = tuple(zip(_NEEDLES, (re.compile(pattern, re.IGNORECASE) for pattern in _PATTERNS), strict=True))
_EXACT = re.compile(r"TODO|FIXME|TBD|TKTK|TK TK|(?:19|20)XX|X{4,}|[$€£]X+|X+%|pp?\. ?(?:XX+|xx+)|XX/XX|\[[A-Z]{2,3}\d", re.ASCII)
_CASED = re.compile(r"todo|fixme|tbd|tk ?tk|\d\dxx|x{4,}|[$€£]x|x+%|pp?\. ?[xX]|xx/|\[[a-z]{2,3}\d", re.IGNORECASE)


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """Report placeholders, error messages of word processors, pasted markup and marks of tracked changes.

    `but_not` are matches that are meant.
    """

    zones: ClassVar[tuple[Kind, ...]] = ("title", "heading", "body", "item", "quote", "caption", "table", "reference", "foreign")
    but_not: tuple[str, ...] = ("[sic]", "[sic!]", "[...]", "[…]")

    @property
    def atoms(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(needle for needles in _NEEDLES for needle in needles))

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        text = paragraph.text
        low = text.lower()
        patterns = [pattern for needles, pattern in _LEFT if any(needle in low for needle in needles)]
        for match in matches_of(patterns, text) if patterns else ():
            found = match.group()
            span = Span(*match.span())
            if found.lower() in self.but_not or paragraph.is_masked(span):
                continue
            if _CASED.match(found) and not _EXACT.match(found):
                continue  # "todo", "xxxx" in small letters are words or numbers
            yield Finding(span)
