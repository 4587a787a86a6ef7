"""One contract for every index adapter."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from qdrant_client import QdrantClient

from corpus.errors import IndexBusyError, IndexMismatchError, IndexMissingError, SearchIndexError
from search.index import Filter, Index, IndexPoint, Manifest, Place, Wanted, open_index, select
from search.index.edge import EdgeIndex
from search.index.server import ServerIndex
from search.words.keywords import RULES, SparseTerms

DIMENSION = 4
MANIFEST = Manifest("demo", DIMENSION, "f" * 64, RULES, "a1", "r1", 4, 3, {"en": 2, "ru": 2})


def unit(*values: float) -> np.ndarray:
    vector = np.array(values, np.float32)
    return vector / np.linalg.norm(vector)


def point(
    number: int,
    vector: np.ndarray,
    terms: tuple[int, ...],
    *,
    eid: str = "",
    lead: bool = True,
    year: int = 1999,
    **values: str | tuple[str, ...],
) -> IndexPoint:
    usual: dict[str, str | tuple[str, ...]] = {
        "document": "doc-a", "instrument": "/akn/un/act/1999/a", "language": "en", "jurisdiction": "un",
        "kind": "convention", "nature": "authentic", "area": "A1",
    }  # fmt: skip
    chosen = {key: (found,) if isinstance(found, str) else found for key, found in (usual | values).items()}
    return IndexPoint(
        number, vector, SparseTerms(terms, (1.0,) * len(terms)), f"p{number}", eid or f"art_{number}",
        select(**chosen), year, lead, terms, terms,
    )  # fmt: skip


POINTS = [
    point(0, unit(1, 0, 0, 0), (1, 2)),
    point(1, unit(0.9, 0.1, 0, 0), (2, 3), area=("A1", "A2"), strength="shall"),
    # The second passage of art_1.
    point(2, unit(0, 1, 0, 0), (3,), eid="art_1", lead=False, language="ru"),
    point(3, unit(0, 0, 1, 0), (9,), document="doc-b", language="ru", jurisdiction="kz", kind="act",
          nature="abstract", year=2020, area=(), group=("cica", "sco"),
          cites=("/akn/un/act/1999/a", "/akn/un/act/1999/a#art_1")),
]  # fmt: skip


@pytest.fixture(params=["edge", "server"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Index]:
    makers: dict[str, Callable[[], Index]] = {
        "edge": lambda: EdgeIndex(tmp_path / "index"),
        "server": lambda: ServerIndex(QdrantClient(":memory:")),
    }
    made = makers[request.param]()
    yield made
    made.close()


def build(index: Index, points: list[IndexPoint] = POINTS, manifest: Manifest = MANIFEST) -> None:
    with index.begin(DIMENSION) as writer:
        writer.add(points)
        writer.publish(manifest, b"statistics", b"words")


def test_there_is_no_index_until_one_is_built(index: Index) -> None:
    assert index.manifest() is None
    with pytest.raises(IndexMissingError, match="narcord index rebuild"):
        index.current()


def test_the_manifest_and_the_statistics_come_back(index: Index) -> None:
    build(index)
    assert index.manifest() == MANIFEST
    assert index.current().manifest == MANIFEST
    assert index.current().balance == b"statistics"
    assert index.current().lexicon == b"words"


def test_a_generation_may_have_no_lexicon(index: Index) -> None:
    with index.begin(DIMENSION) as writer:
        writer.add(POINTS)
        writer.publish(MANIFEST, b"statistics")
    assert index.current().lexicon == b""


def test_dense_search_ranks_by_cosine_under_the_filter(index: Index) -> None:
    build(index)
    generation = index.current()
    everything = generation.search_dense(unit(1, 0, 0, 0), Filter(), 3)
    assert everything.ids[:2].tolist() == [0, 1]
    assert everything.scores[0] == pytest.approx(1.0, abs=1e-3)
    russian = generation.search_dense(unit(1, 0, 0, 0), Filter(select(language=("ru",))), 3)
    assert set(russian.ids.tolist()) == {2, 3}


def test_points_say_where_their_passages_stand(index: Index) -> None:
    build(index)
    assert index.current().locate([2, 0]) == {
        0: Place("doc-a", "art_0", "p0", "/akn/un/act/1999/a", "en", "authentic"),
        2: Place("doc-a", "art_1", "p2", "/akn/un/act/1999/a", "ru", "authentic"),
    }


def test_keyword_search_finds_only_what_has_a_term_and_prefers_the_rare_one(index: Index) -> None:
    build(index)
    found = index.current().search_sparse({1: 1.0, 2: 1.0}, Filter(), 10)
    assert found.ids.tolist() == [0, 1]
    # Term 2 stands in two passages of four: BM25's idf, ln(1 + (4 - 2 + 0.5) / (2 + 0.5)).
    assert found.scores[1] == pytest.approx(np.log(2), abs=1e-3)
    assert index.current().search_sparse({77: 1.0}, Filter(), 10).ids.tolist() == []
    assert index.current().search_sparse({}, Filter(), 10).ids.tolist() == []


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (Filter(), {0, 1, 2, 3}),
        (Filter(select(language=("ru", "kk"))), {2, 3}),
        (Filter(select(jurisdiction=("kz",))), {3}),
        (Filter(select(kind=("convention",))), {0, 1, 2}),
        (Filter(select(area=("A2",))), {1}),
        (Filter(select(nature=("abstract",))), {3}),
        (Filter(select(document=("doc-b",))), {3}),
        (Filter(year_from=2000), {3}),
        (Filter(year_to=1999), {0, 1, 2}),
        (Filter(year_from=1999, year_to=1999), {0, 1, 2}),
        (Filter(hidden=frozenset({"doc-a"})), {3}),
        (Filter(select(language=("en",)), hidden=frozenset({"doc-a"})), set()),
        (Filter(any_terms=frozenset({1, 9})), {0, 3}),
        (Filter(must=(Wanted(frozenset({2})), Wanted(frozenset({3, 77})))), {1}),
        (Filter(leads=True), {0, 1, 3}),
        (Filter(select(group=("sco",))), {3}),
        (Filter(select(strength=("shall", "should"))), {1}),
        (Filter(select(cites=("/akn/un/act/1999/a#art_1",))), {3}),
        (Filter(without=select(language=("ru",))), {0, 1}),
        (Filter(without=select(area=("A1",), kind=("act",))), set()),
        (Filter(must_not=(Wanted(frozenset({2})),)), {2, 3}),
        (Filter(must=(Wanted(phrases=frozenset({(2, 3)})),)), {1}),
        (Filter(must=(Wanted(phrases=frozenset({(3, 2)})),)), set()),
        (Filter(must=(Wanted(frozenset({9}), frozenset({(1, 2)})),)), {0, 3}),
        (Filter(must_not=(Wanted(phrases=frozenset({(1, 2), (9,)})),)), {1, 2}),
        (Filter(points=frozenset({1, 3})), {1, 3}),
        (Filter(points=frozenset()), set()),
    ],
)
def test_filters_mean_the_same_everywhere(index: Index, where: Filter, expected: set[int]) -> None:
    build(index)
    generation = index.current()
    assert set(generation.search_dense(unit(1, 1, 1, 1), where, 10).ids.tolist()) == expected
    assert set(generation.search_sparse(dict.fromkeys((1, 2, 3, 9), 1.0), where, 10).ids.tolist()) == expected
    assert generation.count(where) == len(expected)


def test_facets_count_under_the_filter(index: Index) -> None:
    build(index)
    generation = index.current()
    assert generation.facet("area", Filter(leads=True)) == {"A1": 2, "A2": 1}
    assert generation.facet("language", Filter()) == {"en": 2, "ru": 2}
    assert generation.facet("year", Filter(leads=True)) == {"1999": 2, "2020": 1}
    assert generation.facet("jurisdiction", Filter(hidden=frozenset({"doc-b"}))) == {"un": 3}


def test_a_new_generation_replaces_the_old_one_for_readers(index: Index) -> None:
    build(index)
    before = index.current()
    build(index, POINTS[:1], replace(MANIFEST, passages=1, content_revision="r2"))
    assert index.current().count(Filter()) == 1
    assert index.current().manifest.content_revision == "r2"
    # Whoever still holds the old one finishes on it.
    assert before.count(Filter()) == 4


def test_a_generation_that_is_not_published_leaves_the_old_one(index: Index) -> None:
    build(index)
    with index.begin(DIMENSION) as writer:
        writer.add(POINTS[:1])
    assert index.current().count(Filter()) == 4
    build(index, POINTS[:2])
    assert index.current().count(Filter()) == 2


def test_only_one_writer_at_a_time(index: Index) -> None:
    with index.begin(DIMENSION) as writer:
        with pytest.raises(IndexBusyError):
            index.begin(DIMENSION)
        writer.add(POINTS)
        writer.publish(MANIFEST, b"")
    build(index)


def test_old_generations_are_removed_when_nobody_reads_them(tmp_path: Path) -> None:
    index = EdgeIndex(tmp_path)
    for _ in range(3):
        build(index)
        index.current()
    index.close()
    build(index)
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["4"]


def test_old_collections_are_removed_from_the_server() -> None:
    index = ServerIndex(QdrantClient(":memory:"))
    for _ in range(4):
        build(index)
    assert len(index.collections()) == 2
    index.close()


def _count_in_another_process(folder: str, results: object) -> None:
    generation = EdgeIndex(Path(folder)).current()
    results.put(generation.count(Filter()))  # type: ignore[attr-defined]


def test_another_process_reads_while_this_one_reads_and_writes(tmp_path: Path) -> None:
    index = EdgeIndex(tmp_path)
    build(index)
    held = index.current()
    context = multiprocessing.get_context("spawn")
    results = context.Queue()
    with index.begin(DIMENSION):
        other = context.Process(target=_count_in_another_process, args=(str(tmp_path), results))
        other.start()
        assert results.get(timeout=60) == 4
        other.join()
    assert held.count(Filter()) == 4
    results.close()
    results.join_thread()


def test_an_index_of_another_encoder_is_refused_with_the_remedy() -> None:
    MANIFEST.check("demo", DIMENSION, "f" * 64, RULES)
    for name, dimension, fingerprint, rules in (
        ("other", DIMENSION, "e" * 64, RULES),
        ("other", 8, "f" * 64, RULES),
        ("demo", DIMENSION, "f" * 64, "older"),
    ):
        with pytest.raises(IndexMismatchError, match="narcord index rebuild"):
            MANIFEST.check(name, dimension, fingerprint, rules)


def test_a_manifest_of_another_layout_is_refused(tmp_path: Path) -> None:
    index = EdgeIndex(tmp_path)
    build(index, manifest=replace(MANIFEST, layout=0))
    with pytest.raises(IndexMismatchError, match="narcord index rebuild"):
        index.current()
    assert index.manifest() is None
    build(index)
    assert index.current().count(Filter()) == 4


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SearchIndexError, match="NARCORD_HOME"):
        EdgeIndex(tmp_path / "file" / "index").begin(DIMENSION)


def test_a_server_that_is_not_there_is_told(tmp_path: Path) -> None:
    from corpus.settings import Settings

    settings = Settings(home=tmp_path, database_url="sqlite://", index_url="http://127.0.0.1:9")
    index = open_index(settings)
    with pytest.raises(SearchIndexError, match="NARCORD_INDEX_URL"):
        index.current()
    index.close()
