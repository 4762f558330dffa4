"""`send_alerts`: tell those who follow it what changed between two editions."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from compendium.edition.reader import open_edition
from compendium.vocabulary.errors import FaultError, UserError
from compendium.web.alerts.actions import tidy
from compendium.web.alerts.correspondence import NEWS, Told
from compendium.web.alerts.sending import held_against, preview, write_all
from compendium.web.consultation import outbox
from compendium.web.standpoint import today

_HERE: Final = frozenset({"127.0.0.1", "localhost", "::1"})


class Command(BaseCommand):
    """Write to every subscriber once about two editions, and send what waits."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """Take two edition files, and ``--preview``."""
        parser.add_argument("older", type=Path)
        parser.add_argument("newer", type=Path)
        parser.add_argument("--on", type=date.fromisoformat, default=None)
        parser.add_argument("--preview", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401, ARG002  Django's interface
        """Send, and say how many. Raises FaultError where some did not leave."""
        older, newer = open_edition(options["older"]), open_edition(options["newer"])
        told = held_against(older, newer, options["on"] or today())
        if options["preview"]:
            self._show(told)
            return
        if not settings.MAIL_LEAVES:
            raise UserError(
                "no-mail",
                "Mail is not set up, so nothing was sent: set COMPENDIUM_MAIL, or look at what "
                "would be sent with --preview.",
            )
        if urlsplit(settings.ADDRESS).hostname in _HERE:
            self.stderr.write(
                f"The links in these mails lead to {settings.ADDRESS}, which only this machine "
                "reaches: COMPENDIUM_ADDRESS names the public one."
            )
        at = timezone.now()
        tidy(at=at)
        counted = write_all(told, at)
        sent, kept = outbox.send_due(timezone.now(), purpose=NEWS)
        self.stdout.write(
            f"{len(told.news)} changes from {older.colophon.edition} to "
            f"{newer.colophon.edition}. Written now: {counted.written}. Written before: "
            f"{counted.before}. Nothing to say to: {counted.nothing}.\n"
            f"Sent: {sent}. Not sent, kept for later: {kept}."
        )
        if kept:
            raise FaultError(
                "mail-waits",
                f"{kept} could not be sent and will be tried again by this command and by "
                "`compendium site send-mail`.",
            )

    def _show(self, told: Told) -> None:
        """What would be sent, without a word about whom it goes to."""
        number = 0
        for shown in preview(told):
            number += shown.subscribers
            self.stdout.write(f"To {shown.subscribers}:\nSubject: {shown.mail.subject}\n")
            self.stdout.write(f"{shown.mail.body}\n")
        self.stdout.write(
            f"{len(told.news)} changes. Mails that would be sent: {number}. Nothing was sent."
        )
