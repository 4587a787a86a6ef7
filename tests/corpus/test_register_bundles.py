"""The register as documents: spans that hold, evidence in the abstracts, one bundle per language."""

from __future__ import annotations

import pytest

from corpus.areas import area, find_signals
from corpus.model import AssignmentStatus, Bundle, Force, Nature, ProvisionKind, Strength
from corpus.register import load_register, register_bundles


@pytest.fixture(scope="module")
def bundles() -> dict[str, Bundle]:
    return {bundle.document.lineage: bundle for bundle in register_bundles()}


def test_there_is_one_per_language_of_every_instrument_with_provisions(bundles: dict[str, Bundle]) -> None:
    expected = {
        f"register:{entry.slug}#{language}"
        for entry in load_register()
        if not entry.bare
        for language in entry.languages
    }
    assert set(bundles) == expected
    assert "register:cica-2024-concept-paper#ru" in bundles
    assert not any("un-1971" in lineage for lineage in bundles)  # bare: facts only


def test_they_are_abstracts_and_say_so(bundles: dict[str, Bundle]) -> None:
    for bundle in bundles.values():
        document = bundle.document
        assert document.nature is Nature.ABSTRACT
        assert document.source.startswith("register:")
        assert document.title == bundle.instrument.titles[document.language]
        assert document.notes
    assert (
        bundles["register:cica-2024-concept-paper#en"].document.source
        == "register:cica-2024-concept-paper.yaml"
    )


def test_spans_begin_with_the_label_and_nest(bundles: dict[str, Bundle]) -> None:
    for bundle in bundles.values():
        text = bundle.document.text
        spans = {provision.eid: (provision.start, provision.end) for provision in bundle.provisions}
        assert len(spans) == len(bundle.provisions)
        for ordinal, provision in enumerate(bundle.provisions):
            own = text[provision.start : provision.end]
            assert own == own.strip() != ""
            assert own.startswith(provision.label)
            assert provision.heading in own
            assert provision.ordinal == ordinal
            if provision.parent is not None:
                start, end = spans[provision.parent]
                assert start <= provision.start
                assert provision.end <= end


def test_siblings_do_not_overlap(bundles: dict[str, Bundle]) -> None:
    for bundle in bundles.values():
        last_end: dict[str | None, int] = {}
        for provision in bundle.provisions:
            assert provision.start >= last_end.get(provision.parent, 0)
            last_end[provision.parent] = provision.end


def test_passages_are_the_abstracts(bundles: dict[str, Bundle]) -> None:
    by_file = {entry.file: entry for entry in load_register()}
    for bundle in bundles.values():
        entry = by_file[bundle.document.source.removeprefix("register:")]
        abstracts = {
            provision.eid: provision.abstracts[bundle.document.language]
            for provision in entry.provisions
            if provision.abstracts
        }
        assert {
            passage.eid: bundle.document.text[passage.start : passage.end] for passage in bundle.passages
        } == abstracts
        assert len({passage.id for passage in bundle.passages}) == len(abstracts)


def test_a_passage_carries_the_headings_above_it(bundles: dict[str, Bundle]) -> None:
    bundle = bundles["register:cica-2024-concept-paper#en"]
    context = next(passage.context for passage in bundle.passages if passage.eid == "sec_2__para_5")
    assert context == f"{bundle.document.title} > What cooperation may cover"


def test_assignments_are_confirmed_with_evidence_in_the_abstract(bundles: dict[str, Bundle]) -> None:
    for bundle in bundles.values():
        passages = {passage.eid: passage for passage in bundle.passages}
        for assignment in bundle.assignments:
            assert assignment.status is AssignmentStatus.CONFIRMED
            assert (assignment.by, assignment.score) == ("register", 1.0)
            assert assignment.reason
            assert assignment.evidence
            passage = passages[assignment.eid]
            for evidence in assignment.evidence:
                assert passage.start <= evidence.start < evidence.end <= passage.end


def test_evidence_is_the_signal_where_there_is_one(bundles: dict[str, Bundle]) -> None:
    for language, words in (("en", ["legal assistance"]), ("ru", ["взаимной правовой помощи"])):
        bundle = bundles[f"register:cica-2024-concept-paper#{language}"]
        assignment = next(
            item for item in bundle.assignments if (item.eid, item.area) == ("sec_2__para_1", "A1")
        )
        shown = [bundle.document.text[span.start : span.end] for span in assignment.evidence]
        abstract = next(item for item in bundle.passages if item.eid == "sec_2__para_1")
        signals = find_signals(bundle.document.text[abstract.start : abstract.end], area("A1"), language)
        if signals:
            assert all(any(word in text for text in shown) for word in words)
        else:
            assert shown == [bundle.document.text[abstract.start : abstract.end]]


def test_strength_travels(bundles: dict[str, Bundle]) -> None:
    bundle = bundles["register:cica-2024-concept-paper#en"]
    strengths = {provision.eid: provision.strength for provision in bundle.provisions}
    assert strengths["sec_2__para_1"] is Strength.CONSIDER
    assert strengths["sec_2__para_18"] is Strength.ENCOURAGE
    assert strengths["sec_1"] is None


def test_commitments_have_the_registers_strength_and_no_words(bundles: dict[str, Bundle]) -> None:
    for bundle in bundles.values():
        strengths = {p.eid: p.strength for p in bundle.provisions if p.strength not in (None, Strength.NONE)}
        assert {each.eid: each.strength for each in bundle.commitments} == strengths
        recitals = {p.eid for p in bundle.provisions if p.kind is ProvisionKind.RECITAL}
        for each in bundle.commitments:
            assert each.document_id == bundle.document.id
            assert (each.force is Force.PREAMBULAR) == (each.eid in recitals)
            assert (each.verb, each.guessed) == (None, False)
    assert any(bundle.commitments for bundle in bundles.values())


def test_who_commits_is_told_in_the_words_of_the_file(bundles: dict[str, Bundle]) -> None:
    told = 0
    for entry in load_register():
        for language in () if entry.bare else ("en", "ru"):
            bundle = bundles[f"register:{entry.slug}#{language}"]
            for each in bundle.commitments:
                provision = entry.provision(each.eid)
                if each.actor is not None and provision is not None:
                    words = bundle.document.text[each.actor.start : each.actor.end]
                    assert words.casefold() == provision.who[language].casefold()
                    told += 1
    assert told


def test_citations_are_resolved(bundles: dict[str, Bundle]) -> None:
    bundle = bundles["register:asean-2021-russia-statement#ru"]
    cited = [citation.target_instrument for citation in bundle.citations if citation.eid == "rec_2"]
    assert cited == [
        "/akn/un/act/1961/single-convention",
        "/akn/un/act/1971/psychotropic-substances",
        "/akn/un/act/1988/illicit-traffic",
    ]
    assert all(citation.reason is None for citation in bundle.citations)


def test_both_languages_have_the_same_provisions(bundles: dict[str, Bundle]) -> None:
    for entry in load_register():
        if not entry.bare:
            english, russian = (bundles[f"register:{entry.slug}#{language}"] for language in ("en", "ru"))
            assert [item.eid for item in english.provisions] == [item.eid for item in russian.provisions]
            assert english.document.id != russian.document.id
