"""The addresses of the API, from the questions that are declared."""

from __future__ import annotations

from typing import Final

from django.urls import URLPattern, path, re_path

from compendium.web.api.questions import QUESTIONS
from compendium.web.api.views import asking, front, nowhere, openapi

_ANYTHING: Final = r"[\s\S]+"
"""A name in an address: any signs, a slash or the end of a line among them."""


def _route(declared: str) -> str:
    """A declared path as a pattern."""
    fixed, brace, name = declared.partition("{")
    named = f"(?P<{name.removesuffix('}')}>{_ANYTHING})" if brace else ""
    return f"^api/v1/{fixed}{named}$"


urlpatterns: Final[list[URLPattern]] = [
    path("api/v1", front),
    path("api/v1/", front),
    path("api/v1/openapi.json", openapi),
    *(re_path(_route(one.path), asking(one)) for one in QUESTIONS),
    re_path(rf"^api(?:/{_ANYTHING}|/)?$", nowhere),
]
