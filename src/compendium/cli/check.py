"""`compendium check`: a document against a checklist, with a source on every line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from compendium.checks import Finding, Jurisdiction, Passage
from compendium.checks.apart import rows_of
from compendium.checks.saved import Setup
from compendium.cli.check_files import Wanted, saving, setup_of, write_wanted
from compendium.cli.options import answer, dated, note, paragraph, reader_for, reading, today
from compendium.edition.answers import Plain
from compendium.edition.catalogue import cited
from compendium.edition.checking import Read, begin_with, read_against, setup_for
from compendium.edition.counties import names_in
from compendium.edition.reader import EditionReader
from compendium.model.checklists import Verdict
from compendium.reading import Limits, read_document
from compendium.reports.words import in_a_row
from compendium.vocabulary.dates import day_in_words
from compendium.vocabulary.kinds import DutyForce

SECONDS = 600.0
"""A long scan may take this long; text takes a second."""

_TITLES = {
    Verdict.NOT_FOUND: "Not found",
    Verdict.PARTLY: "Partly",
    Verdict.COVERED: "Covered",
}
Rows = Sequence[tuple[tuple[str, ...], Finding]]
"""Findings, each with the counties that it stands for."""

SELF_CHECK = "A self-check by a program, not an approval by CDSS and not legal advice."


@click.command("check")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--against", "checklist", required=True, help="The checklist, such as missing-from-care."
)
@click.option(
    "--jurisdiction",
    type=click.Choice([Jurisdiction.COUNTY.value, Jurisdiction.OTHER.value]),
    default=None,
    help="Whose document it is: a California county's, or another's.",
)
@click.option(
    "--county",
    "county",
    multiple=True,
    help="The county whose document it is; more than one as in --counties.",
)
@click.option(
    "--counties",
    default="",
    help='Counties that share the document, as "Inyo,Mono": each line is told for each of them.',
)
@saving
@dated
@reading
def check(
    file: Path,
    checklist: str,
    jurisdiction: str | None,
    county: tuple[str, ...],
    counties: str,
    on: date | None,
    edition: Path | None,
    form: str,
    **wanted: Any,  # noqa: ANN401  the options of ``saving``
) -> int:
    """Hold a protocol, policy, plan or agreement against a checklist.

    The document is read on this machine and kept nowhere. Words under a county's heading, or
    that name it, count for that county alone; words that name none count for all. Ends with 1
    where a required line of law is not covered, for any county, else with 0.
    """
    reader = reader_for(edition)
    setup = setup_for(
        reader,
        checklist,
        on or today(),
        counties=[*county, *names_in(counties)],
        told=Jurisdiction(jurisdiction) if jurisdiction else None,
        revised=wanted.get("revised"),
    )
    document = read_document(file, limits=Limits(seconds=SECONDS))
    asked = Wanted(**wanted)
    setup, earlier = setup_of(reader, setup, asked)
    read = read_against(reader, setup, document)
    write_wanted(reader, begin_with(reader, setup, read), earlier, asked)
    rows = list(rows_of(read.by_county)) if read.by_county else []
    found = rows or [(setup.counties, one) for one in read.whole.findings]
    if form == "json":
        answer(check_value(reader, setup, read, found))
    else:
        _print(reader, setup, read, found)
    return 1 if _falls_short(found) else 0


def _falls_short(found: Rows) -> bool:
    return any(
        one.line.force is DutyForce.LAW
        and not one.line.optional
        and one.verdict is not Verdict.COVERED
        for _, one in found
    )


def check_value(reader: EditionReader, setup: Setup, read: Read, found: Rows) -> Plain:
    """A check as JSON values. ``counties`` of a finding are those that it stands for."""
    document, result = read.document, read.whole
    return {
        "checklist": result.checklist,
        "title": result.title,
        "as_of": result.as_of.isoformat(),
        "edition": reader.colophon.edition,
        "counties": list(setup.counties),
        "document": {
            "name": document.name,
            "title": document.title,
            "format": document.format,
            "pages": len(document.pages),
            "characters": len(document.text),
            "jurisdiction": result.recognition.jurisdiction.value,
            "jurisdiction_reason": result.recognition.reason,
            "notes": list(document.notes),
        },
        "note": SELF_CHECK,
        "findings": [
            {**_finding_value(reader, one), "counties": list(counties)} for counties, one in found
        ],
    }


def _finding_value(reader: EditionReader, one: Finding) -> dict[str, object]:
    line = one.line
    return {
        "duty": line.key,
        "verdict": one.verdict.value,
        "missing": list(one.missing),
        "passages": [_passage_value(passage) for passage in one.passages],
        "section": line.section,
        "title": line.title,
        "asks": line.asks,
        "force": line.force.value,
        "optional": line.optional,
        "state": line.state,
        "since": str(line.starts) if line.starts else None,
        "until": str(line.until) if line.until else None,
        "departments": [bearer.value for bearer in line.bearers],
        "deadline": line.deadline.words if line.deadline else None,
        "evidence": line.evidence,
        "part_of": line.parent,
        "older": line.older,
        "citations": [cited(reader, basis.instrument, basis.pinpoint) for basis in line.basis],
    }


def _passage_value(passage: Passage) -> Plain:
    return {
        "page": passage.page,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "score": passage.score,
        "missing": list(passage.missing),
        "rests_on": list(passage.rests_on),
    }


def _print(reader: EditionReader, setup: Setup, read: Read, found: Rows) -> None:
    document = read.document
    for sentence in document.notes:
        note(sentence)
    click.echo(f"{setup.title}, as of {day_in_words(setup.as_of)}")
    click.echo(paragraph(f"{document.title or document.name}. {read.whole.recognition.reason}"))
    click.echo(paragraph(SELF_CHECK))
    if not read.by_county:
        _print_groups(reader, [one for _, one in found])
        return
    _print_part(reader, f"Common to {in_a_row(setup.counties)}", setup.counties, found)
    for county in setup.counties:
        _print_part(reader, f"{county} County’s own lines", (county,), found)


def _print_part(reader: EditionReader, title: str, counties: tuple[str, ...], found: Rows) -> None:
    own = [one for whose, one in found if whose == counties]
    click.echo()
    click.echo(click.style(title, bold=True))
    if own:
        _print_groups(reader, own)
    else:
        click.echo("None: all lines are common.")


def _print_groups(reader: EditionReader, found: Sequence[Finding]) -> None:
    for verdict in (Verdict.NOT_FOUND, Verdict.PARTLY, Verdict.COVERED):
        chosen = [one for one in found if one.verdict is verdict]
        click.echo()
        click.echo(click.style(f"{_TITLES[verdict]}: {len(chosen)}", bold=True))
        for one in chosen:
            _print_finding(reader, one)


def _print_finding(reader: EditionReader, one: Finding) -> None:
    line = one.line
    where = "; ".join(cited(reader, basis.instrument, basis.pinpoint) for basis in line.basis)
    lead = "      - " if line.parent else "  - "
    indent = len(lead)
    optional = ", optional" if line.optional else ""
    click.echo(
        paragraph(f"{line.title} ({line.force}{optional}; {where or 'no provision'})", indent, lead)
    )
    for reason in one.missing:
        click.echo(paragraph(f"Missing: {reason}", indent))
    if one.passages:
        best = one.passages[0]
        words = " ".join(best.text.split())
        click.echo(paragraph(f"Page {best.page}: {words[:240]}", indent))
