"""`tidy_alerts`: delete requests that nobody confirmed."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from compendium.web.alerts.actions import tidy
from compendium.web.rows import leave_no_trace


class Command(BaseCommand):
    """Delete requests for alerts that were not confirmed in time."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401, ARG002  Django's interface
        """Delete, and say how many."""
        gone = tidy(at=timezone.now())
        leave_no_trace()
        self.stdout.write(f"Deleted: {gone} requests for alerts that were not confirmed.")
