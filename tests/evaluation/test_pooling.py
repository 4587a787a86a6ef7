"""Pools and judgements: what is unjudged, what share is judged, and what is written down."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import ConfigurationError
from evaluation import pooling
from evaluation.judging import judged_share, record
from evaluation.matching import Found, Matcher
from evaluation.pooling import join_pools, judged_shares, pool, read_grades, state_needs
from evaluation.runs import Run, run_queries
from evaluation.topics import Collection, Item, load_collection

DOCUMENTS = '[law]\nfile = "xx/law.md"\n\n[act]\nfile = "en/act.md"\n'
TOPIC = """title = "T"
split = "tuning"
need = "N"

[[query]]
language = "en"
kind = "keyword"
text = "first"

[[query]]
language = "ru"
kind = "question"
text = "второй"

[judgements]
law = { answers = ["art_3"] }
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "topics").mkdir()
    (tmp_path / "documents.toml").write_text(DOCUMENTS, encoding="utf-8")
    (tmp_path / "topics" / "one.toml").write_text(TOPIC, encoding="utf-8")
    return tmp_path


def hit(key: str, eid: str) -> Found:
    source = "/somewhere/xx/law.md" if key == "law" else "/somewhere/en/act.md"
    return Found(f"id-{key}", source, f"/akn/{key}", eid, "en")


class Scripted:
    """A searcher that finds what it is told to."""

    def __init__(self, finds: dict[str, list[Found]]) -> None:
        self._finds = finds

    def find(self, text: str, mode: str, limit: int, languages: tuple[str, ...] = ()) -> list[Found]:
        return self._finds.get(text, [])[:limit]


def runs_of(collection: Collection, **systems: dict[str, list[Found]]) -> dict[str, dict[str, Run]]:
    matcher = Matcher(collection)
    return {
        name: run_queries(Scripted(finds), collection.queries, "hybrid", matcher)
        for name, finds in systems.items()
    }


def test_the_pool_is_the_union_of_what_no_one_judged(folder: Path) -> None:
    collection = load_collection(folder)
    runs = runs_of(
        collection,
        a={"first": [hit("law", "art_3__para_1"), hit("law", "art_4__para_2"), hit("act", "sec_1")]},
        b={"first": [hit("law", "art_4")], "второй": [hit("law", "art_4"), hit("act", "sec_2")]},
    )
    found = pool(collection, runs, Matcher(collection))
    assert [(entry.item, len(entry.systems), len(entry.queries), entry.rank) for entry in found] == [
        (Item("law", "art_4"), 2, 2, 1),
        (Item("act", "sec_2"), 1, 1, 2),
        (Item("act", "sec_1"), 1, 1, 3),
    ]
    shallow = pool(collection, runs, Matcher(collection), depth=1)
    assert [entry.item for entry in shallow] == [Item("law", "art_4")]


def test_needs_are_asked_once_a_topic_and_numbers_not_at_all(folder: Path) -> None:
    numbers = TOPIC.replace(
        'text = "first"', 'text = "art. 3"\njudgements = { law = { answers = ["art_3"] } }'
    )
    numbers = numbers.partition('[[query]]\nlanguage = "ru"')[0]
    (folder / "topics" / "two.toml").write_text(numbers, encoding="utf-8")
    (folder / "topics" / "one.toml").write_text(
        TOPIC.replace('need = "N"', 'need = "Who may. Answering: rules."'), encoding="utf-8"
    )
    collection = load_collection(folder)
    (statement,) = state_needs(collection).queries
    assert (statement.topic, statement.language, statement.text) == ("one", "en", "T. Who may.")
    assert statement.judgements == collection.topics[0].queries[0].judgements


def test_a_find_of_both_pools_is_named_once(folder: Path) -> None:
    collection = load_collection(folder)
    runs = runs_of(
        collection,
        a={"first": [hit("law", "art_4")]},
        b={"first": [hit("act", "sec_1"), hit("law", "art_4")]},
    )
    matcher = Matcher(collection)
    first, second = (pool(collection, {name: runs[name]}, matcher) for name in ("a", "b"))
    joined = join_pools(first, second)
    assert sorted((str(entry.item), entry.rank) for entry in joined) == [("act#sec_1", 1), ("law#art_4", 1)]


def test_judged_at_ten_counts_the_finds_that_someone_judged(folder: Path) -> None:
    collection = load_collection(folder)
    runs = runs_of(
        collection,
        a={"first": [hit("law", "art_3"), hit("law", "art_4")], "второй": [hit("law", "art_3")]},
        b={},
    )
    assert judged_shares(collection, runs) == {"a": (1 / 2 + 1) / 2, "b": 0.0}
    assert judged_share(collection.queries[0], []) is None


def test_grades_are_recorded_beside_the_older_ones(folder: Path) -> None:
    file = folder / "topics" / "one.toml"
    record(file, {Item("act", "sec_2"): "r", Item("law", "art_10"): "n", Item("law", "art_9"): "n"})
    record(file, {Item("law", "art_3"): "a", Item("act", "sec_2"): "a"})
    assert file.read_text(encoding="utf-8") == TOPIC + (
        'act = { answers = ["sec_2"] }\n\n[dismissed]\nlaw = ["art_9", "art_10"]\n'
    )
    (query, _) = load_collection(folder).queries
    assert query.dismissed == {Item("law", "art_9"), Item("law", "art_10")}
    record(file, {Item("law", "art_9"): "a"})
    assert Item("law", "art_9") in load_collection(folder).queries[0].judgements


def test_long_lists_are_wrapped_and_read_again(folder: Path) -> None:
    file = folder / "topics" / "one.toml"
    record(file, {Item("act", f"sec_{number}"): "n" for number in range(1, 60)})
    assert max(len(line) for line in file.read_text(encoding="utf-8").splitlines()) <= 110
    assert len(load_collection(folder).queries[0].dismissed) == 59


def test_a_grade_that_is_none_and_a_topic_without_a_table_are_refused(folder: Path) -> None:
    file = folder / "topics" / "one.toml"
    with pytest.raises(ConfigurationError, match=r"one\.toml.*'x' is no grade"):
        record(file, {Item("law", "art_9"): "x"})
    file.write_text(TOPIC.partition("[judgements]")[0], encoding="utf-8")
    with pytest.raises(ConfigurationError, match="judgements"):
        record(file, {Item("law", "art_9"): "n"})
    with pytest.raises(ConfigurationError, match=r"two\.toml"):
        record(folder / "topics" / "two.toml", {})


def test_a_filled_in_pool_is_read(tmp_path: Path) -> None:
    file = tmp_path / "pool.tsv"
    file.write_text(
        "topic\tdocument\teid\tgrade\tfound\ttext\n"
        "one\tlaw\tart_4\tn\t2 systems\twords\n"
        "one\tact\tsec_1\t\t1 systems\twords\n"
        "two\tact\tsec_1\t a \t1 systems\twords\n",
        encoding="utf-8",
    )
    assert read_grades(file) == {"one": {Item("law", "art_4"): "n"}, "two": {Item("act", "sec_1"): "a"}}
    file.write_text("topic\tdocument\tgrade\none\tlaw\tn\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="'eid'"):
        read_grades(file)


def test_the_command_records_a_filled_in_pool(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pooling, "QUERIES", folder)
    filled = folder / "pool.tsv"
    filled.write_text("topic\tdocument\teid\tgrade\none\tlaw\tart_4\tr\n", encoding="utf-8")
    assert pooling.main(["--record", str(filled)]) == 0
    assert "one: 1 recorded" in capsys.readouterr().out
    assert Item("law", "art_4") in load_collection(folder).queries[0].judgements
    filled.write_text("topic\tdocument\teid\tgrade\none\tlaw\tart_4\tgood\n", encoding="utf-8")
    assert pooling.main(["--record", str(filled)]) != 0
    assert "no grade" in capsys.readouterr().err
