"""One document of several counties: whose words are whose, line by line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from compendium.checks import Jurisdiction
from compendium.checks.apart import rows_of, standing_for, stood_apart
from compendium.checks.carry import answered
from compendium.checks.regional import documents_by_county
from compendium.checks.saved import Answer, SavedCheck, opened, written
from compendium.edition.checking import begin, read_against, reopen, setup_for
from compendium.edition.counties import counties_named, county_names, names_in
from compendium.edition.reader import EditionReader
from compendium.model.checklists import Verdict
from compendium.reading import parse
from compendium.vocabulary.errors import UserError

DAY = date(2026, 6, 1)
COMMON = "When a child is missing from care, the social worker shall notify {} within 24 hours."
COURT = "notify-when-missing#court"
PARENTS = "notify-when-missing#parents"


def checked(
    reader: EditionReader, text: str, *counties: str, name: str = "protocol.md"
) -> SavedCheck:
    setup = setup_for(reader, "missing-from-care", DAY, counties=counties, told=Jurisdiction.COUNTY)
    return begin(reader, setup, parse(text.encode(), name))


def verdicts(check: SavedCheck, key: str) -> Mapping[str, Verdict]:
    """What the program says of a line for each county."""
    found = {}
    for county in check.setup.counties:
        lines = standing_for(check, county).lines
        found[county] = next(
            line.offer.verdict for line in lines if line.offer and line.key.partition("@")[0] == key
        )
    return found


def both(inyo: str, mono: str) -> dict[str, str]:
    return {"Inyo": inyo, "Mono": mono}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A section headed by a county.
        (f"## Inyo County\n\n{COMMON}\n\n## Mono County\n\nOther words.",
         both("covered", "not-found")),
        # A heading below it is its own as well.
        (f"## Inyo County\n\n### Notice\n\n{COMMON}\n\n## Mono County\n\nNone.",
         both("covered", "not-found")),
        # A sentence that names a county.
        (("In Mono County, when a child is missing from care, the social worker shall notify the "
         "juvenile court within 24 hours."), both("not-found", "covered")),
        (("When a child is missing from care, Inyo's social workers shall notify the juvenile "
         "court within 24 hours."), both("covered", "not-found")),
        # Words that name none, both, or each county are for all.
        (COMMON, both("covered", "covered")),
        (f"Purpose for Inyo and Mono Counties. {COMMON}", both("covered", "covered")),
        (("When a child is missing from care, each county shall notify the juvenile court within "
         "24 hours."), both("covered", "covered")),
        (("When a child is missing from care, the participating counties shall notify the "
         "juvenile court within 24 hours."), both("covered", "covered")),
        (("When a child is missing from care, the social worker of Inyo County and of Mono County "
         "shall notify the juvenile court within 24 hours."), both("covered", "covered")),
        # One sentence that says one thing of one county and another of another.
        (("When a child is missing from care, Inyo County shall notify the juvenile court within "
         "24 hours and Mono County within 48 hours."), both("covered", "not-found")),
        (("When a child is missing from care, the juvenile court is notified within 24 hours in "
         "Inyo County, and the parents within 48 hours in Mono County."),
         both("covered", "not-found")),
        (("When a child is missing from care, Inyo's and Mono's social workers shall notify the "
         "juvenile court within 24 hours."), both("covered", "covered")),
        # Another county's words are nobody's here.
        (f"## Kern County\n\n{COMMON}\n\n## Contacts\n\nNone.", both("not-found", "not-found")),
        # A label before a list.
        (("When a child is missing from care:\n\nInyo County:\n\n- the social worker shall notify "
         "the juvenile court within 24 hours.\n\nMono County:\n\n- the social worker shall write."),
         both("covered", "not-found")),
        # A sentence that goes on about the county of the sentence before it.
        (("When a child is missing from care, Mono County searches. It shall notify the juvenile "
         "court that the child is missing within 24 hours."), both("not-found", "covered")),
        # A column for each county.
        (("| Child missing from care | Inyo | Mono |\n|---|---|---|\n| Court | The social worker "
         "shall notify the juvenile court within 24 hours | The social worker waits |"),
         both("covered", "not-found")),
        # A county that leaves its cell empty says nothing, whatever the row is called.
        (("| When a child is missing from care, the social worker shall notify | Inyo | Mono |\n"
         "|---|---|---|\n| The juvenile court within 24 hours | Yes | |"),
         both("covered", "not-found")),
        # A row for each county.
        (("| County | When a child is missing from care |\n|---|---|\n| Inyo | The social worker "
         "waits |\n| Mono | The social worker shall notify the juvenile court within 24 hours |"),
         both("not-found", "covered")),
    ],
)  # fmt: skip
def test_words_count_for_the_county_that_they_name(
    reader: EditionReader, text: str, expected: dict[str, str]
) -> None:
    whole = f"# Children missing from care\n\n{text.replace('{}', 'the juvenile court')}\n"
    assert verdicts(checked(reader, whole, "Inyo", "Mono"), COURT) == expected


def test_a_wrong_deadline_is_one_countys_alone(reader: EditionReader) -> None:
    text = (
        f"# Missing from care\n\n{COMMON.format('the parents')}\n\n## Inyo County\n\n"
        f"{COMMON.format('the juvenile court')}\n\n## Mono County\n\n"
        f"{COMMON.format('the juvenile court').replace('24', '48')}\n"
    )
    check = checked(reader, text, "Inyo", "Mono")
    assert verdicts(check, COURT) == both("covered", "partly")
    assert verdicts(check, PARENTS) == both("covered", "covered")
    own = [line for line in check.lines if line.key.startswith(COURT)]
    assert [line.county for line in own] == ["Inyo", "Mono"]
    assert own[1].offer is not None
    assert "48 hours" in own[1].offer.missing[0]
    assert [line.county for line in check.lines if line.key == PARENTS] == [None]


def test_every_county_has_one_verdict_on_every_line(reader: EditionReader) -> None:
    text = f"# Missing from care\n\n## Inyo County\n\n{COMMON.format('the juvenile court')}\n"
    whole = checked(reader, text, "Inyo")
    check = checked(reader, text, "Inyo", "Mono", "Kern")
    for county in check.setup.counties:
        keys = [line.key.partition("@")[0] for line in standing_for(check, county).lines]
        assert keys == [line.key for line in whole.lines]


def test_one_county_alone_is_checked_as_ever(reader: EditionReader) -> None:
    text = f"# Missing from care\n\n## Inyo County\n\n{COMMON.format('the juvenile court')}\n"
    check = checked(reader, text, "Mono")
    assert verdicts(check, COURT) == {"Mono": "covered"}
    assert all(line.county is None for line in check.lines)


def test_a_county_that_is_named_nowhere_is_said(reader: EditionReader) -> None:
    text = f"# Inyo County: missing from care\n\n{COMMON.format('the juvenile court')}\n"
    check = checked(reader, text, "Inyo", "Mono")
    assert check.document is not None
    assert any("Mono County is not named" in one for one in check.document.notes)
    assert not any("Inyo County is not named" in one for one in check.document.notes)


def test_passages_keep_the_words_and_the_page_of_the_document(reader: EditionReader) -> None:
    text = (
        "# Missing from care\n\nWhen a child is missing, each county shall notify the court "
        "within 24 hours.\n"
    )
    document = parse(text.encode(), "a.md")
    setup = setup_for(reader, "missing-from-care", DAY, counties=["Inyo", "Mono"],
                      told=Jurisdiction.COUNTY)  # fmt: skip
    read = read_against(reader, setup, document)
    passages = [p for _, one in rows_of(read.by_county) for p in one.passages]
    assert passages
    assert all(document.text[p.start : p.end] == p.text for p in passages)


def test_a_row_shows_only_the_cells_of_its_county(reader: EditionReader) -> None:
    text = (
        "# Missing from care\n\n| Child missing from care | Inyo | Mono |\n|---|---|---|\n"
        "| Court | The social worker shall notify the juvenile court within 24 hours | Nobody is "
        "told |\n"
    )
    check = checked(reader, text, "Inyo", "Mono")
    line = next(line for line in check.lines if line.key == f"{COURT}@inyo")
    assert line.offer is not None
    shown = line.offer.passages[0].text
    assert "the juvenile court within 24 hours" in shown
    assert "Nobody" not in shown
    assert "…" in shown


def test_every_character_keeps_its_place() -> None:
    text = "# One\n\n## Inyo County\n\nInyo words.\n\n## Mono County\n\nMono words.\n"
    document = parse(text.encode(), "a.md")
    parts = documents_by_county(document, ["Inyo", "Mono"], ["Inyo", "Mono", "Kern"])
    for part in parts.values():
        assert len(part.text) == len(document.text)
        assert all(part.text[one.start : one.end] == one.text for one in part.blocks)
    assert "Mono words" not in parts["Inyo"].text
    assert "Inyo words" not in parts["Mono"].text


@pytest.mark.parametrize(
    ("words", "for_inyo"),
    [
        ("Mono Lake is far. ", True),
        ("The Lake County office helps. ", False),
        ("In Orange, workers call. ", True),
        ("The County of Mono calls. ", False),
        ("Inyo, Mono and Kern Counties call. ", True),
        ("MONO COUNTY calls. ", False),
        ("Mono Probation calls. ", False),
    ],
)
def test_a_name_counts_where_a_county_is_meant(
    reader: EditionReader, words: str, for_inyo: bool
) -> None:
    sentence = words.rstrip(" .") + ", and a marker stands here."
    document = parse(f"First line.\n\n{sentence}\n\nLast line.\n".encode(), "a.txt")
    parts = documents_by_county(document, ["Inyo", "Mono"], county_names(reader))
    assert ("marker" in parts["Inyo"].text) is for_inyo


@pytest.mark.parametrize(
    ("written_", "names"),
    [
        ("Inyo,Mono", ("Inyo", "Mono")),
        ("inyo county; MONO", ("Inyo", "Mono")),
        ("County of Inyo and San Luis Obispo", ("Inyo", "San Luis Obispo")),
        ("Inyo, inyo", ("Inyo",)),
        ("", ()),
    ],
)
def test_counties_are_written_in_many_ways(
    reader: EditionReader, written_: str, names: tuple[str, ...]
) -> None:
    assert counties_named(reader, names_in(written_)) == names


@pytest.mark.parametrize(
    ("written_", "meant"),
    [("Momo", "Mono"), ("San Fransisco", "San Francisco"), ("Los Angles", "Los Angeles"),
     ("Xyzzy", "spelled"), ("Clark County", "spelled|Lake"), ("<b>", "spelled")],
)  # fmt: skip
def test_a_name_of_no_county_says_what_was_probably_meant(
    reader: EditionReader, written_: str, meant: str
) -> None:
    with pytest.raises(UserError, match=meant) as error:
        counties_named(reader, [written_])
    assert error.value.code == "unknown-county"


def test_there_are_58_counties(reader: EditionReader) -> None:
    assert len(county_names(reader)) == 58


REGION = (
    f"# Missing from care\n\n## Inyo County\n\n{COMMON.format('the juvenile court')}\n\n"
    f"## Mono County\n\nOther words.\n"
)


def test_a_line_answered_apart_keeps_the_answer_that_was_common(reader: EditionReader) -> None:
    check = checked(reader, "# Missing from care\n\nNothing.\n", "Inyo", "Mono")
    noted = answered(check, {PARENTS: Answer(verdict=Verdict.PARTLY, note="Add a day.")})
    apart = stood_apart(noted, [PARENTS])
    own = [line for line in apart.lines if line.key.partition("@")[0] == PARENTS]
    assert [line.county for line in own] == ["Inyo", "Mono"]
    assert {line.answer.note for line in own} == {"Add a day."}


def test_a_regional_check_is_saved_and_opened_with_its_lines_apart(reader: EditionReader) -> None:
    check = checked(reader, REGION, "Inyo", "Mono")
    key = next(
        line.key for line in check.lines if line.key.startswith(COURT) and line.county == "Mono"
    )
    noted = answered(check, {key: Answer(verdict=Verdict.NOT_FOUND, note="Mono adds it.")})
    file = opened(written(noted))
    assert file == noted
    later = reopen(reader, file, date(2027, 6, 1))
    kept = {line.key: line.answer.note for line in later.lines if line.answer.note}
    assert kept == {key: "Mono adds it."}
    assert later.left == ()


def test_answers_find_their_line_when_a_newer_document_joins_or_parts_the_counties(
    reader: EditionReader,
) -> None:
    joined = parse(
        f"# Missing from care\n\n{COMMON.format('the juvenile court')}\n".encode(), "a.md"
    )
    apart = parse(REGION.encode(), "a.md")
    note = Answer(verdict=Verdict.PARTLY, note="Kept.")
    first = checked(reader, REGION, "Inyo", "Mono")
    mono = f"{COURT}@mono"
    later = reopen(reader, answered(first, {mono: note}), DAY, joined)
    assert {line.key for line in later.lines if line.answer.note} == {mono}
    common = checked(reader, joined.text, "Inyo", "Mono", name="a.txt")
    later = reopen(reader, answered(common, {COURT: note}), DAY, apart)
    assert {line.key for line in later.lines if line.answer.note} == {f"{COURT}@inyo", mono}
    unanswered = reopen(reader, first, DAY, joined)
    assert all(line.county is None for line in unanswered.lines)
    assert unanswered.left == ()
