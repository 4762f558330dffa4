"""Running `compendium alerts …` beside the tests, and cutting it off."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.unit.web.consultation.operating import PROGRAM

DYING = """
import os
from django.core.mail.message import EmailMessage

send, left = EmailMessage.send, [{mails}]

def dying(self, *given, **named):
    if not left[0]:
        os._exit(9)
    left[0] -= 1
    return send(self, *given, **named)

EmailMessage.send = dying
from compendium.cli.main import main
main()
"""
SUBSCRIBING = """
import django
django.setup(set_prefix=False)
from django.utils import timezone
from compendium.edition.concern import Choices
from compendium.web.alerts import actions
from compendium.web.consultation.models import OutgoingMail
now = timezone.now()
for number in range({number}):
    chosen = Choices(topics=("missing",))
    one = actions.ask(address=f"s{{number}}@example.org", choices=chosen, chosen=[], at=now)
    actions.confirm(key=one.key, at=now)
OutgoingMail.objects.all().delete()
"""
EARLIER = """
import django
django.setup(set_prefix=False)
from django.core.management import call_command
call_command("migrate", "alerts", "zero", verbosity=0, interactive=False)
"""
LETTING_GO = """
import django
django.setup(set_prefix=False)
from compendium.web.consultation.models import OutgoingMail
OutgoingMail.objects.update(held_until=None)
"""


def run(environment: Mapping[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """What `compendium …` answers."""
    return _run(environment, *PROGRAM, *arguments)


def cut_off(
    environment: Mapping[str, str], mails: int, *arguments: str
) -> subprocess.CompletedProcess[str]:
    """The same, killed when it sets out to send one mail more than ``mails``."""
    return _run(environment, sys.executable, "-c", DYING.format(mails=mails), *arguments)


def inside(environment: Mapping[str, str], code: str) -> None:
    """Run some lines in the site."""
    told = {**environment, "DJANGO_SETTINGS_MODULE": "compendium.web.settings"}
    done = _run(told, sys.executable, "-c", code)
    assert done.returncode == 0, done.stderr


def addressees(folder: Path) -> list[str]:
    """Whom the mails in a folder went to, in order of name."""
    found = [
        line.removeprefix("To: ")
        for file in folder.glob("*")
        for line in file.read_text("utf-8").splitlines()
        if line.startswith("To: ")
    ]
    return sorted(found)


def _run(environment: Mapping[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        words, env=dict(environment), capture_output=True, text=True, timeout=120, check=False
    )
