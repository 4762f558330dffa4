"""From a served page to one that stands alone: relative links, no forms that need a server."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final
from urllib.parse import urlsplit

from lxml import html
from lxml.html.builder import CLASS, DIV, E, P

from compendium.publish.addresses import SEARCH
from compendium.publish.leading import Leads

Tree = Any

_DOCTYPE: Final = "<!doctype html>"
_VARIANT: Final = "--"
"""What stands in the names of pages with a query, which search leaves out."""
_FRAMED: Final = "embed/"
"""Pages for frames, which say again what their whole pages say: search leaves them out."""
_OF_AN_ADDRESS: Final = (
    ".//link[@rel='canonical'] | .//meta[@property='og:image'] | .//p[@class='print-only']"
    " | .//script[@type='application/ld+json']"
    " | .//section[@id='embed'] | .//*[@class='served']"
)
"""What names the served site's address, or leads to what only a served site does."""
_LINKING: Final = (("href", "//*[@href]"), ("src", "//*[@src]"))


class Rewriter:
    """Rewrites pages of one copy.

    ``leads`` tells where links lead; ``address`` is where the served site stands, or None
    where there is none; ``standing`` is what every page says of itself.
    """

    def __init__(self, leads: Leads, address: str | None, standing: str) -> None:
        self._leads = leads
        self._address = address
        self.standing = standing

    def page(
        self,
        body: bytes,
        file: str,
        day: date | None = None,
        notice: Tree | None = None,
        standing: str | None = None,
    ) -> bytes:
        """A page as it stands in a file; with ``day``, one of another day than the copy's.

        ``notice`` leads to the page on other days; ``standing`` is what it says of itself in
        place of what every page says.
        """
        tree = parsed(body)
        self.alone(tree, notice, standing)
        self.relink(tree, lambda target: self._leads.relative(file, target, day))
        for form in tree.xpath(".//form"):
            form.set("action", self._leads.relative(file, SEARCH) or "")
        if _VARIANT not in file and day is None and not file.startswith(_FRAMED):
            for main in tree.xpath(".//main"):
                main.set("data-pagefind-body", "")
        return written(tree)

    def alone(self, tree: Tree, notice: Tree | None = None, standing: str | None = None) -> None:
        """Take out what needs a server, and say what this copy is."""
        for form in tree.xpath(".//form"):
            if self._leads.read(urlsplit(form.get("action", "")).path)[0] != SEARCH:
                form.drop_tree()
        for script in tree.xpath(".//script[contains(@src, '/offline.')]"):
            script.drop_tree()
        for details in tree.xpath(".//details[contains(@class, 'when')]"):
            details.drop_tree()
        for region in tree.xpath(".//div[contains(@class, 'standing')]"):
            region.clear()
            kind = "standing elsewhen" if standing else "standing"
            region.attrib.update({"class": kind, "role": "region", "aria-label": "The day shown"})
            region.append(DIV(CLASS("wide"), P(standing or self.standing)))
            if notice is not None:
                region[0].append(notice)
        if self._address is None:
            for one in tree.xpath(_OF_AN_ADDRESS):
                one.drop_tree()

    def relink(self, tree: Tree, lead: Callable[[str], str | None]) -> None:
        """Lead every link of the site to where ``lead`` says, else to the served site."""
        for name, path in _LINKING:
            for one in tree.xpath(f".{path}"):
                target = one.get(name)
                if not target.startswith("/") or target.startswith("//"):
                    continue
                led = lead(target)
                if led is not None:
                    one.set(name, led)
                elif self._address is not None:
                    one.set(name, f"{self._address}{target}")
                elif one.tag == "link":
                    one.drop_tree()
                else:
                    del one.attrib[name]


def parsed(body: bytes) -> Tree:
    """A page as a tree."""
    return html.document_fromstring(body.decode("utf-8"))


def written(tree: Tree) -> bytes:
    """A tree as a page."""
    text: str = html.tostring(tree, encoding="unicode", doctype=_DOCTYPE)
    return f"{text}\n".encode()


def search_page(tree: Tree, scripts: list[str]) -> None:
    """Make the search page answer by itself, in the reader's browser."""
    for main in tree.xpath(".//main"):
        main.clear()
        main.attrib.update({"id": "page", "tabindex": "-1"})
        main.append(E.h1("Search"))
        main.append(
            P("Type a citation in any spelling, or words. What you type stays on this device.")
        )
        main.append(E.form(
            E.label("Search", {"for": "words"}),
            E.input(id="words", name="q", type="search", maxlength="300", autocomplete="off"),
            E.button("Search"),
            {"method": "get", "action": SEARCH},
        ))  # fmt: skip
        main.append(E.ol(id="found"))
        main.append(P("Search needs JavaScript; the lists of letters do not.", id="said"))
        for script in scripts:
            main.append(E.script(src=script))
