"""Searches are kept for whom they belong to, bounded, and what came in since is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from corpus.access import Access
from corpus.errors import NotFoundError, UsageError
from corpus.model import Authorisation, Classification
from corpus.store import Store
from corpus.store.saving import LONGEST_NAME, MOST_SAVED
from tests.corpus.samples import make_bundle

PUBLIC, ONE, OTHER = Access.public(), Access.of("aa"), Access.of("bb")
PARAMETERS = (("q", "ferns, «мхи»"), ("lang", "ru"), ("lang", "kk"), ("not_kind", "bill"))


def test_a_search_is_kept_with_all_it_says(store: Store) -> None:
    kept = store.save_search("  Ferns\n of  interest ", PARAMETERS, ONE)
    assert (kept.name, kept.parameters) == ("Ferns of interest", PARAMETERS)
    assert store.saved_searches(ONE) == [kept] == [store.saved_search(kept.id, ONE)]
    assert kept.seen_at == kept.created_at


@pytest.mark.parametrize("stranger", [PUBLIC, OTHER, Access.of("AA")])
def test_nobody_else_sees_marks_or_removes_it(store: Store, stranger: Access) -> None:
    kept = store.save_search("Ferns", PARAMETERS, ONE)
    assert store.saved_searches(stranger) == []
    for act in (store.saved_search, store.mark_seen, store.remove_saved_search):
        with pytest.raises(NotFoundError):
            act(kept.id, stranger)
    assert store.saved_search(kept.id, ONE) == kept
    # The name is free for others, which also tells them nothing.
    assert store.save_search("Ferns", (), stranger).id != kept.id


def test_what_the_public_keeps_is_no_party_s(store: Store) -> None:
    kept = store.save_search("Ferns", PARAMETERS, PUBLIC)
    assert store.saved_searches(PUBLIC) == [kept]
    assert store.saved_searches(ONE) == []


def test_a_search_can_be_removed_once(store: Store) -> None:
    kept = store.save_search("Ferns", PARAMETERS, ONE)
    store.remove_saved_search(kept.id, ONE)
    assert store.saved_searches(ONE) == []
    with pytest.raises(NotFoundError):
        store.remove_saved_search(kept.id, ONE)


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("", ()),
        (" \n ", ()),
        ("x" * (LONGEST_NAME + 1), ()),
        ("Ferns", [("q", "x" * 5_000)]),
        ("Ferns", [("lang", "ru")] * 300),
        ("Taken", ()),
    ],
)
def test_what_cannot_be_kept_is_told(store: Store, name: str, parameters: list[tuple[str, str]]) -> None:
    store.save_search("Taken", (), ONE)
    with pytest.raises(UsageError) as caught:
        store.save_search(name, parameters, ONE)
    assert caught.value.remedy
    assert len(store.saved_searches(ONE)) == 1


def test_an_owner_keeps_a_bounded_number(store: Store) -> None:
    for number in range(MOST_SAVED):
        store.save_search(f"Search {number}", (), ONE)
    with pytest.raises(UsageError, match=str(MOST_SAVED)):
        store.save_search("One more", (), ONE)
    store.save_search("One more", (), OTHER)


def test_maintenance_keeps_none(store: Store) -> None:
    with pytest.raises(UsageError):
        store.saved_searches(Access.system_())


def test_what_came_in_since_is_told_to_those_who_may_see_it(store: Store) -> None:
    early, late = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC)
    between = datetime(2026, 2, 1, tzinfo=UTC)
    store.put(make_bundle(source="old.txt", ingested_at=early))
    public = make_bundle(source="new.txt", ingested_at=late)
    secret = make_bundle(
        source="secret.txt", ingested_at=late, classification=Classification.CONFIDENTIAL, provider="aa"
    )
    for bundle in (public, secret):
        store.put(bundle)
    assert store.documents_since(between, PUBLIC) == {public.document.id: late}
    assert set(store.documents_since(between, ONE)) == {public.document.id, secret.document.id}
    assert store.documents_since(late, ONE) == {}


def test_a_document_comes_to_the_authorised_with_the_authorisation(store: Store) -> None:
    early, granted = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC)
    secret = make_bundle(ingested_at=early, classification=Classification.CONFIDENTIAL, provider="aa")
    store.put(secret)
    assert store.documents_since(early, OTHER) == {}
    store.authorise(Authorisation(secret.document.id, "bb", "aa", "note 1", granted))
    assert store.documents_since(early, OTHER) == {secret.document.id: granted}
    assert store.documents_since(early, ONE) == {}


def test_the_mark_of_the_last_look_only_moves_forward(store: Store) -> None:
    kept = store.save_search("Ferns", PARAMETERS, ONE)
    store.mark_seen(kept.id, ONE, kept.seen_at - timedelta(days=1))
    assert store.saved_search(kept.id, ONE).seen_at == kept.seen_at
    later = kept.seen_at + timedelta(days=1)
    store.mark_seen(kept.id, ONE, later)
    assert store.saved_search(kept.id, ONE).seen_at == later


def test_keeping_searches_does_not_age_the_index(store: Store) -> None:
    before = store.content_revision()
    kept = store.save_search("Ferns", PARAMETERS, ONE)
    store.mark_seen(kept.id, ONE)
    store.remove_saved_search(kept.id, ONE)
    assert store.content_revision() == before
