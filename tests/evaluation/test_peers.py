"""Search beside its peers: what they are given, how they are asked and timed, and what is said of it.

The libraries themselves are not needed here, nor installed: their adapters are run by the command alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.access import Access
from corpus.errors import UsageError
from corpus.settings import Settings
from corpus.store import Store
from evaluation.bench import Bench
from evaluation.grids import to_markdown
from evaluation.matching import Found, Matcher, Stored
from evaluation.measures import Scores
from evaluation.peers import __main__ as command
from evaluation.peers.alone import open_cosine
from evaluation.peers.condensed import measure_judged, tell
from evaluation.peers.material import Material, Peer, Question, read_material, roll_up
from evaluation.peers.registry import PEERS, Kind, choose, find_missing
from evaluation.peers.runner import (
    PASSAGES,
    OwnSystem,
    PeerSystem,
    Stopwatch,
    System,
    Times,
    record,
    time_systems,
)
from evaluation.peers.tables import Measured, make_grids, overview, to_json
from evaluation.peers.verdict import judge
from evaluation.peers.with_bm25s import WORDS_AND_SIGNS
from evaluation.report import Result
from evaluation.service import RememberingEncoder
from evaluation.topics import Collection, Grade, Item, JudgedDocument, Query, QueryKind, Split, Topic
from search.build import build_index
from search.encoders import Vectors
from search.encoders.demo import DemoEncoder
from search.passages import encode_missing
from tests.search.samples import HARBOUR, SEA, SECRET

PUBLIC = Access.public()
ANSWER = Item("law", "art_1")
KINDS = (QueryKind.KEYWORD, QueryKind.QUESTION)


def query(topic: str, language: str, kind: QueryKind, split: Split = Split.TUNING) -> Query:
    return Query(
        f"{topic}.{language}", topic, split, language, kind, f"{topic} {language}", {ANSWER: Grade.ANSWERS}
    )


TOPICS = tuple(
    Topic(name, name, Split.TUNING, "need", (query(name, "kk", KINDS[0]), query(name, "ru", KINDS[1])))
    for name in "abcdefgh"
)
COLLECTION = Collection(TOPICS, {"law": JudgedDocument("law", ("law.md",))})
BENCH = Bench.of(
    COLLECTION,
    Matcher(COLLECTION).cover([Stored("d", "law.md", "/akn/xx/act/1", "zh")]),
    [Split.TUNING],
    balance=False,
)


def place(eid: str) -> Found:
    return Found("d", "law.md", "/akn/xx/act/1", eid, "zh")


class Ranked:
    """Finds the answer at the rank that is told for the language, which is the query's second word."""

    def __init__(self, **ranks: int) -> None:
        self._ranks = ranks

    def find(self, text: str, mode: str, limit: int, languages: tuple[str, ...] = ()) -> Sequence[Found]:
        eids = [f"art_{number}" for number in range(2, 60)]
        eids.insert(self._ranks[text.split()[1]] - 1, "art_1")
        return [place(eid) for eid in eids[:limit]]


def results(**systems: Ranked) -> dict[str, Sequence[Result]]:
    return {name: BENCH.measure(searcher, "hybrid").results for name, searcher in systems.items()}


def condensed(**systems: Ranked) -> dict[str, dict[str, Scores]]:
    return {name: measure_judged(BENCH, searcher) for name, searcher in systems.items()}


class Listed:
    """A peer that always finds the same passages."""

    def __init__(self, rows: Sequence[int]) -> None:
        self._rows = rows
        self.asked: list[tuple[Question, int]] = []

    def search(self, question: Question, limit: int) -> Sequence[int]:
        self.asked.append((question, limit))
        return self._rows[:limit]


def material(places: Sequence[str]) -> Material:
    vectors: Vectors = np.eye(len(places), dtype=np.float32)
    texts = tuple(f"text {number}" for number in range(len(places)))
    return Material(texts, ("zh",) * len(places), vectors, tuple(map(place, places)))


class Ticking:
    """A clock that goes on by itself, a second each time that it is read."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 1.0
        return self.now


def test_passages_become_provisions_in_the_place_of_the_best_of_each() -> None:
    places = [place(eid) for eid in ("art_1", "art_1", "art_2", "art_3")]
    assert [found.eid for found in roll_up([2, 1, 0, 3], places)] == ["art_2", "art_1", "art_3"]


def test_a_peer_is_told_language_and_vector_and_asked_once_for_enough_passages() -> None:
    peer = Listed([1, 0])
    encoder = DemoEncoder()
    system = PeerSystem(peer, material(["art_1", "art_2"]), encoder, lambda text: "kk")
    assert [found.eid for found in system.find("сұрақ", 1)] == ["art_2"]
    assert [found.eid for found in system.find("сұрақ", 5)] == ["art_2", "art_1"]
    [(question, limit)] = peer.asked
    assert (question.text, question.language, limit) == ("сұрақ", "kk", PASSAGES)
    assert np.array_equal(question.vector, encoder.encode_queries(["сұрақ"])[0])


def test_the_encoder_alone_ranks_by_cosine() -> None:
    near = open_cosine(material(["art_1", "art_2", "art_3"]))
    vector = np.array([0.6, 0.0, 0.8], np.float32)
    assert near.search(Question("q", "en", vector), 2) == [2, 0]
    assert near.search(Question("q", "en", vector), 10) == [2, 0, 1]


class Slow(DemoEncoder):
    """An encoder for which the clock goes on by ten seconds."""

    def __init__(self, clock: Ticking) -> None:
        super().__init__()
        self._clock = clock

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        self._clock.now += 10.0
        return super().encode_queries(texts)


class Rewriting:
    """A search that encodes other words than it was asked."""

    def __init__(self, encoder: RememberingEncoder, clock: Ticking) -> None:
        self._encoder = encoder
        self._clock = clock

    def find(self, text: str, mode: str, limit: int, languages: tuple[str, ...] = ()) -> Sequence[Found]:
        self._encoder.encode_queries([f"{text}, rewritten"])
        self._clock.now += 2.0
        return [place("art_1")]


def test_times_leave_out_the_encoder_wherever_it_is_asked() -> None:
    clock = Ticking()
    stopwatch = Stopwatch(Slow(clock), clock)
    encoder = RememberingEncoder(stopwatch)
    peer = PeerSystem(Listed([0]), material(["art_1"]), encoder, lambda text: "en")
    systems: dict[str, System] = {"narcord": OwnSystem(Rewriting(encoder, clock)), "peer": peer}
    times = time_systems(systems, ["one", "two", "one"], encoder, lambda: stopwatch.spent, clock=clock)
    # Each reading of the clock takes a second; the stopwatch's goes with the encoder's ten.
    assert times.encoding == {"one": 11_000.0, "two": 11_000.0}
    assert times.search["peer"] == {"one": 1_000.0, "two": 1_000.0}
    assert times.search["narcord"] == {"one": 4_000.0, "two": 4_000.0}
    assert times.whole("narcord", "one", encodes=True) == 15_000.0
    assert times.whole("peer", "one", encodes=False) == 1_000.0


def test_systems_take_turns_at_being_first() -> None:
    order: list[str] = []

    class Noted(OwnSystem):
        def __init__(self, name: str) -> None:
            super().__init__(Ranked())
            self._name = name

        def find(self, text: str, limit: int) -> Sequence[Found]:
            if not text.endswith("."):  # not the warming up
                order.append(self._name)
            return []

    stopwatch = Stopwatch(DemoEncoder())
    systems = {name: Noted(name) for name in ("a", "b", "c")}
    time_systems(systems, ["1", "2", "3"], RememberingEncoder(stopwatch), lambda: stopwatch.spent)
    assert "".join(order) == "abcbcacab"


def test_what_was_recorded_is_measured_like_a_search() -> None:
    texts = [query.text for query in BENCH.queries]
    found = record({"narcord": OwnSystem(Ranked(kk=1, ru=2))}, texts)["narcord"]
    again = BENCH.measure(found, "hybrid")
    assert again == BENCH.measure(Ranked(kk=1, ru=2), "hybrid")
    with pytest.raises(ValueError, match="all languages"):
        found.find(texts[0], "hybrid", 10, ("kk",))


def test_the_verdict_names_the_best_peer_and_where_narcord_is_below_it() -> None:
    verdict = judge(
        results(narcord=Ranked(kk=1, ru=3), good=Ranked(kk=2, ru=2), poor=Ranked(kk=50, ru=1)), "nDCG@10"
    )
    assert verdict is not None
    # nDCG of one answer at rank r is 1 / log2(r + 1): 1, 0.631 and 0.5 for the first three.
    assert verdict.best == "good"
    assert verdict.overall.difference.after == pytest.approx(0.75)
    assert verdict.overall.difference.before == pytest.approx(0.6309, abs=1e-4)
    assert verdict.ratio == pytest.approx(1.189, abs=1e-3)
    kazakh, russian = verdict.groups["language"]
    assert (kazakh.name, kazakh.below_best, kazakh.below_top) == ("kk", False, False)
    assert (russian.name, russian.below_best, russian.top) == ("ru", True, "poor")
    said = " ".join(verdict.sentences())
    assert "1.19 times (aim 1.3: NOT reached)" in said
    assert "Below good by language: ru 0.500 < 0.631* (8)." in said
    assert "Below the peer that is best there by kind: question 0.500 < 1.000 poor (8)." in said


def test_the_verdict_says_so_where_the_aim_is_reached_and_nothing_is_below() -> None:
    verdict = judge(results(narcord=Ranked(kk=1, ru=1), good=Ranked(kk=2, ru=2)), "nDCG@10")
    assert verdict is not None
    said = verdict.sentences()
    assert "1.58 times (aim 1.3: reached)" in said[0]
    assert said[1:] == [
        "Below good by kind: none.",
        "Below the peer that is best there by kind: none.",
        "Below good by language: none.",
        "Below the peer that is best there by language: none.",
    ]


def test_there_is_no_verdict_without_narcord_or_without_peers() -> None:
    assert judge(results(good=Ranked(kk=1, ru=1)), "nDCG@10") is None
    assert judge(results(narcord=Ranked(kk=1, ru=1)), "nDCG@10") is None


def test_among_judged_finds_alone_what_nobody_judged_is_not_there() -> None:
    # The nine finds above the answer, which is all that is judged, are left out of the ranking.
    found = condensed(narcord=Ranked(kk=3, ru=60), peer=Ranked(kk=10, ru=10))
    assert {scores.ndcg for scores in found["peer"].values()} == {1.0}
    said = tell(found, results(narcord=Ranked(kk=3, ru=60), peer=Ranked(kk=10, ru=10)))
    assert said is not None
    assert said.endswith("nDCG@10 Narcord 1.000, best peer peer 1.000: 1.00 times.")
    assert tell({"peer": found["peer"]}, results(peer=Ranked(kk=10, ru=10))) is None


def test_tables_and_json_carry_scores_and_times_by_group() -> None:
    searchers = {"narcord": Ranked(kk=1, ru=1), "good": Ranked(kk=2, ru=2)}
    found = results(**searchers)
    clock = Ticking()
    stopwatch = Stopwatch(DemoEncoder(), clock)
    systems = {
        "narcord": OwnSystem(Ranked(kk=1, ru=1)),
        "good": OwnSystem(Ranked(kk=2, ru=2)),
    }
    texts = [query.text for query in BENCH.queries]
    times = time_systems(systems, texts, RememberingEncoder(stopwatch), lambda: stopwatch.spent, clock=clock)
    measured = Measured("tuning topics", found, times, frozenset(["narcord"]), condensed(**searchers))
    assert overview(measured).rows == (
        (
            "narcord",
            "1.000",
            "1.000",
            "1.000",
            "10.0%",
            "1.000",
            "1000.0",
            "1000.0",
            "1.00",
            "2000.0",
            "2000.0",
        ),
        ("good", "0.631", "1.000", "0.500", "10.0%", "1.000", "1000.0", "1000.0", "1.00", "1000.0", "1000.0"),
    )
    page = to_markdown([], make_grids(measured))
    assert "| kk | 8 | 1.000 | 0.631 |" in page
    assert "| language ru | 8 | 1.000 | 0.631 | +0.369 |" in page
    facts = json.loads(json.dumps(to_json(measured)))
    assert facts["systems"]["good"]["by_kind"]["keyword"]["nDCG@10"] == 0.6309
    assert facts["systems"]["good"]["ms"]["times_narcord"] == 1.0
    assert facts["verdicts"][0]["ratio"] == pytest.approx(1.585, abs=1e-3)


def test_queries_that_were_not_timed_have_no_times() -> None:
    found = results(good=Ranked(kk=2, ru=2))
    asked = [result.query.text for result in found["good"] if result.query.language == "kk"]
    times = Times({"good": dict.fromkeys(asked, 4.0)}, dict.fromkeys(asked, 1.0))
    measured = Measured("tuning topics", found, times, frozenset(), condensed(good=Ranked(kk=2, ru=2)))
    page = to_markdown([], make_grids(measured))
    assert "| kk | 8 | 4.0 |" in page
    assert "| ru | 8 | - |" in page
    assert "ms" not in to_json(measured)["systems"]["good"]["by_language"]["ru"]


def test_without_times_there_are_no_columns_for_them() -> None:
    found = results(good=Ranked(kk=2, ru=2))
    measured = Measured("tuning topics", found, None, frozenset(), condensed(good=Ranked(kk=2, ru=2)))
    assert overview(measured).heads[-2:] == ("judged", "nDCG@10, judged alone")
    assert "ms" not in to_json(measured)["systems"]["good"]


def test_whoever_lacks_a_library_is_told_the_extra_that_brings_it() -> None:
    def refuse(material: Material) -> Peer:
        raise AssertionError

    kinds: Mapping[str, Kind] = {
        "there": Kind("", ("json",), True, refuse),
        "absent": Kind("", ("no_such_library.part", "json"), True, refuse),
    }
    assert find_missing(kinds["absent"]) == ["no_such_library.part"]
    assert choose(["there", "narcord"], kinds) == ("narcord", "there")
    with pytest.raises(UsageError, match=r"no_such_library\.part \(for absent\)") as refused:
        choose([], kinds)
    assert "narcord[peers]" in refused.value.remedy
    with pytest.raises(UsageError, match="no system 'other'"):
        choose(["other"], kinds)


def test_the_extra_is_declared_and_no_part_of_the_default_install() -> None:
    import tomllib

    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))[
        "project"
    ]
    brought = {requirement.split(">=")[0] for requirement in project["optional-dependencies"]["peers"]}
    assert {"bm25s", "txtai", "llama-index-core", "haystack-ai"} <= brought
    assert not brought & {requirement.split(">=")[0] for requirement in project["dependencies"]}


def test_no_text_is_lost_to_the_pattern_that_peers_are_given_for_all_languages() -> None:
    import re

    assert re.findall(WORDS_AND_SIGNS, "Art. 12 禁毒法 ยาเสพติด law") == [
        "Art", "12", "禁", "毒", "法", *"ยาเสพติด", "law",
    ]  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Iterator[tuple[Settings, Store]]:
    settings = Settings(home=tmp_path, database_url=f"sqlite:///{tmp_path / 'narcord.db'}", encoder="demo")
    with Store.open(settings.database_url) as store:
        headed = [replace(entry, context="The Sea › Part 1 Ships") for entry in SEA.passages]
        for bundle in (HARBOUR, replace(SEA, passages=tuple(headed)), SECRET):
            store.put(bundle)
        yield settings, store


def keep_vectors(store: Store) -> None:
    everything = [document.id for document in store.documents(Access.system_())]
    encode_missing(store, DemoEncoder(), everything)


def test_peers_get_what_the_public_may_see_with_the_vectors_of_the_store(
    home: tuple[Settings, Store],
) -> None:
    _, store = home
    encoder = DemoEncoder()
    with pytest.raises(UsageError, match="does not hold the vectors") as refused:
        read_material(store, encoder, PUBLIC)
    assert "--vectors" in refused.value.remedy
    keep_vectors(store)
    found = read_material(store, encoder, PUBLIC)
    assert found.texts
    assert SECRET.document.id not in {entry.document for entry in found.places}
    assert np.allclose(found.vectors, encoder.encode_passages(found.texts))
    own = read_material(store, encoder, PUBLIC, "own")
    headed = [
        f"Part 1 Ships: {bare}" if known.document == SEA.document.id else bare
        for bare, known in zip(own.texts, own.places, strict=True)
    ]
    assert list(found.texts) == headed


def test_vectors_may_be_kept_in_another_home(home: tuple[Settings, Store], tmp_path: Path) -> None:
    _, store = home
    keep_vectors(store)
    other = tmp_path / "other"
    other.mkdir()
    with Store.open(f"sqlite:///{other / 'narcord.db'}") as bare:
        bare.put(HARBOUR)
        with pytest.raises(UsageError, match="does not hold the vectors"):
            read_material(bare, DemoEncoder(), PUBLIC)
        found = read_material(bare, DemoEncoder(), PUBLIC, kept=store)
    assert {entry.document for entry in found.places} == {HARBOUR.document.id}
    assert np.allclose(found.vectors, DemoEncoder().encode_passages(found.texts))


def test_the_command_measures_narcord_and_a_peer_on_a_home(
    home: tuple[Settings, Store],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    settings, store = home
    build_index(store, settings, encoder=DemoEncoder())
    monkeypatch.setenv("NARCORD_ENCODER", "demo")
    source = next(found.source for found in store.documents(PUBLIC) if found.id == HARBOUR.document.id)
    asked = replace_texts(source)
    monkeypatch.setattr(command, "load_collection", lambda: asked)
    arguments = ["--home", str(tmp_path), "--only", "narcord", "encoder"]
    assert command.main([*arguments, "--split", "all", "--markdown", "--json", str(tmp_path / "f.json")]) == 0
    page = capsys.readouterr().out
    assert "### All queries, held-out topics" in page
    assert "### Milliseconds by language" in page
    assert "[all topics] nDCG@10, 2 queries: Narcord" in page
    facts = json.loads((tmp_path / "f.json").read_text(encoding="utf-8"))
    assert list(facts["parts"]) == ["tuning topics", "held-out topics", "all topics"]
    assert list(facts["parts"]["all topics"]["systems"]) == ["narcord", "encoder"]
    assert facts["looks"] == 1, "held-out figures were printed, and that is written down"
    assert command.main([*arguments, "--split", "all", "--pool", str(tmp_path / "pool.tsv")]) == 0
    printed = capsys.readouterr().out
    assert "tuning: " in printed
    assert "nDCG" not in printed
    head, *rows = (tmp_path / "pool.tsv").read_text(encoding="utf-8").splitlines()
    assert head.split("\t")[:4] == ["topic", "document", "eid", "grade"]
    assert rows
    assert len((tmp_path / "held-out.jsonl").read_text(encoding="utf-8").splitlines()) == 1


def replace_texts(source: str) -> Collection:
    document = JudgedDocument("law", (source,))
    topics = []
    for name, split in (("one", Split.TUNING), ("two", Split.HELD_OUT)):
        words = query(name, "en", QueryKind.KEYWORD, split)
        topics.append(Topic(name, name, split, "need", (words,)))
    return Collection(tuple(topics), {"law": document})


def test_the_command_refuses_what_it_does_not_know(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert command.main(["--home", str(tmp_path), "--only", "nothing"]) == 2
    assert "There is no system 'nothing'" in capsys.readouterr().err


def test_every_peer_says_how_it_is_set_up() -> None:
    assert all(kind.note for kind in PEERS.values())
