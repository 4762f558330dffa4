"""`send_mail`: try again what has not left."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from compendium.vocabulary.errors import FaultError
from compendium.web.consultation.outbox import send_due


class Command(BaseCommand):
    """Send the mail that waits and is due. Run it every few minutes."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """Take ``--all``."""
        parser.add_argument("--all", action="store_true", help="Also what is not due yet.")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401, ARG002  Django's interface
        """Send, and say how many left. Raises FaultError where some did not."""
        sent, kept = send_due(timezone.now(), even_if_not_due=options["all"])
        self.stdout.write(f"Sent: {sent}. Not sent, kept for later: {kept}.")
        if kept:
            raise FaultError("mail-waits", f"{kept} could not be sent and will be tried again.")
