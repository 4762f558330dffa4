"""From a served page to one that stands alone: relative links, no forms that need a server."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from posixpath import dirname, relpath
from typing import Any, Final
from urllib.parse import urlsplit

from lxml import html
from lxml.html.builder import CLASS, DIV, E, P

from compendium.publish.addresses import SEARCH

Tree = Any
Where = Callable[[str], str | None]

_DOCTYPE: Final = "<!doctype html>"
_VARIANT: Final = "--"
"""What stands in the names of pages with a query, which search leaves out."""
_OF_AN_ADDRESS: Final = (
    ".//link[@rel='canonical'] | .//meta[@property='og:image'] | .//p[@class='print-only']"
)
"""What names the served site's address."""
_LINKING: Final = (("href", "//*[@href]"), ("src", "//*[@src]"))


class Rewriter:
    """Rewrites pages of one site.

    ``where`` tells the file of an address, or None; ``address`` is where the served site
    stands, or None where there is none; ``standing`` is what every page says of itself;
    ``places`` are the names of places in each file: a link to a place that is not there on
    this day leads to the page.
    """

    def __init__(
        self,
        where: Where,
        address: str | None,
        standing: str,
        prefix: str,
        places: Mapping[str, frozenset[str]] | None = None,
    ) -> None:
        self._where = where
        self._places = places or {}
        self._address = address
        self.standing = standing
        self._prefix = prefix

    def page(self, body: bytes, file: str) -> bytes:
        """A page as it stands in a file."""
        tree = parsed(body)
        self.alone(tree)
        self.relink(tree, lambda target: self._from(file, target))
        for form in tree.xpath(".//form"):
            form.set("action", self._from(file, SEARCH) or "")
        if _VARIANT not in file:
            for main in tree.xpath(".//main"):
                main.set("data-pagefind-body", "")
        return written(tree)

    def alone(self, tree: Tree) -> None:
        """Take out what needs a server, and say what this copy is."""
        for form in tree.xpath(".//form"):
            if urlsplit(form.get("action", "")).path != SEARCH:
                form.drop_tree()
        for script in tree.xpath(".//script[contains(@src, '/offline.')]"):
            script.drop_tree()
        for details in tree.xpath(".//details[contains(@class, 'when')]"):
            details.drop_tree()
        for region in tree.xpath(".//div[contains(@class, 'standing')]"):
            region.clear()
            region.attrib.update({"class": "standing", "role": "region"})
            region.attrib["aria-label"] = "The day shown"
            region.append(DIV(CLASS("wide"), P(self.standing)))
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

    def _from(self, file: str, target: str) -> str | None:
        address, _, fragment = target.partition("#")
        found = self._where(self.plain(address))
        if found is None:
            return None
        led = relpath(found, dirname(file) or ".")
        there = fragment in self._places.get(found, frozenset({fragment}))
        return f"{led}#{fragment}" if fragment and there else led

    def plain(self, address: str) -> str:
        """An address without the prefix of the day and edition that this copy is of."""
        edition, _, day = self._prefix.partition("/on/")
        for prefix in (self._prefix, edition, f"/on/{day}"):
            if address.startswith(f"{prefix}/"):
                return address.removeprefix(prefix)
        return address


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
