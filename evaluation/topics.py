"""The queries and judgements that search is measured with: what they are, and how they are read.

A topic is one need of a reader, expressed as queries in several languages, with one set of graded
judgements shared by them: a question in Kazakh and one in Korean are answered by the same articles,
whatever language these are in. A *item* is what a judgement grades: a provision of a judged
document, by eId. The files lie in ``evaluation/queries`` (documents.toml names the documents,
topics/*.toml hold one topic each); they were written by hand, from reading the documents.

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

from corpus.eid import is_eid
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
    """What one person typed, and what would have served them."""

    id: str
    topic: str
    split: Split
    language: str
    kind: QueryKind
    text: str
    judgements: Mapping[Item, Grade]


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
    documents = {key: _read_document(key, entry) for key, entry in raw.items()}
    topics = tuple(_read_topic(path, documents) for path in sorted((folder / "topics").glob("*.toml")))
    if not topics:
        raise _broken(folder / "topics", "there is no topic here")
    return Collection(topics, documents)


def _read_document(key: str, entry: Mapping[str, Any]) -> JudgedDocument:
    return JudgedDocument(key, (entry["file"], *entry.get("same_as", ())), entry.get("instrument"))


def _read_topic(path: Path, documents: Mapping[str, JudgedDocument]) -> Topic:
    raw = _read_toml(path)
    try:
        split = Split(raw["split"])
        shared = raw.get("judgements", {})
        queries = []
        numbers: dict[str, int] = {}
        for entry in raw["query"]:
            language = entry["language"]
            numbers[language] = numbers.get(language, 0) + 1
            number = "" if numbers[language] == 1 else f".{numbers[language]}"
            judgements = _read_judgements(path, entry.get("judgements", shared), documents)
            queries.append(
                Query(
                    f"{path.stem}.{language}{number}",
                    path.stem,
                    split,
                    language,
                    QueryKind(entry["kind"]),
                    entry["text"].strip(),
                    judgements,
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
        if key not in documents:
            raise _broken(path, f"{key} is not in documents.toml")
        for name, eids in by_grade.items():
            if name not in grades:
                raise _broken(path, f"{key}: a provision either answers or is related, not {name!r}")
            for eid in eids:
                item = Item(key, eid)
                if not is_eid(eid):
                    raise _broken(path, f"{item} is not an eId")
                if item in judgements:
                    raise _broken(path, f"{item} is judged twice")
                judgements[item] = grades[name]
    if Grade.ANSWERS not in judgements.values():
        raise _broken(path, "no provision answers")
    return judgements


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise _broken(path, str(error)) from error


def _broken(path: Path, what: str) -> ConfigurationError:
    return ConfigurationError(f"{path}: {what}.", remedy="Correct the file; its neighbours show the format.")
