"""The queries and judgements that search is measured with: what they are, and how they are read.

A topic is one need of a reader, expressed as queries in several languages, with one set of graded
judgements shared by them: a question in Kazakh and one in Korean are answered by the same articles,
whatever language these are in. A *item* is what a judgement grades: a provision of a judged
document, by eId. The files lie in ``evaluation/queries`` (documents.toml names the documents,
topics/*.toml hold one topic each); they were written by hand, from reading the documents.

What was read and serves nobody with the need is written down too (*dismissed*), so that one can tell a
provision that is not relevant from one that no one has judged (see :mod:`evaluation.pooling`).

Topics are split for good into a tuning part, which may be looked at while search is changed, and a
held-out part, which tells whether that helped. The split goes by topic, since queries on one topic
share their answers.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

from corpus.eid import ancestors, is_eid
from corpus.errors import ConfigurationError

QUERIES = Path(__file__).parent / "queries"


class Split(StrEnum):
    """Which part of the topics is measured."""

    TUNING = "tuning"
    HELD_OUT = "held-out"


class QueryKind(StrEnum):
    """How people ask."""

    KEYWORD = "keyword"
    QUESTION = "question"
    PARAGRAPH = "paragraph"  # some lines of their own, pasted in
    REFERENCE = "reference"  # the number of a provision


class Variant(StrEnum):
    """How what was typed departs from how the language is usually written."""

    ROMANISED = "romanised"  # in Latin letters, as on a keyboard that has no others
    MISTYPED = "mistyped"  # slips, missing marks, doubled or swapped letters
    OTHER_SCRIPT = "other script"  # in another script that the language has or had


class Grade(IntEnum):
    """How well a provision serves the reader."""

    RELATED = 1  # worth reading on the way
    ANSWERS = 2


@dataclass(frozen=True, slots=True)
class JudgedDocument:
    """A document that topics judge, under its short name.

    ``files`` are the ends of the sources that carry it: the file itself, then those ``same_as`` it.
    ``instrument`` is set where the register describes the work too.
    """

    key: str
    files: tuple[str, ...]
    instrument: str | None = None

    def holds(self, source: str, instrument: str) -> bool:
        """Whether a document of ``instrument``, ingested from ``source`` (a path or URL), is this one."""
        path = source.replace("\\", "/")
        return (self.instrument is not None and instrument == self.instrument) or any(
            path == file or path.endswith("/" + file) for file in self.files
        )


@dataclass(frozen=True, slots=True)
class Item:
    """A provision of a judged document. Its text form is its id in qrels and runs."""

    document: str
    eid: str

    def __str__(self) -> str:
        return f"{self.document}#{self.eid}"


@dataclass(frozen=True, slots=True)
class Query:
    """What one person typed, and what would have served them.

    ``dismissed`` was read and found not relevant. ``complete`` is a query with judgements of its own:
    it names a provision, and whatever it does not name is not relevant.
    """

    id: str
    topic: str
    split: Split
    language: str
    kind: QueryKind
    text: str
    judgements: Mapping[Item, Grade]
    dismissed: frozenset[Item] = frozenset()
    complete: bool = False
    variant: Variant | None = None

    def is_judged(self, item: Item) -> bool:
        """Whether somebody has said of ``item``, or of what it lies in, if it serves this need."""
        if self.complete:
            return True
        within = {item} | {Item(item.document, above) for above in ancestors(item.eid)}
        return not within.isdisjoint(self.judgements) or not within.isdisjoint(self.dismissed)


@dataclass(frozen=True, slots=True)
class Topic:
    """One need, in several languages. ``need`` says what counts as answering it."""

    id: str
    title: str
    split: Split
    need: str
    queries: tuple[Query, ...]


@dataclass(frozen=True)
class Collection:
    """All topics with the documents that they judge, by short name."""

    topics: tuple[Topic, ...]
    documents: Mapping[str, JudgedDocument] = field(default_factory=dict)

    @cached_property
    def queries(self) -> tuple[Query, ...]:
        """The queries of all topics, in their order."""
        return tuple(query for topic in self.topics for query in topic.queries)

    def __iter__(self) -> Iterator[Query]:
        return iter(self.queries)

    def select(self, split: Split | None) -> Collection:
        """Return the topics of one split, or of both for None."""
        kept = tuple(topic for topic in self.topics if split is None or topic.split is split)
        return Collection(kept, self.documents)


def load_collection(folder: Path = QUERIES) -> Collection:
    """Read documents.toml and the topics beside it.

    Raises:
        ConfigurationError: a file breaks the format; the message names file and field.
    """
    raw = _read_toml(folder / "documents.toml")
    documents = {key: _read_document(folder / "documents.toml", key, entry) for key, entry in raw.items()}
    topics = tuple(_read_topic(path, documents) for path in sorted((folder / "topics").glob("*.toml")))
    if not topics:
        raise _broken(folder / "topics", "there is no topic here")
    return Collection(topics, documents)


def _read_document(path: Path, key: str, entry: Mapping[str, Any]) -> JudgedDocument:
    if "file" not in entry:
        raise _broken(path, f"{key}: the field 'file' is missing")
    _check_fields(path, key, entry, ("file", "same_as", "instrument"))
    return JudgedDocument(key, (entry["file"], *entry.get("same_as", ())), entry.get("instrument"))


def _read_topic(path: Path, documents: Mapping[str, JudgedDocument]) -> Topic:
    raw = _read_toml(path)
    _check_fields(path, "topic", raw, ("title", "split", "need", "query", "judgements", "dismissed"))
    try:
        split = Split(raw["split"])
        shared = _read_judgements(path, raw["judgements"], documents) if "judgements" in raw else {}
        dismissed = _read_dismissed(path, raw.get("dismissed", {}), documents, shared)
        queries = []
        numbers: dict[str, int] = {}
        for entry in raw["query"]:
            _check_fields(path, "query", entry, ("language", "kind", "text", "variant", "judgements"))
            language = entry["language"]
            numbers[language] = numbers.get(language, 0) + 1
            number = "" if numbers[language] == 1 else f".{numbers[language]}"
            own = "judgements" in entry
            judgements = _read_judgements(path, entry["judgements"], documents) if own else shared
            if Grade.ANSWERS not in judgements.values():
                raise _broken(path, "no provision answers")
            queries.append(
                Query(
                    f"{path.stem}.{language}{number}",
                    path.stem,
                    split,
                    language,
                    QueryKind(entry["kind"]),
                    entry["text"].strip(),
                    judgements,
                    frozenset() if own else dismissed,
                    complete=own,
                    variant=Variant(entry["variant"]) if "variant" in entry else None,
                )
            )
        return Topic(path.stem, raw["title"], split, raw["need"].strip(), tuple(queries))
    except KeyError as error:
        raise _broken(path, f"the field {error} is missing") from error
    except ValueError as error:
        raise _broken(path, str(error)) from error


def _read_judgements(
    path: Path, raw: Mapping[str, Mapping[str, Iterable[str]]], documents: Mapping[str, JudgedDocument]
) -> dict[Item, Grade]:
    grades = {"answers": Grade.ANSWERS, "related": Grade.RELATED}
    judgements: dict[Item, Grade] = {}
    for key, by_grade in raw.items():
        for name, eids in by_grade.items():
            if name not in grades:
                raise _broken(path, f"{key}: a provision either answers or is related, not {name!r}")
            for item in _read_items(path, key, eids, documents):
                if item in judgements:
                    raise _broken(path, f"{item} is judged twice")
                judgements[item] = grades[name]
    return judgements


def _read_dismissed(
    path: Path,
    raw: Mapping[str, Iterable[str]],
    documents: Mapping[str, JudgedDocument],
    judged: Mapping[Item, Grade],
) -> frozenset[Item]:
    dismissed: set[Item] = set()
    for key, eids in raw.items():
        for item in _read_items(path, key, eids, documents):
            if item in dismissed or item in judged:
                raise _broken(path, f"{item} is judged twice")
            dismissed.add(item)
    return frozenset(dismissed)


def _read_items(
    path: Path, key: str, eids: Iterable[str], documents: Mapping[str, JudgedDocument]
) -> Iterator[Item]:
    if key not in documents:
        raise _broken(path, f"{key} is not in documents.toml")
    for eid in eids:
        if not is_eid(eid):
            raise _broken(path, f"{key}#{eid} is not an eId")
        yield Item(key, eid)


def _check_fields(path: Path, what: str, entry: Mapping[str, Any], known: Iterable[str]) -> None:
    if unknown := sorted(set(entry) - set(known)):
        raise _broken(path, f"{what}: there is no field {unknown[0]!r}")


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise _broken(path, str(error)) from error


def _broken(path: Path, what: str) -> ConfigurationError:
    return ConfigurationError(f"{path}: {what}.", remedy="Correct the file; its neighbours show the format.")
