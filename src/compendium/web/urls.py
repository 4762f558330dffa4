"""The addresses of the site: forms, alerts, the workspace, data for programs, the catalogue."""

from __future__ import annotations

from typing import Final

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: Final[list[URLPattern | URLResolver]] = [
    path("", include("compendium.web.consultation.urls")),
    path("", include("compendium.web.alerts.urls")),
    path("", include("compendium.web.checking.urls")),
    path("", include("compendium.web.api.urls")),
    path("", include("compendium.web.catalogue.urls")),
]

handler400 = "compendium.web.errors.bad_request"
handler404 = "compendium.web.errors.not_found"
handler500 = "compendium.web.errors.failed"
