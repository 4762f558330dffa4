"""Money: by year and stage, never a sum, the same in table, picture and CSV."""

from __future__ import annotations

import csv
import io
import re

import pytest
from django.test import Client

from compendium.edition.reader import EditionReader
from compendium.model.money import Allocation
from compendium.web.catalogue.presenters_money import dollars


def text_of(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def rows_of(client: Client, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text_of(client, path))))


def test_two_letters_of_one_year_stand_on_two_rows_and_are_not_added(real: Client) -> None:
    page = text_of(real, "/funding/2018-19")
    assert "$17,900,000" in page
    assert "$6,100,000" in page
    assert "24,000,000" not in page
    assert "$24 million" not in page
    assert "How they relate has not been seen" in page
    assert page.index("CFL 18/19-38") < page.index("CFL 19/20-57")


def test_csv_has_stage_letter_and_source(real: Client) -> None:
    rows = rows_of(real, "/funding/2018-19.csv")
    assert [(r["letter"], r["stage"], r["amount_usd"]) for r in rows] == [
        ("CFL 18/19-38", "not-stated", "17900000"),
        ("CFL 19/20-57", "final", "6100000"),
    ]
    assert all(row["sources"] and row["edition"] and row["as_of"] for row in rows)


def test_the_csv_of_all_years_holds_every_amount(real: Client, reader: EditionReader) -> None:
    assert len(rows_of(real, "/funding.csv")) == len(reader.all(Allocation))


def test_an_amount_that_was_not_seen_is_said_and_never_zero(real: Client) -> None:
    page = text_of(real, "/funding/2017-18")
    assert "not seen" in page
    assert "$0" not in page
    row = next(r for r in rows_of(real, "/funding/2017-18.csv") if r["stage"] == "revised")
    assert row["amount_usd"] == ""
    assert 'class="bar gap"' in page


def test_the_picture_shows_what_the_table_shows(real: Client) -> None:
    page = text_of(real, "/funding/2018-19")
    drawn = page[page.index("<figure") : page.index("</figure>")]
    assert "$17.9 million" in drawn
    assert "$6.1 million" in drawn
    bars = re.findall(r'<rect class="bar \w+" x="1" y="\d+" width="([\d.]+)" height="15"', drawn)
    widths = [float(width) for width in bars]
    assert widths[1] / widths[0] == pytest.approx(6.1 / 17.9, abs=0.01)


def test_the_year_of_the_day_is_named_even_without_a_letter(real: Client) -> None:
    assert "No allocation letter for 2025-26 was seen" in text_of(real, "/funding")
    assert "latest seen is for 2019-20" in text_of(real, "/funding")


def test_letters_after_the_day_are_named_and_not_shown(real: Client) -> None:
    page = text_of(real, "/on/2016-01-01/funding")
    assert "$18,700,000" not in page
    assert "Issued after January 1, 2016" in page


@pytest.mark.parametrize("spelling", ["18-19", "2018-2019", "18/19"])
def test_other_spellings_of_a_year_lead_to_it(real: Client, spelling: str) -> None:
    answer = real.get(f"/funding/{spelling}")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/funding/2018-19")


def test_a_year_of_which_nothing_was_seen_says_where_to_look(real: Client) -> None:
    page = text_of(real, "/funding/2021-22")
    assert "No amount for fiscal year 2021-22 was seen" in page
    assert 'rel="noreferrer"' in page


def test_a_year_that_is_none_is_refused_with_the_form(real: Client) -> None:
    assert "do not follow" in text_of(real, "/funding/2018-20", 400)
    assert "write it like 2016-17" in text_of(real, "/funding/soon", 400)
    assert real.get("/funding/soon.csv").status_code == 400


def test_code_numbers_that_were_not_seen_are_not_invented(real: Client) -> None:
    page = text_of(real, "/codes")
    assert "no code number has been seen yet" in page
    assert "number not seen" in page
    assert ">null" not in page
    assert "CFL 15/16-41" in page


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (17_900_000, "$17.9 million"),
        (10_750_000, "$10.75 million"),
        (277_628, "$277,628"),
        (1_202_055, "$1,202,055"),
        (None, "not seen"),
    ],
)
def test_amounts_as_people_say_them(amount: int | None, said: str) -> None:
    assert dollars(amount) == said


def test_a_small_edition_has_its_own_money(tiny: Client) -> None:
    assert "2015-16" in text_of(tiny, "/funding")
