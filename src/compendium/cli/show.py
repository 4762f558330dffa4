"""`compendium show`: everything known of one instrument."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

import click

from compendium.cli.options import answer, dated, paragraph, reader_for, reading, today
from compendium.cli.status import WORDS
from compendium.edition.answers import Plain
from compendium.edition.dossier import dossier
from compendium.edition.lookup import look_up
from compendium.force.explain import VERBS
from compendium.vocabulary.dates import PartialDate, day_in_words
from compendium.vocabulary.kinds import EffectVerb

_DAYS: Final = frozenset({"in_force_from", "operative_from", "expires"})


@click.command("show")
@click.argument("citation")
@dated
@reading
def show(citation: str, on: date | None, edition: Path | None, form: str) -> int:
    r"""Show all that is known of CITATION, each fact with its source.

    \b
    compendium show "ACIN 1-59-18"
    """
    reader = reader_for(edition)
    value = dossier(reader, look_up(reader, citation), on or today())
    if form == "json":
        answer(value)
    else:
        _print(value)
    return 0


def _print(value: Plain) -> None:
    words, colour = WORDS[value["status"]["status"]]
    click.echo(click.style(value["citation"], bold=True))
    click.echo(paragraph(value["title"]))
    day = day_in_words(date.fromisoformat(value["as_of"]))
    click.echo(f"\nAs of {day}: {click.style(words, fg=colour, bold=True)}")
    click.echo(paragraph(value["status"]["explanation"], indent=2))
    click.echo(f"\n{paragraph(value['summary'])}")
    _dates(value)
    _links(value)
    for field, label in (
        ("notes", "Notes"),
        ("doubts", "Doubtful"),
        ("gaps", "Not seen"),
    ):
        _listed(label, value.get(field, []))
    _factsheet(value)
    _where(value)
    lines = [
        f"{s['title']} ({s['kind']}): {s['shows']}. {s.get('url') or s.get('mirror') or ''}".strip()
        for s in value["sources"]
    ]
    _listed("Sources", lines)


def _dates(value: Plain) -> None:
    bracket = value["issued_bracket"]
    lines = []
    if bracket["date"]:
        words = PartialDate.parse(bracket["date"]).in_words()
        lines.append(f"Issued {words}" + (" (inferred)" if bracket["inferred"] else ""))
        lines += [f"because {reason}" for reason in bracket["reasons"] if bracket["inferred"]]
    else:
        lines.append("Issue date not known")
    for field, label in (
        ("in_force_from", "In force from"),
        ("operative_from", "Operative from"),
        ("expires", "Expires"),
        ("chapter", "Chapter"),
        ("fiscal_year", "Fiscal year of the money"),
    ):
        if value.get(field):
            is_day = field in _DAYS
            words = PartialDate.parse(value[field]).in_words() if is_day else value[field]
            lines.append(f"{label} {words}")
    _listed("Dates and facts", lines)


def _links(value: Plain) -> None:
    changes = [
        f"{_verb(e)} {e['target_citation'] or e['target']}" + _part(e) for e in value["effects"]
    ]
    _listed("Changes", changes)
    _listed("Changed by", [f"{e['by']} {_verb(e)} it" + _part(e) for e in value["changed_by"]])
    related = [f"{_type(r)} {r['target_citation'] or r['target']}" for r in value["relations"]]
    related += [f"{r['from']} {_type(r)} it" for r in value["related_from"]]
    _listed("Belongs with", related)
    _listed("Duties", [f"{d['title']} [{d['id']}]" for d in value["duties"]])
    _listed("Money", [_amount(m) for m in value["money"]])


def _amount(money: Plain) -> str:
    amount = money.get("amount_usd", money.get("code"))
    if "amount_usd" not in money:
        return f"claiming code {amount or 'number not seen'}"
    words = "amount not seen" if amount is None else f"${amount:,}"
    stage = money["stage"].replace("-", " ")
    return f"{money.get('fiscal_year', 'year not known')}, stage {stage}: {words}"


def _verb(effect: Plain) -> str:
    """An effect's verb as it reads: revises an amount of."""
    return VERBS[EffectVerb(effect["verb"])][1]


def _type(relation: Plain) -> str:
    words: str = relation["type"].replace("-", " ")
    return words


def _part(plain: Plain) -> str:
    return f": {plain['part']}" if plain.get("part") else ""


def _factsheet(value: Plain) -> None:
    lines = []
    for line in value.get("factsheet", []):
        where = line["section"] + (f", {line['year']}" if line.get("year") else "")
        note = f" Note: {line['note']}" if line.get("note") else ""
        lines.append(f"{where}, printed as “{line['printed']}”.{note}")
    _listed("In the original factsheet", lines)


def _where(value: Plain) -> None:
    place = value["where_to_get_it"]
    if place is None:
        _listed("Where to get it", ["No official address is known."])
        return
    kind = {"list-page": "The issuer's list page", "official": "Official address"}
    _listed("Where to get it", [f"{kind.get(place['kind'], 'Publisher')}: {place['url']}"])


def _listed(label: str, lines: list[str]) -> None:
    if lines:
        click.echo(f"\n{label}")
    for line in lines:
        click.echo(paragraph(line, indent=4, first="  - "))
