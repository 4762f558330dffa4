"""The whole compendium as one page to print, to mail, or to put on an intranet."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from lxml.html.builder import CLASS, E

from compendium.edition.reader import EditionReader, open_edition
from compendium.publish.addresses import SEARCH, pages
from compendium.publish.asking import site_of
from compendium.publish.rewriting import Rewriter, Tree, parsed, written
from compendium.publish.site import prefix_of_copy, standing
from compendium.web.assets import shipped

_LEFT_OUT: Final = ("/", SEARCH, "/compare", "/browse", "/data", "/es/about")
"""Pages that only lead to others or need a server; lists of series and topics are, too."""


def publish_single(edition: Path, on: date, target: Path, address: str | None = None) -> int:
    """Write one HTML file that needs nothing beside it; how many pages are in it."""
    reader = open_edition(edition, verify=False)
    chosen = [one for one in pages(reader) if one not in _LEFT_OUT and not _is_list(one)]
    anchors = {one: f"page-{one.strip('/').replace('/', '-')}" for one in chosen}
    parts: list[tuple[str, str, Tree]] = []
    with site_of(edition, on) as site:
        for one in chosen:
            answer = site.ask(one)
            if answer is not None and answer.kind == "text/html":
                tree = parsed(answer.body)
                parts.append((one, anchors[one], tree))
    rewriter = Rewriter(lambda _: None, address, standing(reader, on), prefix_of_copy(reader, on))
    body = _assembled(reader, on, parts, anchors, rewriter)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(written(body))
    return len(parts)


def _is_list(address: str) -> bool:
    return address.startswith("/browse/") or (address.count("/") == 1 and len(address) < 6)


def _assembled(
    reader: EditionReader,
    on: date,
    parts: list[tuple[str, str, Tree]],
    anchors: dict[str, str],
    rewriter: Rewriter,
) -> Tree:
    title = f"{reader.compendium.title}, as of {on.isoformat()}"
    style = shipped()["site.css"].decode("utf-8")
    contents = E.ol()
    main = E.main(E.h1(title), E.p(rewriter.standing), E.nav(E.h2("Contents"), contents))
    for _, anchor, tree in parts:
        for own in tree.xpath("//main"):
            rewriter.alone(own)
            for form in own.xpath(".//form"):
                form.drop_tree()
            _prefixed(own, anchor)
            rewriter.relink(own, lambda target: _inside(target, anchors, rewriter))
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


def _inside(target: str, anchors: dict[str, str], rewriter: Rewriter) -> str | None:
    address, _, fragment = target.partition("#")
    anchor = anchors.get(rewriter.plain(address))
    if anchor is None:
        return None
    return f"#{anchor}--{fragment}" if fragment else f"#{anchor}"
