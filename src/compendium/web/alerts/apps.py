"""The Django app of those who asked to be told."""

from __future__ import annotations

from django.apps import AppConfig


class AlertsConfig(AppConfig):
    """Subscriptions by mail: asked for, confirmed, changed and ended without an account."""

    name = "compendium.web.alerts"
    label = "alerts"
    default_auto_field = "django.db.models.BigAutoField"
