"""Documents side by side: what is paired, what is left as a gap, and whose word counts."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from search_samples import make_bundle  # type: ignore[import-not-found]

from corpus.access import Access
from corpus.errors import NotFoundError, UsageError
from corpus.model import Classification
from corpus.settings import Settings
from corpus.store import Store
from search.build import build_index
from search.compare import Comparer, Comparison, compare, match_mutually
from search.comparison.pairing import Pair, Reason
from search.comparison.rows import Link, make_rows, nest, to_links

PUBLIC = Access.public()
WORDS = (
    "Ships may be boarded on the high seas by day.",
    "Cargo registers are kept in harbours for 30 years.",
    "Zebras graze on wide meadows.",
    "Whoever lights a lantern at midnight pays 500 crowns.",
    "The council of bakers meets in March.",
    "Snow is cleared from roofs before noon.",
)
ONE = make_bundle("one", "en", list(WORDS))
MOVED = make_bundle("moved", "en", [*WORDS[3:], *WORDS[:2], "Teachers are paid monthly, in silver."])
THIRD = make_bundle("third", "en", ["Teachers are paid monthly, in silver.", *WORDS[1:3]])
CLOSED = make_bundle("closed", "en", ["Ships."], classification=Classification.CONFIDENTIAL, provider="tr")
IDS = [bundle.document.id for bundle in (ONE, MOVED, THIRD)]


@pytest.fixture
def kept(settings: Settings) -> Iterator[Store]:
    with Store.open(settings.database_url) as store:
        for bundle in (ONE, MOVED, THIRD, CLOSED):
            store.put(bundle)
        yield store


def _cells(found: Comparison) -> list[tuple[tuple[str, ...], ...]]:
    return [row.cells for row in found.rows]


@pytest.mark.parametrize("indexed", [False, True])
def test_provisions_that_say_the_same_are_paired_wherever_they_stand(
    kept: Store, settings: Settings, indexed: bool
) -> None:
    if indexed:
        build_index(kept, settings)
    found = compare(kept, settings, IDS[:2], PUBLIC)
    assert _cells(found) == [
        (("art_1",), ("art_4",)),
        (("art_2",), ("art_5",)),
        ((), ("art_6",)),
        (("art_3",), ()),
        (("art_4",), ("art_1",)),
        (("art_5",), ("art_2",)),
        (("art_6",), ("art_3",)),
    ]
    links = [link for row in found.rows for link in row.links]
    assert all(0.4 <= link.score <= 1 for link in links)
    assert {link.reason for link in links} == {Reason.MEANING}


def test_three_documents_share_rows_and_what_the_first_lacks_has_one_of_its_own(
    kept: Store, settings: Settings
) -> None:
    cells = _cells(compare(kept, settings, IDS, PUBLIC))
    assert (("art_2",), ("art_5",), ("art_2",)) in cells
    assert (("art_3",), (), ("art_3",)) in cells
    assert ((), ("art_6",), ("art_1",)) in cells
    for number, articles in enumerate((6, 6, 3)):
        shown = sorted(eid for row in cells for eid in row[number])
        assert shown == [f"art_{n}" for n in range(1, articles + 1)]


def test_a_person_s_word_goes_before_the_program_s(kept: Store, settings: Settings) -> None:
    comparer = Comparer(kept, settings)
    one, other = (IDS[0], "art_3"), (IDS[1], "art_6")
    assert (("art_3",), ()) in _cells(comparer.compare(IDS[:2], PUBLIC))
    kept.align(other, one, PUBLIC, same=True, by="A. Reader")
    said = comparer.compare(IDS[:2], PUBLIC)
    (row,) = [row for row in said.rows if row.cells == (("art_3",), ("art_6",))]
    assert [(link.score, link.reason) for link in row.links] == [(1.0, Reason.PERSON)]
    assert [entry.by for entry in said.corrections] == ["A. Reader"]
    kept.align((IDS[0], "art_1"), (IDS[1], "art_4"), PUBLIC, same=False, by="B")
    cells = _cells(comparer.compare(IDS[:2], PUBLIC))
    assert (("art_1",), ("art_4",)) not in cells
    kept.unalign(one, other, PUBLIC)
    assert (("art_3",), ()) in _cells(comparer.compare(IDS[:2], PUBLIC))


def test_a_hidden_document_is_not_compared(kept: Store, settings: Settings) -> None:
    for pair in ([IDS[0], CLOSED.document.id], [CLOSED.document.id, IDS[0]]):
        with pytest.raises(NotFoundError):
            compare(kept, settings, pair, PUBLIC)
    found = compare(kept, settings, [CLOSED.document.id, IDS[0]], Access.of("tr"))
    assert found.documents == (CLOSED.document.id, IDS[0])


@pytest.mark.parametrize("ids", [[], ["x"], ["x"] * 2, ["a", "b", "c", "d", "e"]])
def test_two_to_four_different_documents_are_compared(
    kept: Store, settings: Settings, ids: list[str]
) -> None:
    with pytest.raises(UsageError, match="d"):
        compare(kept, settings, ids, PUBLIC)


def test_a_match_is_mutual() -> None:
    a = np.array([[1, 0], [0.9, 0.1]], np.float32)
    b = np.array([[1, 0]], np.float32)
    assert match_mutually(a, b, 0.1) == [(0, 0, 1.0)]
    assert match_mutually(a, b, 1.5) == []
    assert match_mutually(a[:0], b, 0.1) == []


def test_of_pairings_that_contradict_each_other_the_surer_counts() -> None:
    links = [
        *to_links(0, 1, [Pair("a", "x", 0.9, Reason.MEANING)]),
        *to_links(0, 2, [Pair("a", "p", 0.8, Reason.MEANING)]),
        *to_links(1, 2, [Pair("x", "q", 0.7, Reason.MEANING)]),
    ]
    cells = [row.cells for row in make_rows([["a"], ["x"], ["q", "p"]], links)]
    assert cells == [((), (), ("q",)), (("a",), ("x",), ("p",))]


def test_a_joined_provision_shares_the_cell_of_its_neighbour() -> None:
    links = to_links(0, 1, [Pair("a", "x", 0.9, Reason.MEANING), Pair("b", "x", 0.5, Reason.JOINED)])
    assert [row.cells for row in make_rows([["a", "b"], ["x"]], links)] == [(("a", "b"), ("x",))]


def test_what_has_moved_out_of_its_article_is_told_in_both_rows() -> None:
    units = make_rows([["a", "b"], ["x", "y"]], to_links(0, 1, [Pair("a", "x", 0.9, Reason.MEANING)]))
    moved = Link((0, "a1"), (1, "y1"), 0.8, Reason.MEANING)
    inside = {"a": ["a", "a1"], "b": ["b"], "x": ["x"], "y": ["y", "y1"]}
    rows = nest(units, lambda row: [[e for eid in cell for e in inside[eid]] for cell in row.cells], [moved])
    assert [bool(row.elsewhere) for row in rows] == [True, True, False]
    assert rows[0].parts[-1].cells == (("a", "a1"), ("x",))
