"""Pages that other sites may frame, and that nothing else may be framed."""

from __future__ import annotations

import re
from base64 import b64encode
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client

from compendium.edition.reader import EditionReader
from compendium.model.duties import Duty
from compendium.model.instruments import Instrument
from compendium.web import editions
from compendium.web.catalogue.sitemap import addresses, framed_addresses
from compendium.web.prepared import Prepared
from compendium.web.wording import STATUS
from tests.unit.web.conftest import TODAY

LIMIT = 10_000


def policy(answer: object) -> dict[str, str]:
    """A content security policy, taken apart."""
    said = answer.headers["Content-Security-Policy"]  # type: ignore[attr-defined]
    return dict(one.strip().partition(" ")[::2] for one in said.split(";"))


def words(answer: object) -> str:
    text = answer.content.decode()  # type: ignore[attr-defined]
    return " ".join(re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<style>.*?</style>", "", text)).split())


def test_every_one_may_be_framed_is_small_and_runs_nothing(
    real: Client, reader: EditionReader
) -> None:
    for path in framed_addresses(reader):
        answer = real.get(path)
        text = answer.content.decode()
        assert answer.status_code == 200, path
        assert policy(answer)["frame-ancestors"] == "*"
        assert "X-Frame-Options" not in answer.headers
        assert policy(answer)["default-src"] == "'none'"
        assert len(answer.content) < LIMIT, path
        assert "<script" not in text
        assert "<form" not in text
        assert "Set-Cookie" not in answer.headers
        assert not answer.cookies
        for link in re.findall(r"<a [^>]*>", text):
            assert 'href="tel:' in link or ('target="_blank"' in link and "noopener" in link)
        assert re.search(r"<footer>.*As of June 1, 2026, edition .*</footer>", text)


def test_nothing_else_may_be_framed(real: Client, reader: EditionReader) -> None:
    others = [
        *addresses(reader)[::7],
        *("/alerts", "/check", "/search?q=x", "/no-such-page", "/embed/no-such-thing", "/embed"),
        *("/feeds/letters.atom", "/data/duty.json"),
    ]
    for path in others:
        answer = real.get(path)
        assert policy(answer)["frame-ancestors"] == "'none'", path
        assert answer.headers["X-Frame-Options"] == "DENY", path


def test_the_policy_lets_just_the_pages_own_style_take_effect(real: Client) -> None:
    answer = real.get("/embed/missing-from-care")
    (style,) = re.findall(r"(?s)<style>(.*?)</style>", answer.content.decode())
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert policy(answer)["style-src"] == f"'sha256-{digest}'"
    assert "style=" not in answer.content.decode()
    assert "url(" not in style
    assert "prefers-color-scheme:dark" in style
    assert "@media print" in style


def test_the_steps_say_when_and_why_and_lead_to_each_duty(
    real: Client, reader: EditionReader
) -> None:
    whole, small = real.get("/missing-from-care"), real.get("/embed/missing-from-care")
    steps = re.findall(r'class="step [^"]*" id="([^"]+)"', whole.content.decode())
    assert steps
    for name in steps:
        assert f'href="/duties/{name}"' in small.content.decode()
        duty = reader.one(Duty, name)
        assert duty is not None
        assert duty.deadline is None or duty.deadline.words[:20] in words(small)
    assert 'href="tel:911"' in small.content.decode()
    assert 'href="/missing-from-care"' in small.content.decode()


def test_a_letter_shows_its_status_as_of_the_day(real: Client, reader: EditionReader) -> None:
    for name in [*reader.all(Instrument)][::9]:
        for day in (TODAY, TODAY - timedelta(days=365 * 9)):
            prefix = "" if day == TODAY else f"/on/{day}"
            answer = real.get(f"{prefix}/embed/letter/{name}")
            status = reader.status_on(name, day)
            said = STATUS[status].words if status else "Not a directive"
            assert said in words(answer), name
            assert policy(answer)["frame-ancestors"] == "*"


def test_a_fixed_day_and_edition_are_kept_on_every_link(
    real: Client, reader: EditionReader
) -> None:
    edition = reader.colophon.edition
    name = next(iter(reader.all(Duty)))
    prefix = f"/edition/{edition}/on/2020-01-01"
    text = real.get(f"{prefix}/embed/duty/{name}").content.decode()
    assert f'href="{prefix}/duties/{name}"' in text
    assert "As of January 1, 2020" in text


@pytest.mark.parametrize(
    "path", ["/embed/duty/nothing", "/embed/letter/nothing", "/embed/duty/<b>"]
)
def test_an_unknown_name_is_a_small_404_in_the_same_dress(real: Client, path: str) -> None:
    answer = real.get(path)
    assert answer.status_code == 404
    assert policy(answer)["frame-ancestors"] == "*"
    assert "X-Frame-Options" not in answer.headers
    assert len(answer.content) < 4_000
    assert "<b>" not in answer.content.decode()
    assert "Nothing is held here under this name" in words(answer)


def test_another_spelling_of_a_citation_leads_to_its_address(
    real: Client, reader: EditionReader
) -> None:
    one = next(one for one in reader.all(Instrument).values() if one.series == "acl")
    answer = real.get(f"/embed/letter/{one.citation}")
    assert (answer.status_code, answer["Location"]) == (302, f"/embed/letter/{one.id}")


def test_it_takes_nothing(real: Client) -> None:
    assert real.post("/embed/missing-from-care").status_code == 405


def test_the_data_page_has_the_lines_to_copy(real: Client) -> None:
    text = real.get("/data").content.decode()
    for path in ("missing-from-care", "duty/NAME", "letter/NAME"):
        assert f"/embed/{path}&#34; title=" in text or f'/embed/{path}" title=' in text
    assert real.get("/embed")["Location"] == "/data#embed"


@pytest.mark.django_db
def test_what_is_kept_ready_keeps_its_own_policy(
    real: Client, edition_file: Path, reader: EditionReader
) -> None:
    """The second answer comes from in front of Django, with the first one's headers."""
    application = Prepared(WSGIHandler(), lambda: (editions.current().colophon.edition, TODAY))
    path = "/embed/missing-from-care"
    assert application.prepare([path], "127.0.0.1") == 1
    told: list[tuple[str, list[tuple[str, str]]]] = []
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": ""}
    body = b"".join(application(environ, lambda *said: told.append(said)))
    headers = dict(told[0][1])
    assert b"A child is missing from care" in body
    assert "frame-ancestors *" in headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in headers
