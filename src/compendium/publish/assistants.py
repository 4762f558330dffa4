"""Tools for assistants (Model Context Protocol): read-only, small, each answer with its limits.

The tools ask the questions of the API, so that both say the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from mcp.server.fastmcp import FastMCP
from mcp.server.fastmcp.exceptions import ToolError
from mcp.types import ContentBlock, ToolAnnotations

from compendium.edition.answers import Plain
from compendium.edition.colophon import Colophon
from compendium.edition.lookup import look_up
from compendium.edition.reader import EditionReader, open_edition
from compendium.edition.shelf import edition_file, editions_on
from compendium.publish.arguments import complaint
from compendium.publish.shortening import FEW, cut, short_comparison, short_duty, short_instrument
from compendium.vocabulary.errors import UserError
from compendium.web.api.declared import read_parameters
from compendium.web.api.questions import BY_NAME, answered

_READING: Final = ToolAnnotations(readOnlyHint=True, openWorldHint=False)
_INSTRUCTIONS: Final = (
    "What California's counties were told about children who are or may become commercially "
    "sexually exploited, as of any day. Quote citation, status, day and edition. 'not_known' "
    "says what was not seen: do not fill it in. Policy information, not legal advice. Never "
    "send details about a child."
)


class Counter:
    """Where questions are asked: one edition, and those beside it by id."""

    def __init__(self, reader: EditionReader, today: date) -> None:
        self.reader = reader
        self.today = today
        self._folder: Path = reader.path.parent

    def named(self, identifier: str) -> EditionReader:
        """An edition by its id. Raises UserError ``unknown-edition``."""
        file = edition_file(self._folder, identifier)
        if identifier == self.reader.colophon.edition:
            return self.reader
        if not file.is_file():
            raise UserError("unknown-edition", "That edition is not kept here.")
        return open_edition(file)

    def listed(self) -> list[Colophon]:
        """What the editions say of themselves, the current one first."""
        held = self.reader.colophon
        others = [one for one in editions_on(self._folder) if one.edition != held.edition]
        return [held, *others]

    def ask(
        self,
        name: str,
        path: dict[str, str] | None = None,
        called: Mapping[str, str] | None = None,
        **given: object,
    ) -> Plain:
        """An answer of the API. Raises ToolError with a sentence that says what to do.

        ``called`` says what a tool calls a parameter that the API calls something else.
        """
        question = BY_NAME[name]
        query = {word: [str(value)] for word, value in given.items() if value is not None}
        try:
            parsed = read_parameters(question, query, path or {})
            return answered(
                question, parsed, self, reader=self.reader, on=self.today, today=self.today
            )
        except UserError as error:
            said = error.message
            for its, ours in (called or {}).items():
                said = said.replace(f"{its!r}", f"{ours!r}")
            raise ToolError(said) from None

    def not_known(self, citation: str) -> list[str]:
        """What is known not to be known of an instrument."""
        try:
            one = look_up(self.reader, citation).instrument
        except UserError:
            return []
        return [*one.gaps, *one.doubts]


class Helpful(FastMCP):
    """A server that says what is wrong with arguments in a sentence, before a tool is tried.

    An argument that a tool does not know is refused: left aside, it would change the answer
    without a word.
    """

    async def call_tool(
        self, name: str, arguments: dict[str, Any]
    ) -> Sequence[ContentBlock] | dict[str, Any]:
        """Call a tool. Raises ToolError."""
        schemas = {one.name: one.inputSchema for one in await self.list_tools()}
        said = complaint(name, schemas, arguments)
        if said:
            raise ToolError(said)
        return await super().call_tool(name, arguments)


def server_for(reader: EditionReader, today: date) -> FastMCP:
    """The server with its tools, over one edition."""
    counter = Counter(reader, today)
    server = Helpful("csec-compendium", instructions=_INSTRUCTIONS, log_level="ERROR")
    _about_instruments(server, counter)
    _about_practice(server, counter)
    return server


def _about_instruments(server: FastMCP, counter: Counter) -> None:
    @server.tool(annotations=_READING)
    def search(query: str, on: str | None = None, limit: int = FEW) -> dict[str, Any]:
        """Find letters, laws, duties and words by citation or by need. No child's details."""
        return counter.ask("search", called={"q": "query"}, q=query, on=on, limit=limit)

    @server.tool(annotations=_READING)
    def get_instrument(
        citation: str,
        on: str | None = None,
        full: bool = False,  # noqa: FBT001, FBT002  the protocol names arguments
    ) -> dict[str, Any]:
        """What is known of a letter or law on a day (YYYY-MM-DD); ``full`` for every field."""
        found = counter.ask("instrument", {"citation": citation}, on=on)
        shown = found if full else short_instrument(found)
        return {**shown, "not_known": counter.not_known(citation)}

    @server.tool(annotations=_READING)
    def status_on_a_date(citation: str, on: str | None = None) -> dict[str, Any]:
        """Whether a letter or law was in force on a day (YYYY-MM-DD), why, and what replaced it."""
        found = counter.ask("status", citation=citation, on=on)
        held = counter.ask("instrument", {"citation": found["document"]}, on=on)
        return {
            **found,
            "verification": held["verification"],
            "not_known": counter.not_known(citation),
        }


def _about_practice(server: FastMCP, counter: Counter) -> None:
    @server.tool(annotations=_READING)
    def duties_for(
        bearer: str | None = None,
        topic: str | None = None,
        on: str | None = None,
        limit: int = FEW,
        cursor: str | None = None,
        full: bool = False,  # noqa: FBT001, FBT002  the protocol names arguments
    ) -> dict[str, Any]:
        """Who must do what on a day: by bearer (child-welfare, probation, …) and topic id."""
        found = counter.ask("duties", bearer=bearer, topic=topic, on=on, limit=limit, cursor=cursor)
        items = found["items"] if full else [short_duty(one) for one in found["items"]]
        return {**found, "items": items}

    @server.tool(annotations=_READING)
    def compare_dates(
        first: str,
        second: str,
        full: bool = False,  # noqa: FBT001, FBT002  the same
    ) -> dict[str, Any]:
        """What changed in duties, letters, codes and money from one day to a later one."""
        days: dict[str, Any] = {"from": first, "to": second}
        found = counter.ask("compare", called={"from": "first", "to": "second"}, **days)
        return found if full else short_comparison(found)

    @server.tool(annotations=_READING)
    def funding(
        year: str | None = None, limit: int = FEW, cursor: str | None = None
    ) -> dict[str, Any]:
        """Amounts of a fiscal year (2018-19), each with its letter. Never add them up."""
        return counter.ask("funding", year=year, limit=limit, cursor=cursor)

    @server.tool(annotations=_READING)
    def coverage(full: bool = False) -> dict[str, Any]:  # noqa: FBT001, FBT002  the same
        """What is held, how closely it was seen, and known gaps: what cannot be told."""
        found = counter.ask("coverage")
        rest = {name: value for name, value in found.items() if name != "warnings"}
        return rest if full else cut(rest)
