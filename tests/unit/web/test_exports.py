"""Exports from the data page, and instruments in the words of schema.org."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
import schema_org
from django.test import Client

from compendium.edition.exports.forms import FORMS


def test_the_data_page_links_every_export(real: Client) -> None:
    page = real.get("/data").content.decode()
    for name in FORMS:
        assert f'href="/data/export/{name}"' in page
    assert 'href="/api/v1/openapi.json"' in page


@pytest.mark.parametrize("name", FORMS)
def test_every_export_downloads(real: Client, name: str) -> None:
    answer = real.get(f"/data/export/{name}")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    again = real.get(f"/data/export/{name}", headers={"if-none-match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_tables_come_in_one_archive_with_their_dictionary(real: Client) -> None:
    archive = zipfile.ZipFile(io.BytesIO(real.get("/data/export/csv").content))
    assert {"instrument.csv", "duty.csv", "data-dictionary.csv"} <= set(archive.namelist())


def test_an_export_of_another_day_has_the_status_of_that_day(real: Client) -> None:
    listed = json.loads(real.get("/on/2010-01-01/data/export/csl").content)
    assert any("not yet in force" in one["note"] for one in listed)


def test_an_export_that_is_none_is_not_here(real: Client) -> None:
    assert real.get("/data/export/pdf").status_code == 404


def test_an_instrument_links_its_json_ld(real: Client) -> None:
    page = real.get("/on/2016-06-01/acl/16-49").content.decode()
    found = re.search(r'<link rel="alternate" type="application/ld\+json" href="([^"]+)"', page)
    assert found is not None
    answer = real.get(found[1])
    value = json.loads(answer.content)
    assert answer.headers["Content-Type"].startswith("application/ld+json")
    assert value["@type"] == "Legislation"
    assert value["legislationIdentifier"] == "ACL 16-49"
    assert value["legislationDateVersion"] == "2016-06-01"
    assert real.get("/acl/99-99/jsonld").status_code == 404


KINDS = [
    "/", "/acl/15-49", "/wic/16501.35", "/sb/855-2014", "/duties", "/duties/notify-when-missing",
    "/missing-from-care", "/documentation", "/codes", "/funding", "/funding/2018-19", "/timeline",
    "/changes", "/compare", "/radar", "/terms", "/templates", "/counties", "/counties/fresno",
    "/data", "/about", "/es/about", "/help", "/es/help", "/browse", "/browse/topic/program",
    "/browse/year/2016", "/acl", "/on/2016-06-01/acl/15-49",
]  # fmt: skip


def typed_values(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in a JSON-LD value that has a type."""
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        for one in value.values():
            yield from typed_values(one)
    elif isinstance(value, list):
        for one in value:
            yield from typed_values(one)


def test_every_page_says_what_it_is_in_words_of_the_vocabulary(real: Client) -> None:
    known: dict[str, set[str]] = {}
    for path in KINDS:
        page = real.get(path).content.decode()
        blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
        assert len(blocks) == 1, path
        value = json.loads(blocks[0])
        assert value["@context"] == "https://schema.org"
        for one in typed_values(value):
            if one["@type"] not in known:
                properties = getattr(schema_org, one["@type"]).SCHEMA_PROPERTIES
                known[one["@type"]] = {each.schema_name for each in properties}
            words = {name for name in one if not name.startswith("@")}
            assert words <= known[one["@type"]], (path, words - known[one["@type"]])
    assert {"WebPage", "WebSite", "Legislation", "Organization"} <= set(known)


def test_a_page_of_a_letter_or_a_duty_says_which_legislation_it_is_about(real: Client) -> None:
    def said(path: str) -> Any:
        page = real.get(path).content.decode()
        found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
        assert found is not None
        return json.loads(found[1])

    letter = said("/on/2016-06-01/acl/15-49")["mainEntity"]
    assert (letter["@type"], letter["legislationIdentifier"]) == ("Legislation", "ACL 15-49")
    assert letter["legislationLegalForce"] == "https://schema.org/PartiallyInForce"
    duty = said("/duties/notify-when-missing")["about"]
    assert "WIC 16501.35" in {one["legislationIdentifier"] for one in duty}


def test_a_data_block_cannot_be_left(tiny: Client) -> None:
    page = tiny.get("/").content.decode()
    block = page.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert "<" not in block
