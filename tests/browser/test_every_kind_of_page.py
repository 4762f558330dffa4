"""Every kind of page: what axe finds, and whether it fits a phone and a window at 400 %."""

from __future__ import annotations

from typing import Any, Final

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE, ZOOMED, Opening, faults_of, sideways

READING: Final = (
    "/", "/browse", "/browse/section/harm-reduction", "/acl", "/acl/16-82", "/acl/15-49",
    "/wic/16501.35", "/cfl/18-19-38", "/sb/855-2014", "/search?q=runaway", "/search?q=ACL+25-99",
    "/about", "/es", "/es/about", "/help", "/es/help", "/acl/99-99", "/on/2016-06-01/acl/15-49",
    "/on/2030-01-01/acl/16-49", "/on/2016-13-01/",
)  # fmt: skip
DOING: Final = (
    "/duties", "/duties?for=probation&force=law", "/duties/notify-when-missing",
    "/duties/build-protocol-team", "/duties/no-such-duty", "/missing-from-care",
    "/missing-from-care?age=nonminor-dependent&for=probation&tribe=yes&risk=yes",
    "/documentation", "/documentation?system=CWS-CARES", "/on/2016-06-01/documentation",
    "/funding", "/funding/2018-19", "/funding/2017-18", "/funding/2021-22", "/codes",
    "/timeline", "/changes", "/compare", "/compare?from=2024-12-31&to=2025-01-02",
    "/compare?from=2025-01-02&to=2024-12-31", "/terms", "/on/2014-01-01/terms", "/templates",
    "/counties", "/counties/fresno", "/counties/alpine", "/data", "/on/2030-01-01/duties",
)  # fmt: skip
KINDS: Final = (*READING, *DOING)


@pytest.mark.parametrize(
    ("path", "scheme"),
    [
        *((path, "light") for path in KINDS),
        *((path, "dark") for path in (*READING[3:17:3], *DOING[2::5])),
    ],
)
def test_axe_finds_nothing(path: str, scheme: Any, open_page: Opening) -> None:
    page = open_page(path, PHONE if scheme == "dark" else DESKTOP, color_scheme=scheme)

    for summary in page.locator("summary").all():
        if summary.is_visible():
            summary.click()
    assert faults_of(page) == []


@pytest.mark.parametrize("path", KINDS)
@pytest.mark.parametrize("viewport", [PHONE, ZOOMED], ids=["phone", "400 %"])
def test_nothing_is_cut_off_or_scrolls_sideways(
    path: str, viewport: dict[str, int], open_page: Opening
) -> None:
    page = open_page(path, viewport)

    assert sideways(page) <= 0
    expect(page.locator("h1")).to_be_visible()
