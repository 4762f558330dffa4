"""`compendium ask`: the passages that answer a question, or an honest no."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
import msgspec

from compendium.cli.options import answer, dated, paragraph, reader_for, reading, today
from compendium.cli.status import WORDS
from compendium.search import Passage
from compendium.search import ask as ask_edition
from compendium.vocabulary.dates import PartialDate, day_in_words


@click.command("ask")
@click.argument("question", nargs=-1, required=True)
@dated
@reading
def ask(question: tuple[str, ...], on: date | None, edition: Path | None, form: str) -> int:
    r"""Answer QUESTION with up to three records, in their own words.

    \b
    compendium ask "who must be told when a child is missing"

    No text is made up. Where nothing here answers, it says so and where to ask.
    Do not type details about a child.
    """
    reply = ask_edition(reader_for(edition), " ".join(question), on or today())
    if form == "json":
        answer(msgspec.to_builtins(reply))
        return 0
    click.echo(f"As of {day_in_words(reply.on)}: {reply.said}")
    for one in reply.passages:
        _print_passage(one)
    for place in reply.where_to_ask:
        click.echo(paragraph(place, indent=4, first="  - "))
    return 0


def _print_passage(one: Passage) -> None:
    words, colour = WORDS[one.status] if one.status else (one.kind.replace("-", " "), "blue")
    click.echo()
    if one.text.rstrip(".") != one.title:
        click.echo(click.style(paragraph(one.title, indent=2), bold=True))
    click.echo(paragraph(one.text, indent=2))
    for fact in one.facts:
        click.echo(paragraph(f"{fact.label}: {'; '.join(fact.words)}", indent=6, first="    "))
    where = one.citation or "No letter or law of its own"
    inferred = " (inferred)" if one.issued_inferred else ""
    issued = f", {PartialDate.parse(one.issued).in_words()}{inferred}" if one.issued else ""
    click.echo(f"  — {where}{issued} · {click.style(words, fg=colour)}")
