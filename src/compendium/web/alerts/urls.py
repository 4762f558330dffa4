"""The addresses of the alerts."""

from __future__ import annotations

from typing import Final

from django.urls import URLPattern, path

from compendium.web.alerts import views

urlpatterns: Final[list[URLPattern]] = [
    path("alerts", views.alerts),
    path("alerts/asked", views.asked),
    path("alerts/confirm/<str:seal>", views.confirm),
    path("alerts/own/<str:key>", views.own),
    path("alerts/end/<str:key>", views.end),
]
