"""In what setting a claim stands: asserted or not, whose it is, when it holds, how sure it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from essaylint.essay.holders import MINE, according_to, holder_of
from essaylint.essay.nounphrases import lemma
from essaylint.essay.times import times_of
from essaylint.essay.tree import Tree
from essaylint.lexicon.opposites import sections
from essaylint.span import Span
from essaylint.values import dataclass

if TYPE_CHECKING:
    from essaylint.backends.parser import Token

Tense = Literal["past", "perfect", "present", "future", ""]
_TENSES: dict[str, Tense] = {"VBD": "past", "VBZ": "present", "VBP": "present"}
_FUTURE = frozenset(["will", "shall", "'ll", "’ll", "wo"])
_AGAINST = ("on the contrary", "by contrast", "in contrast")
_BESIDE = frozenset(["so", "and", "but", "yet", ";", ":", "-", "–", "—"])
_THINKING = frozenset({"think", "believe", "feel", "suppose", "expect"})
_IF = frozenset({"if", "unless", "whether", "until", "till", "provided", "suppose"})
_WHEN = frozenset({"when", "whenever", "once", "after", "before", "until", "till"})
# "When all is said and done", "when everything is weighed".
_TALKING = frozenset({"say", "weigh", "consider", "do", "compare", "count", "think", "look"})
_NOT_ASSERTED = frozenset({"question", "conditional", "open", "infinitive", "would", "imperative"})


@dataclass(frozen=True, slots=True)
class Setting:
    """The circumstances of a claim.

    `holder` is "" for the writer, "others" for an unnamed other side, or a source's name; `marks` are what takes a
    claim out of plain assertion: question, conditional, concession, contrast, open, infinitive, would, not only,
    partly, hand; `times` are words and dates that bind it to a time; `failed` says that a verb such as "fail" above
    it turns it round.
    """

    modality: str = ""
    holder: str = ""
    tense: Tense = ""
    marks: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    failed: bool = False

    @property
    def asserted(self) -> bool:
        """Whether the writer (or a source that the writer leans on) says that it is so."""
        return not self.marks & _NOT_ASSERTED and self.holder != "others"


def setting_of(tree: Tree, index: int, text: str, sentence: Span) -> Setting:
    """The setting of the claim whose verb is the token at `index`; `text` is the paragraph, `sentence` its sentence."""
    return _Reader(tree, index, sentence.of(text)).read()


class _Reader:
    """Climbs from a verb to the root of its sentence and collects what it meets."""

    def __init__(self, tree: Tree, index: int, sentence: str) -> None:
        self.tree, self.index, self.sentence = tree, index, sentence
        self.rhetoric = sections("rhetoric")
        self.marks: set[str] = set()
        self.times = set(times_of(tree, index))
        self.holder = ""
        self.failed = False
        self.modality, self.tense = _own(tree, index, self.marks)

    def read(self) -> Setting:
        self._sentence()
        _marks_of_clause(self.tree, self.index, self.marks)
        at = self.index
        for above in self.tree.up(self.index):
            token = self.tree.tokens[at]
            verbal = above.pos in ("VERB", "AUX")
            if verbal or token.dep in ("relcl", "acl", "xcomp", "ccomp", "advcl", "parataxis", "pcomp", "csubj"):
                self._step(token, above)
            at = above.index
        holder = self.holder or according_to(self.sentence)
        return Setting(self.modality, holder, self.tense, frozenset(self.marks), frozenset(self.times), self.failed)

    def _sentence(self) -> None:
        low = self.sentence.lower()
        if low.rstrip("\"'”’) ").endswith("?"):
            self.marks.add("question")
        if low.split(",")[0].split(" ")[0] in self.rhetoric["contrast"] or low.startswith(_AGAINST):
            self.marks.add("contrast")
        if "one hand" in low or "other hand" in low:
            self.marks.add("hand")

    def _step(self, token: Token, above: Token) -> None:
        """One step up, from `token` to the word `above` on which it hangs."""
        if token.dep == "conj":
            self._coordinated(token, above)
        elif token.dep == "xcomp":
            self._complement(token, above)
        elif token.dep in ("ccomp", "parataxis"):
            self._content(token, above)
        elif self._not_finite(token):
            self.marks.add("infinitive")
        elif token.dep == "acl" and lemma(self.tree, above.index) in self.rhetoric["other side"] and not MINE.search(self.sentence):
            self.holder = "others"
        if token.dep == "advcl":
            self._times_above(above)
        if token.dep in ("advcl", "relcl"):
            _marks_of_clause(self.tree, token.index, self.marks)
        if token.dep == "relcl":
            self._cleft(above)

    def _cleft(self, above: Token) -> None:
        """"It was not the king who paid": the king did not pay."""
        verb = self.tree.tokens[above.head]
        subject = self.tree.dep(verb.index, "nsubj", "expl")
        if above.dep == "attr" and subject is not None and subject.text.lower() == "it" and self.tree.dep(verb.index, "neg"):
            self.failed = not self.failed

    def _not_finite(self, token: Token) -> bool:
        if token.dep in ("advcl", "acl"):
            return token.tag == "VB" and not self.tree.dep(token.index, "mark", "advmod")
        return token.dep in ("pcomp", "csubj") and (token.tag == "VBG" or not self.tree.dep(token.index, "nsubj", "nsubjpass"))

    def _times_above(self, above: Token) -> None:
        self.times.update(times_of(self.tree, above.index, below=False))

    def _coordinated(self, token: Token, above: Token) -> None:
        modality, tense = _own(self.tree, above.index, set())
        if not self.tree.dep(token.index, "nsubj", "nsubjpass"):
            self.modality = self.modality or modality
        self.tense = self.tense or tense
        if not self.times:
            self._times_above(above)

    def _complement(self, token: Token, above: Token) -> None:
        """"Seems to help", "failed to help", "stopped helping"."""
        word = lemma(self.tree, above.index)
        if word in ("able", "unable"):
            self._ability(above, word == "unable")
            return
        denied = self.tree.dep(above.index, "neg") is not None
        modality, self.tense = _own(self.tree, above.index, self.marks)
        self.modality = self.modality or modality
        if token.tag == "VBG" and word in sections("logic")["over"] and not denied:
            self.times.add("before it was over")
        elif word in self.rhetoric["failing"]:
            self.failed = not self.failed
        elif word in self.rhetoric["trying"]:
            self.marks.add("try")
        elif word in self.rhetoric["must"]:
            self.modality = self.modality or "must"
        elif word in self.rhetoric["allowing"]:
            self.modality = self.modality or "can"
        elif word in self.rhetoric["forbidding"]:
            self.modality = self.modality or "can"
            self.failed = not self.failed
        elif word not in self.rhetoric["raising"] and (above.pos == "ADJ" or word not in ("be", "make", "let", "help", "have")):
            self.marks.add("infinitive" if token.tag == "VB" else "complement")
        self.failed = self.failed != denied
        self._times_above(above)

    def _ability(self, above: Token, unable: bool) -> None:
        """"Was able to": it did; "is able to": it can."""
        verb = self.tree.tokens[above.head]
        modality, self.tense = _own(self.tree, verb.index, self.marks)
        self.modality = modality or ("can" if self.tense == "present" else "")
        self.failed = self.failed != ((self.tree.dep(verb.index, "neg") is not None) != unable)
        self._times_above(verb)

    def _content(self, token: Token, above: Token) -> None:
        """"Critics say that it helps", "I do not think that it helps"."""
        if _coordinate(self.tree, token.index, above.index):
            return
        word = lemma(self.tree, above.index)
        denied = self.tree.dep(above.index, "neg") is not None
        subject = self.tree.dep(above.index, "nsubj")
        if word in _THINKING and subject is not None and subject.text.lower() in ("i", "we"):
            self.failed = self.failed != denied
        elif word == "be" and (truth := self._truth(above.index)):
            self.failed = self.failed != (denied != (truth == "false"))
        elif word in self.rhetoric["open"] or denied:
            self.marks.add("open")
        if word not in self.rhetoric["factive"]:
            self.holder = self.holder or holder_of(self.tree, above.index)
        if any(child.lemma in ("if", "whether") for child in self.tree.deps(token.index, "mark")):
            self.marks.add("open")
        if word not in self.rhetoric["saying"]:
            self._times_above(above)


    def _truth(self, index: int) -> str:
        """"It is true that" and "it is false that"."""
        words = {child.text.lower() for child in self.tree.deps(index, "acomp", "attr")}
        return "true" if words & {"true", "correct"} else "false" if words & {"false", "untrue", "wrong", "incorrect", "myth"} else ""


def _coordinate(tree: Tree, clause: int, above: int) -> bool:
    """Whether a clause that the parser hangs on a later verb stands beside it: "it has no lift, so readers must ask"."""
    between = tree.tokens[clause + 1 : above]
    return any(token.head == above and token.text.lower() in _BESIDE for token in between)


def _own(tree: Tree, index: int, marks: set[str]) -> tuple[str, Tense]:
    """Modality and tense of a verb and its auxiliaries."""
    token = tree.tokens[index]
    tense = _TENSES.get(token.tag, "")
    modality = ""
    infinitive = False
    for child in tree.deps(index, "aux", "auxpass"):
        word = child.text.lower()
        if child.tag == "MD" and word in _FUTURE:
            tense = "future"
        elif child.tag == "MD":
            modality = _modality(word)
        elif word == "to":
            infinitive = True
        elif tense == "" and token.tag == "VBN" and child.lemma.lower() == "have" and child.tag in ("VBZ", "VBP"):
            tense = "perfect"
        elif tense == "" or child.tag == "VBD":
            tense = _TENSES.get(child.tag, "")
    if any(child.lemma.lower() in ("perhaps", "possibly", "maybe") for child in tree.deps(index, "advmod")):
        modality = "may"
    if modality == "would":
        marks.add("would")
    if infinitive and token.dep in ("ROOT", "relcl", "acl", "advcl"):
        marks.add("infinitive")
    if token.dep == "ROOT" and token.tag == "VB" and not modality and not tree.dep(index, "nsubj", "nsubjpass", "aux"):
        marks.add("imperative")
    _denial(tree, index, marks)
    return modality, tense


def _modality(word: str) -> str:
    if word in ("can", "ca"):
        return "can"
    if word == "could":
        return "could"
    if word in sections("rhetoric")["may"]:
        return "may"
    return "must" if word in sections("rhetoric")["must"] else "would"


def _denial(tree: Tree, index: int, marks: set[str]) -> None:
    """Whether a "not" denies all ("not only", "not always", "not because")."""
    partly = sections("rhetoric")["partly"]
    for denial in tree.deps(index, "neg"):
        following = {token.lemma.lower() for token in tree.tokens[denial.index + 1 : denial.index + 3]}
        degrees = {child.lemma.lower() for child in tree.deps(index, "advmod", "attr", "acomp", "dobj") if child.index > denial.index}
        if partly & (following | degrees):
            marks.add("partly")
        if following & {"only", "just", "merely"} or tree.tokens[denial.index - 1].lemma.lower() == "only":
            marks.add("not only")
        if any(one.text.lower() == "because" for child in tree.deps(index, "advcl") for one in tree.deps(child.index, "mark")):
            marks.add("because")


def _marks_of_clause(tree: Tree, index: int, marks: set[str]) -> None:
    """The marks that a clause has by its own conjunction, and by clauses that hang on it."""
    token = tree.tokens[index]
    concession = sections("rhetoric")["concession"]
    for child in tree.deps(index, "mark", "advmod", "prep"):
        word = child.lemma.lower()
        if child.dep == "mark" and word in concession and token.dep in ("advcl", "ccomp", "relcl"):
            marks.update(["concession"] if word != "while" or token.tag != "VBG" else [])
        elif child.dep == "mark" and word in _IF:
            marks.add("conditional")
        elif child.dep == "prep" and word in ("despite", "notwithstanding"):
            marks.add("concession")
        elif token.dep == "advcl" and word in ("when", "whenever", "once", "where", "wherever"):
            marks.add("when" if token.tag == "VBD" else "conditional")
    for clause in tree.deps(index, "advcl"):
        words = {child.lemma.lower() for child in tree.deps(clause.index, "mark", "advmod")}
        if words & concession and (clause.index < index or ("although" not in words and "though" not in words)) and (words & concession != {"while"} or clause.tag != "VBG"):
            marks.add("concession")
        if words & {"if", "unless", "provided", "suppose"}:
            marks.add("conditional")
        elif words & _WHEN and (clause.index < index or tree.tokens[index].tag not in ("VBZ", "VBP")) and lemma(tree, clause.index) not in _TALKING:
            marks.add("when")
