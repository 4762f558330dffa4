"""The static site beside well-known static site generators on the same pages.

The others get the Markdown alternates of the site's own pages, which are the same words, and
their usual settings: MkDocs with its own theme, with and without its search index; Hugo with
one plain layout. What they make is less: they turn ready text into pages, while this project
works the text out (status, duties, what changed) from an edition, writes Markdown and data
beside the pages and pages of other days, and checks every link. Each is a fresh process; the
order turns from round to round; wall time and processor time are shown, of the median round.

    python -m bench.static [--edition FILE] [--on DATE] [--rounds 3]
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from compendium.cli.places import current_edition

_HUGO_PAGE = (
    "<!doctype html><html lang=en><head><meta charset=utf-8><title>{{ .Title }}</title></head>"
    "<body><main>{{ .Content }}</main></body></html>"
)


@dataclass
class Subject:
    """A way to make a site: its command, and where the pages are that it makes."""

    name: str
    command: list[str]
    made: Path
    fresh: bool = True
    rounds: list[tuple[float, float]] = field(default_factory=list)

    def run(self) -> None:
        """Make the site once; from nothing, where it is not about making it again."""
        if self.fresh:
            shutil.rmtree(self.made, ignore_errors=True)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        begun = time.perf_counter()
        done = subprocess.run(self.command, capture_output=True, text=True, check=False)
        wall = time.perf_counter() - begun
        if done.returncode:
            raise SystemExit(f"{self.name} failed: {(done.stderr or done.stdout)[-600:]}")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        own = (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)
        self.rounds.append((wall, own))

    def pages(self) -> int:
        """How many pages are there."""
        return sum(1 for _ in self.made.rglob("*.html"))

    def median(self) -> tuple[float, float]:
        """Wall and processor seconds of the round with the median wall time."""
        ordered = sorted(self.rounds)
        return ordered[len(ordered) // 2]


def ours(edition: Path, on: str, place: Path) -> list[Subject]:
    """This project: pages alone, everything, and everything once more."""
    begun = "from compendium.cli.main import main; main()"
    usual = [sys.executable, "-c", begun, "publish"]
    ending = ["--edition", str(edition), "--on", on]
    alone = [sys.executable, "-m", "bench.static", "--apart", str(place / "alone"), *ending]
    whole = [*usual, str(place / "whole"), *ending]
    return [
        Subject("this project, links checked, no word search", alone, place / "alone"),
        Subject("this project, with Pagefind's word search", whole, place / "whole"),
        Subject("this project, again, nothing changed", whole, place / "whole", fresh=False),
    ]


def mkdocs(pages: Path, place: Path) -> list[Subject]:
    """MkDocs with its own theme, with its search index and without."""
    if importlib.util.find_spec("mkdocs") is None:
        print("  MkDocs is not installed")
        return []
    found = []
    for name, plugins in (("with its search index", ["search"]), ("without search", [])):
        word = "with" if plugins else "without"
        made, settings = place / f"mkdocs-{word}", place / f"mkdocs-{word}.yml"
        told = {
            "site_name": "Pages", "docs_dir": str(pages), "site_dir": str(made),
            "plugins": plugins, "use_directory_urls": False,
        }  # fmt: skip
        settings.write_text(json.dumps(told), encoding="utf-8")
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(settings)]
        found.append(Subject(f"MkDocs, its own theme, {name}", command, made))
    return found


def hugo(pages: Path, place: Path) -> list[Subject]:
    """Hugo with one plain layout; every page gets its heading as its title."""
    program = shutil.which("hugo", path=f"{Path(sys.executable).parent}{os.pathsep}{os.defpath}")
    if program is None:
        print("  Hugo is not installed")
        return []
    source = place / "hugo"
    for file in pages.rglob("*.md"):
        text = file.read_text(encoding="utf-8")
        title = next((x[2:] for x in text.splitlines() if x.startswith("# ")), file.stem)
        # Hugo takes an index.md for something else than a page.
        name = "home.md" if file.name == "index.md" else file.name
        target = source / "content" / file.relative_to(pages).parent / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(f"---\ntitle: {json.dumps(title)}\n---\n{text}", encoding="utf-8")
    layout = source / "layouts" / "_default" / "single.html"
    layout.parent.mkdir(parents=True)
    layout.write_text(_HUGO_PAGE, encoding="utf-8")
    told = {"disableKinds": ["taxonomy", "term", "home", "section", "RSS", "sitemap", "404"]}
    (source / "hugo.json").write_text(json.dumps(told), encoding="utf-8")
    command = [program, "--quiet", "--source", str(source), "--destination", str(source / "made")]
    return [Subject("Hugo, one plain layout", command, source / "made")]


def markdown_of(folder: Path, target: Path) -> int:
    """The Markdown alternates of a site that stands in a folder, by themselves; how many."""
    number = 0
    for file in folder.rglob("*.md"):
        copy = target / file.relative_to(folder)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, copy)
        number += 1
    return number


def apart(folder: Path, edition: Path, on: str) -> None:
    """The pages and their links alone, as the command makes them before its search index."""
    set_up: Callable[..., None] = importlib.import_module("compendium.cli.publish").set_up
    set_up(None)
    day = importlib.import_module("compendium.vocabulary.dates").parse_day(on)
    importlib.import_module("compendium.publish.site").publish_site(edition, day, folder)
    if importlib.import_module("compendium.publish.linkcheck").broken_links(folder):
        raise SystemExit("a link leads nowhere")


def main() -> None:
    """Print one line a way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edition", type=Path, default=None)
    parser.add_argument("--on", default="2026-06-01")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--apart", type=Path, default=None)
    options = parser.parse_args()
    edition = options.edition or current_edition().path
    if options.apart:
        apart(options.apart, edition, options.on)
        return
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        own = ours(edition, options.on, place)
        own[1].run()
        own[1].rounds.clear()
        number = markdown_of(own[1].made, place / "pages")
        print(f"Static site: {number} pages as Markdown for the others, {options.rounds} rounds")
        subjects = [*own, *mkdocs(place / "pages", place), *hugo(place / "pages", place)]
        for count in range(options.rounds):
            for subject in subjects if count % 2 == 0 else reversed(subjects):
                subject.run()
        for subject in subjects:
            wall, processor = subject.median()
            pages = subject.pages()
            print(
                f"  {subject.name:<46} {pages:>5} pages  {wall:6.1f} s  {pages / wall:7.0f} pages/s"
                f"  {processor:6.1f} s of processor  {pages / processor:7.0f} pages/s of it"
            )


if __name__ == "__main__":
    main()
