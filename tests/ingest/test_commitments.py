"""Commitments through a whole document: chapeaux, statements, recitals, tails, final clauses."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Commitment, Force, Provision, ProvisionKind, Strength
from ingest.bundles import FileFacts, assemble
from ingest.commitments import read_commitments
from ingest.commitments.tables import languages
from ingest.readers import read_bytes
from ingest.structure import parse
from tests.ingest.structure_samples import one_language, parse_lines, source


def read(*lines: str, language: str = "en") -> dict[str, tuple[str, str, str]]:
    """Strength, verb and actor by eId of a document made of these lines."""
    part = parse_lines(*lines, language=language)
    commitments = read_commitments(part.text, part.provisions, part.language)
    return {each.eid: (each.strength.value, *words(part.text, each)) for each in commitments}


def words(text: str, commitment: Commitment) -> tuple[str, str]:
    spans = (commitment.verb, commitment.actor)
    verb, actor = (text[span.start : span.end] if span else "" for span in spans)
    return verb, actor


def test_a_chapeau_gives_its_verb_and_its_actor_to_its_items() -> None:
    found = read(
        "Article 1", "Ponds", "Each Party shall:", "(a) feed the carp in its ponds;", "(b) tell the Board.",
    )  # fmt: skip
    assert found == {
        "art_1__subpara_a": ("shall", "shall", "Each Party"),
        "art_1__subpara_b": ("shall", "shall", "Each Party"),
    }


def test_an_item_that_opens_with_a_verb_decides_for_itself_and_keeps_the_actor() -> None:
    found = read(
        "Article 1", "Ponds", "Each Party:", "(a) Shall feed the carp;", "(b) May count the newts.",
    )  # fmt: skip
    assert found == {
        "art_1__subpara_a": ("shall", "Shall", "Each Party"),
        "art_1__subpara_b": ("consider", "May", "Each Party"),
    }


def test_a_modal_within_an_item_is_not_the_items_own() -> None:
    found = read("Article 1", "Ponds", "A request shall contain:", "(a) news that may help;", "(b) a map.")
    assert [strength for strength, _, _ in found.values()] == ["shall", "shall"]


def test_a_verb_after_the_items_governs_them_all() -> None:
    text = "Section 1 Whoever (a) drains a pond; or (b) fells a tree, shall be punished with a fine."
    first, second = text.index("(a)"), text.index("(b)")
    item = ProvisionKind.SUBPARAGRAPH
    provisions = [
        Provision("", "sec_1", ProvisionKind.SECTION, 0, len(text), "en", 0, label="Section 1"),
        Provision("", "sec_1__subpara_a", item, first, second, "en", 1, "(a)", parent="sec_1"),
        Provision("", "sec_1__subpara_b", item, second, len(text), "en", 2, "(b)", parent="sec_1"),
    ]
    commitments = {each.eid: each for each in read_commitments(text, provisions, "en")}
    assert {each.strength for each in commitments.values()} == {Strength.SHALL}
    assert set(commitments) == {"sec_1__subpara_a", "sec_1__subpara_b"}
    assert words(text, commitments["sec_1__subpara_a"])[0] == "shall be punished"


def test_the_strongest_sentence_of_a_provision_decides() -> None:
    found = read(
        "Article 1", "The Board may visit a pond. Owners shall open the gate.", "Article 2", "Newts swim."
    )
    assert found == {"art_1": ("shall", "shall", "Owners")}


def test_a_pronoun_stands_for_whoever_was_named() -> None:
    found = read(
        "Article 1", "If a Party is late, it shall pay.", "Article 2", "The Board may meet. It shall vote."
    )
    assert found["art_1"] == ("shall", "shall", "a Party")
    assert found["art_2"] == ("shall", "shall", "The Board")


def test_a_definition_and_a_final_clause_commit_nobody_and_name_nobody() -> None:
    found = read(
        "Article 1", "Definitions", "“Pond” means water that shall not flow.",
        "Article 2", "Entry into force", "This Agreement shall enter into force in May.",
        "Article 3", "The principal Act is amended as follows: “No person shall swim.”",
    )  # fmt: skip
    assert {(strength, actor) for strength, _, actor in found.values()} == {("none", "")}


def test_statements_open_with_their_verbs_and_their_actor_is_named_once_above() -> None:
    lines = (
        "Joint Statement on Ponds", "We, the Ministers of the Pond States, meeting in spring,",
        "Recalling the old pond,", "Recognising that carp need water,", "Do hereby:",
        "1. Reaffirm the duty of care;", "2. Encourage the planting of reeds;", "3. Explore the use of nets;",
        "4. Strengthen cooperation on ponds.", "Adopted on the first day of spring.",
    )  # fmt: skip
    part = parse_lines(*lines)
    commitments = read_commitments(part.text, part.provisions, "en")
    assert [(c.force, c.strength) for c in commitments] == [
        (Force.PREAMBULAR, Strength.NOTE),
        (Force.PREAMBULAR, Strength.NOTE),
        (Force.OPERATIVE, Strength.NOTE),
        (Force.OPERATIVE, Strength.ENCOURAGE),
        (Force.OPERATIVE, Strength.CONSIDER),
        (Force.OPERATIVE, Strength.SHOULD),
    ]
    assert {words(part.text, c)[1] for c in commitments} == {"the Ministers of the Pond States"}
    assert [words(part.text, c)[0] for c in commitments[:3]] == ["Recalling", "Recognising", "Reaffirm"]


def test_the_opening_words_of_a_statutes_paragraph_are_no_opening_verb() -> None:
    found = read("Article 1", "Support the keeper gives is free.", "Article 2", "Boats must wait.")
    assert "art_1" not in found


def test_a_heading_can_prohibit_all_that_it_heads() -> None:
    found = read("Điều 5. Những việc bị nghiêm cấm ở ao", "1. Bơi trong ao.", "2. Câu cá.", language="vi")
    assert {(strength, verb) for strength, verb, _ in found.values()} == {("shall", "bị nghiêm cấm")}
    assert len(found) == 2


def test_uzbek_is_read_in_both_scripts() -> None:
    latin = read("1-modda. Hovuz", "Sud hovuzni yopishi mumkin.", language="uz")
    cyrillic = read("1-модда. Ҳовуз", "Суд ҳовузни ёпиши мумкин.", language="uz")
    assert latin == {"art_1": ("consider", "mumkin", "Sud")}
    assert cyrillic == {"art_1": ("consider", "мумкин", "Суд")}


def test_a_language_without_a_table_and_an_empty_document_have_no_commitments() -> None:
    assert read_commitments("", [], "en") == ()
    provision = Provision("", "art_1", ProvisionKind.ARTICLE, 0, 5, "xx", 0)
    assert read_commitments("Hello", [provision], "xx") == ()


def test_provisions_of_a_language_without_a_table_are_read_as_the_document() -> None:
    text = "Boats must wait."
    provision = Provision("", "art_1", ProvisionKind.ARTICLE, 0, len(text), "und", 0)
    assert [c.strength for c in read_commitments(text, [provision], "en")] == [Strength.SHALL]


@pytest.fixture(scope="module")
def statement(shared_corpus: Path) -> dict[str, Commitment]:
    path = shared_corpus / "seeds" / "002_620589d4f2286926.txt"
    [part] = parse(read_bytes(path.read_bytes(), path.name), "en")
    return {each.eid: each for each in read_commitments(part.text, part.provisions, "en")}


def test_the_asean_russia_statement_commits_as_the_register_says(statement: dict[str, Commitment]) -> None:
    from corpus.register import load_register

    entry = next(each for each in load_register() if each.slug.startswith("asean"))
    stated = {p.eid: p.strength for p in entry.provisions if p.strength is not None and p.eid in statement}
    assert len(stated) == 29
    assert {eid: statement[eid].strength for eid in stated} == stated
    assert all(each.actor is not None for each in statement.values())


def test_the_areas_of_the_concept_paper_inherit_their_chapeau(shared_corpus: Path) -> None:
    path = shared_corpus / "seeds" / "000_699d0f44ad77861f.txt"
    [part] = parse(read_bytes(path.read_bytes(), path.name), "en")
    found = {each.eid: each for each in read_commitments(part.text, part.provisions, "en")}
    areas = [found[f"sec_2__para_{n}"] for n in range(1, 19)]
    assert [area.strength for area in areas[:17]] == [Strength.CONSIDER] * 17
    assert areas[17].strength is Strength.ENCOURAGE
    assert {words(part.text, area)[1] for area in areas} == {"the Member States"}


def test_a_bundle_keeps_what_commits_and_every_provision_its_strength() -> None:
    made = source(
        "Article 1", "“Pond” means still water.", "Article 2", "The Board shall meet.", "Article 3", "Reeds."
    )
    parts = parse(made, "en", one_language)
    [bundle] = assemble(FileFacts("/laws/pond.txt", "0" * 64), made, parts, {})
    assert {p.eid: p.strength for p in bundle.provisions} == {
        "art_1": Strength.NONE,
        "art_2": Strength.SHALL,
        "art_3": None,
    }
    [commitment] = bundle.commitments
    assert (commitment.eid, commitment.document_id) == ("art_2", bundle.document.id)
    assert words(bundle.document.text, commitment) == ("shall", "The Board")


VOCABULARY = (
    "shall|may|Each Party|the Board|,|.|;|\n|İstanbul|şunlardır|kişi|должен|суд|应当|机关|，|。|يجوز|ต้อง|ผู้ใด"
    "|하여야 한다|장관은|してはならない|者は|_|(a)|พ.ศ."
)


@given(st.lists(st.sampled_from(VOCABULARY.split("|")), max_size=30), st.sampled_from(languages()))
def test_spans_lie_within_the_document_and_hold_words(pieces: list[str], code: str) -> None:
    text = " ".join(pieces)
    language = code.removesuffix("-Cyrl")
    cut = len(text) // 2
    provisions = [
        Provision("", "art_1", ProvisionKind.ARTICLE, 0, len(text), language, 0),
        Provision("", "art_1__para_1", ProvisionKind.PARAGRAPH, cut, len(text), language, 1, parent="art_1"),
    ]
    for commitment in read_commitments(text, provisions, language):
        for span in (commitment.verb, commitment.actor):
            if span is not None:
                assert 0 <= span.start < span.end <= len(text)
                assert text[span.start : span.end].strip()
