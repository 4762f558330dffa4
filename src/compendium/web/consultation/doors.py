"""The two public forms, each with what belongs to it: one way of asking serves both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.conf import settings

from compendium.web.consultation import actions
from compendium.web.consultation.forms import CarefulForm, ConsultationForm, ProblemForm
from compendium.web.consultation.models import ConsultationRequest, ProblemReport, Submission

QUEUE: Final = "/consultation/queue"


@dataclass(frozen=True, slots=True)
class Door:
    """A public form: its address, its questions, and the action that takes the answers.

    ``page`` is the id of the content page that stands above it; ``own`` the address under
    which senders find what they sent; ``told`` says who is told, nobody meaning closed.
    """

    name: str
    path: str
    own: str
    page: str
    form: type[CarefulForm]
    model: type[Submission]
    submit: Callable[..., Submission]
    told: Callable[[], list[str]]
    heading: dict[str, str]

    @property
    def is_open(self) -> bool:
        """Whether somebody is there to read what is sent."""
        return bool(self.told())

    def address(self, language: str) -> str:
        """Where the form stands in a language."""
        return f"/es{self.path}" if language == "es" else self.path


CONSULTATION: Final = Door(
    name="consultation",
    path="/consultation",
    own="/consultation/requests",
    page="consultation",
    form=ConsultationForm,
    model=ConsultationRequest,
    submit=actions.submit_request,
    told=lambda: settings.LIAISON,
    heading={
        "en": "Ask the Advisory Board for a consultation",
        "es": "Pida una consulta a la Junta Asesora",
    },
)

PROBLEM: Final = Door(
    name="problem",
    path="/report-a-problem",
    own="/report-a-problem/reports",
    page="report-a-problem",
    form=ProblemForm,
    model=ProblemReport,
    submit=actions.report_problem,
    told=lambda: settings.EDITORS,
    heading={"en": "Report a problem with a page", "es": "Avise de un problema en una página"},
)

DOORS: Final = (CONSULTATION, PROBLEM)
