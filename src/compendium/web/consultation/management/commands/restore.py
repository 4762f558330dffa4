"""`restore`: the rows of a copy in the place of those that are there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from compendium.web.consultation.backup import restore


class Command(BaseCommand):
    """Replace all rows by those of a copy, then bring them up to this version."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401, ARG002  Django's interface
        """Restore and migrate."""
        restore(options["file"])
        call_command("migrate", verbosity=0, interactive=False)
        self.stdout.write(f"The rows are those of {options['file']}.")
