"""`compendium rules`: every problem of the content, at once."""

from __future__ import annotations

from pathlib import Path

import click

from compendium.cli.options import answer, formatted
from compendium.cli.places import content_directory
from compendium.content.check import problems_of
from compendium.content.load import load_content
from compendium.vocabulary.problems import Severity


@click.command("rules")
@click.option("--content", type=click.Path(path_type=Path), help="The content directory.")
@formatted
def rules(content: Path | None, form: str) -> int:
    """Check the content against every rule: path:line: CODE message.

    Ends with 1 where there is an error; warnings alone end with 0.
    """
    root = content or content_directory()
    problems = problems_of(load_content(root))
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    if form == "json":
        answer(
            {
                "problems": [
                    {
                        "code": p.code,
                        "message": p.message,
                        "path": p.path,
                        "line": p.line,
                        "severity": p.severity.value,
                    }
                    for p in problems
                ]
            }
        )
        return 1 if errors else 0
    for problem in problems:
        click.echo(str(problem))
    warnings = len(problems) - errors
    click.echo(f"{errors} errors, {warnings} warnings.", err=True)
    return 1 if errors else 0
