"""How much a sentence needs a source: a score from stated features, each a weight and a pattern.

`worth(sentence, names)` adds up what makes a statement checkable (figures, dates, named actors, causes, motives,
generalisations) and takes away what makes it the writer's own (first person, hedges, questions, inferences, talk about
the essay itself). A sentence of `CLAIM` or more is a claim that an editor would ask a source for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from essaylint.essay.attribution import has_address
from essaylint.essay.document import Block, Document
from essaylint.essay.sieve import Pattern, Sieve
from essaylint.span import Span
from essaylint.values import dataclass

CLAIM = 3.0


@dataclass(frozen=True, slots=True)
class Feature:
    """A named pattern and what it adds to the score; `fold` reads the sentence in lower case."""

    name: str
    weight: float
    pattern: re.Pattern[str]
    fold: bool = True


def _feature(name: str, weight: float, pattern: str, *, fold: bool = True) -> Feature:
    return Feature(name, weight, re.compile(pattern), fold)


_UNITS = (
    r"(?:percent|per cent|%|million|billion|trillion|thousand|hundred|dozen|people|adults|children|students|women|men|soldiers"
    r"|dollars|euros|pounds|deaths|cases|countries|states|schools|kilometers|kilometres|miles|tons|tonnes"
    r"|acres|hectares|inhabitants|employees|workers|users|patients|households|families|visits)"
)
FEATURES = (
    _feature(
        "statistic", 3.0,
        rf"\d[\d.,]*\s?(?:%|percent|per cent)|[$€£]\s?\d[\d.,]*\s?(?:k|m|bn|thousand|million|billion|trillion)?\b(?!/)(?=[^;:]{12})|\b\d[\d.,]*\s+(?:[a-z-]+\s+)?{_UNITS}\b"
        r"|\b(?:one|two|three|four|five|six|seven|eight|nine|\d+) (?:in|out of|of every) (?:every )?(?:two|three|four|five|six|seven|eight|nine|ten|\d+|a hundred)\b"
        r"|\b(?:half|a third|two thirds|two-thirds|a quarter|three quarters|three-quarters) (?:of )?(?:the|all|its|their)\b"
        r"|\b(?:the|a) (?:vast |great |overwhelming |large |significant |substantial |small |tiny |high )?(?:majority|minority|percentage|proportion|share) of\b"
        r"|\b(?:hundreds|thousands|millions|billions|dozens) of\b|\bmore than (?:a |one |two |three |\w+ty[- ]?\w* )?(?:half|million|thousand|hundred)\b"
        r"|\b(?:doubled|tripled|quadrupled|halved)\b|\b(?:thirty|forty|fifty|sixty|seventy|eighty|ninety|twenty)[ -][a-z]+ (?:million|percent|thousand)\b",
    ),
    _feature("dated", 2.0, r"\b(?:in|since|by|until|after|before|from|between|during|around|of|early|late|mid) (?:the |about |around |late |early )?(?:1[5-9]\d\d|20[0-3]\d)(?:s\b|\b)|\b(?:nineteenth|twentieth|eighteenth|seventeenth|sixteenth|twenty-first|19th|20th|18th|21st) centur"),
    _feature("cause", 1.5, r"\b(?:caus(?:e|es|ed|ing)|led to|leads to|lead to|leading to|gave rise|gives rise|result(?:s|ed|ing)? (?:in|from)|due to|because of|contribut(?:e|es|ed|ing) to|affect(?:s|ed)?|influenc(?:e|es|ed)|trigger(?:s|ed)?|driven by|hamper(?:s|ed)|hinder(?:s|ed)|prevent(?:s|ed)|foster(?:s|ed)?|enabl(?:e|es|ed)|provok(?:e|es|ed)|stem(?:s|med)? from|attributed to|thanks to|arise(?:s)? from|catalyst|shap(?:e|es|ed) by|transform(?:s|ed)|creat(?:e|es|ed) (?:a |an |new |more )?|reduc(?:e|es|ed)|worsen(?:s|ed)?|improv(?:e|es|ed))\b"),
    _feature("motive", 2.0, r"\b(?:motivated by|driven by|focused on|aim(?:s|ed) (?:to|at)|intend(?:s|ed)? to|seek(?:s)? to|sought to|strive(?:s)? to|desire(?:s|d)? (?:to|for)|in anticipation of|refus(?:e|es|ed) to|wish(?:es|ed) to|want(?:s|ed)? to|tr(?:y|ies|ied|ying) to|plan(?:s|ned) to|committed to|determined to|reluctant to|indicated that|realized that|realised that|considers?|perceives?|regards?|openly|attempt(?:s|ed) to|anchored on|anchored in|centered on|centred on|used? (?:its|the|their) \w+ to)\b"),
    _feature("general", 1.5, r"^(?:most|many|all|every|each|people|individuals|humans|society|societies|some|children|students|women|men|parents|americans|companies|businesses|organi[sz]ations|governments?|countries|seniors|adults|teenagers|workers|employees|consumers|patients)\b|\b(?:most|all|many) (?:people|of the|countries|cases|individuals|americans|companies|students|families|cultures|societies|states|essays|security|[a-z]+s) |\b(?:always|never|everywhere|worldwide|globally|all over|around the world|throughout|commonly|universally|typically|in most cases|nearly all|almost all|each society|every single|across the (?:country|world|globe))\b"),
    _feature("comparison", 1.0, r"\b(?:more|less|fewer|greater|higher|lower|larger|better|worse|older|stronger|cheaper) (?:[a-z-]+ )?(?:than)\b|\bone of the (?:most|largest|biggest|best|worst|main|primary|leading|few)\b|\bthe (?:largest|biggest|most \w+|highest|lowest|oldest|first|only|leading|fastest|main cause|primary cause|leading cause)\b|\b(?:superior|unprecedented|significantly|dramatically|heavily|extremely|inevitably|essential|crucial|common among|a sign of)\b"),
    _feature("change", 1.0, r"\b(?:increas(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|grow(?:s|n|ing)?|grew|rise|rises|rose|risen|fall(?:s|en)?|fell|expand(?:s|ed|ing)?|shift(?:s|ed)?|evolv(?:e|es|ed)|spread(?:s)?|gained|lost|adopted|introduced|established|founded|initiated|launched|abolished|banned|omitted|maintained|developed|collapsed|invaded|signed|elected|changed|underwent|emerged|became|become)\b"),
    _feature("actor", 1.5, r"(?<=[a-z,;:] )(?:the )?(?:[A-Z][a-z]+(?:’s|'s)?|[A-Z]{2,6})\b", fold=False),
    _feature("listing", 1.0, r"\bsuch as [A-Z]|\b[A-Z]\w+, [A-Z]\w+,? and [A-Z]\w+|\bincluding [A-Z]", fold=False),
    _feature("fact-of-kind", 1.0, r"\b(?:is|are|was|were) (?:isolated|known for|famous for|based on|located|responsible for|composed of|made up of|considered|eligible|dependent|based in|one of|a member|members of|a product of|anchored|common|rare|popular)\b|\b(?:consists? of|comprises?|provides?|offers?|serves?|depends? on|relies? on|requires?|includes?|contains?|spends?|produces?|earns?|costs?|sells?|exports?|imports?)\b"),
    _feature("prediction", 1.0, r"\b(?:will (?:continue|grow|decline|increase|decrease|rise|fall|become|lead|cause|reduce|improve|worsen|disappear|replace|need|cost)|(?:is|are) (?:likely|expected|bound|set) to)\b"),
    _feature("present state", 1.0, r"\b(?:currently|nowadays|today|still|over the (?:years|decades|centuries)|in (?:recent|the past|the last) (?:\w+ )?(?:years|decades)|so far|over time|through time|historically|traditionally)\b"),
    # What takes away.
    _feature("first person", -4.0, r"\b(?:I|[Mm]e|[Mm]y|[Mm]ine|[Ww]e|us|[Oo]ur|[Oo]urs|[Mm]yself|[Oo]urselves)\b", fold=False),
    _feature("question", -6.0, r"\?[\"”’')]*$"),
    _feature("address", -3.0, r"\b(?:you|your|let us|imagine|consider the)\b"),
    _feature("hedge", -2.0, r"\b(?:may|might|could|would|should|perhaps|possibly|probably|seems?|seemed|appears? to|ought|must|arguably|presumably|if)\b"),
    _feature("ability", -0.5, r"\bcan(?:not)?\b"),
    _feature("own work", -5.0, r"\b(?:this|the|my|our|present|current) (?:present |current |research |following )?(?:essay|paper|study|thesis|article|report|section|chapter|analysis|review|work|model|experiment|survey|assignment|discussion|results?|data|findings|figure|table|hypothes[ie]s)\b|\b(?:figure|table|appendix|chapter|section) \d|\bfollowing sections?\b|\b(?:participants|respondents|interviewees|subjects|samples?|hypothesis|variables?|regression|equation|coefficients?|measured|calculated|simulat\w+|analy[sz]ed|questionnaires?|intervention|presentation|statistically|control group|data ?sets?|parameters?|threshold|clades?|algorithm|objectives?|pre-?test|post-?test|classroom visit|self-report)\b"),
    _feature("inference", -2.0, r"^(?:this|that|these|those|it|such|all this|both|the (?:former|latter)) (?:is|are|was|means?|meant|indicates?|shows?|suggests?|implies|demonstrates?|would|can|could|makes?|allows?|leads?|helps?|explains?|reflects?|approach)\b|^(?:therefore|thus|hence|consequently|in other words|as such|in short|in sum|to sum up|in conclusion|overall|to conclude|ultimately|clearly|of course|for example|for instance|that is)\b"),
    _feature("reported", -2.5, r"\b(?:argu(?:e|es|ed|ing)|claim(?:s|ed)|stat(?:es|ed) that|writ(?:es|ing)|wrote|notes? that|noted|sa(?:ys|id)|explains?|explained|describes|described|concludes?|concluded|asserts?|asserted|contends?|contended|suggests?|suggested|proposes?|proposed|points? out|pointed out|emphasi[sz]es?|defines?|the authors?|according to (?:the|a|this|his|her)|(?:they|he|she|studies|researchers|authors) (?:\w+ )?(?:found|find|finds|show|showed|report|reported|observed|conclude)|quot\w+|(?:the|this|her|his) (?:author|narrator|poem|novel|story|speaker|protagonist|character|play|text|passage|film|movie|book|line|stanza|scene|argument|theory|concept|idea|term|claim|view|philosoph\w+))\b"),
    _feature("definition", -2.0, r"\b(?:is|are|can be|was) (?:defined|described|understood|characteri[sz]ed) (?:as|by)\b|\brefers? to\b|\bthe term\b|\bmeans that\b"),
    _feature("quotation", -1.5, r"[“\"][^”\"]{12,}[”\"]"),
    _feature("short", -1.5, r"^(?:\S+\s+){0,6}\S+$"),
    _feature("opinion", -1.5, r"\b(?:important to|it is (?:clear|obvious|important|necessary|possible|difficult|easy|essential|vital|crucial|worth)|good|bad|wrong|right thing|unfortunately|hopefully|fortunately|personally|believe|opinion|think|feel|felt|hope)\b"),
)  # fmt: skip

_FOLDED = tuple(one for one in FEATURES if one.fold)
_WRITTEN = tuple(one for one in FEATURES if not one.fold)
_SIEVE = Sieve([one.pattern for one in _FOLDED])
# What a match of the first and slowest pattern, "statistic", cannot do without.
_COUNTS = re.compile(r"\d")
_COUNTED = (
    "half two three third four five six seven eight nine ten quarter hundred majority minority percent proportion share thousand million "
    "billion dozens doubled tripled quadrupled halved"
).split()


@lru_cache(maxsize=8192)
def features_of(sentence: str) -> dict[str, float]:
    """The features a sentence has, each with its weight."""
    folded = sentence.lower()
    among = _SIEVE.among(folded)
    counts = 0 in among and (_COUNTS.search(folded) or any(word in folded for word in _COUNTED))
    found = {one.name for at in among if (at or counts) and (one := _FOLDED[at]).pattern.search(folded)}
    found.update([one.name for one in _WRITTEN if one.pattern.search(sentence)])
    return {one.name: one.weight for one in FEATURES if one.name in found}


def worth(sentence: str, names: frozenset[str] = frozenset()) -> float:
    """How much a sentence needs a source. `names` are the essay's names, so that one that opens a sentence is known.

    >>> worth("In 2015, Russia initiated a new policy to enhance its influence.") >= CLAIM
    True
    >>> worth("I think this is a good idea.") < 0
    True
    """
    return _total(sentence, features_of(sentence), names)


_OPENING = re.compile(r"(?:[A-Z][a-z]+, |On the other hand, |In addition, )?(?:The |Both )?([A-Z][\w-]+)")


def _total(sentence: str, found: dict[str, float], names: frozenset[str]) -> float:
    opening = None if "actor" in found else _OPENING.match(sentence)
    named = opening is not None and re.sub(r"['’]s?$", "", opening.group(1)) in names
    return sum(found.values()) + (1.5 if named else 0.0)


_LEAD = re.compile(
    r"(?:(?:However|Moreover|Furthermore|Additionally|Besides|Nonetheless|Nevertheless|Also|In addition|In fact|Indeed|Then"
    r"|On the other hand|Similarly|Likewise|Meanwhile|First|Second|Third|Finally|Lastly|Undoubtedly|Unfortunately|Thus|Yet"
    r"|A case in point|In this situation|At the same time|As a result|For example|For instance)(?: of all)?,?\s+)+"
)
_CUT = re.compile(r"(?:;|,? (?:which|while|whereas|because|although|and|but|since|so that|that|who|as|with)\b|,)")


def core_of(text: str, sentence: Span) -> Span:
    """The part of a sentence that makes the claim: without its connective and its stop, and not much over a line."""
    words = sentence.of(text)
    lead = _LEAD.match(words)
    start = sentence.start + (lead.end() if lead and len(words) - lead.end() > 20 else 0)
    end = sentence.start + len(words.rstrip(" .!?;,"))
    if end - start > 130:
        cuts = [one.start() for one in _CUT.finditer(text, start + 60, start + 130)]
        end = cuts[-1] if cuts else start + len(text[start : start + 120].rsplit(" ", 1)[0])
    return Span(start, max(end, start + 1))


_NAME = re.compile(r"(?<=[a-z,;:] )([A-Z][a-z]+|[A-Z]{2,6})\b")


def names_of(document: Document) -> frozenset[str]:
    """The words that the essay writes with a capital inside sentences."""
    return frozenset(name for block in document.running for name in _NAME.findall(block.paragraph.text))


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence without a source, at its place in the document's prose, and how much it needs one.

    `gap` counts the sentences to the next citation of its paragraph, NONE where no citation follows.
    """

    span: Span
    core: Span
    worth: float
    statistic: bool
    gap: int


NONE = 99


def points_to_sources(document: Document) -> bool:
    """Whether the essay cites anything, by author, number, note or link."""
    return document.cites or any(
        has_address(block.paragraph, Span(0, len(block.paragraph.text))) for block in document.running
    )


def claims_of(document: Document, least: float = 1.0) -> tuple[tuple[Claim, ...], ...]:
    """The uncited claims of each paragraph that has any, the first and last words of the essay included."""
    kept = document.__dict__.get("_claims")
    if isinstance(kept, tuple):
        return kept
    names = names_of(document)
    cited = frozenset(
        name
        for block in document.running
        for one in block.paragraph.citations
        if not one.organisation and not one.title and one.kind != "key"
        for name in one.authors
        if len(name) > 2
    )
    found = []
    for block in document.running:
        claims = tuple(one for one in _claims_in(block, names, cited) if one.worth >= least)
        if claims:
            found.append(claims)
    document.__dict__["_claims"] = tuple(found)
    return tuple(found)


_CLOSING = re.compile(r"(?:\d+\.?\s*)?(?:conclusions?|summary|concluding remarks|discussion and conclusions?)\W*$", re.IGNORECASE)
_CLOSES = re.compile(r"(?:In (?:conclusion|summary|sum|short|closing)|To (?:conclude|sum up|summari[sz]e)|Overall|All in all|Finally|In the end)\b", re.IGNORECASE)
_FICTION = Pattern(
    r"\b(?:novels?|novella|poems?|poets?|stanzas?|narrators?|protagonists?|playwright|films?|movies?|characters?|scenes?|plot"
    r"|fiction|heroine|hero|sonnets?|tragedy|short story)\b",
    re.IGNORECASE,
)


def opening_of(document: Document) -> int:
    """Where the introduction starts: the first paragraph of running text, -1 in an essay of fewer than four."""
    blocks = [block for block in document.of_kind("body") if len(block.paragraph.words) > 20]
    return blocks[0].start if len(blocks) > 3 else -1


def closing_of(document: Document) -> int:
    """Where the conclusion starts: its heading, the paragraph that says so, or the last one of four or more."""
    blocks = [block for block in document.of_kind("body", "heading") if block.paragraph.kind == "heading" or len(block.paragraph.words) > 20]
    body = [block for block in blocks if block.paragraph.kind == "body"]
    for block in blocks[-6:]:
        pattern = _CLOSING if block.paragraph.kind == "heading" else _CLOSES
        if pattern.match(block.paragraph.text) and (block.paragraph.kind == "heading" or block.start >= body[-2:][0].start):
            return block.start
    return body[-1].start if len(body) > 3 else len(document.prose)


def tells_a_story(document: Document) -> bool:
    """Whether the essay is about a work of fiction, whose plot needs no source but the work."""
    found = sum(1 for block in document.running for _ in _FICTION.finditer(block.paragraph))
    return found >= 4 and found * 150 >= document.word_count


def _claims_in(block: Block, names: frozenset[str], cited: frozenset[str]) -> Iterator[Claim]:
    """The uncited claims of a paragraph. A sentence that names a cited author ("Keller indicates") is taken as sourced."""
    paragraph = block.paragraph
    sentences = paragraph.sentences
    sourced = [
        paragraph.is_cited(one) or has_address(paragraph, one) or any(name in one.of(paragraph.text) for name in cited)
        for one in sentences
    ]
    gap = NONE
    claims = []
    for sentence, has_source in zip(reversed(sentences), reversed(sourced), strict=True):
        gap = 0 if has_source else min(gap + 1, NONE)
        if not has_source and sentence.length > 25 and not paragraph.in_long_quotation(sentence):
            words = sentence.of(paragraph.text)
            core = block.place(core_of(paragraph.text, sentence))
            found = features_of(words)
            claims.append(Claim(block.place(sentence), core, _total(words, found, names), "statistic" in found, gap))
    yield from reversed(claims)
