"""The reports of a check: gaps first, the caution and the day on each, every form readable."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import UTC, date, datetime

import pdfplumber
import pytest
from docx import Document
from trestle.oscal.assessment_results import AssessmentResults

from compendium.checks import Jurisdiction
from compendium.checks.carry import answered
from compendium.checks.saved import Answer, SavedCheck
from compendium.edition.checking import begin, setup_for, version_summary
from compendium.edition.reader import EditionReader
from compendium.model.checklists import Checklist, Verdict
from compendium.reading import parse
from compendium.reports import make
from compendium.reports.words import SELF_CHECK
from compendium.vocabulary.errors import UserError

MADE = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
HOSTILE = '#read("/etc/passwd") *bold* <script>alert(1)</script> $x$ [a] \x0b ñ 日本'
TEXT = (
    "Alpine County policy. When a child is missing from care, the social worker shall report the "
    "missing child to NCMEC within 48 hours."
)


def a_check(reader: EditionReader, name: str = "missing-from-care") -> SavedCheck:
    setup = setup_for(
        reader, name, date(2026, 6, 1), counties=["Alpine"], told=Jurisdiction.COUNTY,
        revised=date(2024, 6, 1),
    )  # fmt: skip
    one = begin(reader, setup, parse(TEXT.encode(), "a.txt"))
    gap = Answer(verdict=Verdict.NOT_FOUND, note=HOSTILE, owner="Unit", due=date(2026, 9, 30))
    return answered(one, {line.key: gap for line in one.lines[::3]})


def report(
    reader: EditionReader, kind: str, form: str = "", name: str = "missing-from-care"
) -> bytes:
    one = a_check(reader, name)
    title = reader.compendium.title
    return make(one, kind, title, MADE, summary=version_summary(reader, one), form=form).body


def words_of(body: bytes, form: str) -> str:
    if form == "pdf":
        with pdfplumber.open(io.BytesIO(body)) as file:
            text = "\n".join(page.extract_text() for page in file.pages)
    elif form == "docx":
        file_ = Document(io.BytesIO(body))
        cells = [c.text for t in file_.tables for r in t.rows for c in r.cells]
        text = "\n".join([p.text for p in file_.paragraphs] + cells)
    else:
        text = body.decode()
    return " ".join(text.split())


@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
@pytest.mark.parametrize("kind", ["gap", "full", "brief"])
def test_each_says_the_day_the_edition_and_that_it_approves_nothing(
    reader: EditionReader, kind: str, form: str
) -> None:
    text = words_of(report(reader, kind, form), form)
    assert SELF_CHECK in text
    assert "June 1, 2026" in text
    assert reader.colophon.edition in text
    assert "Alpine" in text
    assert "sign-off" in text


def test_gaps_come_first_and_not_looked_at_is_not_among_them(reader: EditionReader) -> None:
    text = words_of(report(reader, "gap", "html"), "html")
    order = [text.index(f"<h2>{words}") for words in ("Gaps:", "Nothing found by the program")]
    assert order == sorted(order)
    gaps = len(a_check(reader).lines[::3])
    assert f"{gaps} gap" in text


@pytest.mark.parametrize("name", ["missing-from-care", "csec-policies", "interagency-protocol",
                                  "mou", "county-plan"])  # fmt: skip
def test_the_brief_is_one_page(reader: EditionReader, name: str) -> None:
    assert name in reader.all(Checklist)
    with pdfplumber.open(io.BytesIO(report(reader, "brief", "pdf", name))) as file:
        assert len(file.pages) == 1


def test_the_pdf_is_tagged_with_title_and_language(reader: EditionReader) -> None:
    with pdfplumber.open(io.BytesIO(report(reader, "pdf"))) as file:
        catalog = file.doc.catalog
        assert catalog["MarkInfo"]["Marked"]
        assert catalog["Lang"] in (b"en-US", "en-US")
        assert "StructTreeRoot" in catalog
        assert "Gap report" in str(file.metadata["Title"])
        kinds = {one["type"] for one in flat(file.structure_tree)}
        assert {"H1", "H2", "Table", "TH", "TD", "L", "LI", "P"} <= kinds
    assert b"pdfuaid" in report(reader, "pdf")


def flat(nodes: list[dict[str, object]]) -> list[dict[str, object]]:
    return [one for node in nodes for one in (node, *flat(node.get("children", [])))]  # type: ignore[arg-type]


def test_what_a_person_wrote_is_never_markup(reader: EditionReader) -> None:
    assert "<script>" not in report(reader, "gap", "html").decode()
    assert "root:" not in words_of(report(reader, "gap", "pdf"), "pdf")
    assert "#read(" in words_of(report(reader, "gap", "pdf"), "pdf")
    assert "#read(" in words_of(report(reader, "gap", "docx"), "docx")


def test_the_word_file_has_headings_and_header_rows(reader: EditionReader) -> None:
    file = Document(io.BytesIO(report(reader, "docx")))
    assert file.core_properties.title.startswith("Gap report")
    assert {"Heading 1", "Heading 2", "Heading 3"} <= {p.style.name for p in file.paragraphs}
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in file.tables)


def test_oscal_says_satisfied_only_where_a_person_said_covered(reader: EditionReader) -> None:
    one = a_check(reader)
    covered = one.lines[1].key
    one = answered(one, {covered: Answer(verdict=Verdict.COVERED)})
    made = json.loads(make(one, "oscal", reader.compendium.title, MADE).body)
    result = made["assessment-results"]["results"][0]
    states = {f["target"]["target-id"]: f["target"]["status"]["state"] for f in result["findings"]}
    assert [key for key, state in states.items() if state == "satisfied"] == [
        covered.replace("#", ".")
    ]
    assert len(result["observations"]) == len(one.lines)
    assert len(states) == len(one.lines[::3]) + 1
    known = {o["uuid"] for o in result["observations"]}
    assert all(f["related-observations"][0]["observation-uuid"] in known
               for f in result["findings"])  # fmt: skip
    chosen = result["reviewed-controls"]["control-selections"][0]["include-controls"]
    token = re.compile(r"^[^\W\d][\w.-]*$")
    assert all(token.match(control["control-id"]) for control in chosen)


def test_the_same_moment_gives_the_same_oscal_and_pdf(reader: EditionReader) -> None:
    assert report(reader, "oscal") == report(reader, "oscal")
    assert report(reader, "gap", "pdf") == report(reader, "gap", "pdf")


def test_an_unknown_report_names_those_there_are(reader: EditionReader) -> None:
    with pytest.raises(UserError, match="oscal"):
        report(reader, "slides")


REGION = (
    "# Children missing from care\n\nWhen a child is missing from care, the social worker shall "
    "notify the parents within 24 hours.\n\n## Inyo County\n\nWhen a child is missing from care, "
    "the social worker shall notify the juvenile court within 24 hours.\n\n## Mono County\n\n"
    "When a child is missing from care, the social worker shall notify the juvenile court within "
    "48 hours.\n"
)


def a_regional_check(reader: EditionReader) -> SavedCheck:
    setup = setup_for(
        reader, "missing-from-care", date(2026, 6, 1), counties=["Inyo", "Mono"],
        told=Jurisdiction.COUNTY,
    )  # fmt: skip
    one = begin(reader, setup, parse(REGION.encode(), "a.md"))
    gap = Answer(verdict=Verdict.NOT_FOUND, note="Mono brings it to 24 hours.", owner="Mono CWS")
    return answered(one, {"notify-when-missing#court@mono": gap})


@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
def test_a_regional_report_keeps_common_lines_and_each_countys_own_apart(
    reader: EditionReader, form: str
) -> None:
    body = make(a_regional_check(reader), "gap", reader.compendium.title, MADE, form=form).body
    text = words_of(body, form)
    order = ["Common to Inyo and Mono", "Inyo County’s own lines", "Mono County’s own lines"]
    assert all(part in text for part in order)
    assert "Lines by county" in text or form != "html"
    if form == "html":
        places = [text.index(f"<h2>{part}") for part in order]
        assert places == sorted(places)
        assert text.index("Mono brings it to 24 hours.") > places[2]
        assert "48 hours" not in text[places[1] : places[2]]


def test_the_regional_brief_is_one_page(reader: EditionReader) -> None:
    counties = ["Inyo", "Mono", "Kern", "Tulare", "Fresno", "Madera", "Mariposa", "Tuolumne"]
    setup = setup_for(reader, "missing-from-care", date(2026, 6, 1), counties=counties,
                      told=Jurisdiction.COUNTY)  # fmt: skip
    one = begin(reader, setup, parse(REGION.encode(), "a.md"))
    one = answered(one, {x.key: Answer(verdict=Verdict.NOT_FOUND) for x in one.lines[::2]})
    body = make(one, "brief", reader.compendium.title, MADE, form="pdf").body
    with pdfplumber.open(io.BytesIO(body)) as file:
        assert len(file.pages) == 1


def test_csv_and_oscal_say_whose_a_line_is(reader: EditionReader) -> None:
    one = a_regional_check(reader)
    rows = list(csv.DictReader(io.StringIO(make(one, "csv", "", MADE).body.decode("utf-8-sig"))))
    court = [row for row in rows if row["key"] == "notify-when-missing#court"]
    assert {row["county"] for row in court} == {"Inyo", "Mono"}
    assert {row["county"] for row in rows if row["key"] == "notify-when-missing#parents"} == {
        "Inyo; Mono"
    }
    result = json.loads(make(one, "oscal", "x", MADE).body)["assessment-results"]["results"][0]
    finding = result["findings"][0]
    assert [p["value"] for p in finding["props"] if p["name"] == "county"] == ["Mono"]
    assert finding["target"]["target-id"] == "notify-when-missing.court"
    said = [[p["value"] for p in o["props"] if p["name"] == "county"]
            for o in result["observations"]]  # fmt: skip
    assert ["Inyo", "Mono"] in said
    assert ["Inyo"] in said
    assert len({o["uuid"] for o in result["observations"]}) == len(one.lines)
    chosen = result["reviewed-controls"]["control-selections"][0]["include-controls"]
    assert len({c["control-id"] for c in chosen}) == len(chosen)


def test_oscals_own_models_take_our_assessment_results(reader: EditionReader) -> None:
    for one in (a_check(reader), a_regional_check(reader)):
        made = json.loads(make(one, "oscal", reader.compendium.title, MADE).body)
        read = AssessmentResults(**made["assessment-results"])
        assert len(read.results[0].observations) == len(one.lines)
