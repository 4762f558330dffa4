"""Exports: nothing is lost on the way there and back, and public readers take them."""

from __future__ import annotations

import asyncio
import json
import re
import sqlite3
from argparse import Namespace
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import bibtexparser
import openpyxl
import pytest
import schema_org
from citeproc.source.json import CiteProcJSON
from trestle.core.validator_factory import validator_factory
from trestle.oscal import OSCAL_VERSION
from trestle.oscal.catalog import Catalog

from compendium.edition.exports.citing import csl_list
from compendium.edition.exports.files import csv_of, jsonl_of, read_csv, read_jsonl
from compendium.edition.exports.forms import FORMS
from compendium.edition.exports.jsonld import jsonld_graph
from compendium.edition.exports.oscal import oscal_catalog
from compendium.edition.exports.tables import guarded, records_of, tables, unguarded
from compendium.edition.kinds import KINDS
from compendium.edition.reader import EditionReader
from compendium.edition.succession import successors_of
from compendium.model.duties import Duty
from compendium.model.instruments import Instrument

DAY = date(2026, 6, 1)
SITE = "https://compendium.example"


def written(name: str, reader: EditionReader, folder: Path, on: date = DAY) -> Path:
    form = FORMS[name]
    target = folder / form.file
    form.write(reader, on, SITE, target)
    return target


def bytes_of(target: Path) -> dict[str, bytes]:
    if target.is_dir():
        return {one.name: one.read_bytes() for one in sorted(target.iterdir())}
    return {target.name: target.read_bytes()}


@pytest.mark.parametrize("name", FORMS)
def test_the_same_edition_and_day_give_the_same_bytes(
    name: str, reader: EditionReader, tmp_path: Path
) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first = bytes_of(written(name, reader, tmp_path / "a"))
    assert first == bytes_of(written(name, reader, tmp_path / "b"))
    assert all(first.values())


def test_json_lines_give_back_every_record(reader: EditionReader) -> None:
    found = read_jsonl(jsonl_of(reader))
    for word, kind in KINDS.items():
        assert found.get(word, []) == list(reader.all(kind).values())


@pytest.mark.parametrize("word", KINDS)
def test_tables_give_back_every_record(reader: EditionReader, word: str) -> None:
    table = next(one for one in tables(reader, DAY) if one.name == word)
    again = read_csv(csv_of(table), table)
    assert records_of(again) == list(reader.all(KINDS[word]).values())


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@x", "'=1", "'", "''", "plain", "it's", "\tx"]
)
def test_a_guarded_cell_is_no_formula_and_comes_back(text: str) -> None:
    cell = guarded(text)
    assert isinstance(cell, str)
    assert not cell.startswith(("=", "+", "-", "@", "\t"))
    assert unguarded(cell) == text


def test_the_dictionary_explains_every_column(reader: EditionReader, tmp_path: Path) -> None:
    folder = written("csv", reader, tmp_path)
    said = (folder / "data-dictionary.csv").read_text(encoding="utf-8")
    for table in tables(reader, DAY):
        for column in table.columns:
            assert f"{table.name}," in said
            assert column.name in said
            assert column.about


def test_status_is_that_of_the_day(reader: EditionReader, tmp_path: Path) -> None:
    target = written("sqlite", reader, tmp_path, date(2010, 1, 1))
    with closing(sqlite3.connect(target)) as connection:
        rows = dict(connection.execute("SELECT citation, status FROM status"))
    assert rows["ACL 16-49"] == "not_yet_in_force"


def test_the_sqlite_file_answers_plain_questions(reader: EditionReader, tmp_path: Path) -> None:
    target = written("sqlite", reader, tmp_path)
    with closing(sqlite3.connect(target)) as connection:
        held = connection.execute("SELECT count(*) FROM instrument").fetchone()[0]
        kind = connection.execute("SELECT DISTINCT typeof(amount_usd) FROM allocation").fetchall()
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert held == len(reader.all(Instrument))
    assert {one[0] for one in kind} <= {"integer", "null"}


def test_datasette_opens_the_sqlite_file_and_answers_from_it(
    reader: EditionReader, tmp_path: Path
) -> None:
    opening = pytest.importorskip("datasette.app", reason="Datasette is not installed")
    target = written("sqlite", reader, tmp_path)

    async def asked() -> list[Any]:
        opened = opening.Datasette([str(target)])
        await opened.invoke_startup()
        paths = (
            "/compendium.json",
            "/compendium/instrument.json?citation=ACL+16-49",
            "/compendium/status.json?status=in_force&_size=5",
            "/compendium/source?_size=5",
        )
        return [await opened.client.get(path) for path in paths]

    # A thread of its own: a browser test before this one may have left a loop in this one.
    with ThreadPoolExecutor(1) as apart:
        database, letter, status, page = apart.submit(lambda: asyncio.run(asked())).result()
    assert {one.status_code for one in (database, letter, status, page)} == {200}
    assert {table.name for table in tables(reader, DAY)} <= {
        one["name"] for one in database.json()["tables"]
    }
    assert len(letter.json()["rows"]) == 1
    assert len(status.json()["rows"]) == 5


def test_the_workbook_opens_and_holds_no_formula(reader: EditionReader, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written("xlsx", reader, tmp_path))
    assert book.sheetnames[0] == "Read me"
    sheet = book["instrument"]
    assert sheet.max_row == len(reader.all(Instrument)) + 1
    for one in book:
        assert not any(cell.data_type == "f" for row in one.iter_rows() for cell in row)


def words_of_csl(file: str, group: str) -> set[str]:
    """The words that the Citation Style Language's own schema lists under a name."""
    folder = files("citeproc") / "data" / "schema" / "schemas" / "styles"
    text = (folder / file).read_text(encoding="utf-8")
    listed = re.search(rf"{re.escape(group)} =\n(.*?)\n(?:  \n|}})", text, re.DOTALL)
    assert listed is not None
    return set(re.findall(r'"([^"]+)"', listed[1]))


@pytest.mark.parametrize("on", [date(2010, 1, 1), DAY])
def test_references_use_only_words_of_the_language_each_as_it_is_meant(
    reader: EditionReader, on: date
) -> None:
    types = words_of_csl("csl-types.rnc", "item-types")
    dates = words_of_csl("csl-variables.rnc", "variables.dates")
    texts = {
        word
        for group in ("numbers", "titles", "strings")
        for word in words_of_csl("csl-variables.rnc", f"variables.{group}")
    }
    for one in json.loads(json.dumps(csl_list(reader, on, SITE))):
        assert one.pop("type") in types
        assert one["id"]
        assert set(one) - {"id"} <= dates | texts
        for name, value in one.items():
            if name not in dates:
                assert isinstance(value, str)
                continue
            assert list(value) == ["date-parts"]
            (parts,) = value["date-parts"]
            assert 1 <= len(parts) <= 3
            date(*parts, *[1] * (3 - len(parts)))


def test_references_are_read_by_others(reader: EditionReader, tmp_path: Path) -> None:
    listed = json.loads(written("csl", reader, tmp_path).read_text(encoding="utf-8"))
    assert len(CiteProcJSON(listed)) == len(listed) == len(reader.all(Instrument))
    library = bibtexparser.parse_string(
        written("bibtex", reader, tmp_path).read_text(encoding="utf-8")
    )
    assert not library.failed_blocks
    assert {one.key for one in library.entries} == set(reader.all(Instrument))


@pytest.mark.parametrize("on", [date(2010, 1, 1), DAY, date(2099, 1, 1)])
def test_the_catalogue_of_duties_is_oscal_and_keeps_what_ended(
    reader: EditionReader, on: date
) -> None:
    value = json.loads(json.dumps(oscal_catalog(reader, on)))
    catalog = Catalog(**value["catalog"])  # NIST's schema as models that refuse what it refuses
    assert validator_factory.get(Namespace(mode="all")).model_is_valid(catalog, quiet=True)
    assert value["catalog"]["metadata"]["oscal-version"] == OSCAL_VERSION
    controls = [c for group in catalog.groups or [] for c in group.controls or []]
    assert {one.id for one in controls} == set(reader.all(Duty))
    ids = [part["id"] for part in _with_ids(value)]
    assert len(ids) == len(set(ids))
    there = {f"#{one.id}" for one in controls}
    there |= {f"#{one['uuid']}" for one in value["catalog"]["back-matter"]["resources"]}
    assert all(link.href in there for one in controls for link in one.links or [])


def _with_ids(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        own = [value] if "id" in value else []
        return own + [one for part in value.values() for one in _with_ids(part)]
    return [one for part in value for one in _with_ids(part)] if isinstance(value, list) else []


def controls_of(reader: EditionReader, on: date) -> dict[str, Any]:
    groups = oscal_catalog(reader, on)["catalog"]["groups"]
    return {one["id"]: one for group in groups for one in group["controls"]}


def moved_to(control: Any) -> list[str]:
    return [one["href"][1:] for one in control.get("links", []) if one["rel"] == "moved-to"]


def test_a_duty_that_ended_is_withdrawn_and_leads_to_what_came_in_its_place(
    reader: EditionReader,
) -> None:
    withdrawn = {"name": "status", "value": "withdrawn"}
    ended = [d for d in reader.all(Duty).values() if d.applies_until and d.applies_until.latest]
    later, before = controls_of(reader, date(2099, 1, 1)), controls_of(reader, date(2010, 1, 1))
    assert ended
    for duty in ended:
        assert withdrawn in later[duty.id]["props"]
        assert withdrawn not in before[duty.id]["props"]
        assert moved_to(before[duty.id]) == []
        assert moved_to(later[duty.id]) == [one.id for one in successors_of(reader, duty)]
    assert all(
        not moved_to(one) for name, one in later.items() if name not in {d.id for d in ended}
    )


def test_a_round_leads_to_the_next_round_and_the_last_one_nowhere(reader: EditionReader) -> None:
    later = controls_of(reader, DAY)
    assert moved_to(later["county-plan-2016-17"]) == ["county-plan-2017-18"]
    assert moved_to(later["county-plan-2018-19"]) == []


def test_json_ld_uses_only_words_of_the_vocabulary(reader: EditionReader) -> None:
    known = {one.schema_name for one in schema_org.Legislation.SCHEMA_PROPERTIES}
    graph = json.loads(json.dumps(jsonld_graph(reader, DAY, SITE)))
    assert len(graph["@graph"]) == len(reader.all(Instrument))
    for one in graph["@graph"]:
        words = {name for name in one if not name.startswith("@")}
        assert words <= known, words - known
        assert one.get("legislationLegalForce", "https://schema.org/InForce").removeprefix(
            "https://schema.org/"
        ) in {"InForce", "NotInForce", "PartiallyInForce"}


def test_the_command_writes_a_file_and_says_where(
    command: Callable[..., Any], edition_file: Path, tmp_path: Path
) -> None:
    said = command("export", "csl", tmp_path, "--edition", edition_file, "--format", "json")
    assert said.code == 0
    value = json.loads(said.out)
    assert Path(value["path"]).is_file()
    wrong = command("export", "pdf", tmp_path, "--edition", edition_file)
    assert wrong.code == 2
    blocked = command("export", "csl", "/proc/none/here", "--edition", edition_file)
    assert blocked.code == 2
    assert "cannot be written" in blocked.err


def test_the_command_writes_to_the_pipe_where_that_is_one_file(
    command: Callable[..., Any], edition_file: Path, tmp_path: Path
) -> None:
    command("export", "jsonl", tmp_path / "file", "--edition", edition_file)
    piped = command("export", "jsonl", "-", "--edition", edition_file)
    assert piped.code == 0
    assert piped.out == (tmp_path / "file").read_text(encoding="utf-8")
    folder = command("export", "csv", "-", "--edition", edition_file)
    assert folder.code == 2
    assert "name the folder" in folder.err
