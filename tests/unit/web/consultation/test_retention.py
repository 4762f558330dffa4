"""What was sent goes when its time is over; the rows have the shape that the code expects."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from compendium.web.consultation.actions import expire
from compendium.web.consultation.actors import command
from compendium.web.consultation.models import (
    AuditEntry,
    ConsultationRequest,
    OutgoingMail,
    ProblemReport,
    RateMark,
)
from tests.unit.web.consultation.asking import REPORT, REQUEST, send

pytestmark = pytest.mark.django_db


def test_everything_goes_after_its_time(reader_client: Client) -> None:
    send(reader_client, REQUEST)
    send(reader_client, REPORT, "/report-a-problem")
    now = timezone.now()
    early = expire(at=now + timedelta(days=364), by=command("expire"))
    assert (early["requests"], early["reports"]) == (0, 0)
    assert ConsultationRequest.objects.exists()
    late = expire(at=now + timedelta(days=366), by=command("expire"))
    assert (late["requests"], late["reports"]) == (1, 1)
    assert not ConsultationRequest.objects.exists()
    assert not ProblemReport.objects.exists()
    assert not OutgoingMail.objects.exists()
    assert not RateMark.objects.exists()
    told = AuditEntry.objects.get()
    assert (told.verb, told.actor) == ("expired", "compendium site expire")
    assert "1 requests, 1 reports" in told.detail


def test_mail_that_never_left_goes_with_what_it_tells_of(
    reader_client: Client, broken_mail: pytest.MonkeyPatch
) -> None:
    send(reader_client, REQUEST)
    expire(at=timezone.now() + timedelta(days=366), by=command("expire"))
    assert not OutgoingMail.objects.exists()


def test_withdrawn_ones_go_too(reader_client: Client) -> None:
    own = send(reader_client, REQUEST)["Location"]
    reader_client.post(own, {"step": "delete"})
    expire(at=timezone.now() + timedelta(days=366), by=command("expire"))
    assert reader_client.get(own).status_code == 404


def test_the_models_and_the_migrations_agree() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
