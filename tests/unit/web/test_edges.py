"""Pages at the edges: the first and the last day, letters that are not held, choices kept."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from compendium.web.markup import day_es

PAGES = (
    "/", "/changes", "/changes.atom", "/compare", "/timeline", "/funding", "/duties",
    "/duties/notify-when-missing", "/missing-from-care", "/documentation", "/acl/15-49",
    "/browse", "/radar", "/terms", "/counties/fresno",
)  # fmt: skip


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("path", PAGES)
def test_the_first_and_the_last_day_have_every_page(real: Client, day: str, path: str) -> None:
    assert real.get(f"/on/{day}{path}").status_code == 200


def test_a_letter_that_is_not_held_is_named_as_such(real: Client) -> None:
    answer = real.get("/acl/25-99")

    page = answer.content.decode()
    assert answer.status_code == 404
    assert "ACL 25-99 is not held here. It may exist all the same" in page
    assert "ACL 25-67" in page


def test_signs_that_cannot_be_printed_are_not_said_back(real: Client) -> None:
    answer = real.get("/nowhere/%00%1b")

    assert answer.status_code == 404
    assert not re.search(rb"[\x00\x1b]", answer.content)


@pytest.mark.parametrize(
    "choice", ["/compare?from=2024-12-31&to=2025-01-01", "/duties?for=probation&force=law"]
)
def test_a_permanent_link_leads_back_to_the_same_choice(real: Client, choice: str) -> None:
    page = real.get(choice).content.decode()

    found = re.search(r'<a href="([^"]+)">Permanent link to this page', page)
    assert found is not None
    link = found[1].replace("&amp;", "&")
    assert link.endswith(choice)
    assert real.get(link).status_code == 200


def test_another_day_keeps_the_choice(real: Client) -> None:
    page = real.get("/duties?for=probation").content.decode()
    assert 'name="page" value="/duties?for=probation"' in page

    answer = real.get("/on", {"date": "2016-06-01", "page": "/duties?for=probation"})
    assert answer["Location"] == "/on/2016-06-01/duties?for=probation"


def test_prose_has_headings_below_that_of_its_page(real: Client) -> None:
    page = real.get("/about").content.decode()

    assert "<h3>How sources are weighed</h3>" in page
    assert "&lt;h" not in page


def test_days_in_running_text_are_written_out(real: Client) -> None:
    for path in ("/acl/15-49", "/counties/fresno", "/funding/2014-15", "/templates"):
        main = real.get(path).content.decode().partition("<main")[2]
        text = re.sub(r"<[^>]*>", " ", main)
        assert not re.search(r"(?<![/\w.=-])\d{4}-\d{2}-\d{2}(?![\w/-])", text), path


def test_spanish_pages_are_spanish_throughout(real: Client) -> None:
    for path in ("/es/help", "/es/about", "/es"):
        page = real.get(path).content.decode()
        assert "Showing policy as of" not in page
        assert "Report a problem" not in page
    said = re.sub(r'<span lang="en">[^<]*</span>', "", real.get("/es/help").content.decode())
    for english in ("hours a day", "child abuse hotline<", "was not recorded", "Emergency"):
        assert english not in said


def test_a_day_is_written_out_in_spanish() -> None:
    assert day_es(date(2026, 9, 1)) == "1 de septiembre de 2026"
