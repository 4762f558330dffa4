"""Every page as Markdown, for assistants and for people who paste; and where to begin."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from lxml import html
from markdownify import MarkdownConverter

from compendium.model.instruments import Series
from compendium.web.catalogue.downloads import download
from compendium.web.errors import missing
from compendium.web.rendering import page
from compendium.web.standpoint import Standpoint, here

_INSTRUMENTS: Final = "compendium.web.catalogue.urls_instruments"
_PAGES: Final = "compendium.web.catalogue.urls"
_KIND: Final = "text/markdown"
_KEPT: Final = 256


def llms(request: HttpRequest) -> HttpResponse:
    """What is here and where to begin, for assistants: https://llmstxt.org."""
    body = page(here(request), "llms.txt")
    return download(request, body, "text/plain", "llms.txt", attached=False)


def as_markdown(request: HttpRequest, address: str) -> HttpResponse:
    """The page whose address this is without its last three signs, as Markdown."""
    standpoint = here(request)
    path = "/" if address == "index" else f"/{address}"
    answer = _answer(request, standpoint, path)
    if answer is None or not answer.headers["Content-Type"].startswith("text/html"):
        return missing(request, address[:120], "There is no page at this address.")
    body = _converted(answer.content, _head(standpoint, path))
    name = f"{path.strip('/').replace('/', '-') or 'index'}.md"
    response = download(request, body, _KIND, name, attached=False)
    response.headers["Link"] = f'<{standpoint.address("/llms.txt")}>; rel="describedby"'
    return response


def _answer(request: HttpRequest, standpoint: Standpoint, path: str) -> HttpResponse | None:
    """The page itself, answered in this process; None where there is none."""
    series = standpoint.reader.one(Series, path.split("/", 2)[1]) is not None
    try:
        found = resolve(path, _INSTRUMENTS if series else _PAGES)
    except Resolver404:
        return None
    request.standpoint = replace(standpoint, path=path)
    request.path_info = path
    request.META.pop("HTTP_IF_NONE_MATCH", None)
    answer: HttpResponse = found.func(request, *found.args, **found.kwargs)
    request.standpoint = standpoint
    return answer if answer.status_code == 200 else None


def _head(here_: Standpoint, path: str) -> str:
    edition = here_.reader.colophon.edition
    return (
        f"> As of {here_.day}, edition {edition}. Policy information, not legal advice. "
        f"Page: {settings.ADDRESS}{here_.prefix}{path}\n\n"
    )


@lru_cache(maxsize=_KEPT)
def _converted(body: bytes, head: str) -> str:
    """The main part of a page as Markdown, its links whole."""
    tree = html.document_fromstring(body.decode("utf-8"))
    for one in tree.xpath("//main//form | //main//svg | //main//script | //aside//details"):
        one.drop_tree()
    for link in tree.xpath("//*[self::main or self::aside]//a[starts-with(@href, '/')]"):
        link.set("href", settings.ADDRESS + link.get("href"))
    parts = tree.xpath("//main | //aside")
    written = "".join(html.tostring(part, encoding="unicode") for part in parts)
    text: str = MarkdownConverter(heading_style="ATX", bullets="-").convert(written)
    lines = (line.rstrip() for line in text.strip().splitlines())
    return head + _squeezed("\n".join(lines)) + "\n"


def _squeezed(text: str) -> str:
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text
