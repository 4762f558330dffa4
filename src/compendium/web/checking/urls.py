"""The address of the workspace."""

from __future__ import annotations

from typing import Final

from django.urls import URLPattern, path

from compendium.web.checking import drafts, views

urlpatterns: Final[list[URLPattern]] = [
    path("check", views.workspace),
    path("check/draft/<slug:template>", drafts.draft),
]
