"""The whole compendium as one page to print, to mail, or to put on an intranet."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from lxml.html.builder import CLASS, E

from compendium.edition.reader import EditionReader, open_edition
from compendium.publish.addresses import SEARCH, pages
from compendium.publish.asking import site_of
from compendium.publish.leading import Leads
from compendium.publish.notices import standing
from compendium.publish.rewriting import Rewriter, Tree, parsed, written
from compendium.vocabulary.errors import FaultError
from compendium.web.assets import shipped

_LEFT_OUT: Final = ("/", SEARCH, "/compare", "/browse", "/data", "/es/about")
"""Pages that only lead to others or need a server; lists of series and topics are, too."""
_WHOLE_PAGE: Final = re.compile(r"\b(?:body|main):has(?=\()")
"""Rules for a page that has something in it are meant for that page alone, and not for all."""
_STYLE: Final = """
.one-of-many { border-top: 3px solid var(--line); margin-top: var(--s6); padding-top: var(--s4); }
@media print {
  html { font-size: 80%; }
  nav ol { columns: 2; padding-left: 0; list-style-position: inside; }
  .one-of-many { margin-top: 14pt; padding-top: 6pt; }
  .one-of-many h1 { font-size: 14pt; break-after: avoid; }
  .one-of-many:has(.phase) { break-before: page; break-after: page; }
}
"""


def publish_single(edition: Path, on: date, target: Path, address: str | None = None) -> int:
    """Write one HTML file that needs nothing beside it; how many pages are in it."""
    reader = open_edition(edition, verify=False)
    chosen = [one for one in pages(reader) if one not in _LEFT_OUT and not _is_list(one)]
    anchors = {one: f"page-{one.strip('/').replace('/', '-')}" for one in chosen}
    parts: list[tuple[str, str, Tree]] = []
    with site_of(edition, on) as site:
        for one in chosen:
            answer = site.ask(one)
            if answer is None:
                raise FaultError("broken-page", f"The page {one} failed: nothing was written.")
            parts.append((one, anchors[one], parsed(answer.body)))
    leads = Leads(lambda _: None, reader.colophon.edition, on)
    rewriter = Rewriter(leads, address, standing(reader, on))
    body = _assembled(reader, on, parts, _Inside(leads, anchors), rewriter)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(written(body))
    return len(parts)


def _is_list(address: str) -> bool:
    return address.startswith("/browse/") or (address.count("/") == 1 and len(address) < 6)


class _Inside(NamedTuple):
    """Where links lead within one file: to the page that stands there, else nowhere."""

    leads: Leads
    anchors: dict[str, str]

    def lead(self, target: str) -> str | None:
        """The place of an address in the file."""
        address, _, fragment = target.partition("#")
        path, day = self.leads.read(address)
        anchor = self.anchors.get(path) if day in (None, self.leads.on) else None
        if anchor is None:
            return None
        return f"#{anchor}--{fragment}" if fragment else f"#{anchor}"


def _assembled(
    reader: EditionReader,
    on: date,
    parts: list[tuple[str, str, Tree]],
    inside: _Inside,
    rewriter: Rewriter,
) -> Tree:
    title = f"{reader.compendium.title}, as of {on.isoformat()}"
    style = _WHOLE_PAGE.sub(".one-of-many:has", shipped()["site.css"].decode("utf-8")) + _STYLE
    contents = E.ol()
    main = E.main(E.h1(title), E.p(rewriter.standing), E.nav(E.h2("Contents"), contents))
    for _, anchor, tree in parts:
        for own in tree.xpath("//main"):
            rewriter.alone(own)
            for form in own.xpath(".//form"):
                form.drop_tree()
            _prefixed(own, anchor)
            rewriter.relink(own, inside.lead)
            heading = " ".join("".join(own.xpath("(.//h1)[1]//text()")).split())
            contents.append(E.li(E.a(heading or anchor, href=f"#{anchor}")))
            article = E.article(CLASS("one-of-many"), id=anchor)
            article.extend(list(own))
            main.append(article)
    return E.html(
        E.head(
            E.meta(charset="utf-8"),
            E.meta(name="viewport", content="width=device-width, initial-scale=1"),
            E.title(title),
            E.style(style),
        ),
        E.body(E.div(CLASS("wide"), main)),
        lang="en",
    )


def _prefixed(tree: Tree, anchor: str) -> None:
    """Make the names of places in a page its own, and its links to them follow."""
    for one in tree.xpath(".//*[@id]"):
        one.set("id", f"{anchor}--{one.get('id')}")
    for name in ("for", "aria-labelledby", "aria-describedby"):
        for one in tree.xpath(f".//*[@{name}]"):
            one.set(name, f"{anchor}--{one.get(name)}")
    for one in tree.xpath(".//a[starts-with(@href, '#')]"):
        one.set("href", f"#{anchor}--{one.get('href')[1:]}")
