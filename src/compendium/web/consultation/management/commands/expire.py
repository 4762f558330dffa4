"""`expire`: delete what was kept long enough."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from compendium.web.consultation.actions import expire
from compendium.web.consultation.actors import command
from compendium.web.rows import leave_no_trace


class Command(BaseCommand):
    """Delete requests, reports and mails whose time is over. Run it once a day."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401, ARG002  Django's interface
        """Delete, and say how many of each."""
        gone = expire(at=timezone.now(), by=command("expire"))
        leave_no_trace()
        told = ", ".join(f"{count} {name}" for name, count in gone.items())
        self.stdout.write(f"Deleted: {told}.")
