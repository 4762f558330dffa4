"""The addresses of instruments by citation, and of their other spellings.

Requests whose first word names a series come straight here: most pages asked for are
instruments, and every other address is tried before them otherwise.
"""

from __future__ import annotations

from typing import Final

from django.urls import URLPattern, path, re_path

from compendium.web.catalogue import views_browse, views_exports, views_instrument, views_markdown
from compendium.web.errors import only_reading

urlpatterns: Final[list[URLPattern]] = [
    path("<path:address>.md", only_reading(views_markdown.as_markdown)),
    path("<str:series>", only_reading(views_browse.by_series)),
    path("<str:series>/<path:number>/csl.json", only_reading(views_instrument.as_csl)),
    path("<str:series>/<path:number>/bibtex", only_reading(views_instrument.as_bibtex)),
    path("<str:series>/<path:number>/jsonld", only_reading(views_exports.as_jsonld)),
    path("<str:series>/<path:number>", only_reading(views_instrument.instrument)),
    re_path(r"^(?P<typed>.+)$", only_reading(views_instrument.other_spelling)),
]

handler400 = "compendium.web.errors.bad_request"
handler404 = "compendium.web.errors.not_found"
handler500 = "compendium.web.errors.failed"
