"""Nobody learns of a document without the right to: the rule, its form in SQL, and every way to read."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from corpus.access import Access, may_see
from corpus.errors import NotFoundError, UsageError
from corpus.model import AssignmentStatus, Authorisation, Bundle, Classification, DocumentState, Nature
from corpus.store import PutOutcome, Store
from tests.corpus.samples import FERNS, MOSSES, make_bundle

PUBLIC, SYSTEM = Access.public(), Access.system_()
OWNER, FRIEND, STRANGER = Access.of("kz"), Access.of("tj"), Access.of("xx")
CONFIDENTIAL = Classification.CONFIDENTIAL
WORD = "Zyzzyva"  # occurs in the secret document only: in its text, title, notes, names and source


@pytest.mark.parametrize(
    ("access", "classification", "provider", "authorised", "allowed"),
    [
        (PUBLIC, Classification.PUBLIC, None, (), True),
        (STRANGER, Classification.PUBLIC, "kz", (), True),
        (PUBLIC, Classification.RESTRICTED, "kz", ("tj",), False),
        (PUBLIC, Classification.CONFIDENTIAL, None, (), False),
        (OWNER, Classification.RESTRICTED, "kz", (), True),
        (OWNER, Classification.CONFIDENTIAL, "kz", (), True),
        (STRANGER, Classification.RESTRICTED, "kz", ("tj",), False),
        (FRIEND, Classification.CONFIDENTIAL, "kz", ("tj",), True),
        (FRIEND, Classification.CONFIDENTIAL, None, (), False),
        (SYSTEM, Classification.CONFIDENTIAL, None, (), True),
    ],
)
def test_the_rule(
    access: Access,
    classification: Classification,
    provider: str | None,
    authorised: tuple[str, ...],
    allowed: bool,
) -> None:
    assert may_see(access, classification, provider, authorised) is allowed


def test_a_party_has_a_name() -> None:
    with pytest.raises(UsageError):
        Access(party=" ")


def test_sql_and_the_rule_agree_on_every_combination(store: Store) -> None:
    cases = {}
    combinations = itertools.product(Classification, ("kz", "tj"), ((), ("tj",), ("tj", "xx")))
    for n, (classification, provider, authorised) in enumerate(combinations):
        bundle = make_bundle(source=f"{n}.txt", classification=classification, provider=provider)
        store.put(bundle)
        for party in authorised:
            store.authorise(Authorisation(bundle.document.id, party, provider, "note 1"))
        cases[bundle.document.id] = (classification, provider, authorised)
    for access in (PUBLIC, SYSTEM, OWNER, FRIEND, STRANGER):
        expected = {key for key, case in cases.items() if may_see(access, *case)}
        assert {entry.id for entry in store.documents(access)} == expected
        assert store.hidden_documents(access) == cases.keys() - expected


def secret_bundle() -> Bundle:
    instrument = replace(FERNS, titles={"xz": WORD}, names=(WORD,), body=WORD, official_source=WORD)
    bundle = make_bundle(
        (f"Article 1\n1. {WORD} is kept.", "Article 2\n1. And hidden."),
        instrument=instrument,
        source=f"{WORD}.txt",
        language="xz",
        cites=MOSSES.id,
        assignments=(("art_1", "A7", AssignmentStatus.CONFIRMED), ("art_2", "A8", AssignmentStatus.PROPOSED)),
    )
    return replace(
        bundle,
        document=replace(
            bundle.document, title=WORD, notes=(WORD,), classification=CONFIDENTIAL, provider="kz"
        ),
    )


def read_everything(store: Store, bundle: Bundle, access: Access) -> dict[str, object]:
    """Return what every reading method of the store says to ``access``, with the secret's ids in hand."""
    key, passages = bundle.document.id, [entry.id for entry in bundle.passages]

    def attempt(call: Callable[[], object]) -> object:
        try:
            return call()
        except NotFoundError:
            return None

    return {
        "instruments": store.instruments(access),
        "instrument": attempt(lambda: store.instrument(FERNS.id, access)),
        "documents": store.documents(access),
        "documents of": store.documents(access, FERNS.id),
        "summary": attempt(lambda: store.summary(key, access)),
        "document": attempt(lambda: store.document(key, access)),
        "versions": attempt(lambda: store.versions(key, access)),
        "provisions": attempt(lambda: store.provisions(key, access)),
        "provision": attempt(lambda: store.provision(key, "art_1", access)),
        "passages": list(store.passages(None, access)),
        "passages of": list(store.passages([key], access)),
        "passages by id": store.passages_by_id(passages, access),
        "assignments": store.assignments(access),
        "assignments of": store.assignments(access, key),
        "citations": attempt(lambda: store.citations(key, access)),
        "cited by": store.cited_by(MOSSES.id, None, access),
        "bundle": attempt(lambda: store.bundle(key, access)),
        "hits": store.provision_hits([(key, "art_1")], access),
        "overview": store.area_overview(access),
        "area": store.area_provisions("A7", access),
        "counts": store.counts(access),
        "export": list(store.export(access)),
        "decisions": attempt(lambda: store.decisions(key, access)),
        "authorisations": attempt(lambda: store.authorisations(key, access)),
    }


def test_a_confidential_document_leaks_nowhere(store: Store) -> None:
    """Compares with a store in which the document never was: nothing may differ."""
    secret = secret_bundle()
    store.put(make_bundle(assignments=(("art_1", "A1", AssignmentStatus.PROPOSED),)))
    store.put(make_bundle(instrument=MOSSES, source="mosses.txt"))
    without = read_everything(store, secret, STRANGER)
    store.put(secret)
    store.decide(secret.document.id, "art_1", "A7", AssignmentStatus.CONFIRMED, WORD, WORD)
    store.authorise(Authorisation(secret.document.id, "tj", "kz", WORD))

    for access in (PUBLIC, STRANGER):
        assert read_everything(store, secret, access) == without
        assert WORD not in repr(read_everything(store, secret, access))
        assert secret.document.id in store.hidden_documents(access)
        with pytest.raises(NotFoundError) as hidden:
            store.document(secret.document.id, access)
        with pytest.raises(NotFoundError) as absent:
            store.document("0" * 20, access)
        assert str(hidden.value).replace(secret.document.id, "") == str(absent.value).replace("0" * 20, "")

    for access in (OWNER, FRIEND, SYSTEM):
        seen = read_everything(store, secret, access)
        for way in seen.keys() - {"authorisations", "cited by", "passages by id"}:
            assert seen[way] != without[way], way
        assert len(store.passages_by_id([entry.id for entry in secret.passages], access)) == len(
            secret.passages
        )
        assert len(store.cited_by(MOSSES.id, None, access)) == 1
        assert secret.document.id not in store.hidden_documents(access)
        assert any(json.loads(line)["document"]["id"] == secret.document.id for line in store.export(access))
        instrument = store.instrument(FERNS.id, access)
        assert instrument.titles["xz"] == WORD


def test_an_instrument_known_only_from_a_secret_document_does_not_exist_for_others(store: Store) -> None:
    store.put(secret_bundle())
    assert store.instruments(STRANGER) == []
    with pytest.raises(NotFoundError):
        store.instrument(FERNS.id, STRANGER)
    assert store.counts(STRANGER).instruments == 0
    assert store.counts(OWNER).instruments == 1


def test_authorisations_are_told_to_the_provider_only(store: Store) -> None:
    secret = secret_bundle()
    store.put(secret)
    given = Authorisation(secret.document.id, "tj", "kz", "note verbale 12")
    store.authorise(given)
    (kept,) = store.authorisations(secret.document.id, OWNER)
    assert replace(kept, granted_at=None) == given
    assert kept.granted_at is not None
    assert store.authorisations(secret.document.id, FRIEND) == []


def test_only_the_provider_authorises_and_in_writing(store: Store) -> None:
    secret = secret_bundle()
    store.put(secret)
    for given in (
        Authorisation(secret.document.id, "xx", "tj", "note 1"),
        Authorisation(secret.document.id, "xx", "kz", " "),
    ):
        with pytest.raises(UsageError):
            store.authorise(given)
    assert store.documents(STRANGER) == []


def test_an_authorisation_is_for_one_document_and_can_be_revoked(store: Store) -> None:
    first, second = secret_bundle(), make_bundle(source="b.txt", classification=CONFIDENTIAL, provider="kz")
    store.put(first)
    store.put(second)
    store.authorise(Authorisation(first.document.id, "tj", "kz", "note 1"))
    assert [entry.id for entry in store.documents(FRIEND)] == [first.document.id]
    store.revoke(first.document.id, "tj")
    assert store.documents(FRIEND) == []


def test_a_reclassification_acts_at_once_on_all_versions(store: Store) -> None:
    old, new = make_bundle(), make_bundle(("Article 1\n1. Changed.",))
    store.put(old)
    store.put(new)
    assert store.document(old.document.id, STRANGER).text == old.document.text
    store.classify(new.document.id, Classification.RESTRICTED, "kz")
    for key in (old.document.id, new.document.id):
        assert key in store.hidden_documents(STRANGER)
        with pytest.raises(NotFoundError):
            store.document(key, STRANGER)
    assert store.document(old.document.id, OWNER).provider == "kz"
    store.classify(new.document.id, Classification.PUBLIC, None)
    assert store.hidden_documents(STRANGER) == {old.document.id}


def test_ingesting_again_never_opens_a_document(store: Store) -> None:
    store.put(secret_bundle())
    plain = replace(
        secret_bundle(),
        document=replace(secret_bundle().document, classification=Classification.PUBLIC, provider=None),
    )
    assert store.put(plain) is PutOutcome.UNCHANGED
    assert store.put(plain, parser="2") is PutOutcome.UPDATED
    changed = make_bundle((f"Article 1\n1. {WORD} changed.",), source=f"{WORD}.txt", language="xz")
    assert store.put(changed) is PutOutcome.UPDATED
    assert store.documents(STRANGER) == []
    (current,) = store.documents(OWNER)
    assert (current.id, current.classification, current.provider) == (changed.document.id, CONFIDENTIAL, "kz")
    assert store.put(plain) is PutOutcome.UPDATED  # the file goes back to its first content
    assert store.documents(STRANGER) == []


def test_a_new_version_needs_a_new_authorisation(store: Store) -> None:
    secret = secret_bundle()
    store.put(secret)
    store.authorise(Authorisation(secret.document.id, "tj", "kz", "note 1"))
    store.put(make_bundle((f"Article 1\n1. {WORD} changed.",), source=f"{WORD}.txt", language="xz"))
    assert store.documents(FRIEND) == []
    assert store.document(secret.document.id, FRIEND).text == secret.document.text
    assert [entry.version for entry in store.versions(secret.document.id, FRIEND)] == [1]
    assert [entry.version for entry in store.versions(secret.document.id, OWNER)] == [2, 1]


def test_ingesting_again_as_confidential_closes_a_public_document(store: Store) -> None:
    store.put(make_bundle())
    assert store.put(make_bundle(classification=CONFIDENTIAL, provider="kz")) is PutOutcome.UPDATED
    assert store.documents(STRANGER) == []
    assert len(store.documents(OWNER)) == 1


def test_going_back_to_an_earlier_content_as_confidential_closes_all_versions(store: Store) -> None:
    store.put(make_bundle())
    store.put(make_bundle(("Article 1\n1. Changed.",)))
    assert store.put(make_bundle(classification=CONFIDENTIAL, provider="kz")) is PutOutcome.UPDATED
    assert store.documents(STRANGER, states=tuple(DocumentState)) == []
    assert len(store.documents(OWNER, states=tuple(DocumentState))) == 2


def test_what_is_not_public_needs_a_provider(store: Store) -> None:
    with pytest.raises(UsageError, match="no party provides it"):
        store.put(make_bundle(classification=CONFIDENTIAL))
    store.put(make_bundle())
    with pytest.raises(UsageError, match="providing party"):
        store.classify(make_bundle().document.id, CONFIDENTIAL, " ")


def test_a_removed_document_is_gone_for_all_but_the_system(store: Store) -> None:
    bundle = make_bundle(nature=Nature.ABSTRACT)
    store.put(make_bundle(("Article 1\n1. First.",)))
    store.put(bundle)
    store.remove(bundle.document.id)
    for access in (PUBLIC, OWNER):
        assert not any(
            value
            for way, value in read_everything(store, bundle, access).items()
            if way not in ("counts", "area")
        )
    assert store.document(bundle.document.id, SYSTEM).text == bundle.document.text
    assert bundle.document.id in store.hidden_documents(SYSTEM)
    assert store.put(bundle) is PutOutcome.UNCHANGED
    assert store.documents(PUBLIC) == []
    store.reinstate(bundle.document.id)
    assert [entry.id for entry in store.documents(PUBLIC)] == [bundle.document.id]
