"""Rules about names: ids, citations, aliases, paths."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, Final

from compendium.citations import is_canonical
from compendium.content.load import Located
from compendium.content.rules.rule import ContentRule, Indexed
from compendium.model.instruments import Instrument
from compendium.vocabulary.identifiers import identifier_of, is_identifier, series_of
from compendium.vocabulary.problems import Problem, Severity

_SESSION: Final = re.compile(r"^((?:SB|AB)X?\d? \d+) \((\d{4})\)$")
_FOLDER_OF_YEAR: Final = re.compile(r"\d{4}")


class IdForm(ContentRule):
    """Every id is lower-case letters, digits, hyphens and dots."""

    code = "id-form"
    summary = "An id has a character that ids do not have."
    reason = "Ids stand in addresses, file names and other people's links."
    remedy = "Write it in lower case with hyphens: cfl-16-17-13."

    def check(self, indexed: Indexed) -> Iterator[Problem]:
        for one in indexed.content.every():
            identifier = getattr(one.record, "id", None)
            if identifier is not None and not is_identifier(identifier):
                yield self.at(one, f"{identifier!r} is not an id", "id")


class IdUnique(ContentRule):
    """No two records of a kind share an id."""

    code = "id-unique"
    summary = "Two records have the same id."
    reason = "The second would hide the first."
    remedy = "Merge the two records, or give one of them its own id."

    def check(self, indexed: Indexed) -> Iterator[Problem]:
        for kind, located in indexed.content.records.items():
            seen: dict[tuple[str, str], Located[Any]] = {}
            for one in located:
                identifier = getattr(one.record, "id", None)
                if identifier is None:
                    continue
                key = (identifier, getattr(one.record, "language", ""))
                if key in seen:
                    first = seen[key]
                    message = f"{kind.__name__} {identifier!r} also stands in {first.path}"
                    yield self.at(one, message, "id")
                seen.setdefault(key, one)


class IdAgreesWithPath(ContentRule):
    """The id, the series and the year of an instrument agree with its file."""

    code = "id-agrees-with-path"
    summary = "An instrument's id, series or year differs from what its path says."
    reason = "People find a letter's file by its number."
    remedy = "Rename the file, or correct the id."

    def check(self, indexed: Indexed) -> Iterator[Problem]:
        for one in indexed.content.of(Instrument):
            _, series, folder, name = PurePosixPath(one.path).parts
            record = one.record
            if PurePosixPath(name).stem != record.id:
                yield self.at(one, f"the file is named {name}, the id is {record.id!r}", "id")
            if series != record.series or series != series_of(record.id):
                message = f"the folder says series {series!r}, the record {record.series!r}"
                yield self.at(one, message, "series")
            if folder != "undated" and not _FOLDER_OF_YEAR.fullmatch(folder):
                yield self.at(one, f"the folder {folder!r} is neither a year nor 'undated'", "id")
            year = year_of(record.citation)
            if year is not None and folder != str(year):
                yield self.at(one, f"{record.citation} belongs in the folder {year}", "citation")


class CitationCanonical(ContentRule):
    """Every citation is in canonical form, and the id follows from it."""

    code = "citation-canonical"
    summary = "A citation is not in canonical form, or the id does not follow from it."
    reason = "One spelling per instrument is what every other spelling is led to."
    remedy = "Write it as the reference shows (CFL 16/17-13); keep printed spellings as aliases."

    def check(self, indexed: Indexed) -> Iterator[Problem]:
        for one in indexed.content.of(Instrument):
            series = indexed.series.get(one.record.series)
            if series is None or series.record.prefix is None:
                continue
            citation = one.record.citation
            bill = _SESSION.match(citation)
            if not is_canonical(bill[1] if bill else citation):
                yield self.at(one, f"{citation!r} is not a canonical citation", "citation")
            elif identifier_of(citation) != one.record.id:
                wanted = identifier_of(citation)
                yield self.at(one, f"the id of {citation} is {wanted}", "id")


class NameUnambiguous(ContentRule):
    """No spelling leads to two instruments."""

    code = "name-unambiguous"
    summary = (
        "Two instruments share a citation or an alias "
        "(a warning where their citations differ in capitals alone)."
    )
    reason = "A spelling that was printed must lead to one record."
    remedy = "Remove the alias from the instrument that does not own it."

    def check(self, indexed: Indexed) -> Iterator[Problem]:
        owners: defaultdict[str, list[Located[Instrument]]] = defaultdict(list)
        for one in indexed.content.of(Instrument):
            for name in {one.record.citation.casefold(), *map(str.casefold, one.record.aliases)}:
                owners[name].append(one)
        for name, located in owners.items():
            for one in located[1:]:
                first = located[0].record
                problem = self.at(one, f"{name!r} is also a name of {first.id}", "citation")
                told_apart = {first.citation.casefold(), one.record.citation.casefold()} == {name}
                if told_apart and first.citation != one.record.citation:
                    problem = problem._replace(severity=Severity.WARNING)
                yield problem


def year_of(citation: str) -> int | None:
    """The year that a letter's number or a bill's session gives its folder."""
    bill = _SESSION.match(citation)
    if bill:
        return int(bill[2])
    notice = re.match(r"^ACIN I-\d+-(\d{2})", citation)
    letter = re.match(r"^(?:ACL|CFL) (\d{2})[-/]", citation)
    found = notice or letter
    if not found:
        return None
    two = int(found[1])
    return (1900 if two >= 70 else 2000) + two
