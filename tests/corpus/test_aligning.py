"""What persons say of two provisions, the newest word first, and only where both may be seen."""

from __future__ import annotations

import pytest

from corpus.access import Access
from corpus.errors import NotFoundError, UsageError
from corpus.model import Classification
from corpus.store import Store
from corpus.store.aligning import LONGEST_NAME
from tests.corpus.samples import make_bundle

PUBLIC, OWNER = Access.public(), Access.of("tr")


@pytest.fixture
def places(store: Store) -> tuple[tuple[str, str], tuple[str, str]]:
    bundles = [make_bundle(source=name) for name in ("zz.txt", "aa.txt")]
    for bundle in bundles:
        store.put(bundle)
    one, other = ((bundle.document.id, bundle.provisions[0].eid) for bundle in bundles)
    return one, other


def test_the_newest_word_counts_whichever_way_round_it_was_said(
    store: Store, places: tuple[tuple[str, str], tuple[str, str]]
) -> None:
    one, other = places
    first = store.align(one, other, PUBLIC, same=True, by=" A.  Reader ", reason=" both on seizure ")
    assert (first.by, first.reason, first.same) == ("A. Reader", "both on seizure", True)
    second = store.align(other, one, PUBLIC, same=False, by="B")
    assert (second.document_a, second.document_b) == (first.document_a, first.document_b)
    assert store.alignments([one[0], other[0]], PUBLIC) == [second]
    store.unalign(one, other, PUBLIC)
    assert store.alignments([other[0], one[0]], PUBLIC) == [first]
    store.unalign(one, other, PUBLIC)
    assert store.alignments([one[0], other[0]], PUBLIC) == []
    with pytest.raises(NotFoundError, match="correction"):
        store.unalign(one, other, PUBLIC)


def test_nothing_is_said_told_or_taken_back_of_what_may_not_be_seen(
    store: Store, places: tuple[tuple[str, str], tuple[str, str]]
) -> None:
    one, _ = places
    closed = make_bundle(source="closed.txt", classification=Classification.CONFIDENTIAL, provider="tr")
    store.put(closed)
    hidden = (closed.document.id, closed.provisions[0].eid)
    store.align(one, hidden, OWNER, same=True, by="A")
    for act in (
        lambda: store.align(one, hidden, PUBLIC, same=False, by="B"),
        lambda: store.unalign(hidden, one, PUBLIC),
        lambda: store.alignments([one[0], hidden[0]], PUBLIC),
    ):
        with pytest.raises(NotFoundError):
            act()
    assert len(store.alignments([one[0], hidden[0]], OWNER)) == 1


@pytest.mark.parametrize(
    ("by", "reason", "said"),
    [("  ", None, "by"), ("x" * (LONGEST_NAME + 1), None, "by"), ("A", "x" * 3000, "reason")],
)
def test_who_and_why_are_bounded(
    store: Store, places: tuple[tuple[str, str], tuple[str, str]], by: str, reason: str | None, said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        store.align(*places, PUBLIC, same=True, by=by, reason=reason)


def test_a_provision_is_of_another_document_and_exists(
    store: Store, places: tuple[tuple[str, str], tuple[str, str]]
) -> None:
    one, other = places
    with pytest.raises(UsageError, match="one document"):
        store.align(one, one, PUBLIC, same=True, by="A")
    with pytest.raises(NotFoundError, match="provision"):
        store.align(one, (other[0], "art_999"), PUBLIC, same=True, by="A")
