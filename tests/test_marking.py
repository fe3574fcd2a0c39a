"""Findings set into Word files and OpenDocument texts, and fixes as tracked changes: the exact words, and nothing else."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from essaylint import Linter, SourceError
from essaylint.diagnostic import Diagnostic, Edit, Fix, Place, Safety, Severity
from essaylint.fixing import apply
from essaylint.formats import decode, read_file
from essaylint.marking import Marked, mark
from essaylint.marking.tracked import fix_word, track
from essaylint.span import Span
from office import W, accepted, commented, field, letters, odt, others, p, packed, part, r, word

FORMATS = Path(__file__).parents[1] / "fixtures" / "formats"
CHANGED = ("word/document.xml", "word/comments.xml", "[Content_Types].xml", "word/_rels/document.xml.rels")


def told(text: str, words: str, *more: str, rule: str = "vague-sourcing", severity: Severity = Severity.WARNING, new: str | None = None) -> Diagnostic:
    """A finding about words of a text, with other places."""
    span, *places = (Span(at := text.index(one), at + len(one)) for one in (words, *more))
    fixes = () if new is None else (Fix.replace(span, new, Safety.SAFE),)
    return Diagnostic(rule, "sourcing", severity, f"About “{words}”.", span, tuple(Place(one, "the other side") for one in places), fixes)


def marked(tmp_path: Path, data: bytes, *found: Diagnostic, **options: Any) -> bytes:
    """A Word file with comments."""
    before, after = tmp_path / "essay.docx", tmp_path / "marked.docx"
    before.write_bytes(data)
    mark(before, after, found, **options)
    assert before.read_bytes() == data
    return after.read_bytes()


@pytest.mark.parametrize("name", ["demo", "canal", "canal-libreoffice"])
def test_every_finding_at_its_words(name: str, tmp_path: Path) -> None:
    data = (FORMATS / f"{name}.docx").read_bytes()
    document = read_file(decode(data, "essay.docx"), "docx")
    found = Linter().lint(document, quick=True)
    after = marked(tmp_path, data, *found)
    said = commented(after)
    places = sorted((span, one) for one in found for span in (one.span, *(place.span for place in one.related)) for one in [one])
    assert len(said) == len(places) > 5
    for (author, lines, initials, words), (span, one) in zip(said, places, strict=True):
        assert (author, initials) == ("essaylint", one.category[:9])
        assert lines[-1] == f"— {one.rule} ({one.severity})"
        assert any(one.message in line for line in lines)
        inside = span.of(document.source.text).replace("\u2028", " ")
        if "footnote" in document.where(span.start):
            assert words == ""
            assert f"“{inside}”" in " ".join(lines)
        else:
            assert words == inside
    assert letters(after) == letters(data)
    assert others(after, *CHANGED) == others(data, *CHANGED)
    assert decode(after, "essay.docx").text == document.source.text


def test_runs_are_split_and_keep_their_look(tmp_path: Path) -> None:
    data = word(p(r("Accord", "<w:i/>"), r("ing to obs", "<w:b/><w:color w:val='FF0000'/>"), "<w:r><w:t>ervers, it</w:t><w:tab/><w:t>rained.</w:t></w:r>"))
    text = decode(data, "a.docx").text
    after = marked(tmp_path, data, told(text, "According to observers"), told(text, "rained"), told(text, "it\trained"), told(text, "ing"))
    assert [words for _, _, _, words in commented(after)] == ["According to observers", "ing", "itrained", "rained"]
    assert letters(after) == letters(data)


def test_both_places_of_a_finding(tmp_path: Path) -> None:
    data = word(p("The sole aim was coal. ") + p("Another aim was work."))
    text = decode(data, "a.docx").text
    said = commented(marked(tmp_path, data, told(text, "sole aim", "Another aim", rule="contradiction", new="main aim")))
    assert [(lines, words) for _, lines, _, words in said] == [
        (["About “sole aim”.", "Write “main aim”.", "the other side: “Another aim” (paragraph 2)", "— contradiction (warning)"], "sole aim"),
        (["the other side", "This goes with “sole aim” (paragraph 1): About “sole aim”.", "— contradiction (warning)"], "Another aim"),
    ]  # fmt: skip


def test_links_fields_controls_and_insertions(tmp_path: Path) -> None:
    inner = '<w:hyperlink w:anchor="x">' + r("a long link") + "</w:hyperlink>"
    control = "<w:sdt><w:sdtPr/><w:sdtContent>" + r("in a control") + "</w:sdtContent></w:sdt>"
    inserted = "<w:ins w:id='9' w:author='A'>" + r("put in") + "</w:ins>"
    math = "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>"
    simple = '<w:fldSimple w:instr="REF x">' + r("Figure 2") + "</w:fldSimple>"
    data = word(p("See ", inner, " and ", control, " and ", inserted, " and ", field("REF y", r("the result")), " and ", math, " and ", simple, "."))
    text = decode(data, "a.docx").text
    spoken = ("long", "link and in", "control", "put", "result and", "x+1", "Figure")
    after = marked(tmp_path, data, *(told(text, words) for words in spoken))
    assert [words for _, _, _, words in commented(after)] == ["long", "link and in", "control", "put", "result and", "", "Figure 2"]
    root = etree.fromstring(part(after, "word/document.xml"))
    assert not any(one.tag.endswith("commentRangeStart") for math in root.iter("{*}oMath") for one in math.iter())
    assert decode(after, "a.docx").text == text


def test_notes_and_boxes_are_commented_where_they_hang(tmp_path: Path) -> None:
    box = "<w:r><w:pict><v:textbox><w:txbxContent>" + p("A box of words.") + "</w:txbxContent></v:textbox></w:pict></w:r>"
    data = word(p("One", "<w:r><w:footnoteReference w:id='2'/></w:r>", " two.", box), footnotes="<w:footnote w:id='2'>" + p("According to observers.") + "</w:footnote>")
    text = decode(data, "a.docx").text
    after = marked(tmp_path, data, told(text, "According to observers"), told(text, "box of words"))
    assert [words for _, _, _, words in commented(after)] == ["A box of words.", ""]  # at the box's run, and at the note's mark
    assert b"comment" not in part(after, "word/footnotes.xml")
    root = etree.fromstring(part(after, "word/document.xml"))
    assert not any("comment" in one.tag for box in root.iter("{*}txbxContent") for one in box.iter())
    start = next(one for one in root.iter(f"{{{W}}}commentRangeStart") if one.get(f"{{{W}}}id") == "1")
    assert start.getnext()[0].tag == f"{{{W}}}footnoteReference"


def test_at_most_so_many_and_a_summary(tmp_path: Path) -> None:
    data = word(p("Alpha beta gamma delta epsilon."))
    text = decode(data, "a.docx").text
    found = [told(text, "Alpha", severity=Severity.HINT), told(text, "beta", rule="other"), told(text, "gamma", "delta", severity=Severity.ERROR), told(text, "epsilon")]
    said = commented(marked(tmp_path, data, *found, limit=3))
    assert [(lines[-1], words) for _, lines, _, words in said] == [
        ("— summary (hint)", "Alpha"), ("— other (warning)", "beta"), ("— vague-sourcing (error)", "gamma"), ("— vague-sourcing (error)", "delta"),
    ]  # fmt: skip
    assert said[0][1][0] == "2 more findings have no comment here: 2 vague-sourcing."
    own = commented(marked(tmp_path, data, *found, limit=1, summary=lambda left: f"Dear Ann, {len(left)} more."))
    assert [lines[0] for _, lines, _, _ in own] == ["Dear Ann, 3 more.", "About “gamma”."]
    assert commented(marked(tmp_path, data, *found, summary=lambda left: "Well done."))[0][1][0] == "Well done."
    assert mark(tmp_path / "essay.docx", tmp_path / "x.docx", found, limit=2) == Marked(3, 3, 0)


FOREIGN = "<w:comment w:id='4' w:author='Teacher' w:initials='T'><w:p w14:paraId='00000001'><w:r><w:t>Nice!</w:t></w:r></w:p></w:comment>"
ANCHORED = ["<w:commentRangeStart w:id='4'/>", "good", "<w:commentRangeEnd w:id='4'/><w:r><w:commentReference w:id='4'/></w:r>"]


def test_comments_are_renewed_and_others_left_alone(tmp_path: Path) -> None:
    data = word(p("One ", *ANCHORED, " bad thing."), comments=FOREIGN)
    text = decode(data, "a.docx").text
    first = marked(tmp_path, data, told(text, "bad"), told(text, "good bad"))
    assert [(author, words) for author, _, _, words in commented(first)] == [("Teacher", "good"), ("essaylint", "good bad"), ("essaylint", "bad")]
    again = marked(tmp_path, first, told(text, "thing"))
    assert [(author, words) for author, _, _, words in commented(again)] == [("Teacher", "good"), ("essaylint", "thing")]
    assert part(marked(tmp_path, again), "word/comments.xml").count(b"<w:comment ") == 1
    assert letters(again) == letters(data)
    place = tmp_path / "again.docx"
    place.write_bytes(again)
    mark(place, place, [])  # a marked file may be renewed in place
    assert [author for author, _, _, _ in commented(place.read_bytes())] == ["Teacher"]
    place.write_bytes(data)
    with pytest.raises(SourceError, match="stays as it is"):
        mark(place, place, [])
    assert place.read_bytes() == data


def _ours(id: int, paragraph: str, rule: str, words: str) -> tuple[str, list[str]]:
    comment = f"<w:comment w:id='{id}' w:author='essaylint'>{p('Who?')}<w:p w14:paraId='{paragraph}'><w:r><w:t>— {rule} (warning)</w:t></w:r></w:p></w:comment>"
    return comment, [f"<w:commentRangeStart w:id='{id}'/>", words, f"<w:commentRangeEnd w:id='{id}'/><w:r><w:commentReference w:id='{id}'/></w:r>"]


def test_what_was_resolved_is_allowed(tmp_path: Path) -> None:
    first, at_first = _ours(0, "0000000A", "vague-sourcing", "According to observers")
    second, at_second = _ours(1, "0000000B", "repeated-word", "the the")
    third, at_third = _ours(2, "0000000C", "vague-sourcing", "Some say")
    answer = "<w:comment w:id='3' w:author='Ann'><w:p w14:paraId='0000000D'><w:r><w:t>Why?</w:t></w:r></w:p></w:comment>"
    data = word(
        p(*at_first, ", it rained on ", *at_second, " river. ") + p(*at_third, " that it is low. According to observers, it is."),
        comments=first + second + third + answer,
        commentsExtended="<w15:commentEx w15:paraId='0000000A' w15:done='1'/><w15:commentEx w15:paraId='0000000B' w15:done='0'/>"
        "<w15:commentEx w15:paraId='0000000C' w15:done='0'/><w15:commentEx w15:paraId='0000000D' w15:paraIdParent='0000000C' w15:done='0'/>",
    )  # fmt: skip
    document = read_file(decode(data, "a.docx"), "docx")
    report = Linter().run(document, quick=True)
    assert [one.span.of(document.source.text) for one in report.allowed] == ["According to observers"]
    sourcing = [one for one in report.diagnostics if one.rule in ("vague-sourcing", "repeated-word")]
    after = marked(tmp_path, data, *report.allowed, *sourcing, told(document.source.text, "Some say"))
    said = [(author, lines[-1], words) for author, lines, _, words in commented(after)]
    # The first was resolved, the third answered: they stay, and nothing is said twice; the second is renewed.
    assert said[:3] == [
        ("essaylint", "— vague-sourcing (warning)", "According to observers"), ("essaylint", "— vague-sourcing (warning)", "Some say"), ("Ann", "Why?", ""),
    ]  # fmt: skip
    assert sorted(words for _, _, words in said[3:]) == ["According to observers", "the the"]
    extended = etree.fromstring(part(after, "word/commentsExtended.xml"))
    assert [one.get(one.keys()[0]) for one in extended] == ["0000000A", "0000000C", "0000000D"]


@st.composite
def paragraphs(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Paragraphs of runs of many looks, in links and insertions, with tabs and breaks between."""
    looks, runs = ("", "<w:b/>", "<w:i/>"), []
    for _ in range(draw(st.integers(1, 6))):
        text = draw(st.sampled_from(["word", " and ", "a b c", "tail ", " x", "é😀", "two  blanks"]))
        run = r(text, draw(st.sampled_from(looks)))
        runs.append(draw(st.sampled_from([run, run, run, f'<w:hyperlink w:anchor="a">{run}</w:hyperlink>', f"<w:ins w:id='7' w:author='A'>{run}</w:ins>", f"<w:sdt><w:sdtContent>{run}</w:sdtContent></w:sdt>", "<w:r><w:tab/><w:t>t</w:t><w:br/></w:r>"])))
    return "", runs


@given(body=st.lists(paragraphs(), min_size=1, max_size=4), data=st.data())
@settings(max_examples=60, deadline=None)
def test_any_words_of_any_file(body: list[tuple[str, list[str]]], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = word(p("Start.") + "".join(p(*runs) for _, runs in body))
    text = decode(file, "a.docx").text
    spans = data.draw(st.lists(st.tuples(st.integers(0, len(text) - 1), st.integers(1, 20)), min_size=1, max_size=6))
    found = [Diagnostic("a-rule", "style", Severity.HINT, "m", Span(at, min(at + length, len(text)))) for at, length in spans]
    after = marked(tmp_path_factory.mktemp("any"), file, *found)
    assert letters(after) == letters(file)
    assert decode(after, "a.docx").text == text
    for (_, _, _, words), one in zip(commented(after), sorted(found, key=lambda one: one.span), strict=True):
        wanted = "".join(one.span.of(text).split())
        assert not wanted or "".join(words.split()) == wanted or "\t" in one.span.of(text) or "tail" in words


@given(body=st.lists(paragraphs(), min_size=1, max_size=3), data=st.data())
@settings(max_examples=100, deadline=None)
def test_tracked_changes_accepted_or_refused(body: list[tuple[str, list[str]]], data: st.DataObject) -> None:
    file = word(p("Start.") + "".join(p(*runs) for _, runs in body))
    text = decode(file, "a.docx").text
    at, fixes = 0, []
    for gap, length, new in data.draw(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 9), st.sampled_from(["", "new", "two words"])), max_size=5)):
        span = Span(at + gap, at + gap + length)
        at = span.end + 1
        if span.end <= len(text) and "\n" not in span.of(text) and (new or length):
            fixes.append(Fix(Safety.SAFE, (Edit(span, new),)))
    after, made = track(file, "a.docx", fixes)
    assert set(made) <= set(fixes)
    refused = accepted(after, accept=False)
    assert refused == accepted(file, accept=False)  # what others inserted is not ours to delete
    wanted = [line.strip() for line in apply(text, made).replace("\t", "").split("\n\n")]
    assert ["".join(line.split()) for line in accepted(after).split("\n") if line.strip()] == ["".join(line.split()) for line in wanted if line]


def test_what_is_not_mended() -> None:
    link = '<w:hyperlink w:anchor="x">' + r("link") + "</w:hyperlink>"
    file = word(p("Some ", link, " more", "<w:r><w:footnoteReference w:id='2'/></w:r>", " and ", field("REF", r("result")), "<w:r><w:tab/></w:r>", "end."),
                footnotes="<w:footnote w:id='2'>" + p("A note of of ours.") + "</w:footnote>")  # fmt: skip
    text = decode(file, "a.docx").text

    def fix(words: str) -> Fix:
        return Fix.replace(Span(at := text.index(words), at + len(words)), "x", Safety.SAFE)

    crossing = [fix(words) for words in ("Some link", "link more", "more¹ and", "result", "\tend")]
    assert track(file, "a.docx", crossing) == (file, [])
    inside = [fix(words) for words in ("Some", "link", "more", "end", "of of")]
    after, made = track(file, "a.docx", inside)
    assert made == inside
    assert "A note x ours." in decode(after, "a.docx").text
    assert others(after, "word/document.xml", "word/footnotes.xml") == others(file, "word/document.xml", "word/footnotes.xml")


def test_fix_word_tracks_round_after_round() -> None:
    file = word(p(r("It rained on the the", "<w:b/>"), " the river."))
    mended = fix_word(file, "a.docx", Linter(), quick=True)
    assert (mended.before, mended.after) == ("It rained on the the the river.", "It rained on the river.")
    assert set(mended.rules) == {"repeated-word"}
    assert accepted(mended.data) == "It rained on the river."
    assert accepted(mended.data, accept=False) == "It rained on the the the river."
    assert b'w:author="essaylint"' in part(mended.data, "word/document.xml")
    assert fix_word(mended.data, "a.docx", Linter(), quick=True).data == mended.data


ANNOTATED = '<office:annotation office:name="t1"><dc:creator>Teacher</dc:creator><text:p>Nice!</text:p></office:annotation>good<office:annotation-end office:name="t1"/>'


def _annotations(data: bytes) -> list[tuple[str, list[str], str]]:
    """The annotations of an OpenDocument text: author, lines, the words they are set at."""
    root = etree.fromstring(part(data, "content.xml"))
    found = []
    for one in root.iter("{*}annotation"):
        name = next(value for key, value in one.items() if key.endswith("}name"))
        lines = ["".join(line.itertext()) for line in one if etree.QName(line).localname == "p"]
        words, inside = "", False
        for event, other in etree.iterwalk(root, events=("start", "end", "comment")):
            if event == "start" and other.tag.endswith("}annotation-end") and name in other.values():
                break
            hidden = any(above.tag.endswith("}annotation") for above in [other, *other.iterancestors()])
            if event == "start" and inside and not hidden:
                words += other.text or ""
            if event == "end":
                inside = inside or other is one
                if inside and not any(above.tag.endswith("}annotation") for above in other.iterancestors()):
                    words += other.tail or ""
        found.append((one.find("{*}creator").text, lines, words))
    return found


def test_opendocument_annotations(tmp_path: Path) -> None:
    style = '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>'
    file = odt(f'<text:p>Accord<text:span text:style-name="T1">ing to ob</text:span>servers, the {ANNOTATED} thing<text:s text:c="2"/>is <text:a xlink:href="x">a link</text:a>.</text:p>', style)
    before, after = tmp_path / "essay.odt", tmp_path / "marked.odt"
    before.write_bytes(file)
    text = decode(file, "a.odt").text
    assert text == "According to observers, the good thing  is a link."
    mark(before, after, [told(text, "According to observers"), told(text, "good thing"), told(text, "ing"), told(text, "link")])
    assert [(author, words) for author, _, words in _annotations(after.read_bytes())] == [
        ("essaylint", "According to observers"), ("essaylint", "ing"), ("Teacher", "good"), ("essaylint", "good thing"), ("essaylint", "link"),
    ]  # fmt: skip
    assert decode(after.read_bytes(), "a.odt").text == text
    assert others(after.read_bytes(), "content.xml") == others(file, "content.xml")
    with zipfile.ZipFile(after) as entries:
        assert entries.infolist()[0].filename == "mimetype"
    resolved = after.read_bytes()
    content = part(resolved, "content.xml").replace(b'office:name="essaylint1"', b'office:name="essaylint1" loext:resolved="true"', 1)
    before.write_bytes(packed({**others(resolved), "content.xml": content}))
    assert mark(before, after, [told(text, "According to observers"), told(text, "thing")]) == Marked(1, 0, 1)
    assert [(author, words) for author, _, words in _annotations(after.read_bytes())] == [
        ("essaylint", "According to observers"), ("Teacher", "good"), ("essaylint", "thing"),
    ]  # fmt: skip
    mark(after, after, [])
    assert [author for author, _, _ in _annotations(after.read_bytes())] == ["essaylint", "Teacher"]
    assert decode(after.read_bytes(), "a.odt").text == text


def test_nothing_to_tell_and_nothing_to_mark(tmp_path: Path) -> None:
    empty = word("")
    assert commented_or_none(marked(tmp_path, empty)) == []
    with pytest.raises(SourceError, match="comments are set only into"):
        mark(FORMATS / "demo.md", tmp_path / "x.md", [])


def commented_or_none(data: bytes) -> list[object]:
    """The comments; none where there is no part for them."""
    return list(commented(data)) if "word/comments.xml" in others(data) else []
