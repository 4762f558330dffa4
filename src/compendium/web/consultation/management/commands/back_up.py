"""`back_up`: a copy of the rows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from compendium.web.consultation.backup import back_up


class Command(BaseCommand):
    """Write a copy of all rows to a new file, while the site runs."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401, ARG002  Django's interface
        """Copy."""
        back_up(options["file"])
        self.stdout.write(f"All rows are in {options['file']}. It holds personal data.")
