"""`people`: who may work the queue."""

from __future__ import annotations

import getpass
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from compendium.vocabulary.errors import UserError
from compendium.web.consultation.people import close_person, create_person


class Command(BaseCommand):
    """Open an account, give it a new password, or close it."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """Take a name, and ``--close``."""
        parser.add_argument("name")
        parser.add_argument("--close", action="store_true", help="Close the account.")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401, ARG002  Django's interface
        """Do it, and say what was done."""
        name = options["name"]
        if options["close"]:
            close_person(name=name)
            self.stdout.write(f"{name} can no longer sign in.")
            return
        new = create_person(name=name, password=_password())
        self.stdout.write(
            f"{name} can sign in now." if new else f"{name} has a new password, and can sign in."
        )


def _password() -> str:
    """A password from the terminal, twice, or the first line of what is piped in."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass("Password (at least 12 characters): ")
    if getpass.getpass("Once more: ") != first:
        raise UserError("not-the-same", "The two were not the same; nothing was changed.")
    return first
