"""The full-text index: a cache derived from an edition, made anew when missing or damaged."""

from __future__ import annotations

import hashlib
import math
import os
import shutil
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import cached_property, lru_cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Final, NamedTuple

import msgspec
from tantivy import DocAddress, Document, Index, Occur, Query, Schema, SchemaBuilder, Searcher

from compendium.search.entry import Entry, Heading
from compendium.search.words import english, plain, root, stem

_SHAPED_BY: Final = ("index.py", "documents.py", "entry.py", "words.py", "amounts.py", "periods.py")
"""The files that decide what an index holds: where one changes, it is built anew."""

NAMES: Final = "names"
TITLE: Final = "title"
LEAD: Final = "lead"
CALLED: Final = "called"
BODY: Final = "body"
LENT: Final = "lent"
ABOUT: Final = "about"
MARKS: Final = "marks"
OTHER: Final = "other"
SPELLED: Final = "spelled"
ORDINAL: Final = "ordinal"
PROSE: Final = (TITLE, LEAD, CALLED, BODY, LENT, ABOUT)
_WORDS: Final = (NAMES, *PROSE, OTHER)

_HEADINGS: Final = "headings.msgpack"
_MANIFEST: Final = "manifest.json"
_HEAP: Final = 60_000_000
_HEAP_OF_MANY: Final = 160_000_000
"""Bytes in which documents are gathered before they are written: more make fewer pieces."""

_MANY: Final = 2_000
_SPELLED_FROM_BODY: Final = 400
_MOST_KEPT: Final = 50_000
_MOST_QUERIES: Final = 4_000
_KIN_LOOKED_AT: Final = 200


class Manifest(msgspec.Struct, frozen=True):
    """What an index on disk says of itself: form, edition, and a digest of each file."""

    form: str
    edition: str
    files: dict[str, str]


class DamagedIndexError(Exception):
    """The index on disk is missing, of another form or edition, or not as it was written."""


class Hit(NamedTuple):
    """A document found: its number, its BM25 score and where the index keeps it."""

    ordinal: int
    score: float
    address: DocAddress


class SearchIndex:
    """An index open for questions: headings in memory, texts on disk."""

    def __init__(self, index: Index, headings: Sequence[Heading]) -> None:
        index.reload()
        self.schema: Schema = index.schema
        self.searcher: Searcher = index.searcher()
        self.headings = headings
        self._kept_counts: dict[tuple[str, ...], int] = {}
        self._kept_kin: dict[str, tuple[str, ...]] = {}
        self._kept_fields: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._kept_queries: dict[Hashable, Query | None] = {}

    @cached_property
    def vocabulary(self) -> dict[str, int]:
        """Every word of titles, leads and first lines as spelled, with how many have it."""
        return dict(self.searcher.terms_with_prefix(SPELLED, ""))

    def term(self, field: str, word: str) -> Query:
        """A query for one index word of a field."""
        return Query.term_query(self.schema, field, word)

    def phrase(self, field: str, stems: Sequence[str], slop: int = 0) -> Query:
        """A query for words in a row, or for one word."""
        if len(stems) == 1:
            return self.term(field, stems[0])
        return Query.phrase_query(self.schema, field, list(stems), slop)

    def having(self, fields: Sequence[str], stems: Sequence[str]) -> list[str]:
        """Those of some fields in which each of these stems stands somewhere."""
        key = tuple(stems)
        kept = self._kept_fields.get(key)
        if kept is None:
            if len(self._kept_fields) > _MOST_KEPT:
                self._kept_fields.clear()
            held = self.searcher.doc_freq
            kept = tuple(field for field in _WORDS if all(held(field, one) for one in key))
            self._kept_fields[key] = kept
        return [field for field in fields if field in kept]

    def kept_query(self, key: Hashable, make: Callable[[], Query | None]) -> Query | None:
        """A query made once: the same concepts are asked for again and again."""
        if key not in self._kept_queries:
            if len(self._kept_queries) > _MOST_QUERIES:
                self._kept_queries.clear()
            self._kept_queries[key] = make()
        return self._kept_queries[key]

    def anywhere(self, phrases: Sequence[Sequence[str]]) -> Query:
        """A query for any of these phrases in any prose field."""
        return Query.boolean_query(
            [
                (Occur.Should, self.phrase(field, phrase))
                for phrase in phrases
                for field in self.having((*PROSE, OTHER), phrase)
            ]
        )

    def kin(self, one: str) -> tuple[str, ...]:
        """Other stems of the documents that are derived from the same root, at most eight."""
        kept = self._kept_kin.get(one)
        if kept is None:
            if len(self._kept_kin) > _MOST_KEPT:
                self._kept_kin.clear()
            shared = root(one)
            words = self.searcher.terms_with_prefix(SPELLED, shared) if len(shared) > 4 else []
            stems = dict.fromkeys(stem(word) for word, _ in words[:_KIN_LOOKED_AT])
            found = [other for other in stems if other != one and root(other) == shared]
            kept = self._kept_kin[one] = tuple(found[:8])
        return kept

    def numbered(self, ordinal: int) -> Query:
        """A query for the document of one number."""
        return Query.term_query(self.schema, ORDINAL, ordinal)

    def holds(self, stems: Sequence[str]) -> bool:
        """Whether each of these stems stands in some document, in its texts or its names."""
        held = self.searcher.doc_freq
        return all(self.frequency(one) or held(NAMES, one) for one in stems)

    def frequency(self, one: str, fields: Sequence[str] = (*PROSE, OTHER)) -> int:
        """In how many documents a stem stands, by the field that has it most."""
        return max(self.searcher.doc_freq(field, one) for field in fields)

    def rarity(self, count: int) -> float:
        """How much a word tells that so many documents have: BM25's inverse frequency."""
        total = len(self.headings)
        return math.log1p((total - min(count, total) + 0.5) / (min(count, total) + 0.5))

    def count(self, query: Query, key: tuple[str, ...]) -> int:
        """How many documents match a query; kept under ``key``."""
        kept = self._kept_counts.get(key)
        if kept is None:
            if len(self._kept_counts) > _MOST_KEPT:
                self._kept_counts.clear()
            kept = int(getattr(self.searcher.search(query, 1), "count", 0) or 0)
            self._kept_counts[key] = kept
        return kept

    def hits(self, query: Query, limit: int) -> list[Hit]:
        """The documents that match best, best first."""
        found = self.searcher.search(query, limit, count=False).hits
        addresses = [address for _, address in found]
        ordinals = self.searcher.fast_field_values(ORDINAL, addresses) if addresses else []
        return [
            Hit(int(ordinal or 0), float(score), address)
            for (score, address), ordinal in zip(found, ordinals, strict=True)
        ]

    def masks(self, hits: Sequence[Hit], parts: Sequence[Query | None]) -> dict[int, int]:
        """Which of at most 24 queries match each hit, as bits by the hit's number.

        None stands for a query that no document matches.

        Each query adds its own power of two to the score; 24 bits are what a 32-bit
        float adds exactly.
        """
        if not hits or not parts:
            return {}
        if len(parts) > 24:
            raise ValueError("a mask holds 24 bits")
        those = Query.boolean_query(
            [(Occur.Should, Query.term_query(self.schema, ORDINAL, hit.ordinal)) for hit in hits]
        )
        only = Query.const_score_query(those, 0.0)
        for bit, part in enumerate(parts):
            if part is not None:
                # One inside the other, so that each part is only looked up for these hits;
                # side by side the index would walk through all that match any of them.
                worth = Query.const_score_query(part, float(1 << bit))
                only = Query.boolean_query([(Occur.Must, only), (Occur.Should, worth)])
        return {hit.ordinal: int(hit.score) for hit in self.hits(only, len(hits))}


def build(
    entries: Iterable[Entry], directory: Path | None = None, edition: str = ""
) -> SearchIndex:
    """Index documents, in memory or into a directory that appears whole or not at all."""
    if directory is None:
        index = _new_index(None)
        return SearchIndex(index, _fill(index, entries))
    beside = directory.with_name(f".{directory.name}.{os.getpid()}")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    try:
        headings = _fill(_new_index(beside), entries)
        (beside / _HEADINGS).write_bytes(msgspec.msgpack.encode(headings))
        written = {path.name: _digest(path) for path in _files(beside)}
        manifest = Manifest(form(), edition, written)
        (beside / _MANIFEST).write_bytes(msgspec.json.encode(manifest))
        try:
            return open_index(directory, edition)  # another process was quicker
        except DamagedIndexError:
            shutil.rmtree(directory, ignore_errors=True)
            beside.rename(directory)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return open_index(directory, edition)


def open_index(directory: Path, edition: str) -> SearchIndex:
    """The index of an edition on disk. Raises DamagedIndexError where it cannot be trusted."""
    try:
        manifest = msgspec.json.decode((directory / _MANIFEST).read_bytes(), type=Manifest)
        if (manifest.form, manifest.edition) != (form(), edition):
            raise DamagedIndexError("another form or edition")
        if {path.name: _digest(path) for path in _files(directory)} != manifest.files:
            raise DamagedIndexError("its files are not as they were written")
        packed = (directory / _HEADINGS).read_bytes()
        headings = msgspec.msgpack.decode(packed, type=list[Heading])
        index = Index.open(str(directory))
        _register(index)
        return SearchIndex(index, headings)
    except (OSError, msgspec.MsgspecError, ValueError) as error:
        raise DamagedIndexError(str(error)) from error


@lru_cache(maxsize=1)
def form() -> str:
    """What shapes an index: this program's own files and the version of the library."""
    room = files("compendium.search")
    read = b"".join(room.joinpath(name).read_bytes() for name in _SHAPED_BY)
    return f"{version('tantivy')} {hashlib.blake2b(read).hexdigest()[:16]}"


def _new_index(directory: Path | None) -> Index:
    fields = SchemaBuilder()
    fields.add_text_field(NAMES, tokenizer_name="plain_words")
    fields.add_text_field(TITLE, tokenizer_name="english_stems")
    fields.add_text_field(LEAD, stored=True, tokenizer_name="english_stems")
    fields.add_text_field(CALLED, tokenizer_name="english_stems")
    fields.add_text_field(BODY, stored=True, tokenizer_name="english_stems")
    fields.add_text_field(LENT, tokenizer_name="english_stems")
    fields.add_text_field(ABOUT, tokenizer_name="english_stems")
    fields.add_text_field(OTHER, stored=True, tokenizer_name="english_stems")
    fields.add_text_field(MARKS, tokenizer_name="whitespace", index_option="basic")
    fields.add_text_field(SPELLED, tokenizer_name="plain_words", index_option="basic")
    fields.add_unsigned_field(ORDINAL, indexed=True, fast=True)
    schema = fields.build()
    index = Index(schema, path=str(directory)) if directory else Index(schema)
    _register(index)
    return index


def _register(index: Index) -> None:
    index.register_tokenizer("english_stems", english())
    index.register_tokenizer("plain_words", plain())


def _fill(index: Index, entries: Iterable[Entry]) -> list[Heading]:
    headings: list[Heading] = []
    held = list(entries) if not isinstance(entries, list) else entries
    many = len(held) > _MANY
    writer = index.writer(_HEAP_OF_MANY if many else _HEAP, 2 if many else 1)
    for entry in held:
        document = Document()
        for field, text in (
            (NAMES, entry.names),
            (TITLE, entry.heading.title),
            (LEAD, entry.lead),
            (CALLED, entry.called),
            (BODY, entry.body),
            (LENT, entry.lent),
            (ABOUT, entry.about),
            (OTHER, entry.other),
            (MARKS, entry.marks),
        ):
            if text:
                document.add_text(field, text)
        if not entry.other:
            more = f"{entry.called} {entry.body[:_SPELLED_FROM_BODY]}"
            document.add_text(SPELLED, f"{entry.heading.title} {entry.lead} {more}")
        document.add_unsigned(ORDINAL, len(headings))
        writer.add_document(document)
        headings.append(entry.heading)
    writer.commit()
    writer.wait_merging_threads()
    return headings


def _files(directory: Path) -> list[Path]:
    """The files an index consists of; locks and the manifest itself are no part of it."""
    return sorted(
        path
        for path in directory.iterdir()
        if path.is_file() and path.name != _MANIFEST and not path.name.endswith(".lock")
    )


def _digest(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "blake2b").hexdigest()[:32]
