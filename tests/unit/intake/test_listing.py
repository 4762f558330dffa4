"""Letter lists: pages of several kinds, line by line."""

from __future__ import annotations

from typing import Any

import pytest

from compendium.intake.list_page import page_lines
from compendium.intake.listing import entries_of


def listed(page: str) -> list[dict[str, Any]]:
    return [entry.plain() for entry in entries_of(page_lines(page))]


def related(row: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["type"], one["target"]) for one in row["relations"]]


@pytest.mark.parametrize(
    ("line", "citation", "issued", "title"),
    [
        ("ACIN I-84-22 (December 13, 2022)", "ACIN I-84-22", "2022-12-13", None),
        ("*ACIN I-10-24 (March 8, 2024)", "ACIN I-10-24", "2024-03-08", None),
        ("ACL 06-60 (December 21, 2006) (1.65 MB)", "ACL 06-60", "2006-12-21", None),
        ("ACL 13-13: Monthly Visits (5/15/13)", "ACL 13-13", "2013-05-15", "Monthly Visits"),
        (
            "ACL 06-09 – Emergency Rules (April 18, 2006)",
            "ACL 06-09",
            "2006-04-18",
            "Emergency Rules",
        ),
        (
            "ACIN I-44-11: Monthly Report [CW 115(7/11)] (7/26/2011)",
            "ACIN I-44-11",
            "2011-07-26",
            "Monthly Report [CW 115(7/11)]",
        ),
        (
            "Errata to ACL 07-09: Correction Of Rules (9/11/07)",
            "ACL 07-09E",
            "2007-09-11",
            "Correction Of Rules",
        ),
        (
            "ACL 18-109 CSEC Program Plan Instructions",
            "ACL 18-109",
            None,
            "CSEC Program Plan Instructions",
        ),
        ("ACL 16-49 | 05/23/2016 | Recording", "ACL 16-49", "2016-05-23", "Recording"),
        (
            "CFL 15/16-41 - Allocations, February 3, 2016",
            "CFL 15/16-41",
            "2016-02-03",
            "Allocations",
        ),
        (
            "All County Letter No. 16-85 (October 11, 2016) Policies",
            "ACL 16-85",
            "2016-10-11",
            "Policies",
        ),
        (
            "ACL 13-61: New Rules Effective July 1, 2014",
            "ACL 13-61",
            None,
            "New Rules Effective July 1, 2014",
        ),
        ("ACIN I-49-14: A Waiver 98/21/14)", "ACIN I-49-14", None, "A Waiver"),
        ("ACL 10-03: Forms (June 31, 2010)", "ACL 10-03", None, "Forms"),
        ("ACL 10-02: Forms (821/10)", "ACL 10-02", None, "Forms"),
    ],
)
def test_lines(line: str, citation: str, issued: str | None, title: str | None) -> None:
    [row] = listed(line)

    assert (row["citation"], row["issued"], row["title"]) == (citation, issued, title)


def test_an_unusable_date_is_said() -> None:
    [row] = listed("ACIN I-49-14: A Waiver 98/21/14)")

    assert any("98/21/14" in note for note in row["notes"])


PAGE = """
Letters and Notices 2022

Jump to ACLs | Jump to CFLs

2022 All County Information Notices (ACINs)

ACIN I-86-20E (September 30, 2022)
Expansion Of Reimbursement Errata

ACL 07-45E (January 24, 2008)
Correction To All County Letter (ACL) No. 07-45: Social
Security Numbers

ACL 14-59: Waiver Policy (8/21/14)

Clarification of waivers. This guidance supersedes ACIN I-02-06. [Download]

ACL 11-18: Visits (2/11/11)

Just clarifying ACL 10-19, which set out new rules. See ACL 09-01.
ACL 10-19 was issued last year.

ACL 08-50: Breaks (10/24/08)

This letter confirms that ACL 99-65, which counties know, remains in effect.
"""


def test_a_page_gives_titles_below_and_relations_from_its_prose() -> None:
    rows = listed(PAGE)

    assert [(row["citation"], row["title"]) for row in rows] == [
        ("ACIN I-86-20E", "Expansion Of Reimbursement Errata"),
        ("ACL 07-45E", "Correction To All County Letter (ACL) No. 07-45: Social Security Numbers"),
        ("ACL 14-59", "Waiver Policy"),
        ("ACL 11-18", "Visits"),
        ("ACL 08-50", "Breaks"),
    ]
    assert [related(row) for row in rows] == [
        [("corrects", "ACIN I-86-20")],
        [("corrects", "ACL 07-45")],
        [("supersedes", "ACIN I-02-06")],
        [("clarifies", "ACL 10-19")],
        [("confirms-in-effect", "ACL 99-65")],
    ]


def test_a_web_page_gives_the_same_with_addresses() -> None:
    page = """<!doctype html><html><head><title>ACL 00-01</title><script>ACL 00-02</script></head>
    <body><h2>Letters</h2><ul><li><a href="/acl/16-49.pdf">ACL 16-49</a> (May 23, 2016)<br>
    Permanent Changes</li><li><a href="/x.pdf">ACL 16-49E</a> (June 1, 2016)<br>Errata</li></ul>
    <table><tr><th>Number</th><th>Date</th></tr><tr><td>CFL 16/17-13</td><td>9/1/2016</td>
    <td>Allocation</td></tr></table></body></html>"""

    rows = listed(page)

    assert [(row["citation"], row["issued"], row["title"], row["url"]) for row in rows] == [
        ("ACL 16-49", "2016-05-23", "Permanent Changes", "/acl/16-49.pdf"),
        ("ACL 16-49E", "2016-06-01", "Errata", "/x.pdf"),
        ("CFL 16/17-13", "2016-09-01", "Allocation", None),
    ]


def test_a_bare_number_takes_the_series_of_its_heading() -> None:
    rows = listed("2016 All County Letters (ACLs)\n\n16-85 (October 11, 2016)\nPolicies\n")

    assert [(row["citation"], row["issued"]) for row in rows] == [("ACL 16-85", "2016-10-11")]


@pytest.mark.parametrize(
    ("line", "citation", "issued", "relations"),
    [
        ("*NEW* ACL 25-50E (September 3, 2025) Errata", "ACL 25-50E", "2025-09-03", ["ACL 25-50"]),
        ("ACL 99-65 Welfare-To-Work Program 8/30/99", "ACL 99-65", "1999-08-30", []),
        (
            "ACYF-CB-PI-10-01 Title IV-E Plans (Supersedes ACYF-CB-PI-08-07)",
            "ACYF-CB-PI-10-01",
            None,
            ["ACYF-CB-PI-08-07"],
        ),
        ("ACL 07-33 Vouchers (8/2/07) superseded by ACIN I-11-11", "ACL 07-33", "2007-08-02", []),
    ],
)
def test_lines_of_other_lists(
    line: str, citation: str, issued: str | None, relations: list[str]
) -> None:
    [row] = listed(line)

    assert (row["citation"], row["issued"]) == (citation, issued)
    assert [target for _, target in related(row)] == relations
