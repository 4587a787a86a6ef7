"""Checks of abstracts against a small law of our own, and the draft of a register file for it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from corpus.errors import InputError
from corpus.register import RegisterInstrument, load_file
from corpus.register.write import write_file
from ingest.abstracts import Authentic, Check, check_entry, draft_entry, read_authentic
from ingest.abstracts.figures import figures_in, figures_told
from ingest.abstracts.overlap import Text

LAW = """# Pond Act 1999

## Article 1

Every keeper of a pond counts the fish twice a year and reports the number to the office within thirty days.

## Article 2

A keeper who hides fish pays a fine of 15,000 shells or, where morphine was found in the water, 5 years.
"""


@pytest.fixture
def authentic(tmp_path: Path) -> Authentic:
    path = tmp_path / "pond.md"
    path.write_text(LAW, encoding="utf-8")
    return read_authentic(path)[1]


def entry_of(tmp_path: Path, authentic: Authentic, **first: object) -> RegisterInstrument:
    """A register file on the law: article 1 as given, article 2 faultless."""
    path = tmp_path / "xx-1999-ponds.yaml"
    fields = {
        "id": "/akn/un/act/1999/ponds",
        "kind": "act",
        "jurisdiction": "un",
        "body": "Pond Council",
        "status": "in force",
        "official_source": "https://ponds.example/",
        "source_title": "Pond Act 1999",
        "titles": {"en": "Pond Act 1999", "ru": "Закон о прудах 1999 года"},
        "checked_against": "pond.md",
        "provisions": [
            {
                "eid": "art_1",
                "checksum": authentic.checksum("art_1"),
                "abstract": {"en": "Fish are counted.", "ru": "Рыба подлежит учёту."},
                "strength": "shall",
                **first,
            },
            {
                "eid": "art_2",
                "checksum": authentic.checksum("art_2"),
                "abstract": {"en": "Fine of 15 000.", "ru": "Штраф 15 000."},
                "strength": "shall",
                "cites": ["art_1"],
            },
        ],
    }
    path.write_text(write_file(fields), encoding="utf-8")
    return load_file(path)


def found(entry: RegisterInstrument, authentic: Authentic) -> list[tuple[str, str, Check]]:
    return [(problem.eid, problem.field, problem.check) for problem in check_entry(entry, authentic)]


def test_a_faultless_file_has_no_problem(tmp_path: Path, authentic: Authentic) -> None:
    assert found(entry_of(tmp_path, authentic), authentic) == []


def test_an_invented_figure_is_named(tmp_path: Path, authentic: Authentic) -> None:
    abstract = {"en": "The number is told in 30 days.", "ru": "Число сообщают за 31 день."}
    entry = entry_of(tmp_path, authentic, abstract=abstract)
    [problem] = check_entry(entry, authentic)
    assert "31" in problem.message
    assert str(problem).startswith("xx-1999-ponds.yaml, provision art_1, field 'abstract.ru'")
    assert found(entry_of(tmp_path, authentic, abstract=abstract, derived=[31]), authentic) == []


def test_a_copied_run_is_named(tmp_path: Path, authentic: Authentic) -> None:
    copied = "Whoever is keeper of a pond counts the fish twice a year."
    entry = entry_of(tmp_path, authentic, abstract={"en": copied, "ru": "Учёт."})
    [problem] = check_entry(entry, authentic)
    assert (problem.field, problem.check) == ("abstract.en", Check.OVERLAP)
    assert "'keeper of a pond counts the fish twice a year'" in problem.message


def test_a_changed_law_is_noticed(tmp_path: Path, authentic: Authentic) -> None:
    entry = entry_of(tmp_path, authentic)
    changed = replace(authentic, text=authentic.text.replace("twice", "daily"))
    assert found(entry, changed) == [("art_1", "checksum", Check.CHECKSUM)]
    reset = replace(authentic, text=authentic.text.replace("twice a", "twice\ta"))
    assert found(entry, reset) == []


def test_a_provision_that_is_not_there_is_named(tmp_path: Path, authentic: Authentic) -> None:
    entry = entry_of(tmp_path, authentic, eid="art_7")
    assert found(entry, authentic) == [("art_7", "eid", Check.PRESENT)]
    cited = entry_of(tmp_path, authentic, cites=["art_9", "/akn/un/act/1888/lakes#art_9"])
    assert found(cited, authentic) == [("art_1", "cites", Check.CITES)]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("no figure", set()),
        ("from 3 to 15,000 or 1.500.000", {3, 15_000, 1_500_000}),
        ("0.5 g, 12", {0, 5, 12}),
        ("१२ दिन, ٣٠", {12, 30}),
        ("3, 100 and 200", {3, 100, 200}),
    ],
)
def test_figures_are_read(text: str, figures: set[int]) -> None:
    assert figures_in(text) == figures


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("within thirty days", 30),
        ("罚款五万元以上", 50_000),
        ("并处5万元罚款", 50_000),
        ("ثلاثين", 30),
        ("15,000 shells", 15),
        ("III", None),
    ],
)
def test_numbers_in_words_and_numerals_are_told(text: str, told: int | None) -> None:
    assert (told in figures_told(text)) if told is not None else figures_told(text) == set()


@pytest.mark.parametrize(
    ("language", "law", "abstract", "copied"),
    [
        ("en", "they keep the pond clean so that fish may", "Keep the pond clean so that fish may", True),
        ("en", "they keep the pond clean so that fish may", "Keep the pond clean so that fish", False),
        # Terms of the field do not count: narcotic drugs and psychotropic substances.
        ("en", "a ban on narcotic drugs and psychotropic substances is made here",
         "a ban on narcotic drugs and psychotropic substances is made", False),
        ("zh", "渔民每年两次清点池塘里的鱼并且报告", "每年两次清点池塘里的鱼并且报告他", False),
        ("zh", "渔民每年两次清点池塘里的鱼并且报告", "渔民每年两次清点池塘里的鱼并且报告", True),
    ],
)  # fmt: skip
def test_runs_are_counted_in_words(language: str, law: str, abstract: str, copied: bool) -> None:
    assert (Text(law, language).longest_copy(abstract) is not None) is copied


def test_a_draft_names_every_article(tmp_path: Path) -> None:
    path = tmp_path / "pond.md"
    path.write_text(LAW, encoding="utf-8")
    bundle, authentic = read_authentic(path)
    drafted = yaml.safe_load(write_file(draft_entry(bundle, authentic, "en/pond.md"), keep_empty=True))
    assert [each["eid"] for each in drafted["provisions"]] == ["art_1", "art_2"]
    assert drafted["provisions"][0] == {
        "eid": "art_1",
        "number": authentic.provisions["art_1"].label,
        "checksum": authentic.checksum("art_1"),
        "heading": {"en": "", "ru": ""},
        "abstract": {"en": "", "ru": ""},
        "strength": "",
    }
    assert (drafted["checked_against"], drafted["language"]) == ("en/pond.md", "en")
    # No word of the law is in the draft: what is written must be our own.
    assert "keeper" not in str(drafted)


def test_a_language_that_the_file_lacks_is_told(tmp_path: Path) -> None:
    path = tmp_path / "pond.md"
    path.write_text(LAW, encoding="utf-8")
    with pytest.raises(InputError, match="no text in 'fr', only in en"):
        read_authentic(path, "fr")
    with pytest.raises(InputError):
        read_authentic(tmp_path / "gone.md")
