"""Mentions in the store: put, replaced, counted and listed, and nothing of what may not be seen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.access import Access
from corpus.errors import NotFoundError, StoreError
from corpus.model import Bundle, Classification, Mention
from corpus.store import Store
from corpus.store.mentioning import MentionCount
from tests.corpus.samples import FERNS, MOSSES, make_bundle

PUBLIC = Access.public()


def mention(bundle: Bundle, eid: str, words: str, entity: str) -> Mention:
    start = bundle.document.text.index(words)
    return Mention(bundle.document.id, eid, start, start + len(words), entity)


def with_mentions(bundle: Bundle) -> Bundle:
    found = (
        mention(bundle, "art_1__para_1", "Ferns", "heroin"),
        mention(bundle, "art_1__para_2", "watered", "incb"),
    )
    return replace(bundle, mentions=found)


def test_mentions_come_back_with_the_document(store: Store) -> None:
    bundle = with_mentions(make_bundle())
    store.put(bundle)
    assert store.mentions(bundle.document.id, PUBLIC) == list(bundle.mentions)
    assert store.bundle(bundle.document.id, PUBLIC).mentions == bundle.mentions


def test_mentions_are_replaced_and_only_when_they_differ(store: Store) -> None:
    bundle = with_mentions(make_bundle())
    store.put(bundle)
    before = store.content_revision()
    assert store.put_mentions(bundle.document.id, bundle.mentions) is False
    other = mention(bundle, "art_2__para_1", "Mosses", "opium")
    assert store.put_mentions(bundle.document.id, [other]) is True
    assert store.mentions(bundle.document.id, PUBLIC) == [other]
    assert store.put_mentions(bundle.document.id, []) is True
    assert store.count_mentions(PUBLIC) == {}
    # The index holds no mentions: it need not be built again.
    assert store.content_revision() == before


def test_mentions_of_what_is_not_there_are_refused(store: Store) -> None:
    bundle = make_bundle()
    store.put(bundle)
    with pytest.raises(StoreError, match="art_9"):
        store.put_mentions(bundle.document.id, [Mention(bundle.document.id, "art_9", 0, 1, "opium")])
    with pytest.raises(StoreError):
        store.put_mentions(bundle.document.id, [Mention("another", "art_1", 0, 1, "opium")])
    with pytest.raises(NotFoundError):
        store.put_mentions("another", [])


def test_a_provision_counts_once_over_its_language_versions(store: Store) -> None:
    for language in ("en", "ru"):
        store.put(with_mentions(make_bundle(language=language)))
    store.put(with_mentions(make_bundle(instrument=MOSSES, source="mosses.txt")))
    counts = store.count_mentions(PUBLIC)
    assert counts["heroin"] == MentionCount("heroin", mentions=3, provisions=2, instruments=2)
    assert store.count_mentions(PUBLIC, "incb").keys() == {"incb"}
    assert store.mention_languages("heroin", PUBLIC) == {"en": 2, "ru": 1}
    places = store.mention_places("heroin", PUBLIC)
    assert [(each.instrument_id, each.eid) for each in places].count((FERNS.id, "art_1__para_1")) == 2
    assert [each.language for each in store.mention_places("heroin", PUBLIC, languages=["ru"])] == ["ru"]
    only = store.mention_places("heroin", PUBLIC, instrument_id=MOSSES.id)
    assert [each.instrument_id for each in only] == [MOSSES.id]


def test_what_may_not_be_seen_is_not_counted(store: Store) -> None:
    hidden = with_mentions(make_bundle(classification=Classification.CONFIDENTIAL, provider="yy"))
    store.put(hidden)
    assert store.count_mentions(PUBLIC) == {}
    assert store.mention_languages("heroin", PUBLIC) == {}
    assert store.mention_places("heroin", PUBLIC) == []
    with pytest.raises(NotFoundError):
        store.mentions(hidden.document.id, PUBLIC)
    assert store.count_mentions(Access("yy"))["heroin"].provisions == 1
    store.remove(hidden.document.id)
    assert store.count_mentions(Access("yy")) == {}


def test_an_earlier_version_is_not_counted(store: Store) -> None:
    store.put(with_mentions(make_bundle()))
    store.put(make_bundle(articles=("Article 1\n1. Ferns grow.",)))
    assert store.count_mentions(PUBLIC) == {}
