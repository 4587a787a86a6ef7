"""Pooling: what several systems found and nobody has judged, with the text to judge it by.

A provision that was never judged counts as not relevant, so a new version of search is punished for
every good find that its predecessors missed. The remedy is the one of TREC: take the first ten finds of
several systems (``python -m evaluation.pooling --home DIR``: every mode of every home), read what is
unjudged, and write down what it is. The pool is printed as a table to fill in, and recorded from it::

    python -m evaluation.pooling --home DIR --topic extradition >pool.tsv
    (fill in the column ``grade``: a answers, r related, n not relevant; leave empty what is undecided)
    python -m evaluation.pooling --record pool.tsv

An encoder that prefers its own language hides the answers in others, and so a pool of its finds alone would
favour systems with the same failing. ``--alone 3`` adds the first three finds in each language of the home
alone, for the statement of each topic.

How much of the first ten finds of each system is judged (judged@10) goes to standard error.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean

from corpus.access import Access
from corpus.errors import ConfigurationError, NarcordError, NotFoundError
from corpus.settings import Settings
from corpus.store import Store
from evaluation.judging import judged_share, record
from evaluation.matching import Found, Matcher, cited_unit
from evaluation.measures import DEPTH
from evaluation.runs import Run, Searcher, run_queries
from evaluation.service import ServiceSearcher
from evaluation.topics import QUERIES, Collection, Item, QueryKind, Split, load_collection

MODES = ("keyword", "semantic", "hybrid")
COLUMNS = ("topic", "document", "eid", "grade", "found", "text")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Pooled:
    """A find that nobody has judged.

    ``hit`` is the first hit that it was, ``systems`` found it, ``queries`` of the topic led to it, and
    ``rank`` (from 1) is the best that it reached.
    """

    topic: str
    item: Item
    hit: Found
    systems: frozenset[str]
    queries: frozenset[str]
    rank: int


def pool(
    collection: Collection, runs: Mapping[str, Mapping[str, Run]], matcher: Matcher, depth: int = DEPTH
) -> list[Pooled]:
    """Return what is unjudged among the first ``depth`` finds of any system, by topic.

    ``runs`` holds the run of every query id by system, as ``matcher`` identified the hits. Within a
    topic, what most systems and queries found comes first.
    """
    found: dict[tuple[str, Item], list[tuple[int, str, str, Found]]] = {}
    for system, by_query in runs.items():
        for query in collection.queries:
            if (run := by_query.get(query.id)) is None:
                continue
            hits = {matcher.identify(hit, query.judgements): hit for hit in reversed(run.hits)}
            for rank, item in enumerate(run.finds[:depth], start=1):
                if not query.is_judged(item):
                    found.setdefault((query.topic, item), []).append((rank, system, query.id, hits[item]))
    pooled = [
        Pooled(
            topic,
            item,
            min(places, key=lambda place: place[0])[3],
            frozenset(place[1] for place in places),
            frozenset(place[2] for place in places),
            min(place[0] for place in places),
        )
        for (topic, item), places in found.items()
    ]
    return sorted(
        pooled,
        key=lambda entry: (
            entry.topic,
            -len(entry.systems),
            -len(entry.queries),
            entry.rank,
            str(entry.item),
        ),
    )


def join_pools(first: Iterable[Pooled], second: Iterable[Pooled]) -> list[Pooled]:
    """Return both pools by topic, each find once: as it stands in the first if it is in both."""
    joined = {(entry.topic, entry.item): entry for entry in (*second, *first)}
    return sorted(joined.values(), key=lambda entry: entry.topic)


def judged_shares(
    collection: Collection, runs: Mapping[str, Mapping[str, Run]], depth: int = DEPTH
) -> dict[str, float]:
    """Return judged@``depth`` of every system, averaged over the queries that found anything."""
    shares = {}
    for system, by_query in runs.items():
        of_queries = [
            share
            for query in collection.queries
            if query.id in by_query
            and (share := judged_share(query, by_query[query.id].finds, depth)) is not None
        ]
        shares[system] = fmean(of_queries) if of_queries else 0.0
    return shares


def run_home(
    home: Path, collection: Collection, matcher: Matcher, modes: Sequence[str] = MODES, *, alone: bool = False
) -> dict[str, dict[str, Run]]:
    """Ask a home every query in every mode; return the runs by system (``home mode``).

    With ``alone`` every language of the home is a system of its own (``home mode language``).
    """
    settings = Settings.load(home=home)
    with (
        Store.open(settings.database_url) as store,
        ServiceSearcher(store, settings, Access.public()) as searcher,
    ):
        if not alone:
            return {
                f"{home.name} {mode}": run_queries(searcher, collection.queries, mode, matcher)
                for mode in modes
            }
        languages = sorted({document.language for document in store.documents(Access.public())})
        return {
            f"{home.name} {mode} {language}": run_queries(
                _InOneLanguage(searcher, language), collection.queries, mode, matcher
            )
            for mode in modes
            for language in languages
        }


def state_needs(collection: Collection) -> Collection:
    """Return the topics with one query each: title and need. Topics of references have no need in common."""
    topics = []
    for topic in collection.topics:
        if asked := [query for query in topic.queries if not query.complete]:
            text = f"{topic.title}. {topic.need.partition('Answering:')[0].strip()}"
            statement = replace(
                asked[0], id=f"{topic.id}.need", language="en", kind=QueryKind.QUESTION, text=text
            )
            topics.append(replace(topic, queries=(statement,)))
    return Collection(tuple(topics), collection.documents)


class _InOneLanguage:
    """A searcher that looks at one language only."""

    def __init__(self, searcher: Searcher, language: str) -> None:
        self._searcher = searcher
        self._language = language

    def find(self, text: str, mode: str, limit: int, languages: tuple[str, ...] = ()) -> Sequence[Found]:
        return self._searcher.find(text, mode, limit, (self._language,))


def read_text(store: Store, entry: Pooled, characters: int) -> str:
    """Return the beginning of the provision that was found, whole words not assured, on one line."""
    access = Access.public()
    document = store.document(entry.hit.document, access)
    for eid in dict.fromkeys((entry.item.eid, cited_unit(entry.hit.eid), entry.hit.eid)):
        try:
            provision = store.provision(document.id, eid, access)
        except NotFoundError:
            continue
        text = _SPACE.sub(" ", document.text[provision.start : provision.end]).strip()
        return text if len(text) <= characters else text[:characters] + " ..."
    return ""


def print_pool(pooled: Iterable[Pooled], store: Store, characters: int) -> None:
    """Print the table to fill in."""
    table = csv.writer(sys.stdout, "excel-tab", lineterminator="\n")
    table.writerow(COLUMNS)
    for entry in pooled:
        found = f"{len(entry.systems)} systems, {len(entry.queries)} queries, best {entry.rank}"
        table.writerow(
            (
                entry.topic,
                entry.item.document,
                entry.item.eid,
                "",
                found,
                read_text(store, entry, characters),
            )
        )


def read_grades(file: Path) -> dict[str, dict[Item, str]]:
    """Return the grades written into a printed pool, by topic; rows without a grade are left out.

    Raises:
        ConfigurationError: a column is missing.
    """
    grades: dict[str, dict[Item, str]] = {}
    with file.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, dialect="excel-tab")
        if missing := set(COLUMNS[:4]) - set(rows.fieldnames or ()):
            raise ConfigurationError(
                f"{file}: the column {min(missing)!r} is missing.",
                remedy="Print the pool again and fill it in.",
            )
        for row in rows:
            if grade := row["grade"].strip():
                grades.setdefault(row["topic"], {})[Item(row["document"], row["eid"])] = grade
    return grades


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the pool of the homes, or record a filled-in one; return the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m evaluation.pooling",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--home", type=Path, action="append", default=[], help="may be given several times")
    parser.add_argument("--mode", choices=MODES, action="append", help="default: all")
    parser.add_argument("--split", choices=[str(split) for split in Split], help="default: both")
    parser.add_argument("--topic", action="append", default=[], help="default: all")
    parser.add_argument("--depth", type=int, default=DEPTH, help="finds per query and system")
    parser.add_argument("--alone", type=int, default=0, help="finds per topic in each language alone")
    parser.add_argument("--characters", type=int, default=400, help="how much text is printed of each")
    parser.add_argument("--record", type=Path, help="a printed pool with grades filled in")
    options = parser.parse_args(arguments)
    try:
        if options.record:
            for topic, grades in read_grades(options.record).items():
                record(QUERIES / "topics" / f"{topic}.toml", grades)
                print(f"{topic}: {len(grades)} recorded")
            return 0
        if not options.home:
            parser.error("name a home to search (--home) or a file to record (--record)")
        collection = load_collection()
        matcher = Matcher(collection)  # of all topics: what is a find of its own depends on all judgements
        collection = _choose(collection, options.topic, options.split)
        runs: dict[str, dict[str, Run]] = {}
        modes = options.mode or MODES
        for home in options.home:
            runs |= run_home(home, collection, matcher, modes)
        pooled = pool(collection, runs, matcher, options.depth)
        if options.alone:
            needs = state_needs(collection)
            apart: dict[str, dict[str, Run]] = {}
            for home in options.home:
                apart |= run_home(home, needs, matcher, modes, alone=True)
            pooled = join_pools(pooled, pool(needs, apart, matcher, options.alone))
        settings = Settings.load(home=options.home[0])
        with Store.open(settings.database_url) as store:
            print_pool(pooled, store, options.characters)
        for system, share in judged_shares(collection, runs, options.depth).items():
            print(f"{system}: judged@{options.depth} {share:.3f}", file=sys.stderr)
    except NarcordError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    return 0


def _choose(collection: Collection, topics: Sequence[str], split: str | None) -> Collection:
    part = collection.select(Split(split) if split else None)
    chosen = tuple(topic for topic in part.topics if not topics or topic.id in topics)
    return Collection(chosen, collection.documents)


if __name__ == "__main__":
    sys.exit(main())
