"""The Django app of the rows that change."""

from __future__ import annotations

from django.apps import AppConfig


class ConsultationConfig(AppConfig):
    """Requests to the Advisory Board, reports of problems, and what keeps them safe."""

    name = "compendium.web.consultation"
    label = "consultation"
    default_auto_field = "django.db.models.BigAutoField"
