"""Words, templates, counties and data."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from django.test import Client

from compendium.edition.kinds import KINDS
from compendium.edition.reader import EditionReader, open_edition
from compendium.model.parties import Party
from compendium.vocabulary.kinds import PartyKind


def text_of(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def part(page: str, first: str, then: str) -> str:
    return page[page.index(first) : page.index(then)]


def test_definitions_follow_the_day(real: Client) -> None:
    now = text_of(real, "/terms")
    then = text_of(real, "/on/2014-01-01/terms")
    assert 'id="missing-from-foster-care"' in part(now, 'id="definitions"', 'id="wording"')
    not_then = part(then, "Not on this day", 'id="wording"')
    assert 'id="missing-from-foster-care"' in not_then


def test_words_to_avoid_stand_beside_words_to_use(real: Client) -> None:
    wording = part(text_of(real, "/terms"), 'id="wording"', 'id="field"')
    assert "missing from care" in wording
    assert wording.count("<tr ") >= 6


def test_the_page_of_words_warns_in_plain_words(real: Client) -> None:
    assert "This page describes sexual exploitation of children." in text_of(real, "/terms")


def test_templates_stand_with_the_letter_they_came_with(real: Client) -> None:
    page = text_of(real, "/templates")
    assert "Model Interagency Protocol Framework" in page
    assert "ACIN I-23-15" in page
    assert "None of these is a directive" in page


def test_documents_of_counties_are_dated_and_said_to_be_examples(real: Client) -> None:
    samples = text_of(real, "/templates").partition('id="samples"')[2]
    assert "/counties/contra-costa" in samples
    assert "October 2015" in samples


def test_every_county_has_a_page_and_all_its_gaps(real: Client, reader: EditionReader) -> None:
    counties = [p for p in reader.all(Party).values() if p.kind is PartyKind.COUNTY]
    assert len(counties) == 58
    for county in counties:
        page = text_of(real, f"/counties/{county.id}")
        gaps = page.partition('id="gaps"')[2].partition("</section>")[0]
        assert gaps.count("<li>") >= len(county.gaps)


def test_a_county_shows_its_money_with_what_it_is(real: Client) -> None:
    page = text_of(real, "/counties/el-dorado")
    assert "$277,628" in page
    assert "allocation" in page
    assert "contract" in text_of(real, "/counties/fresno")


def test_a_hotline_is_shown_where_it_is_known(real: Client) -> None:
    assert "tel:" in part(text_of(real, "/counties/san-diego"), 'id="hotline"', 'id="money"')
    alpine = part(text_of(real, "/counties/alpine"), 'id="hotline"', 'id="money"')
    assert "not held here" in alpine
    assert 'href="tel:911"' in alpine


def test_sources_that_differ_stand_side_by_side(real: Client) -> None:
    page = text_of(real, "/counties")
    disputed = part(page, 'id="how-many"', 'id="gaps"')
    for number in ("35", "38", "47"):
        assert f"<li>{number}" in disputed


@pytest.mark.parametrize("spelling", ["Fresno%20County", "FRESNO", "fresno-county"])
def test_other_spellings_of_a_county_lead_to_it(real: Client, spelling: str) -> None:
    answer = real.get(f"/counties/{spelling}")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/counties/fresno")


def test_a_county_that_is_none_leads_to_the_list(real: Client) -> None:
    page = text_of(real, "/counties/atlantis", 404)
    assert "atlantis" in page
    assert "/counties/yuba" in page
    assert real.get("/counties/cdss").status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_records_of_each_kind_as_json_and_csv(
    real: Client, reader: EditionReader, kind: str
) -> None:
    held = len(reader.all(KINDS[kind]))
    value = json.loads(text_of(real, f"/data/{kind}.json"))
    assert len(value["records"]) == held
    assert value["edition"] == reader.colophon.edition
    rows = list(csv.DictReader(io.StringIO(text_of(real, f"/data/{kind}.csv"))))
    assert len(rows) == held


def test_csv_cells_are_no_formulas(real: Client) -> None:
    for kind in KINDS:
        text = text_of(real, f"/data/{kind}.csv")
        for row in csv.reader(io.StringIO(text)):
            assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


def test_the_edition_downloads_whole_and_opens(
    real: Client, reader: EditionReader, tmp_path: Path
) -> None:
    answer = real.get("/data/edition.sqlite")
    copy = tmp_path / "copy.sqlite"
    copy.write_bytes(answer.content)
    with_digest = open_edition(copy)
    assert with_digest.colophon.digest == reader.colophon.digest
    with_digest.close()
    assert "attachment" in answer.headers["Content-Disposition"]


def test_a_download_that_is_held_is_not_sent_again(real: Client) -> None:
    first = real.get("/data/duty.csv")
    again = real.get("/data/duty.csv", headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 304


def test_a_kind_that_is_none_is_not_here(real: Client) -> None:
    assert real.get("/data/child.json").status_code == 404


def test_small_editions_have_these_pages_too(tiny: Client) -> None:
    for path in ("/terms", "/templates", "/counties", "/data", "/codes", "/timeline", "/changes"):
        assert tiny.get(path).status_code == 200, path
