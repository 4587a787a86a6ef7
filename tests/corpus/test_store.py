"""The contract of the store: what goes in comes out, and lists say what is there."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from corpus.access import Access
from corpus.errors import NotFoundError, StoreError, UsageError
from corpus.model import (
    AssignmentStatus,
    Bundle,
    Citation,
    Classification,
    Nature,
    Provision,
    ProvisionKind,
    Strength,
)
from corpus.store import PutOutcome, Store
from tests.corpus.samples import FERNS, MOSSES, make_bundle

PUBLIC = Access.public()
PROPOSED, CONFIRMED, REJECTED = (
    AssignmentStatus.PROPOSED,
    AssignmentStatus.CONFIRMED,
    AssignmentStatus.REJECTED,
)


def full_bundle() -> Bundle:
    """Return a bundle in which every optional field is set somewhere."""
    bundle = make_bundle(
        assignments=(("art_1__para_1", "A1", PROPOSED), ("art_2", "A10", CONFIRMED)),
        cites=MOSSES.id,
        nature=Nature.TRANSLATION,
        ingested_at=datetime(2024, 5, 1, 12, 30, tzinfo=UTC),
    )
    first, second, *others = bundle.provisions
    instrument = replace(
        bundle.instrument,
        body="Parliament",
        date="2001-02-03",
        status="in force",
        official_source="the gazette of xx",
    )
    return replace(
        bundle,
        instrument=instrument,
        provisions=(
            first,
            replace(second, heading="Counting", strength=Strength.SHALL, pages=(1, 1)),
            *others,
        ),
    )


def test_everything_comes_back_as_it_was_put(store: Store) -> None:
    bundle = full_bundle()
    assert store.put(bundle) is PutOutcome.ADDED
    assert store.bundle(bundle.document.id, PUBLIC) == bundle
    document = store.document(bundle.document.id, PUBLIC)
    assert document == bundle.document
    assert store.provisions(document.id, PUBLIC) == list(bundle.provisions)
    assert store.provision(document.id, "art_2", PUBLIC) == bundle.provisions[4]
    assert list(store.passages(None, PUBLIC)) == list(bundle.passages)
    assert list(store.passages([document.id], PUBLIC)) == list(bundle.passages)
    assert store.citations(document.id, PUBLIC) == list(bundle.citations)
    assert store.assignments(PUBLIC) == list(bundle.assignments)
    assert store.instrument(FERNS.id, PUBLIC) == bundle.instrument
    for provision in bundle.provisions:
        assert document.text[provision.start : provision.end].startswith(provision.label)


def test_putting_the_same_again_changes_nothing(store: Store) -> None:
    bundle = full_bundle()
    store.put(bundle, parser="1")
    revision = store.content_revision()
    assert store.put(bundle, parser="1") is PutOutcome.UNCHANGED
    assert store.content_revision() == revision
    assert store.counts(PUBLIC).documents == 1


def test_a_summary_has_the_sizes_but_not_the_text(store: Store) -> None:
    bundle = make_bundle()
    store.put(bundle, parser="p7")
    (summary,) = store.documents(PUBLIC)
    assert (summary.characters, summary.page_count, summary.provision_count, summary.passage_count) == (
        len(bundle.document.text),
        1,
        6,
        3,
    )
    assert (summary.parser, summary.version, summary.notes) == ("p7", 1, ("a note",))
    assert store.summary(bundle.document.id, PUBLIC) == summary
    assert store.documents(PUBLIC, "/akn/zz/act/1999/none") == []
    assert store.documents(PUBLIC, FERNS.id) == [summary]


def test_instruments_are_listed_with_languages_and_counts(store: Store) -> None:
    store.put(make_bundle(instrument=MOSSES, source="m.txt"))
    store.put(make_bundle(assignments=(("art_1", "A1", PROPOSED), ("art_2", "A2", CONFIRMED))))
    store.put(
        make_bundle(
            source="f2.txt",
            language="kk",
            nature=Nature.TRANSLATION,
            assignments=(("art_1", "A1", PROPOSED),),
        )
    )
    ferns, mosses = store.instruments(PUBLIC)
    assert ferns.instrument.id == FERNS.id
    assert ferns.languages == ("en", "kk")
    assert ferns.natures == (Nature.AUTHENTIC, Nature.TRANSLATION)
    assert (ferns.documents, ferns.provisions) == (2, 12)
    assert ferns.assignments == {PROPOSED: 2, CONFIRMED: 1, REJECTED: 0}
    assert (mosses.instrument.id, mosses.documents, mosses.assignments[PROPOSED]) == (MOSSES.id, 1, 0)
    counts = store.counts(PUBLIC)
    assert (counts.instruments, counts.documents, counts.provisions, counts.passages) == (2, 3, 18, 9)
    assert counts.languages == {"en": 2, "kk": 1}
    assert counts.assignments == {PROPOSED: 2, CONFIRMED: 1, REJECTED: 0}


def test_an_instrument_is_what_its_documents_say_together(store: Store) -> None:
    abstract = replace(FERNS, title="Ferns (register)", year=None, titles={"en": "Ferns"}, names=("F",))
    store.put(
        make_bundle(instrument=replace(FERNS, body="Parliament", titles={"en": "x", "kk": "Қырыққұлақ"}))
    )
    store.put(make_bundle(instrument=abstract, source="register:f", nature=Nature.ABSTRACT))
    found = store.instrument(FERNS.id, PUBLIC)
    assert found.title == "Ferns (register)"
    assert (found.year, found.body) == (2001, "Parliament")
    assert found.titles == {"en": "Ferns", "kk": "Қырыққұлақ"}
    assert found.names == ("F", "Ferns Act")


def test_passages_are_found_by_id(store: Store) -> None:
    bundle = make_bundle()
    store.put(bundle)
    first = bundle.passages[0]
    assert store.passages_by_id([first.id, "nowhere"], PUBLIC) == {first.id: first}


def test_assignments_are_selected_and_in_document_order(store: Store) -> None:
    bundle = make_bundle(
        assignments=(("art_2", "A1", PROPOSED), ("art_1", "A2", CONFIRMED), ("art_1", "A1", PROPOSED))
    )
    store.put(bundle)
    assert [(a.eid, a.area) for a in store.assignments(PUBLIC)] == [
        ("art_1", "A1"),
        ("art_1", "A2"),
        ("art_2", "A1"),
    ]
    assert [a.eid for a in store.assignments(PUBLIC, area="A1")] == ["art_1", "art_2"]
    assert [a.area for a in store.assignments(PUBLIC, statuses=(CONFIRMED,))] == ["A2"]
    assert store.assignments(PUBLIC, document_id="none") == []


def test_citations_of_a_provision_include_those_of_its_parts_only(store: Store) -> None:
    bundle = make_bundle()
    start = bundle.provisions[1].start

    def cite(eid: str | None) -> Citation:
        return Citation(bundle.document.id, "art_1", start, start + 3, MOSSES.id, eid)

    targets = ("art_1", "art_1__para_2", "art_10", "art_1-2", None)
    store.put(replace(bundle, citations=tuple(map(cite, targets))))
    assert [c.target_eid for c in store.cited_by(MOSSES.id, "art_1", PUBLIC)] == ["art_1", "art_1__para_2"]
    assert len(store.cited_by(MOSSES.id, None, PUBLIC)) == 5
    assert store.cited_by(FERNS.id, None, PUBLIC) == []


def test_what_is_absent_is_told(store: Store) -> None:
    store.put(make_bundle())
    document_id = make_bundle().document.id
    for call in (
        lambda: store.document("none", PUBLIC),
        lambda: store.summary("none", PUBLIC),
        lambda: store.provisions("none", PUBLIC),
        lambda: store.provision(document_id, "art_99", PUBLIC),
        lambda: store.instrument("/akn/zz/act/1999/none", PUBLIC),
        lambda: store.citations("none", PUBLIC),
        lambda: store.bundle("none", PUBLIC),
        lambda: store.versions("none", PUBLIC),
        lambda: store.decide(document_id, "art_99", "A1", CONFIRMED, "Ann"),
        lambda: store.remove("none"),
        lambda: store.put_assignments("none", []),
    ):
        with pytest.raises(NotFoundError):
            call()


def test_failures_are_kept_until_the_source_succeeds(store: Store) -> None:
    store.record_failure("bad.pdf", "00", "DamagedFileError", "It is truncated.", "Get a whole copy.")
    store.record_failure("ferns.txt", None, "EmptyFileError", "Old message.", "Old remedy.")
    store.record_failure("ferns.txt", "11", "EmptyFileError", "It is empty.", "Fill it.")
    assert [(f.source, f.checksum, f.message) for f in store.failures(PUBLIC)] == [
        ("bad.pdf", "00", "It is truncated."),
        ("ferns.txt", "11", "It is empty."),
    ]
    store.put(make_bundle(source="ferns.txt"))
    assert [f.source for f in store.failures(PUBLIC)] == ["bad.pdf"]
    store.clear_failure("bad.pdf")
    assert store.failures(PUBLIC) == []


def test_the_failure_of_a_hidden_documents_file_is_told_to_its_party_alone(store: Store) -> None:
    document = make_bundle(source="secret.txt")
    store.put(document)
    store.classify(document.document.id, Classification.CONFIDENTIAL, "kz")
    store.record_failure("secret.txt", None, "EmptyFileError", "It is empty.", "Fill it.")
    assert store.failures(PUBLIC) == []
    assert [f.source for f in store.failures(Access.of("kz"))] == ["secret.txt"]
    assert [f.source for f in store.failures(Access.system_())] == ["secret.txt"]


def test_ingestion_learns_what_is_known(store: Store) -> None:
    bundle = make_bundle()
    store.put(bundle, parser="7")
    document = bundle.document
    assert store.known_checksums() == {document.lineage: document.checksum}
    assert store.known_sources() == {document.source: (document.checksum, "7")}
    assert [entry.id for entry in store.documents_from_source(document.source)] == [document.id]


def test_vectors_are_kept_by_encoder_and_hash(store: Store) -> None:
    one, two = np.array([1, 2, 3], dtype=np.float32), np.array([4, 5, 6], dtype=np.float32)
    store.put_vectors("encoder-a", {"h1": one, "h2": two})
    store.put_vectors("encoder-a", {"h1": two})
    store.put_vectors("encoder-b", {"h1": two})
    found = store.vectors("encoder-a", ["h1", "h2", "h3"])
    assert {key: value.tolist() for key, value in found.items()} == {"h1": [1, 2, 3], "h2": [4, 5, 6]}
    assert found["h1"].dtype == np.float32
    many = {f"n{n}": np.full(4, n, dtype=np.float32) for n in range(1203)}
    store.put_vectors("encoder-a", many)
    assert {key: value[0] for key, value in store.vectors("encoder-a", many).items()} == {
        key: value[0] for key, value in many.items()
    }
    assert store.drop_vectors("encoder-b") == 1205
    assert store.vectors("encoder-a", ["h1"]) == {}
    assert store.vectors("encoder-b", ["h1"])["h1"].tolist() == [4, 5, 6]


def test_the_revision_follows_what_an_index_holds(store: Store) -> None:
    bundle = make_bundle(assignments=(("art_1", "A1", PROPOSED),))
    other = make_bundle(instrument=MOSSES, source="m.txt")
    seen = [store.content_revision()]

    def changed() -> bool:
        seen.append(store.content_revision())
        return seen[-1] not in seen[:-1]

    store.put(bundle)
    assert changed()
    store.put(other)
    assert changed()
    before = store.document_revisions()
    store.put_assignments(bundle.document.id, bundle.assignments)  # proposes the same again
    assert not changed()
    store.put_vectors("e", {"h": np.zeros(2, dtype=np.float32)})
    store.record_failure("x", None, "k", "m", "r")
    assert not changed()
    store.decide(bundle.document.id, "art_1", "A1", CONFIRMED, "Ann")
    assert changed()
    after = store.document_revisions()
    assert after[bundle.document.id] != before[bundle.document.id]
    assert after[other.document.id] == before[other.document.id]
    store.remove(other.document.id)
    assert changed()
    assert store.document_revisions().keys() == {bundle.document.id}


def test_an_export_is_json_with_everything_but_passages(store: Store) -> None:
    bundle = full_bundle()
    store.put(bundle)
    (line,) = store.export(PUBLIC)
    record = json.loads(line)
    assert set(record) == {
        "instrument",
        "document",
        "provisions",
        "citations",
        "assignments",
        "commitments",
        "mentions",
    }
    assert record["document"]["text"] == bundle.document.text
    assert record["document"]["ingested_at"] == "2024-05-01T12:30:00+00:00"
    assert [entry["eid"] for entry in record["provisions"]] == [entry.eid for entry in bundle.provisions]
    assert record["assignments"][0]["status"] == "proposed"
    assert "\n" not in line


def broken(bundle: Bundle, **changes: object) -> Bundle:
    last = bundle.provisions[-1]
    return replace(bundle, provisions=(*bundle.provisions[:-1], replace(last, **changes)))  # type: ignore[arg-type]


SOUND = make_bundle(cites=MOSSES.id)
BROKEN = {
    "span beyond the text": broken(SOUND, end=10_000),
    "span backwards": broken(SOUND, start=80, end=70),
    "same eid twice": broken(SOUND, eid="art_1"),
    "missing parent": broken(SOUND, parent="art_77"),
    "out of the parent": broken(SOUND, parent="art_1"),
    "passage out of its provision": replace(SOUND, passages=(replace(SOUND.passages[0], end=100),)),
    "passage of nothing": replace(SOUND, passages=(replace(SOUND.passages[0], eid="art_77"),)),
    "citation of nothing": replace(SOUND, citations=(replace(SOUND.citations[0], eid="art_77"),)),
    "another document's provision": broken(SOUND, document_id="other"),
    "another instrument": replace(SOUND, instrument=MOSSES),
    "NUL": replace(
        SOUND, document=replace(SOUND.document, text=SOUND.document.text.replace("Ferns", "Fern\0"))
    ),
    "assignment of nothing": replace(
        make_bundle(assignments=(("art_2", "A1", PROPOSED),)),
        provisions=SOUND.provisions[:3],
        passages=(),
        citations=(),
    ),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_an_inconsistent_reading_is_refused_whole(store: Store, fault: str) -> None:
    with pytest.raises(StoreError, match="is inconsistent"):
        store.put(BROKEN[fault])
    assert store.counts(Access.system_()).documents == 0


def test_half_a_character_is_refused_with_a_remedy(store: Store) -> None:
    text = SOUND.document.text.replace("F", "\ud800")
    with pytest.raises(StoreError, match="surrogate"):
        store.put(replace(SOUND, document=replace(SOUND.document, text=text)))
    assert store.counts(Access.system_()).documents == 0


def test_a_footnote_may_lie_outside_of_the_provision_with_its_mark(store: Store) -> None:
    bundle = make_bundle()
    key, end = bundle.document.id, len(bundle.document.text)
    note = Provision(key, "fn_1", ProvisionKind.FOOTNOTE, end - 5, end, "en", 6, parent="art_1__para_1")
    assert store.put(replace(bundle, provisions=(*bundle.provisions, note))) is PutOutcome.ADDED


def test_a_document_with_a_made_up_id_is_refused(store: Store) -> None:
    store.put(make_bundle())
    second = make_bundle(("Article 1\n1. Other words.",))
    first_id = make_bundle().document.id
    clash = replace(second, document=replace(second.document, id=first_id), passages=(), provisions=())
    with pytest.raises(StoreError):
        store.put(clash)
    assert store.document(first_id, PUBLIC) == replace(
        make_bundle().document, ingested_at=store.document(first_id, PUBLIC).ingested_at
    )


def test_nobody_decides_anonymously(store: Store) -> None:
    bundle = make_bundle()
    store.put(bundle)
    with pytest.raises(UsageError):
        store.decide(bundle.document.id, "art_1", "A1", CONFIRMED, "  ")
