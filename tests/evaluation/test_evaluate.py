"""An evaluation from end to end, with a search that is scripted."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from rich.console import Console

from evaluation.evaluate import measure_search
from evaluation.grids import print_grids, to_markdown
from evaluation.matching import Found, Matcher, Stored
from evaluation.report import Report
from evaluation.runs import Balance, Pair, Run, run_queries, weigh_languages, weigh_pairs
from evaluation.tables import grids, remarks
from evaluation.topics import (
    Collection,
    Grade,
    Item,
    JudgedDocument,
    Query,
    QueryKind,
    Split,
    Topic,
    Variant,
)  # fmt: skip

ANSWERS, RELATED = Grade.ANSWERS, Grade.RELATED
DOCUMENTS = {key: JudgedDocument(key, (f"{key}.md",)) for key in ("en", "zh", "gone")}
STORED = [
    Stored(f"d-{language}", f"{language}.md", f"/akn/xx/act/2000/{language}", language)
    for language in ("en", "zh")
]


def topic(name: str, split: Split, judgements: Mapping[Item, Grade], languages: Sequence[str]) -> Topic:
    queries = tuple(
        Query(
            f"{name}.{language}", name, split, language, QueryKind.QUESTION, f"{name} {language}", judgements
        )
        for language in languages
    )
    return Topic(name, name, split, "need", queries)


def found(*eids: str) -> list[Found]:
    """Hits written as ``zh#art_1``; the document's name is its language."""
    return [
        Found(f"d-{language}", f"{language}.md", f"/akn/xx/act/2000/{language}", eid, language)
        for language, _, eid in (entry.partition("#") for entry in eids)
    ]


class ScriptedSearcher:
    """Answers from a script, by text; filters by language as a search would."""

    def __init__(self, script: Mapping[str, Sequence[Found]]) -> None:
        self.script = script

    def find(self, text: str, mode: str, limit: int, languages: tuple[str, ...] = ()) -> Sequence[Found]:
        hits = self.script.get(text, [])
        return [hit for hit in hits if not languages or hit.language in languages][:limit]


TUNED = topic(
    "tuned",
    Split.TUNING,
    {Item("zh", "art_1"): ANSWERS, Item("en", "art_2"): RELATED, Item("gone", "art_3"): ANSWERS},
    ["kk", "en"],
)
HELD = topic("held", Split.HELD_OUT, {Item("en", "art_9"): ANSWERS}, ["kk"])
LOST = topic("lost", Split.TUNING, {Item("gone", "art_3"): ANSWERS}, ["ru"])
COLLECTION = Collection((TUNED, HELD, LOST), DOCUMENTS)
SEARCHER = ScriptedSearcher(
    {
        "tuned kk": found("zh#art_1__para_2", "zh#art_1__para_3", "en#art_7"),
        "tuned en": found(*(f"en#art_{number}" for number in range(20, 40)), "zh#art_1"),
        "held kk": found("en#art_8", "en#art_9"),
    }
)
KNOWN = {"en": ["art_2", "art_9"], "zh": ["art_1", "art_1__para_2"]}


def report(splits: Sequence[Split] = tuple(Split), known: Mapping[str, Sequence[str]] = KNOWN) -> Report:
    coverage = Matcher(COLLECTION).cover(STORED)
    return measure_search(SEARCHER, COLLECTION, coverage, known, ["semantic"], splits, encoder="scripted")


def weigh(searcher: ScriptedSearcher, collection: Collection, runs: Mapping[str, Run]) -> tuple[Pair, ...]:
    matcher = Matcher(collection)
    return weigh_pairs(searcher, collection.queries, "semantic", matcher, matcher.cover(STORED), runs)


def test_scores_by_split_and_language() -> None:
    parts = report().modes[0].parts
    tuning = parts[Split.TUNING]
    assert tuning.overall.queries == 2
    assert tuning.by_language["kk"].reciprocal_rank == 1.0
    assert tuning.by_language["en"].reciprocal_rank == 0.0  # the answer stands at rank 21
    assert tuning.overall.recall == 0.5
    assert parts[Split.HELD_OUT].overall.reciprocal_rank == 0.5
    assert set(report([Split.TUNING]).modes[0].parts) == {Split.TUNING}


def test_what_is_missing_is_named_and_counted() -> None:
    whole = report()
    assert whole.missing == ("gone",)
    assert whole.dropped == 3
    assert whole.unanswerable == ("lost.ru",)
    assert whole.queries == 3
    assert whole.unknown == ()
    assert report(known={"en": ["art_2"], "zh": ["art_1"]}).unknown == (Item("en", "art_9"),)


def test_a_miss_says_where_the_answer_ranked_and_what_came_first() -> None:
    (miss,) = report().modes[0].misses
    assert (miss.query, miss.expected, miss.rank) == ("tuned.en", Item("zh", "art_1"), 21)
    assert miss.first == Item("en", "art_20")


def test_an_answer_that_never_comes_has_no_rank() -> None:
    nothing = ScriptedSearcher({})
    coverage = Matcher(COLLECTION).cover(STORED)
    (mode,) = measure_search(nothing, COLLECTION, coverage, KNOWN, ["semantic"]).modes
    assert {(miss.rank, miss.first, miss.answers) for miss in mode.misses} == {(None, None, 1)}
    assert mode.parts[Split.TUNING].overall.ndcg == 0.0


def test_held_out_misses_are_never_listed() -> None:
    missing = ScriptedSearcher({key: [] for key in SEARCHER.script})
    coverage = Matcher(COLLECTION).cover(STORED)

    def misses(*splits: Split) -> set[str]:
        (mode,) = measure_search(missing, COLLECTION, coverage, KNOWN, ["hybrid"], splits).modes
        return {miss.query for miss in mode.misses}

    assert misses(*Split) == {"tuned.kk", "tuned.en"}
    assert misses(Split.HELD_OUT) == set()


def test_held_out_topics_are_not_even_asked_unless_chosen() -> None:
    asked: list[str] = []

    class Listening(ScriptedSearcher):
        def find(self, text: str, mode: str, limit: int, languages: tuple[str, ...] = ()) -> Sequence[Found]:
            asked.append(text)
            return super().find(text, mode, limit, languages)

    coverage = Matcher(COLLECTION).cover(STORED)
    measure_search(Listening(SEARCHER.script), COLLECTION, coverage, KNOWN, ["semantic"])
    assert set(asked) == {"tuned kk", "tuned en"}


def test_every_query_is_kept_with_its_finds_and_its_rank() -> None:
    results = {result.query.id: result for result in report().modes[0].results}
    assert (results["tuned.kk"].rank, results["tuned.en"].rank, results["held.kk"].rank) == (1, 21, 2)
    assert results["tuned.kk"].finds == (Item("zh", "art_1"), Item("en", "art_7"))
    assert len(results["tuned.en"].finds) == 10
    assert results["tuned.kk"].judged == 0.5
    assert len({result.digest for result in results.values()}) == 3


def test_queries_written_in_unusual_ways_are_told_apart() -> None:
    first, *others = TUNED.queries
    mistyped = replace(first, variant=Variant.MISTYPED)
    collection = Collection((replace(TUNED, queries=(mistyped, *others)),), DOCUMENTS)
    coverage = Matcher(collection).cover(STORED)
    whole = measure_search(SEARCHER, collection, coverage, KNOWN, ["semantic"])
    assert whole.modes[0].parts[Split.TUNING].by_variant["mistyped"].reciprocal_rank == 1.0
    (table,) = [grid for grid in grids(whole) if grid.title.startswith("By way of writing")]
    assert [row[:2] for row in table.rows] == [("mistyped", "1")]


def test_where_first_answers_rank_is_counted() -> None:
    table = {grid.title: grid for grid in grids(report())}["Where the first answer ranks, number of queries"]
    assert table.rows == (
        ("1", "1"), ("2 or 3", "1"), ("4 to 10", "0"), ("11 to 100", "1"), ("none in 100 hits", "0"),
    )  # fmt: skip


def test_repetitions_among_the_first_ten_are_counted() -> None:
    # tuned.kk: 2 finds in 3 hits; tuned.en: 10 in 10; held.kk: 2 in 2
    assert report().modes[0].distinct == pytest.approx((2 / 3 + 1 + 1) / 3)


def test_language_balance_by_hand() -> None:
    """Two wrong English provisions stand before the Chinese answer, one wrong Chinese one does too."""
    query = topic("t", Split.TUNING, {Item("zh", "art_1"): ANSWERS, Item("en", "art_2"): ANSWERS}, ["ru"])
    collection = Collection((query,), DOCUMENTS)
    matcher = Matcher(collection)
    searcher = ScriptedSearcher({"t ru": found("en#art_5", "en#art_2", "en#art_6", "zh#art_4", "zh#art_1")})
    runs = run_queries(searcher, collection.queries, "semantic", matcher)
    balances = weigh_languages(weigh(searcher, collection, runs))
    # zh, mixed: rank 4, since en art_5, en art_6 and zh art_4 stand above it (en art_2 is right); alone: 2
    assert balances["zh"] == Balance(mixed=1 / 4, alone=1 / 2, pairs=1)
    assert balances["zh"].ratio == pytest.approx(0.5)
    assert balances["en"] == Balance(mixed=1 / 2, alone=1 / 2, pairs=1)


def test_the_language_of_the_query_is_not_weighed() -> None:
    matcher = Matcher(COLLECTION)
    runs = run_queries(SEARCHER, COLLECTION.queries, "semantic", matcher)
    weighed = weigh_languages(weigh(SEARCHER, COLLECTION, runs))
    assert {language: balance.pairs for language, balance in weighed.items()} == {"zh": 2, "en": 1}


def test_balance_of_nothing_is_zero() -> None:
    assert Balance(0.0, 0.0, 0).ratio == 0.0
    assert weigh_languages(()) == {}


def test_json_is_plain_and_complete() -> None:
    plain = json.loads(json.dumps(report().to_json()))
    mode = plain["modes"]["semantic"]
    assert plain["missing_documents"] == ["gone"]
    assert mode["parts"]["tuning"]["overall"] == {
        "queries": 2,
        "nDCG@10": mode["parts"]["tuning"]["overall"]["nDCG@10"],
        "R@10": 0.5,
        "RR@10": 0.5,
        "R@10_ceiling": 1.0,
    }
    assert mode["language_balance"]["by_language"].keys() == {"en", "zh"}
    assert mode["misses"][0]["rank"] == 21


def test_markdown_tables_are_whole() -> None:
    whole = report()
    text = to_markdown(remarks(whole), grids(whole))
    assert "Not in this home: gone (1 documents, 3 judgements left out)." in text
    assert "### By language of the query, tuning topics" in text
    assert "### By language of the query, held-out topics" in text
    tables = [block.splitlines() for block in text.split("\n\n") if block.startswith("|")]
    assert len(tables) >= 6
    for table in tables:
        assert len({line.count("|") for line in table}) == 1


def test_the_terminal_shows_the_same_figures() -> None:
    out = io.StringIO()
    whole = report()
    print_grids(remarks(whole), grids(whole), Console(file=out, width=200))
    shown = out.getvalue()
    assert "semantic, tuning" in shown
    assert "tuned.en" in shown
    assert "21" in shown
