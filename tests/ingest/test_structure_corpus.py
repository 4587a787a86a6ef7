# ruff: noqa: E501 - samples are read as one line
"""Structure of authentic documents: the two seeds in full, and counts in several traditions."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest

from corpus.model import ProvisionKind
from evaluation.structure import expand, load_gold, score_file
from ingest.readers import read
from ingest.structure import ParsedText, parse
from ingest.structure.__main__ import main, outline
from tests.ingest.structure_samples import check, eids, words

CICA, ASEAN = "seeds/000_699d0f44ad77861f.txt", "seeds/002_620589d4f2286926.txt"
# One small file per tradition; the whole table is scored by ``python -m evaluation.structure``.
SAMPLED = (
    "ar/gcc-criminal-info-centre-drugs-statute.md", "bn/bd-act-1355-2020.html", "de/ch-abkommen-1936.md", "de/de-npsg.md",
    "en/lk-podd-act-2022-41.txt", "en/my-dd-spm-amendment-bill-1990-dr12.md", "en/pk-0071-cannabis-control-and-regulatory-authority-act-2024.txt",
    "en/tw-narcotics-hazard-prevention-act-C0000008.txt", "fr/fr-arrete-30-12-2021-cannabis.pdf", "ja/jp-cannabis-act-323AC0000000124.html",
    "ko/kr-addict-treatment-protection-decree.md", "nl/nl-opiumwet.md", "uk/ua-drug-countermeasures-62-95-vr.txt",
    "vi/vn-luat-phong-chong-ma-tuy-2021.docx", "zh-Hant/tw-controlled-drugs-act-L0030010.txt", "zh/cn-jindufa-2007.md",
)  # fmt: skip


@pytest.fixture(scope="module")
def cica(shared_corpus: Path) -> ParsedText:
    (parsed,) = parse(read(shared_corpus / CICA), "en")
    return parsed


@pytest.fixture(scope="module")
def asean(shared_corpus: Path) -> ParsedText:
    (parsed,) = parse(read(shared_corpus / ASEAN), "en")
    return parsed


def test_cica_paper(cica: ParsedText) -> None:
    check(cica)
    expected = [f"sec_{n}" for n in range(1, 7)] + [f"rec_{n}" for n in range(1, 12)]
    expected += [f"sec_2__para_{n}" for n in range(1, 19)] + ["cover_1", "cover_2", "cover_3", "fn_1"]
    assert sorted(e for e in eids(cica) if not e.startswith("front")) == sorted(expected)
    assert cica.title.startswith("Draft Concept paper")


def test_cica_cover_notes_by_language(cica: ParsedText) -> None:
    covers = [p.language for p in cica.provisions if p.kind is ProvisionKind.COVER]
    assert covers == ["en", "ru", "kk"]
    assert words(cica, "cover_3").startswith("Қосымша")


def test_cica_footnote_and_page_break(cica: ParsedText) -> None:
    note = next(p for p in cica.provisions if p.eid == "fn_1")
    assert note.parent == "sec_2__para_5"
    assert words(cica, "sec_2__para_6").endswith("traffickers;")
    assert "cooperation and coordination among themselves" in words(cica, "sec_1").replace("\n", " ")


def test_asean_statement(asean: ParsedText) -> None:
    check(asean)
    expected = [f"rec_{n}" for n in range(1, 16)] + [f"para_{n}" for n in range(1, 15)] + ["concl_1"]
    assert [e for e in eids(asean) if not e.startswith("front")] == expected
    assert "psychotropic substances and precursors" in words(asean, "para_7")
    assert "criminal activities which reached" in words(asean, "rec_15")


@pytest.mark.parametrize("path", SAMPLED)
def test_units_of_a_sample(shared_corpus: Path, path: str) -> None:
    rows = [row for row in load_gold() if row.path == path]
    language = path.partition("/")[0]
    parts = parse(read(shared_corpus / path), language)
    for part in parts:
        check(part)
        # A schedule of substances whose columns the text form runs together repeats its points.
        assert path.startswith("en/lk-") or not [eid for eid in eids(part) if "-dup" in eid]
    assert rows
    for score in score_file(rows, parts):
        assert not score.missing
        assert not score.extra


# eIds that one version has and the other has not, each because the file itself prints it so.
PRINTED_APART = {
    "en/un-convention-1988-nl-wettenbank.md": {
        # paragraph 13 is missing in Dutch, where points of paragraph 4 (d) stand under (b) as well
        "art_12__para_13", *(f"art_5__para_4__subpara_b__point_{n}" for n in ("i", "ii", "iii")),
    },
    "en/untoc-2000-nl-wettenbank.md": set(),
    "en/coe-agreement-sea-art17-1995-nl-wettenbank.md": set(),
    "en/marsamcar-2003-nl-wettenbank.md": {"art_39__para_1"},  # numbered in English only
}  # fmt: skip


@pytest.mark.parametrize("path", PRINTED_APART)
def test_language_versions_of_a_treaty_share_their_eids(shared_corpus: Path, path: str) -> None:
    parts = parse(read(shared_corpus / path), "en+nl")
    assert [part.language for part in parts] == ["en", "nl"]
    english, dutch = (set(eids(part)) for part in parts)
    assert english ^ dutch == PRINTED_APART[path]
    assert parts[0].title.split()[0] in ("United", "Agreement")
    assert parts[1].title.split()[0] == "Verdrag"


def test_points_of_a_treaty(shared_corpus: Path) -> None:
    english, _ = parse(read(shared_corpus / "en/un-convention-1988-nl-wettenbank.md"), "en+nl")
    assert words(english, "art_3__para_1__subpara_a__point_ii").startswith("(ii)")
    assert words(english, "art_12__para_8__subpara_b__point_iv").startswith("(iv)")


def test_the_outline_shows_every_provision(asean: ParsedText) -> None:
    lines = list(outline(asean))
    assert [line.split()[0] for line in lines] == eids(asean)


def test_the_command_prints_counts(shared_corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(shared_corpus / CICA), "--language", "en", "--brief"]) == 0
    printed = capsys.readouterr().out
    assert " 0 doubled" in printed
    assert "1 blocks in no version" in printed  # the number of a page


def test_the_gold_table_lists_every_file_of_the_index(shared_corpus: Path) -> None:
    index = (shared_corpus / "INDEX.tsv").read_text(encoding="utf-8").splitlines()[1:]
    listed = {path for path, _ in groupby(row.path for row in load_gold())}
    assert {line.split("\t")[0] for line in index} <= listed


def test_gold_ranges() -> None:
    assert expand("1..3 2-1 12bis") == {"1", "2", "3", "2-1", "12bis"}
