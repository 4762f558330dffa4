"""The addresses of the API as Django's own, from the routes that are said once."""

from __future__ import annotations

import re
from typing import Final

from django.urls import URLPattern, re_path

from compendium.web.api.routes import NOWHERE, ROUTES, Route
from compendium.web.api.views import view_of

_ANYTHING: Final = r"[\s\S]+"
"""A name in an address: any signs, a slash or the end of a line among them."""


def _pattern(route: Route) -> str:
    """The address of a route as a pattern."""
    named = f"(?P<{route.name}>{_ANYTHING})" if route.name else ""
    return f"^{re.escape(route.fixed)}{named}$"


urlpatterns: Final[list[URLPattern]] = [
    *(re_path(_pattern(one), view_of(one)) for one in ROUTES),
    re_path(rf"^api(?:/{_ANYTHING}|/)?$", view_of(NOWHERE)),
]
