"""Editions brought over real HTTPS: whole or not at all, and one sentence where it fails."""

from __future__ import annotations

import http.server
import json
import re
import shutil
import ssl
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import trustme

from compendium.edition.handing import offer, use
from compendium.edition.reader import open_edition
from compendium.edition.shelf import edition_file

Deed = Callable[[http.server.SimpleHTTPRequestHandler], None]


class Place:
    """A directory of editions behind HTTPS, and what its server does to some requests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.address = ""
        self.deeds: dict[str, Deed] = {}
        self.asked: list[str] = []

    @property
    def file(self) -> Path:
        return next(self.folder.glob("*.sqlite"))


class Quiet(http.server.ThreadingHTTPServer):
    """A server that does not complain of clients who turn away."""

    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        return


def _handler(place: Place) -> type[http.server.SimpleHTTPRequestHandler]:
    class Serving(http.server.SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            place.asked.append(self.path)
            deed = next((d for end, d in place.deeds.items() if self.path.endswith(end)), None)
            if deed is not None:
                deed(self)
            else:
                super().do_GET()

        def log_message(self, *_: Any) -> None:
            return

    return Serving


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def place(
    tiny_file: Path, tmp_path: Path, authority: trustme.CA, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Place]:
    """A shelf that offers one edition, served with a certificate that this test trusts."""
    folder = tmp_path / "there"
    folder.mkdir()
    name = open_edition(tiny_file).colophon.edition
    shutil.copy(tiny_file, edition_file(folder, name))
    use(folder, name)
    offer(folder, name)
    made = Place(folder)
    server = Quiet(("127.0.0.1", 0), partial(_handler(made), directory=str(folder)))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    made.address = f"https://localhost:{server.server_port}"
    trusted = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(trusted))
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    monkeypatch.setenv("no_proxy", "localhost,127.0.0.1")
    yield made
    server.shutdown()
    server.server_close()


@pytest.fixture
def pulled(place: Place, tmp_path: Path, command: Callable[..., Any]) -> Callable[..., Any]:
    """Pull from the place as the command does; nothing half-brought may be left."""
    here = tmp_path / "here"

    def ask(*more: str, kept: bool = False) -> Any:
        said = command("edition", "pull", place.address, "--shelf", here, *more)
        left = sorted(one.name for one in here.iterdir()) if here.exists() else []
        assert left == ([place.file.name] if kept else [])
        return said

    return ask


def one_sentence(said: Any, code: int = 2) -> str:
    """The one sentence that a refusal is."""
    assert said.code == code, said.err
    assert said.out == ""
    lines = said.err.strip().splitlines()
    assert len(lines) == 1
    assert "Traceback" not in said.err
    assert re.search(r"[.!]$", lines[0])
    return lines[0]


def test_an_edition_comes_whole_and_only_once(place: Place, pulled: Callable[..., Any]) -> None:
    assert "brought and whole" in pulled(kept=True).out
    before = len(place.asked)
    assert "already here" in pulled(kept=True).out
    assert [one for one in place.asked[before:] if one.endswith(".sqlite")] == []


def test_a_certificate_of_nobody_is_not_trusted(
    place: Place, pulled: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.pem"
    trustme.CA().cert_pem.write_to_path(str(other))
    monkeypatch.setenv("SSL_CERT_FILE", str(other))
    assert "does not trust" in one_sentence(pulled())
    assert place.asked == []


def test_a_certificate_of_another_host_is_not_trusted(
    place: Place, pulled: Callable[..., Any]
) -> None:
    place.address = place.address.replace("localhost", "127.0.0.1")
    assert "does not trust" in one_sentence(pulled())


def test_a_changed_byte_is_noticed(place: Place, pulled: Callable[..., Any]) -> None:
    body = bytearray(place.file.read_bytes())
    body[4_000] ^= 1
    place.file.write_bytes(body)
    assert "checksum" in one_sentence(pulled())


def _cut(handler: http.server.SimpleHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "500000")
    handler.end_headers()
    handler.wfile.write(b"SQLite format 3\x00" * 100)


def _cut_in_pieces(handler: http.server.SimpleHTTPRequestHandler) -> None:
    handler.protocol_version = "HTTP/1.1"
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"1000\r\nshort")
    handler.close_connection = True


def _endless(handler: http.server.SimpleHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    try:
        for _ in range(100):
            handler.wfile.write(b"0" * 1_000_000)
    except OSError:
        return


def _elsewhere(to: str) -> Deed:
    def send_on(handler: http.server.SimpleHTTPRequestHandler) -> None:
        handler.send_response(302)
        handler.send_header("Location", to)
        handler.end_headers()

    return send_on


def _nonsense(handler: http.server.SimpleHTTPRequestHandler) -> None:
    handler.wfile.write(b"this is no HTTP\r\n\r\n")


def _gone(handler: http.server.SimpleHTTPRequestHandler) -> None:
    handler.send_error(404)


@pytest.mark.parametrize(
    ("which", "deed", "words", "code"),
    [
        (".sqlite", _cut, "checksum", 2),
        (".sqlite", _cut_in_pieces, "broke off", 3),
        (".sqlite", _endless, "larger than it may be", 2),
        ("editions.json", _endless, "larger than it may be", 2),
        ("editions.json", _cut, "cannot be read", 2),
        ("editions.json", _nonsense, "broke off", 3),
        ("editions.json", _gone, "has no editions.json (404)", 2),
        (".sqlite", _gone, "(404)", 2),
        (".sqlite", _elsewhere("https://elsewhere.example/x"), "sends on to https://elsewhere", 2),
        (".sqlite", _elsewhere("http://localhost/x"), "sends on to http://localhost", 2),
        ("editions.json", _elsewhere("file:///etc/hostname"), "does not give", 2),
        ("editions.json", _elsewhere("//elsewhere.example/x"), "sends on to https://elsewhere", 2),
    ],
)
def test_what_goes_wrong_on_the_way_is_one_sentence_and_leaves_nothing(
    place: Place, pulled: Callable[..., Any], which: str, deed: Deed, words: str, code: int
) -> None:
    place.deeds[which] = deed
    assert words in one_sentence(pulled(), code)


def test_a_redirect_within_the_place_is_followed(
    place: Place, pulled: Callable[..., Any], tmp_path: Path
) -> None:
    shutil.move(place.file, place.folder / "moved.sqlite")
    name = json.loads((place.folder / "editions.json").read_text())["current"]
    place.deeds[f"{name}.sqlite"] = _elsewhere("/moved.sqlite")
    shutil.copy(place.folder / "moved.sqlite", tmp_path / f"{name}.sqlite")
    place.folder, served = tmp_path, place.folder
    assert pulled(kept=True).code == 0
    assert served.exists()


def test_a_size_beyond_all_measure_is_not_begun(place: Place, pulled: Callable[..., Any]) -> None:
    said = json.loads((place.folder / "editions.json").read_text())
    said["editions"][0]["size"] = 10
    (place.folder / "editions.json").write_text(json.dumps(said))
    assert "larger than it may be" in one_sentence(pulled())


@pytest.mark.parametrize("address", ["https://", "https://[::1", "https://localhost:1"])
def test_addresses_that_lead_nowhere_are_said(
    command: Callable[..., Any], tmp_path: Path, address: str
) -> None:
    said = command("edition", "pull", address, "--shelf", tmp_path / "here")
    one_sentence(said, 2 if "[" in address else 3)


def test_a_shelf_that_cannot_be_written_is_said(
    place: Place, command: Callable[..., Any], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    said = command("edition", "pull", place.address, "--shelf", tmp_path / "file")
    assert "cannot be written" in one_sentence(said)
