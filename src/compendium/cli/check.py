"""`compendium check`: a document against a checklist, with a source on every line."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from compendium.checks import CheckResult, Finding, Jurisdiction, Passage, check_document
from compendium.cli.check_files import Wanted, saving, write_wanted
from compendium.cli.options import answer, dated, note, paragraph, reader_for, reading, today
from compendium.edition.answers import Plain
from compendium.edition.catalogue import cited
from compendium.edition.reader import EditionReader
from compendium.model.checklists import Checklist, Verdict
from compendium.model.duties import Duty
from compendium.reading import Document, Limits, read_document
from compendium.vocabulary.dates import day_in_words
from compendium.vocabulary.errors import UserError
from compendium.vocabulary.kinds import DutyForce

SECONDS = 600.0
"""A long scan may take this long; text takes a second."""

_TITLES = {
    Verdict.NOT_FOUND: "Not found",
    Verdict.PARTLY: "Partly",
    Verdict.COVERED: "Covered",
}
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
@saving
@dated
@reading
def check(
    file: Path,
    checklist: str,
    jurisdiction: str | None,
    on: date | None,
    edition: Path | None,
    form: str,
    **wanted: Any,  # noqa: ANN401  the options of ``saving``
) -> int:
    """Hold a protocol, policy, plan or agreement against a checklist.

    The document is read on this machine and kept nowhere. Ends with 1 where a required
    line of law is not covered, else with 0.
    """
    reader = reader_for(edition)
    chosen = _checklist(reader, checklist)
    document = read_document(file, limits=Limits(seconds=SECONDS))
    told = Jurisdiction(jurisdiction) if jurisdiction else None
    day = on or today()
    write_wanted(reader, chosen.id, document, day, told, Wanted(**wanted))
    result = check_document(document, chosen, reader.all(Duty), day, told)
    if form == "json":
        answer(check_value(reader, document, result))
    else:
        _print(reader, document, result)
    return 1 if _falls_short(result) else 0


def _falls_short(result: CheckResult) -> bool:
    return any(
        one.line.force is DutyForce.LAW
        and not one.line.optional
        and one.verdict is not Verdict.COVERED
        for one in result.findings
    )


def _checklist(reader: EditionReader, name: str) -> Checklist:
    held = reader.all(Checklist)
    if name not in held:
        names = ", ".join(held) or "none"
        raise UserError("unknown-checklist", f"There is no checklist {name!r}; there are: {names}.")
    return held[name]


def check_value(reader: EditionReader, document: Document, result: CheckResult) -> Plain:
    """A check as JSON values."""
    return {
        "checklist": result.checklist,
        "title": result.title,
        "as_of": result.as_of.isoformat(),
        "edition": reader.colophon.edition,
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
        "findings": [_finding_value(reader, one) for one in result.findings],
    }


def _finding_value(reader: EditionReader, one: Finding) -> Plain:
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


def _print(reader: EditionReader, document: Document, result: CheckResult) -> None:
    for sentence in document.notes:
        note(sentence)
    click.echo(f"{result.title}, as of {day_in_words(result.as_of)}")
    click.echo(paragraph(f"{document.title or document.name}. {result.recognition.reason}"))
    click.echo(paragraph(SELF_CHECK))
    for verdict in (Verdict.NOT_FOUND, Verdict.PARTLY, Verdict.COVERED):
        chosen = [one for one in result.findings if one.verdict is verdict]
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
