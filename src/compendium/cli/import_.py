"""`compendium import`: a list of facts becomes a content directory."""

from __future__ import annotations

from pathlib import Path

import click

from compendium.cli.options import answer, formatted, note, today
from compendium.intake.fact_files import write_content
from compendium.intake.fact_rows import read_facts
from compendium.intake.facts import facts_to_content
from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.errors import UserError


@click.command("import")
@click.argument("facts", type=click.Path(path_type=Path))
@click.option(
    "--into", required=True, type=click.Path(path_type=Path), help="A new content directory."
)
@click.option("--title", default=None, help="What to call it. Default: the file's name.")
@formatted
def import_(facts: Path, into: Path, title: str | None, form: str) -> int:
    """Make a content directory of FACTS, rows about documents.

    FACTS is JSON Lines. Rows hold id, title, date, status, obsoletes, obsoleted_by, updates
    and updated_by; or newer, relation, older, with dates and a part. What contradicts itself
    is reported.
    """
    read = read_facts(facts)
    found = facts_to_content(read)
    if not found.instruments:
        raise UserError("empty-list", f"{facts} holds no usable rows.")
    dates = [one.issued.latest for one in found.instruments.values() if one.issued]
    latest = max((day for day in dates if day), default=today())
    note(f"Writing {len(found.instruments)} instruments to {into}")
    files = write_content(found, into, title or facts.stem, PartialDate.on(latest))
    problems = sorted(read.problems, key=lambda one: (one.code, one.line))
    if form == "json":
        answer(
            {
                "files": files,
                "instruments": len(found.instruments),
                "effects": found.effects,
                "one_sided": found.one_sided,
                "not_held": sorted(found.not_held),
                "warnings": [
                    {"code": one.code, "message": one.message, "path": one.path, "line": one.line}
                    for one in problems
                ],
            }
        )
        return 0
    click.echo(f"{files} files: {len(found.instruments)} instruments, {found.effects} effects.")
    for one in problems:
        click.echo(f"  {one}")
    if problems:
        click.echo(f"{len(problems)} warnings; nothing was dropped without one.")
    return 0
