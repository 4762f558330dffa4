"""Exports from the data page, and instruments in the words of schema.org."""

from __future__ import annotations

import io
import json
import re
import zipfile

import pytest
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
