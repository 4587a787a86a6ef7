"""Two documents side by side."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from search_samples import make_bundle  # type: ignore[import-not-found]

from corpus.access import Access
from corpus.errors import NotFoundError
from corpus.model import Classification
from corpus.settings import Settings
from corpus.store import Store
from search.build import build_index
from search.compare import AreaRow, compare, match_mutually

PUBLIC = Access.public()
ONE = make_bundle(
    "one", "en",
    ["Ships may be boarded on the high seas.", "Cargo registers are kept in harbours.", "Zebras graze."],
    areas={1: "A3", 2: "A5"},
)  # fmt: skip
OTHER = make_bundle(
    "other", "en",
    ["Harbours keep cargo registers.", "On the high seas ships may be boarded.", "Teachers are paid."],
    areas={2: "A3", 3: "A10"},
)  # fmt: skip
CLOSED = make_bundle("closed", "en", ["Ships."], classification=Classification.CONFIDENTIAL, provider="tr")


@pytest.fixture
def both(settings: Settings) -> Iterator[Store]:
    with Store.open(settings.database_url) as store:
        for bundle in (ONE, OTHER, CLOSED):
            store.put(bundle)
        yield store


@pytest.mark.parametrize("indexed", [False, True])
def test_provisions_that_say_the_same_are_matched_and_the_rest_are_gaps(
    both: Store, settings: Settings, indexed: bool
) -> None:
    if indexed:
        build_index(both, settings)
    found = compare(both, settings, ONE.document.id, OTHER.document.id, PUBLIC)
    assert [(m.eid_a, m.eid_b) for m in found.matches] == [("art_1", "art_2"), ("art_2", "art_1")]
    assert all(0.3 <= m.score <= 1.0001 for m in found.matches)
    assert [m.areas for m in found.matches] == [("A3",), ()]
    assert (found.only_a, found.only_b) == (("art_3",), ("art_3",))
    assert found.areas == (
        AreaRow("A3", ("art_1",), ("art_2",)),
        AreaRow("A5", ("art_2",), ()),
        AreaRow("A10", (), ("art_3",)),
    )


def test_a_document_compared_with_itself_has_no_gaps(both: Store, settings: Settings) -> None:
    found = compare(both, settings, ONE.document.id, ONE.document.id, PUBLIC)
    assert [(m.eid_a, m.eid_b) for m in found.matches] == [(f"art_{n}",) * 2 for n in (1, 2, 3)]
    assert (found.only_a, found.only_b) == ((), ())


def test_a_hidden_document_is_not_compared(both: Store, settings: Settings) -> None:
    for pair in ((ONE, CLOSED), (CLOSED, ONE)):
        with pytest.raises(NotFoundError):
            compare(both, settings, pair[0].document.id, pair[1].document.id, PUBLIC)
    found = compare(both, settings, CLOSED.document.id, CLOSED.document.id, Access.of("tr"))
    assert len(found.matches) == 1


def test_a_match_is_mutual() -> None:
    a = np.array([[1, 0], [0.9, 0.1]], np.float32)
    b = np.array([[1, 0]], np.float32)
    assert match_mutually(a, b, 0.1) == [(0, 0, 1.0)]
    assert match_mutually(a, b, 1.5) == []
    assert match_mutually(a[:0], b, 0.1) == []
