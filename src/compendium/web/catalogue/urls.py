"""The addresses of the public pages. The order matters: instruments come last, by citation."""

from __future__ import annotations

from typing import Final

from django.urls import URLPattern, path

from compendium.web.catalogue import (
    urls_instruments,
    views_about,
    views_browse,
    views_finding,
    views_markdown,
)
from compendium.web.catalogue.urls_practice import PRACTICE
from compendium.web.catalogue.views_embed import EMBED
from compendium.web.catalogue.views_feeds import FEEDS
from compendium.web.errors import only_reading

FRONT: Final = [
    path("", views_finding.home),
    path("on", views_finding.choose_day),
    path("search", views_finding.search_page),
    path("browse", views_browse.everything),
    path("browse/topic/<str:topic>", views_browse.by_topic),
    path("browse/section/<str:section>", views_browse.by_section),
    path("browse/year/<int:year>", views_browse.by_year),
    path("about", views_about.about),
    path("help", views_about.help_now),
    path("es", views_about.spanish_home),
    path("es/about", views_about.about, {"language": "es"}),
    path("es/help", views_about.help_now, {"language": "es"}),
    path("llms.txt", views_markdown.llms),
    path("offline", views_finding.offline),
    path("worker.js", views_finding.worker),
    path("robots.txt", views_finding.robots),
    path("sitemap.xml", views_finding.sitemap),
    path("favicon.ico", views_finding.icon),
]

_READ: Final = [*FRONT, *PRACTICE, *FEEDS, *EMBED]
for _pattern in _READ:
    _pattern.callback = only_reading(_pattern.callback)

_MARKDOWN: Final = path("<path:address>.md", only_reading(views_markdown.as_markdown))

urlpatterns: Final[list[URLPattern]] = [_MARKDOWN, *_READ, *urls_instruments.urlpatterns]
