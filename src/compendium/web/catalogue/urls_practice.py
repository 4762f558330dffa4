"""The addresses of duties, money, documentation, time, words, counties and data."""

from __future__ import annotations

from typing import Final

from django.urls import URLPattern, path

from compendium.web.catalogue import (
    views_exports,
    views_money,
    views_practice,
    views_shelf,
    views_time,
    views_upkeep,
)

PRACTICE: Final[list[URLPattern]] = [
    path("duties", views_practice.duties),
    path("duties/<str:identifier>", views_practice.duty),
    path("missing-from-care", views_practice.missing_from_care),
    path("documentation", views_practice.documentation),
    path("funding", views_money.funding),
    path("funding.csv", views_money.funding_csv),
    path("funding/<str:year>.csv", views_money.funding_csv),
    path("funding/<path:year>", views_money.funding_year),
    path("codes", views_money.codes),
    path("timeline", views_time.timeline),
    path("changes", views_time.changes),
    path("changes.atom", views_time.changes_feed),
    path("compare", views_time.compare),
    path("compare/editions", views_upkeep.learned),
    path("radar", views_upkeep.stale),
    path("terms", views_shelf.terms),
    path("templates", views_shelf.templates),
    path("counties", views_shelf.counties),
    path("counties/<str:name>", views_shelf.county),
    path("data", views_shelf.data),
    path("data/export/<str:name>", views_exports.export),
    path("data/edition.sqlite", views_shelf.edition_file),
    path("data/<str:kind>.json", views_shelf.records, {"form": "json"}),
    path("data/<str:kind>.csv", views_shelf.records, {"form": "csv"}),
]
