"""What goes wrong gets a page in the same dress, and never tells what it should not."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from compendium.web import editions
from compendium.web.catalogue import views_finding


def test_a_wrong_address_names_what_is_near_it(tiny: Client) -> None:
    answer = tiny.get("/acl/15-03")
    page = answer.content.decode()

    assert answer.status_code == 404
    assert 'href="/acl/15-02"' in page
    assert "Search for “acl 15-03”" in page


@pytest.mark.parametrize(
    "path",
    ["/" + "a" * 3_000, "/%00", "/acl/%E2%98%83", "/acl//15-01", "/..%2f..%2fetc/passwd", "/<b>"],
)
def test_any_address_gets_an_answer(path: str, tiny: Client) -> None:
    answer = tiny.get(path)

    assert answer.status_code in {301, 302, 404}
    assert "<b>" not in answer.content.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_pages_take_nothing(method: str, tiny: Client) -> None:
    answer = getattr(tiny, method)("/acl/15-01")

    assert answer.status_code == 405
    assert "Nothing was stored" in answer.content.decode()
    assert answer.headers["Allow"] == "GET, HEAD"


def test_a_fault_shows_nothing_of_itself_and_where_to_get_help(
    tiny: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the secret of the house")

    monkeypatch.setattr(views_finding, "present_home", fail)
    tiny.raise_request_exception = False

    answer = tiny.get("/")
    page = answer.content.decode()

    assert answer.status_code == 500
    assert "secret" not in page
    assert "911" in page
    assert 'href="/help"' in page


def test_another_host_is_refused(tiny: Client) -> None:
    answer = tiny.get("/acl/15-01", headers={"host": "evil.example"})

    assert answer.status_code == 400
    assert "evil" not in answer.content.decode()


def test_without_an_edition_there_is_a_page_that_says_so(today: object, tmp_path: Path) -> None:
    editions.lay_out(tmp_path / "none.sqlite", None)
    try:
        answer = Client(headers={"host": "127.0.0.1"}).get("/acl/15-01")
    finally:
        editions.lay_out(None, None)

    assert answer.status_code == 503
    assert str(tmp_path) not in answer.content.decode()
    assert "911" in answer.content.decode()
