"""What the store remembers of attempts to bring official texts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from corpus.store import FetchRecord, FetchStatus, PartialDownload, Store

WORK = "/akn/xx/act/2001/harbours"
NOON = datetime(2025, 6, 1, 12, tzinfo=UTC)
WHOLE = FetchRecord(
    WORK,
    "https://law.example/harbours",
    FetchStatus.REFUSED,
    problem="wrong-type",
    reason="It is a picture.",
    remedy="Look at it.",
    checked_at=NOON,
    changed_at=NOON,
    fetched_at=NOON,
    url="https://law.example/harbours.pdf",
    checksum="0" * 64,
    size=12,
    media_type="application/pdf",
    etag='"a"',
    last_modified="Sun, 01 Jun 2025 12:00:00 GMT",
    path="fetched/harbours/0.pdf",
    document="abc",
    wanted_at=NOON,
    partial=PartialDownload("https://law.example/harbours.pdf", '"a"', "gzip"),
)


def test_what_was_kept_comes_back_whole_and_is_replaced(store: Store) -> None:
    assert store.fetches() == {}
    assert store.fetch_of(WORK) is None
    store.keep_fetch(WHOLE)
    assert store.fetch_of(WORK) == WHOLE
    later = replace(WHOLE, status=FetchStatus.CURRENT, problem=None, reason=None, remedy=None, partial=None)
    store.keep_fetch(later)
    assert store.fetches() == {WORK: later}


def test_a_run_notes_what_it_wants_and_keeps_what_is_known(store: Store) -> None:
    store.keep_fetch(replace(WHOLE, wanted_at=None))
    store.want_fetches({WORK: "https://new.example/", "/akn/xx/act/2002/b": "https://b.example/"}, NOON)
    known, new = store.fetches()[WORK], store.fetches()["/akn/xx/act/2002/b"]
    assert known == WHOLE
    assert new == FetchRecord("/akn/xx/act/2002/b", "https://b.example/", wanted_at=NOON)
    store.unwant_fetches([WORK])
    assert store.fetch_of(WORK) == replace(WHOLE, wanted_at=None)
    assert store.fetch_of("/akn/xx/act/2002/b") == new
