"""Rules over a document: findings become diagnostics."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from essaylint import allowing, overlap
from essaylint.backends import parser
from essaylint.checks.base import PhraseCheck
from essaylint.config import Config
from essaylint.diagnostic import Diagnostic, Finding, Fix, Place, Severity
from essaylint.essay.automaton import Gates, Phrases
from essaylint.essay.document import Block, Document
from essaylint.essay.paragraph import Paragraph
from essaylint.formats import read, unsure, written
from essaylint.rulebook import Rule, phrases_of
from essaylint.source import Source
from essaylint.span import Span
from essaylint.values import dataclass

KEPT_PARAGRAPHS = 20_000


class Skipped(NamedTuple):
    """A rule that did not run, and what makes it run."""

    rule: str
    why: str


@dataclass(frozen=True)
class Report:
    """All that a run has to say of a document."""

    document: Document
    diagnostics: tuple[Diagnostic, ...]
    skipped: tuple[Skipped, ...] = ()
    allowed: tuple[Diagnostic, ...] = ()


class Linter:
    """Rules that are loaded once and used for many texts; safe to share between threads, and it pickles.

    >>> [one.rule for one in Linter(Config(select=("vague-sourcing",))).lint("According to observers, it failed.")]
    ['vague-sourcing']
    """

    def __init__(self, config: Config | None = None) -> None:
        self.config = config or Config()
        self._found: OrderedDict[tuple[Paragraph, bool], dict[str, tuple[Finding, ...]]] = OrderedDict()
        self._lock = threading.Lock()
        self._plans: dict[bool, _Plan] = {}

    def __getstate__(self) -> dict[str, Any]:
        return {"config": self.config}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(state["config"])  # type: ignore[misc]

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that the config turns on. Raises `ConfigError` or `CardError`."""
        return self.config.active

    def lint(self, text: Document | str, *, format: str = "plain", quick: bool = False) -> list[Diagnostic]:
        """The diagnostics of a text or document, by place; `quick` leaves out rules that need a parse or a server."""
        document = text if isinstance(text, Document) else read(Source(text), format)
        return list(self.run(document, quick=quick).diagnostics)

    def run(self, document: Document, *, quick: bool = False, between: Callable[[], object] = tuple) -> Report:
        """Lint a document and tell also what was left out and what was allowed.

        `between` is called again and again on the way; what it raises ends the run, and what was found so far is kept.
        """
        active, skipped = self._runnable(quick)
        if any("parse" in rule.needs for rule in active):
            document.parse()
        found = [*self._of_paragraphs(document, document.blocks, active, quick, between), *self._of_document(document, active, between)]
        diagnostics = overlap.without_repeats(found)
        if document.format in unsure.FORMATS:
            diagnostics = unsure.softened(diagnostics, document.source)
            skipped = (*skipped, *(Skipped(rule.name, unsure.REASON) for rule in active if rule.name in unsure.RULES))
        if self.config.languagetool and not quick:
            from essaylint import languagetool  # only where a server is asked for

            more, failed = languagetool.judge(document, self.config, diagnostics)
            diagnostics = overlap.without_repeats([*diagnostics, *more])
            skipped = (*skipped, Skipped("languagetool", failed)) if failed else skipped
        told, allowed = allowing.apply(diagnostics, document, self.config, {rule.name for rule in active})
        return Report(document, tuple(told), skipped, tuple(allowed))

    def _runnable(self, quick: bool) -> tuple[tuple[Rule, ...], tuple[Skipped, ...]]:
        if quick:
            return tuple(rule for rule in self.rules if not rule.needs), ()
        missing = {} if parser.available() else {"parse": 'needs the parser; run: pip install "essaylint[parse]"'}
        skipped = [Skipped(rule.name, missing[need]) for rule in self.rules for need in rule.needs if need in missing]
        names = {one.rule for one in skipped}
        return tuple(rule for rule in self.rules if rule.name not in names), tuple(skipped)

    @cached_property
    def _phrases(self) -> tuple[tuple[Rule, ...], Phrases]:
        rules = tuple(rule for rule in self.rules if rule.shape == "phrase")
        return rules, phrases_of(rules)

    def look(self, document: Document, blocks: Sequence[Block], between: Callable[[], object] = tuple) -> list[Diagnostic]:
        """What the quick rules about single paragraphs say of some blocks of a document, by place, allowed or not."""
        active, _ = self._runnable(quick=True)
        return overlap.without_repeats(self._of_paragraphs(document, blocks, active, True, between))

    def _of_paragraphs(
        self, document: Document, blocks: Sequence[Block], active: tuple[Rule, ...], quick: bool, between: Callable[[], object]
    ) -> Iterator[Diagnostic]:
        plan = self._plans.get(quick)
        if plan is None:
            plan = self._plans[quick] = _Plan(active)
        rules = plan.rules
        for block in blocks:
            between()
            for name, findings in self._kept(block.paragraph, plan, quick).items():
                for finding in findings:
                    yield self._diagnostic(rules[name], finding.shift(block.start), document)

    def _kept(self, paragraph: Paragraph, plan: _Plan, quick: bool) -> dict[str, tuple[Finding, ...]]:
        """What the rules find in a paragraph; found once and kept."""
        key = (paragraph, quick)
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
                return self._found[key]
        found = {name: tuple(findings) for name, findings in self._paragraph(paragraph, plan) if findings}
        with self._lock:
            self._found[key] = found
            if len(self._found) > KEPT_PARAGRAPHS:
                self._found.popitem(last=False)
        return found

    def keep_only(self, paragraphs: Collection[Paragraph]) -> None:
        """Forget what was found in all other paragraphs: an editor makes a new one with every letter typed."""
        with self._lock:
            for key in [key for key in self._found if key[0] not in paragraphs]:
                del self._found[key]

    def _paragraph(self, paragraph: Paragraph, plan: _Plan) -> Iterator[tuple[str, list[Finding]]]:
        rules = plan.rules
        phrases: dict[str, list[Finding]] = {}
        phrase_rules, automaton = self._phrases
        for which, hit in automaton.hits(paragraph):
            rule = phrase_rules[which]
            if rule.name in rules and paragraph.kind in rule.reads and isinstance(rule.check, PhraseCheck):
                finding = rule.check.judge(paragraph, hit)
                if finding is not None and _speaks(rule, paragraph, finding):
                    phrases.setdefault(rule.name, []).append(finding)
        yield from phrases.items()
        kind, whole = paragraph.kind, Span(0, max(len(paragraph.text), 1))
        for number in plan.gates.open(paragraph.folded):
            rule, reads = plan.of_paragraphs[number]
            if kind in reads:
                check: Any = rule.check
                findings = _guarded(rule, check.find, paragraph, whole)
                yield rule.name, [one for one in findings if _speaks(rule, paragraph, one)]

    def _of_document(
        self, document: Document, active: tuple[Rule, ...], between: Callable[[], object]
    ) -> Iterator[Diagnostic]:
        whole = Span(0, max(len(document.prose), 1))
        for rule in active:
            if rule.shape == "document":
                between()
                check: Any = rule.check
                for finding in _guarded(rule, check.find_in, document, whole):
                    block = document.block_at(finding.span.start) if document.blocks else None
                    if block is None or _said(rule, block, finding):
                        yield self._diagnostic(rule, finding, document)

    def _diagnostic(self, rule: Rule, finding: Finding, document: Document) -> Diagnostic:
        place = document.map.to_file
        match = " ".join(finding.span.of(document.prose).split())
        severity = rule.severity
        if finding.severity is not None and finding.severity.rank < severity.rank:
            severity = finding.severity
        failed = finding.words.get("rule-failed")
        fixes = tuple(
            Fix(fix.safety, tuple(type(edit)(place(edit.span), written(document.format, edit.new)) for edit in fix.edits))
            for fix in finding.fixes
            if all(document.map.editable(edit.span, document.source.text) for edit in fix.edits)
        )
        message = failed or ""
        if not failed:
            try:
                message = rule.message.format_map({"match": match, **finding.words})
            except (LookupError, ValueError, AttributeError) as error:  # a message that wants a word nobody gives
                if raise_failures:
                    raise
                failed = message = f"The rule “{rule.name}” failed here: its message wants {error}, which its check does not give"
        return Diagnostic(
            rule="rule-failed" if failed else rule.name,
            category=rule.category,
            severity=Severity.ERROR if failed else severity,
            message=message,
            span=place(finding.span),
            related=tuple(Place(place(one.span), one.message) for one in finding.related),
            fixes=fixes,
            url=rule.url,
        )


class _Plan:
    """The rules that read paragraphs, and what tells which of them a paragraph needs."""

    def __init__(self, active: tuple[Rule, ...]) -> None:
        self.rules = {rule.name: rule for rule in active if rule.shape != "document"}
        self.of_paragraphs = [(rule, frozenset(rule.reads)) for rule in self.rules.values() if rule.shape == "paragraph"]
        self.gates = Gates([rule.atoms for rule, _ in self.of_paragraphs])


def _speaks(rule: Rule, paragraph: Paragraph, finding: Finding) -> bool:
    """Whether a finding is about the writer's own English: not code or an address, nor somebody else's words."""
    if "rule-failed" in finding.words:
        return True
    if paragraph.is_masked(finding.span) and rule.category not in ("citation", "furniture"):
        return False
    return rule.quotations or not paragraph.in_long_quotation(finding.span)


def _said(rule: Rule, block: Block, finding: Finding) -> bool:
    if rule.zones and block.paragraph.kind not in rule.zones:
        return False
    return _speaks(rule, block.paragraph, finding.shift(-block.start))


def _guarded(rule: Rule, find: Any, what: Paragraph | Document, whole: Span) -> Iterable[Finding]:
    """A rule that raises never hides the others: it becomes one finding that names it."""
    try:
        return list(find(what))
    except Exception as error:  # whatever a rule of anybody's raises
        if raise_failures:
            raise
        text = what.text if isinstance(what, Paragraph) else what.prose
        first = next((at for at, char in enumerate(text) if not char.isspace()), 0)
        message = f"The rule “{rule.name}” failed here: {type(error).__name__}: {error}"
        return [Finding(Span(first, min(first + 1, whole.end)), {"rule-failed": message})]


# Tests set this, so that a failing rule fails them.
raise_failures = False
