"""Changed files become versions, new parsers read anew in place, and persons' decisions survive both."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

import pytest

from corpus.access import Access
from corpus.errors import StoreError
from corpus.model import Assignment, AssignmentStatus, Bundle, DocumentState, Evidence, Passage, Provision
from corpus.store import PutOutcome, Store
from tests.corpus.samples import ARTICLES, make_bundle, quoted

PUBLIC = Access.public()
Spanned = TypeVar("Spanned", Provision, Passage)
PROPOSED, CONFIRMED, REJECTED = (
    AssignmentStatus.PROPOSED,
    AssignmentStatus.CONFIRMED,
    AssignmentStatus.REJECTED,
)
CHANGED = ("Article 1\n1. Ferns are counted monthly.", ARTICLES[1])


def test_a_changed_file_becomes_a_version_and_the_old_one_stays_readable(store: Store) -> None:
    old, new = make_bundle(), make_bundle(CHANGED)
    assert store.put(old) is PutOutcome.ADDED
    assert store.put(new) is PutOutcome.UPDATED
    (current,) = store.documents(PUBLIC)
    assert (current.id, current.version) == (new.document.id, 2)
    newest, earlier = store.versions(old.document.id, PUBLIC)
    assert (newest.id, earlier.id) == (new.document.id, old.document.id)
    assert earlier.state is DocumentState.SUPERSEDED
    read = store.document(old.document.id, PUBLIC)
    assert (read.text, read.version, read.state) == (old.document.text, 1, DocumentState.SUPERSEDED)
    assert store.provisions(old.document.id, PUBLIC) == list(old.provisions)
    assert store.hidden_documents(Access.system_()) == {old.document.id}
    assert list(store.passages(None, PUBLIC)) == list(new.passages)
    assert store.counts(PUBLIC).documents == 1
    both = store.documents(PUBLIC, states=(DocumentState.CURRENT, DocumentState.SUPERSEDED))
    assert [entry.version for entry in both] == [2, 1]


def test_a_file_that_goes_back_becomes_the_newest_again(store: Store) -> None:
    first, second = make_bundle(), make_bundle(CHANGED)
    for bundle in (first, second):
        store.put(bundle)
    assert store.put(first) is PutOutcome.UPDATED
    assert store.put(first) is PutOutcome.UNCHANGED
    assert [
        (entry.id, entry.version, entry.state.value) for entry in store.versions(first.document.id, PUBLIC)
    ] == [(first.document.id, 3, "current"), (second.document.id, 2, "superseded")]
    assert store.known_checksums() == {first.document.lineage: first.document.checksum}
    assert store.put(second) is PutOutcome.UPDATED
    assert [entry.id for entry in store.documents(PUBLIC)] == [second.document.id]


def test_another_place_or_language_is_another_document(store: Store) -> None:
    for bundle in (make_bundle(), make_bundle(source="copy.txt"), make_bundle(language="kk")):
        assert store.put(bundle) is PutOutcome.ADDED
    assert {entry.version for entry in store.documents(PUBLIC)} == {1}


def with_fewer_parts(bundle: Bundle) -> Bundle:
    """Return what a coarser parser would read in the same file: articles only."""
    kept = tuple(entry for entry in bundle.provisions if "para" not in entry.eid)
    passages = tuple(replace(entry, eid=entry.eid.partition("__")[0]) for entry in bundle.passages)
    return replace(
        bundle,
        provisions=tuple(replace(entry, ordinal=n) for n, entry in enumerate(kept)),
        passages=passages,
        citations=(),
        assignments=(),
    )


def test_a_new_parser_reads_the_same_file_in_place(store: Store) -> None:
    fine = make_bundle(assignments=(("art_1__para_1", "A1", PROPOSED),))
    coarse = with_fewer_parts(fine)
    store.put(coarse, parser="1")
    assert store.put(fine, parser="2") is PutOutcome.UPDATED
    assert store.put(fine, parser="2") is PutOutcome.UNCHANGED
    (document,) = store.documents(PUBLIC)
    assert (document.id, document.version, document.parser) == (fine.document.id, 1, "2")
    assert store.provisions(document.id, PUBLIC) == list(fine.provisions)
    assert store.assignments(PUBLIC) == list(fine.assignments)
    store.put(coarse, parser="3")
    assert store.provisions(document.id, PUBLIC) == list(coarse.provisions)
    assert list(store.passages(None, PUBLIC)) == list(coarse.passages)
    assert store.assignments(PUBLIC) == []


def decided_store(store: Store) -> Bundle:
    bundle = make_bundle(
        assignments=(
            ("art_1__para_1", "A1", PROPOSED),
            ("art_2__para_1", "A2", PROPOSED),
            ("art_2", "A3", PROPOSED),
        )
    )
    store.put(bundle, parser="1")
    store.decide(bundle.document.id, "art_1__para_1", "A1", REJECTED, "Ann", "too far")
    store.decide(bundle.document.id, "art_2__para_1", "A2", CONFIRMED, "Ann")
    store.decide(bundle.document.id, "art_1", "A9", CONFIRMED, "Bob", "was not proposed")
    return bundle


def standing(store: Store, document_id: str) -> set[tuple[str, str, str, str]]:
    return {(a.eid, a.area, a.status.value, a.by) for a in store.assignments(PUBLIC, document_id)}


ALL_DECIDED = {
    ("art_1__para_1", "A1", "rejected", "Ann"),
    ("art_2__para_1", "A2", "confirmed", "Ann"),
    ("art_1", "A9", "confirmed", "Bob"),
}


def test_a_program_never_overwrites_a_person(store: Store) -> None:
    bundle = decided_store(store)
    key = bundle.document.id
    store.put_assignments(
        key,
        [
            Assignment(key, "art_1__para_1", "A1", 0.99, PROPOSED, "program 2"),
            Assignment(key, "art_2__para_1", "A2", 0.10, PROPOSED, "program 2"),
            Assignment(key, "art_1__para_2", "A4", 0.70, PROPOSED, "program 2"),
        ],
    )
    assert standing(store, key) == ALL_DECIDED | {("art_1__para_2", "A4", "proposed", "program 2")}
    store.put_assignments(key, [])
    assert standing(store, key) == ALL_DECIDED


def test_a_program_does_not_touch_what_the_register_confirms(store: Store) -> None:
    bundle = make_bundle(assignments=(("art_1", "A1", CONFIRMED), ("art_2", "A1", PROPOSED)))
    store.put(bundle)
    store.put_assignments(
        bundle.document.id, [Assignment(bundle.document.id, "art_1", "A1", 0.2, PROPOSED, "program 2")]
    )
    assert standing(store, bundle.document.id) == {("art_1", "A1", "confirmed", "program")}


def test_a_decision_keeps_score_and_evidence_and_says_who_and_why(store: Store) -> None:
    bundle = decided_store(store)
    rejected = next(a for a in store.assignments(PUBLIC, bundle.document.id) if a.area == "A1")
    assert (rejected.score, rejected.reason) == (0.5, "too far")
    assert rejected.at is not None
    assert quoted(bundle, rejected) == ["Ferns"]


def test_a_decision_can_be_taken_back(store: Store) -> None:
    bundle = decided_store(store)
    key = bundle.document.id
    store.decide(key, "art_1", "A9", PROPOSED, "Bob", "hasty")
    store.put_assignments(key, [])
    assert ("art_1", "A9") not in {(a.eid, a.area) for a in store.assignments(PUBLIC, key)}
    assert [(d.area, d.status.value, d.by, d.reason) for d in store.decisions(key, PUBLIC)] == [
        ("A1", "rejected", "Ann", "too far"),
        ("A2", "confirmed", "Ann", None),
        ("A9", "confirmed", "Bob", "was not proposed"),
        ("A9", "proposed", "Bob", "hasty"),
    ]


def test_decisions_survive_another_reading_with_their_evidence(store: Store) -> None:
    bundle = decided_store(store)
    pad = "Preface\n"
    text = pad + bundle.document.text

    def move(entry: Spanned) -> Spanned:
        return replace(entry, start=entry.start + len(pad), end=entry.end + len(pad))

    moved = replace(
        bundle,
        document=replace(bundle.document, text=text),
        citations=(),
        provisions=tuple(map(move, bundle.provisions)),
        passages=tuple(map(move, bundle.passages)),
        assignments=(Assignment(bundle.document.id, "art_1__para_1", "A1", 0.9, PROPOSED, "program 2"),),
    )
    assert store.put(moved, parser="2") is PutOutcome.UPDATED
    assert standing(store, bundle.document.id) == ALL_DECIDED
    rejected = next(a for a in store.assignments(PUBLIC, bundle.document.id) if a.area == "A1")
    assert quoted(moved, rejected) == ["Ferns"]
    assert rejected.evidence == (Evidence(20 + 3 + len(pad), 20 + 8 + len(pad)),)


def test_a_decision_on_a_provision_that_vanishes_waits_for_it(store: Store) -> None:
    bundle = decided_store(store)
    key = bundle.document.id
    store.put(with_fewer_parts(bundle), parser="2")
    assert standing(store, key) == {("art_1", "A9", "confirmed", "Bob")}
    assert store.counts(PUBLIC).assignments == {PROPOSED: 0, CONFIRMED: 1, REJECTED: 0}
    assert store.instruments(PUBLIC)[0].assignments[REJECTED] == 0
    store.put(bundle, parser="3")
    assert standing(store, key) >= ALL_DECIDED


def test_decisions_go_over_to_a_new_version_where_the_words_are_the_same(store: Store) -> None:
    old = decided_store(store)
    new = make_bundle(CHANGED)
    store.put(new)
    # Article 1 and its paragraph changed; article 2 did not.
    assert standing(store, new.document.id) == {("art_2__para_1", "A2", "confirmed", "Ann")}
    carried = store.assignments(PUBLIC, new.document.id)[0]
    assert quoted(new, carried) == quoted(old, store.assignments(PUBLIC, old.document.id, area="A2")[0])
    assert standing(store, old.document.id) >= ALL_DECIDED


def test_proposals_for_what_is_no_longer_there_are_refused(store: Store) -> None:
    bundle = make_bundle(assignments=(("art_1", "A1", PROPOSED),))
    store.put(bundle)
    key = bundle.document.id
    for wrong in (
        Assignment(key, "art_99", "A1", 0.5, PROPOSED, "p"),
        Assignment("other", "art_1", "A1", 0.5, PROPOSED, "p"),
    ):
        with pytest.raises(StoreError, match="Assign areas again"):
            store.put_assignments(key, [wrong])
    assert store.assignments(PUBLIC) == list(bundle.assignments)


def test_removal_takes_all_versions_and_can_be_undone(store: Store) -> None:
    old, new = make_bundle(), make_bundle(CHANGED)
    store.put(old)
    store.put(new)
    store.remove(old.document.id)
    assert store.documents(PUBLIC, states=tuple(DocumentState)) == []
    store.put(new)
    assert store.documents(PUBLIC, states=tuple(DocumentState)) == []
    store.reinstate(old.document.id)
    assert [(e.id, e.state.value) for e in store.documents(PUBLIC, states=tuple(DocumentState))] == [
        (new.document.id, "current"),
        (old.document.id, "superseded"),
    ]
