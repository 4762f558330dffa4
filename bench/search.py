"""Search measured side by side, on real documents of this system, in one run.

The corpus is this system's documentation, manual pages and library sources, cut into sections of
up to 2,300 characters, a fixed draw of at most 100,000. Every engine answers the same
queries, drawn from the documents, with 20 results: address, title and a highlighted
piece of text. Engines that are not installed are named as skipped.

    python -m bench.search [--documents N] [--queries N]
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import sqlite3
import statistics
import tempfile
import time
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple, cast

import tantivy

from bench.documents import sections
from bench.search_servers import Engine, datasette, postgres, private_server
from compendium.cli.places import current_edition
from compendium.edition.reader import EditionReader
from compendium.model.instruments import Instrument
from compendium.search import find
from compendium.search.citing import cited_in
from compendium.search.entry import Entry, Heading
from compendium.search.finder import Finder, finder_for
from compendium.search.index import SearchIndex, build
from compendium.search.words import english

ON = date(2020, 1, 1)
_WARM = 10
"""Queries asked before the clock runs."""


def corpus(most: int) -> list[tuple[str, str]]:
    """A fixed draw of sections."""
    found = list(sections())
    random.Random(1).shuffle(found)
    return found[:most]


def queries(documents: list[tuple[str, str]], each: int) -> dict[str, list[str]]:
    """Queries drawn from the documents, by shape."""
    chance = random.Random(2)

    def words(least: int) -> list[str]:
        while True:
            text = chance.choice(documents)[1]
            found = re.findall(rf"\b[a-z]{{{least},12}}\b", text)
            if len(found) > 40:
                return found

    def some(count: int, least: int = 5) -> str:
        return " ".join(chance.sample(words(least), count))

    def typo() -> str:
        one, two = chance.sample(words(8), 2)
        at = chance.randrange(2, len(one) - 2)
        return f"{one[:at]}{one[at + 1 :]} {two}"

    common = ["file", "system", "data", "value", "command", "default", "version", "name", "option"]
    return {
        "1 word": [some(1) for _ in range(each)],
        "2 words": [some(2) for _ in range(each)],
        "3 words": [some(3) for _ in range(each)],
        "2 common words": [" ".join(chance.sample(common, 2)) for _ in range(each)],
        "6-word question": [some(6, 4) for _ in range(each)],
        "a misspelled word": [typo() for _ in range(each)],
    }


class NoEdition:
    """An edition of nothing: every document of the bench stands in the index alone."""

    compendium = SimpleNamespace(title="")

    def named(self, _: str) -> tuple[str, ...]:
        return ()

    def all(self, _: type) -> dict[str, Any]:
        return {}


def ours(index: SearchIndex) -> Engine:
    """The whole search call of this project: understood, ranked, dated, with snippets."""
    held = cast("EditionReader", NoEdition())
    opened = Finder(held, index)

    def ask(query: str) -> int:
        # The room keeps one finder per reader; this one has no edition behind it.
        find.finder_for = lambda _: opened  # type: ignore[assignment]
        return len(find.search(held, query, on=ON).results)

    return ask


def entries(documents: list[tuple[str, str]]) -> list[Entry]:
    """The documents as this project indexes them; a start gives each a status."""
    return [
        Entry(
            Heading(kind="duty", id=str(n), group="duty", title=title, starts="2015-01-01"),
            lead=text[:300],
            body=text[300:],
        )
        for n, (title, text) in enumerate(documents)
    ]


def raw_tantivy(documents: list[tuple[str, str]], place: Path) -> tuple[Engine, Engine, float]:
    """tantivy alone: two fields, BM25, any word; with and without fetching and highlighting."""
    fields = tantivy.SchemaBuilder()
    fields.add_text_field("title", stored=True, tokenizer_name="english_stems")
    fields.add_text_field("body", stored=True, tokenizer_name="english_stems")
    schema = fields.build()
    index = tantivy.Index(schema, path=str(place))
    analyzer = english()
    index.register_tokenizer("english_stems", analyzer)
    start = time.perf_counter()
    writer = index.writer(60_000_000, 2)
    for title, text in documents:
        document = tantivy.Document()
        document.add_text("title", title)
        document.add_text("body", text)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    took = time.perf_counter() - start
    index.reload()
    searcher = index.searcher()

    def query_of(text: str) -> tantivy.Query:
        return tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Should, tantivy.Query.term_query(schema, field, word))
                for word in analyzer.analyze(text)
                for field in ("title", "body")
            ]
        )

    def bare(text: str) -> int:
        return len(searcher.search(query_of(text), 20, count=False).hits)

    def fetched(text: str) -> int:
        query = query_of(text)
        hits = searcher.search(query, 20, count=False).hits
        maker = tantivy.SnippetGenerator.create(searcher, query, schema, "body")
        maker.set_max_num_chars(240)
        for _, address in hits:
            document = searcher.doc(address)
            document.get_first("title")
            maker.snippet_from_doc(document).highlighted()
        return len(hits)

    return bare, fetched, took


def fts5(documents: list[tuple[str, str]], place: Path) -> tuple[Engine, float]:
    """SQLite FTS5 with Porter's stemmer: any word, BM25, snippets."""
    connection = sqlite3.connect(place)
    connection.execute(
        "CREATE VIRTUAL TABLE d USING fts5(title, body, tokenize='porter unicode61')"
    )
    start = time.perf_counter()
    connection.executemany("INSERT INTO d VALUES (?, ?)", documents)
    connection.execute("INSERT INTO d(d) VALUES ('optimize')")
    connection.commit()
    took = time.perf_counter() - start

    def ask(text: str) -> int:
        terms = " OR ".join(f'"{word}"' for word in text.split())
        return len(
            connection.execute(
                "SELECT title, snippet(d, 1, '[', ']', '…', 40) FROM d "
                "WHERE d MATCH ? ORDER BY rank LIMIT 20",
                (terms,),
            ).fetchall()
        )

    return ask, took


class Timed(NamedTuple):
    """Median and 99th percentile in milliseconds, by the clock and of this process alone."""

    median: float
    late: float
    own: float
    own_late: float
    found: float

    def line(self, name: str) -> str:
        return (
            f"  {name:<38} {self.median:8.2f} / {self.late:8.2f}   "
            f"{self.own:7.2f} / {self.own_late:7.2f}   {self.found:5.1f}"
        )


def timed(ask: Engine, asked: list[str]) -> Timed:
    """How long queries take once warm.

    The clock also counts what other programs do on the machine meanwhile; the time of
    this process does not, nor does it count a server's work.
    """
    for query in asked[:_WARM]:
        ask(query)
    took, own, counts = [], [], []
    for query in asked:
        start, own_start = time.perf_counter(), time.process_time()
        counts.append(ask(query))
        own.append((time.process_time() - own_start) * 1e3)
        took.append((time.perf_counter() - start) * 1e3)
    took.sort()
    own.sort()
    late = int(len(took) * 0.99)
    return Timed(
        statistics.median(took), took[late], statistics.median(own), own[late],
        statistics.mean(counts),
    )  # fmt: skip


def main() -> None:
    """Build every index, ask every engine, print one table."""
    options = argparse.ArgumentParser()
    options.add_argument("--documents", type=int, default=100_000)
    options.add_argument("--queries", type=int, default=100)
    chosen = options.parse_args()
    documents = corpus(chosen.documents)
    size = sum(len(text) for _, text in documents) / 1e6
    print(f"search: {len(documents):,} sections of this system's documents, {size:.0f} MB of text")
    on_the_compendium(chosen.queries)
    work = Path(tempfile.mkdtemp(prefix="bench-search-"))
    try:
        with private_server(work) as address:
            _run(documents, chosen.queries, work, address)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def on_the_compendium(each: int) -> None:
    """Look-ups by citation and calls in words on this project's own edition."""
    reader = current_edition()
    numbers = finder_for(reader).numbers
    spelled = [one.citation for one in reader.all(Instrument).values() if one.series != "template"]
    spelled = [spell(one) for one in spelled for spell in (str, str.lower)]
    titles = [one.title for one in reader.all(Instrument).values()][: 2 * each]
    print(
        f"on the compendium, {len(spelled)} spellings and {len(titles)} titles, "
        "p50 / p99 ms, of this process alone, mean results"
    )
    calls: dict[str, tuple[Engine, list[str]]] = {
        "which instrument a citation names": (
            lambda text: len(cited_in(reader, text, numbers).named), spelled
        ),
        "whole answer to a citation": (
            lambda text: len(find.search(reader, text, on=ON).results), spelled
        ),
        "whole answer to a title's words": (
            lambda text: len(find.search(reader, text, on=ON).results), titles
        ),
    }  # fmt: skip
    for name, (ask, asked) in calls.items():
        print(timed(ask, asked).line(name))


def _run(documents: list[tuple[str, str]], each: int, work: Path, address: str | None) -> None:
    count = len(documents)
    (work / "raw").mkdir()
    bare, fetched, raw_took = raw_tantivy(documents, work / "raw")
    print(f"index, raw tantivy            {raw_took:6.1f} s  {count / raw_took:9,.0f} documents/s")
    start = time.perf_counter()
    index = build(entries(documents), work / "ours", "bench")
    our_took = time.perf_counter() - start
    print(f"index, this project           {our_took:6.1f} s  {count / our_took:9,.0f} documents/s")
    fts, fts_took = fts5(documents, work / "fts5.sqlite")
    print(f"index, SQLite FTS5            {fts_took:6.1f} s  {count / fts_took:9,.0f} documents/s")
    engines: dict[str, Engine] = {
        "raw tantivy, hits alone": bare,
        "raw tantivy, fetched and highlighted": fetched,
        "this project, whole call": ours(index),
        "SQLite FTS5, with snippets": fts,
    }
    relational = postgres(documents, address)
    if isinstance(relational, str):
        print(f"PostgreSQL                    skipped: {relational}")
    else:
        engines["PostgreSQL GIN, with headlines"], took = relational
        print(f"index, PostgreSQL GIN         {took:6.1f} s  {count / took:9,.0f} documents/s")
    through_pages = datasette(documents, work / "datasette.sqlite")
    if isinstance(through_pages, str):
        print(f"Datasette                     skipped: {through_pages}")
    else:
        engines["Datasette, SQL as JSON"], took = through_pages
        print(f"index, Datasette's tables     {took:6.1f} s  {count / took:9,.0f} documents/s")
    start = time.perf_counter()
    engines["this project, whole call"]("warm up the words")
    print(f"first call (loads the words)  {time.perf_counter() - start:6.2f} s")
    for shape, asked in queries(documents, each).items():
        print(f"\n{shape}, p50 / p99 ms, of this process alone, mean results")
        for name, ask in engines.items():
            print(timed(ask, asked).line(name))


if __name__ == "__main__":
    main()
