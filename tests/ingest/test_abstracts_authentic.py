"""The register's abstracts against the authentic texts: nothing invented, copied or out of date."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from corpus.register import RegisterInstrument, load_register
from ingest.abstracts import Authentic, check_entry, read_authentic

# What our reading gives no provision of its own: the words between the headings of the concept paper.
WITHOUT_COUNTERPART = {"sec_1__block_1", "sec_1__block_2", "sec_1__block_3"}


def described() -> list[RegisterInstrument]:
    return [entry for entry in load_register() if not entry.bare]


@cache
def authentic_of(path: Path, language: str) -> Authentic:
    return read_authentic(path, language)[1]


@pytest.mark.parametrize("entry", described(), ids=lambda entry: entry.slug)
def test_abstracts_agree_with_the_text(entry: RegisterInstrument, shared_corpus: Path) -> None:
    assert entry.checked_against is not None
    authentic = authentic_of(shared_corpus / entry.checked_against, entry.language)
    assert [str(problem) for problem in check_entry(entry, authentic)] == []


@pytest.mark.parametrize("entry", described(), ids=lambda entry: entry.slug)
def test_every_abstract_was_checked_against_a_provision(
    entry: RegisterInstrument, shared_corpus: Path
) -> None:
    assert entry.checked_against is not None
    authentic = authentic_of(shared_corpus / entry.checked_against, entry.language)
    unchecked = {
        provision.eid for provision in entry.provisions if provision.abstracts and not provision.checksum
    }
    assert unchecked <= WITHOUT_COUNTERPART
    printed = {
        provision.eid: (provision.number, authentic.provisions[provision.eid].label)
        for provision in entry.provisions
        if provision.eid in authentic.provisions
    }
    assert {eid: pair for eid, pair in printed.items() if pair[0] and pair[0] != pair[1]} == {}


def test_the_text_checked_against_is_recognised_as_the_instrument(shared_corpus: Path) -> None:
    for entry in described():
        assert entry.checked_against is not None
        bundle, authentic = read_authentic(shared_corpus / entry.checked_against, entry.language)
        assert (bundle.instrument.id, authentic.language) == (entry.instrument.id, entry.language)


@pytest.mark.parametrize(
    "path", ["en/ca-narcotic-control-regs-CRC-1041.xml", "fr/ca-reglement-stupefiants-CRC-1041.xml"]
)
def test_regulations_are_not_taken_for_the_act_whose_title_stands_above_them(
    path: str, shared_corpus: Path
) -> None:
    bundle, _ = read_authentic(shared_corpus / path)
    assert bundle.instrument.id not in {entry.instrument.id for entry in described()}
