"""What ties a document to its source comes back from the store as it was put, to those who may see it."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from corpus.access import Access
from corpus.errors import NotFoundError, StoreError
from corpus.model import (
    Bundle,
    Classification,
    Commitment,
    Doubt,
    DoubtCode,
    Evidence,
    Force,
    LeftOut,
    LeftOutReason,
    LineBox,
    QualityReport,
    QualityState,
    Strength,
)
from corpus.store import PutOutcome, Store, migrating
from corpus.store.engine import open_engine
from tests.corpus.samples import make_bundle

PUBLIC = Access.public()
REPORT = QualityReport(
    state=QualityState.ATTENTION,
    characters=200,
    kept=170,
    furniture=20,
    left_out=(
        LeftOut("Page 3 of 9", 8, LeftOutReason.FURNITURE, page=3),
        LeftOut("gone", 4, LeftOutReason.LOST),
    ),
    left_out_total=2,
    page_count=2,
    pages_without_text=(2,),
    recognised_pages=(1,),
    recognition_confidence=0.81,
    doubts=(
        Doubt(DoubtCode.GAP, "article 7 is missing", eid="art_8"),
        Doubt(DoubtCode.CHARACTER_MAP, "x", page=1),
    ),
)
LINES = (LineBox(0, 9, 1, 0.125, 0.25, 0.5, 0.28125), LineBox(10, 19, 1, 0.125, 0.3, 0.9, 0.33))


def make_full() -> Bundle:
    """A bundle with everything that fidelity is about."""
    bundle = make_bundle()
    key = bundle.document.id
    commitments = (
        Commitment(key, "art_1__para_1", Force.OPERATIVE, Strength.SHALL, Evidence(13, 15), Evidence(10, 12)),
        Commitment(key, "art_2__para_1", Force.PREAMBULAR, Strength.NOTE, guessed=True),
    )
    provisions = tuple(replace(p, language_confidence=0.5) for p in bundle.provisions)
    return replace(
        bundle,
        document=replace(bundle.document, lines=LINES, quality=REPORT),
        provisions=provisions,
        commitments=commitments,
    )


def test_lines_quality_and_commitments_come_back_as_put(store: Store) -> None:
    bundle = make_full()
    store.put(bundle)
    kept = store.bundle(bundle.document.id, PUBLIC)
    assert kept.document.lines == LINES
    assert kept.document.quality == REPORT
    assert kept.commitments == bundle.commitments
    assert [p.language_confidence for p in kept.provisions] == [0.5] * len(bundle.provisions)
    assert store.lines(bundle.document.id, PUBLIC) == LINES
    assert store.quality(bundle.document.id, PUBLIC) == REPORT
    assert store.commitments(bundle.document.id, PUBLIC) == list(bundle.commitments)


def test_the_summary_tells_state_and_coverage(store: Store) -> None:
    bundle = make_full()
    store.put(bundle)
    (entry,) = store.documents(PUBLIC)
    assert entry.quality_state is QualityState.ATTENTION
    assert entry.coverage == pytest.approx(170 / 180)


def test_a_document_without_a_report_has_none(store: Store) -> None:
    bundle = make_bundle()
    store.put(bundle)
    (entry,) = store.documents(PUBLIC)
    assert (entry.quality_state, entry.coverage) == (None, None)
    assert store.quality(bundle.document.id, PUBLIC) is None
    assert store.lines(bundle.document.id, PUBLIC) == ()


def test_a_new_reading_replaces_the_old_commitments(store: Store) -> None:
    bundle = make_full()
    store.put(bundle, parser="1")
    store.put(replace(bundle, commitments=bundle.commitments[:1]), parser="2")
    assert store.commitments(bundle.document.id, PUBLIC) == list(bundle.commitments[:1])


def test_the_original_is_kept_byte_for_byte_and_once(store: Store) -> None:
    bundle, data = make_bundle(), bytes(range(256)) * 9
    checksum = hashlib.sha256(data).hexdigest()
    bundle = replace(bundle, document=replace(bundle.document, checksum=checksum))
    assert store.put(bundle, original=data) is PutOutcome.ADDED
    assert store.put(bundle, original=data) is PutOutcome.UNCHANGED
    assert store.original(bundle.document.id, PUBLIC) == data
    assert store.has_original(bundle.document.id, PUBLIC)


def test_an_original_that_is_not_there_is_told(store: Store) -> None:
    store.put(make_bundle())
    assert not store.has_original(make_bundle().document.id, PUBLIC)
    with pytest.raises(NotFoundError, match="original file"):
        store.original(make_bundle().document.id, PUBLIC)


@pytest.mark.parametrize("method", ["original", "has_original", "lines", "quality", "commitments"])
def test_nothing_of_a_confidential_document_gets_out(store: Store, method: str) -> None:
    bundle = make_full()
    secret = replace(bundle.document, classification=Classification.CONFIDENTIAL, provider="xx")
    store.put(replace(bundle, document=secret), original=b"secret")
    with pytest.raises(NotFoundError, match="or you may not see it"):
        getattr(store, method)(bundle.document.id, PUBLIC)
    getattr(store, method)(bundle.document.id, Access("xx"))


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"lines": (LineBox(0, 10_000, 1, 0, 0, 1, 1),)}, "line box"),
        ({"commitments": (Commitment("?", "art_9", Force.OPERATIVE, Strength.SHALL),)}, "art_9"),
        (
            {
                "commitments": (
                    Commitment("?", "art_1", Force.OPERATIVE, Strength.SHALL, Evidence(5, 10_000)),
                )
            },
            "rests on 5-10000",
        ),
    ],
)
def test_spans_outside_the_text_are_refused(store: Store, change: dict[str, object], complaint: str) -> None:
    bundle = make_bundle()
    if "lines" in change:
        broken = replace(bundle, document=replace(bundle.document, **change))  # type: ignore[arg-type]
    else:
        entries = [replace(item, document_id=bundle.document.id) for item in change["commitments"]]  # type: ignore[attr-defined]
        broken = replace(bundle, commitments=tuple(entries))
    with pytest.raises(StoreError, match=complaint):
        store.put(broken)
    assert store.documents(PUBLIC) == []


def test_a_database_of_the_first_form_opens_with_its_content(database_url: str) -> None:
    with Store.open(database_url) as store:
        store.put(make_bundle())
    engine = open_engine(database_url)
    migrating.migrate(engine, "0001")
    engine.dispose()
    with Store.open(database_url) as store:
        kept = store.bundle(make_bundle().document.id, PUBLIC)
        assert kept.provisions == make_bundle().provisions
        assert kept.document.quality is None
        assert kept.commitments == ()
