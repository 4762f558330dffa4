"""`compendium serve`: the site, on this machine unless told otherwise."""

from __future__ import annotations

import errno
import os
import secrets
import socket
import sys
from contextlib import closing
from pathlib import Path
from typing import Final

import click

from compendium.cli.places import content_directory, current_edition, shelf_of, state_directory
from compendium.edition.reader import open_edition
from compendium.vocabulary.errors import FaultError, UserError

_SERVER: Final = "compendium.web.server"
_TAKEN: Final = frozenset({errno.EADDRINUSE})
_NO_HOST: Final = frozenset({errno.EADDRNOTAVAIL})


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port."
)
@click.option(
    "--edition",
    type=click.Path(path_type=Path),
    default=None,
    help="The edition to serve. Default: the current one, compiled on first use.",
)
@click.option(
    "--workers",
    default=min(2, os.cpu_count() or 1),
    show_default=True,
    type=click.IntRange(1, 64),
    help="How many processes answer.",
)
def serve(host: str, port: int, edition: Path | None, workers: int) -> None:
    """Serve the site. Ctrl-C ends it.

    Without --edition, an edition that is compiled while the site runs takes the place
    of the one before within seconds.
    """
    _check_port(host, port)
    _tell_where(host, port)
    _choose(edition)
    sys.stdout.flush()
    # The server takes the place of this process: signals reach it, and no other command
    # has to load it.
    os.execv(sys.executable, [sys.executable, "-m", _SERVER, host, str(port), str(workers)])  # noqa: S606  our own words


def _check_port(host: str, port: int) -> None:
    """Bind the port for a moment. Raises UserError where that cannot be done."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError:
            raise UserError(
                "port-refused", f"Port {port} may not be used here: choose one above 1023."
            ) from None
        except OSError as error:
            if error.errno in _TAKEN:
                raise UserError(
                    "port-in-use",
                    f"Port {port} is in use: end what uses it, or choose another with --port.",
                ) from None
            if error.errno in _NO_HOST or isinstance(error, socket.gaierror):
                raise UserError("bad-host", f"{host} is no address of this machine.") from None
            raise FaultError("no-socket", f"The port cannot be opened: {error}.") from None


def _tell_where(host: str, port: int) -> None:
    """What the site is told by its environment, where nobody else told it."""
    shown = f"[{host}]" if ":" in host else host
    home = state_directory()
    os.environ.setdefault("COMPENDIUM_ADDRESS", f"http://{shown}:{port}")
    os.environ.setdefault("COMPENDIUM_HOME", str(home))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compendium.web.settings")
    if "COMPENDIUM_SECRET" not in os.environ:
        os.environ["COMPENDIUM_SECRET"] = _secret(home / "secret")


def _secret(file: Path) -> str:
    """The secret of this installation, made on first use, readable by its owner alone."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            kept = file.read_text(encoding="ascii").strip()
            if kept:
                return kept
            descriptor = os.open(file, os.O_WRONLY | os.O_TRUNC)
        made = secrets.token_urlsafe(48)
        with os.fdopen(descriptor, "w", encoding="ascii") as opened:
            opened.write(made)
    except OSError as error:
        raise FaultError("no-secret", f"{file} cannot be kept: {error.strerror}.") from None
    return made


def _choose(edition: Path | None) -> None:
    """The edition to serve, opened once here so that a bad one is said before anything starts."""
    if edition is not None:
        open_edition(edition).close()
        os.environ["COMPENDIUM_EDITION"] = str(edition.resolve())
        return
    current_edition().close()
    os.environ["COMPENDIUM_SHELF"] = str(shelf_of(content_directory()).resolve())
    os.environ.pop("COMPENDIUM_EDITION", None)
