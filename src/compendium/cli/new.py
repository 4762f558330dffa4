"""`compendium new letter`: asks an editor, and writes a valid content file."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from compendium.citations import normalise
from compendium.cli.options import paragraph
from compendium.cli.places import content_directory
from compendium.content.load import load_content
from compendium.content.paths import instrument_path
from compendium.content.rules.identity import year_of
from compendium.content.rules.rule import Indexed
from compendium.content.write import write_record
from compendium.model.instruments import Instrument, Series
from compendium.model.records import Source, from_plain
from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.errors import UserError
from compendium.vocabulary.identifiers import identifier_of
from compendium.vocabulary.kinds import SourceKind, TitleBasis, Verification

Answer = TypeVar("Answer")


@click.group("new")
def new() -> None:
    """Write new content by answering questions."""


@new.command("letter")
@click.option("--content", type=click.Path(path_type=Path), help="The content directory.")
def letter(content: Path | None) -> int:
    """Ask for a letter, notice or fiscal letter, and write its file.

    Nothing is written before the last question is answered.
    """
    root = content or content_directory()
    indexed = Indexed(load_content(root))
    click.echo(paragraph("Answer each question; leave it empty where you do not know."))
    citation, series = _ask_citation(indexed)
    record = _ask_record(indexed, citation, series)
    path = root / instrument_path(record.id, year_of(citation))
    if path.exists():
        raise UserError("already-held", f"{citation} is already held, in {path}.")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(write_record(record), encoding="utf-8")
    click.echo(f"\nWritten: {path}")
    click.echo("Now run `compendium rules`, read the file once, and propose it for review.")
    return 0


def _ask_citation(indexed: Indexed) -> tuple[str, Series]:
    def read(text: str) -> tuple[str, Series]:
        canonical = normalise(text).canonical
        if canonical is None:
            raise ValueError("that is not a citation we can read; write it like ACL 25-67")
        prefix = canonical.split(" ")[0].lower()
        held = indexed.series.get(prefix)
        if held is None:
            known = ", ".join(sorted(indexed.series))
            raise ValueError(f"there is no series {prefix!r} here; there are {known}")
        if identifier_of(canonical) in indexed.instruments:
            raise ValueError(f"{canonical} is already held")
        return canonical, held.record

    return _ask("Which letter? (for example ACL 25-67)", read)


def _ask_record(indexed: Indexed, citation: str, series: Series) -> Instrument:
    title = _ask("Its title or subject", _needed)
    basis = _ask_choice(
        "Where is the title from", [basis.value for basis in TitleBasis], TitleBasis.OFFICIAL.value
    )
    issued = _ask("Date issued (2025-08-01, 2025-08, 2025; empty if not seen)", _date)
    summary = _ask("What it says, in one to three sentences of your own", _needed)
    topics = _ask(f"Topics ({', '.join(_topics(indexed))})", lambda text: _known(text, indexed))
    source = _ask_source(issued is not None)
    gaps = [] if source.kind is SourceKind.PRIMARY else ["The letter itself has not been read."]
    if issued is None:
        gaps.append("Its issue date has not been seen.")
    plain: dict[str, object] = {
        "id": identifier_of(citation),
        "citation": citation,
        "title": title,
        "title_basis": basis,
        "series": series.id,
        "issuer": series.issuer,
        "summary": summary,
        "verification": _level(source.kind).value,
        "topics": topics,
        "gaps": gaps,
        "sources": [_plain(source)],
    }
    if issued is not None:
        plain["issued"] = str(issued)
    return from_plain(plain, Instrument)


def _ask_source(has_date: bool) -> Source:  # noqa: FBT001  one small question
    title = _ask("Where did you see it? (the page's or document's name)", _needed)
    url = _ask("The publisher's address of it (https://…)", _address)
    kind = _ask_choice("What is it", [kind.value for kind in SourceKind], SourceKind.OFFICIAL.value)
    shows = _ask("What did it show? (for example: date and subject)", _needed)
    supports = ("title", "issued") if has_date else ("title",)
    name = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:40].strip("-") or "source"
    return Source(
        id=name, title=title, kind=SourceKind(kind), shows=shows, url=url, supports=supports
    )


def _ask(question: str, read: Callable[[str], Answer]) -> Answer:
    """Ask until the answer can be read; say what was wrong each time."""
    while True:
        text = click.prompt(question, default="", show_default=False).strip()
        try:
            return read(text)
        except ValueError as error:
            click.echo(f"  Sorry: {error}.")


def _ask_choice(question: str, choices: list[str], default: str) -> str:
    answer: str = click.prompt(question, type=click.Choice(choices), default=default)
    return answer


def _needed(text: str) -> str:
    if not text:
        raise ValueError("this one is needed")
    return text


def _date(text: str) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def _address(text: str) -> str:
    if not text.startswith(("https://", "http://")):
        raise ValueError("an address starts with https://")
    return text


def _topics(indexed: Indexed) -> list[str]:
    return [topic.id for topic in indexed.compendium.record.topics] if indexed.compendium else []


def _known(text: str, indexed: Indexed) -> list[str]:
    named = [word for word in re.split(r"[,\s]+", text) if word]
    unknown = [word for word in named if word not in _topics(indexed)]
    if unknown:
        raise ValueError(f"there is no topic {unknown[0]!r}")
    return named


def _level(kind: SourceKind) -> Verification:
    levels = {
        SourceKind.PRIMARY: Verification.PRIMARY,
        SourceKind.OFFICIAL: Verification.OFFICIAL_LISTING,
        SourceKind.SECONDARY: Verification.SECONDARY,
        SourceKind.SEED: Verification.SEED,
    }
    return levels[kind]


def _plain(source: Source) -> dict[str, object]:
    return {
        "id": source.id,
        "title": source.title,
        "kind": source.kind.value,
        "shows": source.shows,
        "url": source.url,
        "supports": list(source.supports),
    }
