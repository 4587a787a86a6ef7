"""The spot checks of the gold table: anchors, prints, scores, and that the table covers the corpus."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from corpus.eid import is_eid
from corpus.errors import UsageError
from corpus.model import PageSpan, Provision, ProvisionKind
from evaluation.structure import anchor, extraction
from evaluation.structure.score import load_gold, overall, score_file
from evaluation.structure.spots import (
    Print,
    Spot,
    load_spots,
    score_spots,
    squeeze,
    squeeze_label,
    take_print,
    text_of,
    write_spots,
)
from ingest.structure import ParsedText

# Amending acts and short regulations, all of whose own units (not those they quote) are in the table.
SHORT = {
    "en/lk-podd-act-2022-41.docx": 10,
    "en/lk-podd-act-2022-41.pdf": 10,
    "en/lk-podd-act-2022-41.txt": 10,
    "en/lk-podd-bill-2022-08-23.docx": 7,
    "en/lk-podd-bill-2022-08-23.pdf": 10,
    "en/lk-podd-bill-2022-08-23.txt": 11,
    "en/my-dd-amendment-bill-1998-dr05.md": 5,
    "en/my-dd-amendment-bill-2017-dr45.md": 9,
    "en/my-dd-spm-amendment-bill-1990-dr07.md": 6,
    "en/tw-sched12-allocation-regs-L0030022.txt": 11,
    "ms/my-dd-amendment-bill-2017-dr45.md": 8,
    "ms/my-dd-spm-amendment-bill-1990-dr07.md": 6,
    "ms/my-dd-spm-amendment-bill-1990-dr12.md": 11,
    "vi/vn-nd-57-2022.doc": 11,
    "zh-Hant/tw-sched12-allocation-regs-L0030022.txt": 11,
}

SOURCE = """The Act of Apples
1. An apple is
a fruit.
(a) green; or
12 page of apples
(b) red.
Pears
2. A pear is no apple.
2. A pear is green; or
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "apples.txt").write_text(SOURCE, encoding="utf-8")
    return tmp_path


def write_anchors(folder: Path, *rows: str) -> Path:
    path = folder / "anchors.tsv"
    path.write_text("# a remark\n" + "".join(row.replace("|", "\t") + "\n" for row in rows), encoding="utf-8")
    return path


def parsed(text: str, *provisions: Provision, language: str = "en") -> ParsedText:
    return ParsedText(language, "", text, (PageSpan(1, 0, len(text)),), provisions)


def provision(eid: str, start: int, end: int, **rest: object) -> Provision:
    kind = rest.pop("kind", ProvisionKind.SECTION)
    return Provision("", eid, kind, start, end, "en", 0, **rest)  # type: ignore[arg-type]


def spot(text: str, **rest: object) -> Spot:
    values = {"path": "a.txt", "language": "en", "eid": "sec_1", "label": "1.", "page": None} | rest
    return Spot(**values, print=take_print(text))  # type: ignore[arg-type]


def test_only_letters_marks_and_digits_count() -> None:
    assert squeeze("co-\noperation, § 5") == squeeze("Ｃo operation5").replace("C", "c") == "cooperation5"
    assert squeeze("มาตรา ๕") == "มาตรา๕"  # vowel signs are marks
    assert squeeze("ﬁne") == "fine"


def test_the_mark_of_a_footnote_does_not_count_but_a_raised_number_at_the_beginning_does() -> None:
    assert squeeze("the Board¹ and the Council ²") == "theBoardandtheCouncil"
    assert squeeze("¹ Apples²\n² Pears") == "1Apples2Pears"


def test_a_label_keeps_its_raised_figure() -> None:
    assert squeeze_label("Статья 228¹.") != squeeze_label("Статья 228.")
    assert squeeze_label("(a)") == squeeze_label("a)")


def test_a_print_tells_which_end_differs() -> None:
    text = "".join(chr(ord("a") + n % 26) for n in range(100))
    whole = take_print(text)
    assert whole.characters == 100
    assert re.fullmatch("[0-9a-f]{12}", whole.whole)
    assert take_print("X" + text[1:]).last == whole.last != take_print("X" + text[1:]).first
    assert take_print(text[:-1]).first == whole.first
    middle = take_print(text[:50] + "X" + text[51:])
    assert (middle.first, middle.last) == (whole.first, whole.last)
    assert middle.whole != whole.whole


def test_a_short_text_is_its_own_beginning_and_end() -> None:
    short = take_print("Madde 4")
    assert short.first == short.last == short.whole


def test_anchors_take_what_stands_between_them(folder: Path) -> None:
    path = write_anchors(folder, "apples.txt|en|sec_1|1.||1. An apple|1|green or|1", "", "")
    (made,) = anchor.make_spots(anchor.load_anchors(path), folder)
    assert made.print == take_print("1 An apple is a fruit a green or")
    assert (made.path, made.eid, made.label, made.page) == ("apples.txt", "sec_1", "1.", None)


def test_stretches_leave_out_the_page_furniture_between_them(folder: Path) -> None:
    rows = ("apples.txt|en|sec_1|1.|3|1. An|1|green; or|1", "apples.txt|en|sec_1|1.|3|(b)|1|red.|1")
    (made,) = anchor.make_spots(anchor.load_anchors(write_anchors(folder, *rows)), folder)
    assert made.print == take_print("1. An apple is a fruit. (a) green; or (b) red.")
    assert made.page == 3


def test_the_occurrence_of_an_anchor_counts_from_the_beginning_of_the_stretch(folder: Path) -> None:
    path = write_anchors(folder, "apples.txt|en|sec_2|2.||2. A pear|2|green|1")
    (made,) = anchor.make_spots(anchor.load_anchors(path), folder)
    assert made.print == take_print("2. A pear is green")
    path = write_anchors(folder, "apples.txt|en|sec_1|1.||a fruit|1|or|2")
    (made,) = anchor.make_spots(anchor.load_anchors(path), folder)
    assert made.print == take_print(SOURCE[SOURCE.index("a fruit") :])


def test_a_number_that_the_format_counts_stands_for_itself(folder: Path) -> None:
    rows = ("apples.txt|en|sec_1|a)||=a)|1||1", "apples.txt|en|sec_1|a)||green|1|or|1")
    (made,) = anchor.make_spots(anchor.load_anchors(write_anchors(folder, *rows)), folder)
    assert made.print == take_print("a) green; or")


@pytest.mark.parametrize(
    "row", ["apples.txt|en|sec_1|1.||1. An orange|1|or|1", "apples.txt|en|s|1||1.|9|or|1"]
)
def test_words_that_are_not_there_are_told(folder: Path, row: str) -> None:
    with pytest.raises(UsageError, match=r"apples\.txt"):
        anchor.make_spots(anchor.load_anchors(write_anchors(folder, row)), folder)


@pytest.mark.parametrize("row", ["apples.txt|en|sec_1", "apples.txt|en|sec_1|1.||An|one|or|1"])
def test_a_row_that_is_no_anchor_is_told(folder: Path, row: str) -> None:
    with pytest.raises(UsageError, match="no anchor"):
        anchor.load_anchors(write_anchors(folder, row))


def test_the_command_replaces_rows_and_keeps_the_others(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = folder / "spots.tsv"
    kept, old = spot("kept", path="b.txt"), spot("old", path="apples.txt")
    write_spots([kept, old], table)
    anchors = write_anchors(folder, "apples.txt|en|sec_1|1.||1. An|1|fruit.|1")
    assert anchor.main([str(anchors), "--folder", str(folder), "--table", str(table)]) == 0
    assert "1 spots" in capsys.readouterr().out
    new, same = load_spots(table)
    assert new.print == take_print("1. An apple is a fruit.")
    assert same == kept
    wrong = write_anchors(folder, "apples.txt|en|sec_1|1.||nowhere|1|fruit.|1")
    assert anchor.main([str(wrong), "--folder", str(folder), "--table", str(table)]) == 2
    assert load_spots(table) == (new, same)


def test_the_command_prints_the_lines_of_a_source(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert anchor.main(["--lines", "apples.txt", "--folder", str(folder)]) == 0
    assert capsys.readouterr().out.splitlines()[1] == "2\t\t1. An apple is"


def test_the_extraction_of_marked_up_formats(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text(
        "<title>x</title><p>Article 2<sup>1</sup> <b>bo</b>ld</p><script>no</script><td>cell</td>"
    )
    assert [line.text for line in extraction.extract(page)] == ["Article 2¹ bold", "cell"]
    markdown = tmp_path / "a.md"
    markdown.write_text("## Pagina 4\nsee [here](http://x.y)[^1] &amp; <i>there</i>\n[^1]: a note\n")
    lines = extraction.extract(markdown)
    assert [line.text for line in lines] == ["## Pagina 4", "see here & there", "[^1]: a note"]
    assert {line.page for line in lines} == {4}
    law = tmp_path / "a.xml"
    law.write_text(
        "<Body><Section><MarginalNote>Apples</MarginalNote><Label>5</Label>"
        "<Text>An <i>a</i>.</Text></Section></Body>"
    )
    assert [line.text for line in extraction.extract(law)] == ["5", "Apples", "An a."]
    plain = tmp_path / "a.txt"
    plain.write_text("one\n\n\ftwo\n")
    assert extraction.extract(plain) == [extraction.Line("one", 1), extraction.Line("two", 2)]


def test_a_right_spot_needs_version_eid_label_page_and_text() -> None:
    text = "1. An apple is a fruit."
    part = parsed(text, provision("sec_1", 0, len(text), label="1.", pages=(2, 3)))
    assert [s.right for s in score_spots([spot(text, page=2)], [part])] == [True]
    faults = {
        "no version in fr": spot(text, page=2, language="fr"),
        "no such eId": spot(text, page=2, eid="sec_2"),
        "label '1.', printed '2.'": spot(text, page=2, label="2."),
        "page 2, printed on 1": spot(text, page=1),
    }
    for fault, wrong in faults.items():
        (score,) = score_spots([wrong], [part])
        assert not score.right
        assert score.faults == (fault,)


@pytest.mark.parametrize(
    ("found", "where"),
    [
        ("1. " + "apple " * 20 + "Pears", "end wrong"),
        ("Fruit 1. " + "apple " * 20, "beginning wrong"),
        ("Fruit", "beginning and end wrong"),
        ("1. " + "apple " * 9 + "3 " + "apple " * 11, "wrong in the middle"),
    ],
)
def test_a_wrong_text_tells_where(found: str, where: str) -> None:
    part = parsed(found, provision("sec_1", 0, len(found), label="1."))
    (score,) = score_spots([spot("1. " + "apple " * 20)], [part])
    assert score.faults == (f"text {where}, {len(squeeze(found))} characters of 101",)


def test_the_version_is_chosen_by_language() -> None:
    english = parsed("1. apple", provision("sec_1", 0, 8, label="1."))
    dutch = parsed("1. appel", provision("sec_1", 0, 8, label="1."), language="nl")
    assert score_spots([spot("1. appel", language="nl")], [english, dutch])[0].right
    assert not score_spots([spot("1. appel")], [english, dutch])[0].right


def test_footnotes_count_by_themselves() -> None:
    text = "1. An apple¹\n¹ A fruit.\nis green."
    note = provision("fn_1", 13, 23, kind=ProvisionKind.FOOTNOTE, label="¹", parent="sec_1")
    part = parsed(text, whole := provision("sec_1", 0, len(text), label="1."), note)
    assert squeeze(text_of(part, whole)) == "1Anappleisgreen"
    assert squeeze(text_of(part, note)) == "1Afruit"


def test_precision_recall_and_f1_of_units() -> None:
    rows = [row for row in load_gold() if row.path == "vi/vn-nd-57-2022.doc" and row.unit == "art"]
    article = ProvisionKind.ARTICLE
    part = parsed("x" * 9, *(provision(f"art_{n}", 0, 9, kind=article) for n in ("1", "2", "2-dup2")))
    precision, recall, f1 = overall(score_file(rows, [part]))
    assert (precision, recall, f1) == (2 / 3, 2 / 3, 2 / 3)


def test_the_table_is_sound() -> None:
    spots = load_spots()
    assert len({(s.path, s.language, s.eid) for s in spots}) == len(spots)
    for one in spots:
        assert is_eid(one.eid), one
        assert one.print.characters > 0, one
        assert all(
            re.fullmatch("[0-9a-f]{12}", digest)
            for digest in (one.print.first, one.print.last, one.print.whole)
        )
        assert len(one.label) < 40, one
        assert (one.page is not None) == one.path.endswith(".pdf") or one.page, one


def test_a_spot_holds_no_words_of_a_law() -> None:
    assert Print.__slots__ == ("characters", "first", "last", "whole")
    assert max(len(s.label) for s in load_spots()) <= 30


def test_every_document_has_a_dozen_spots_or_all_that_it_has(shared_corpus: Path) -> None:
    files = {str(p.relative_to(shared_corpus)) for p in shared_corpus.rglob("*") if p.is_file()} - {
        "INDEX.tsv"
    }
    counts = Counter(s.path for s in load_spots())
    assert len(files) >= 94
    assert {f: counts[f] for f in files if counts[f] < SHORT.get(f, 12)} == {}
    assert counts.keys() <= files
    assert {row.path for row in load_gold()} == files


def test_the_spots_are_telling() -> None:
    spots = load_spots()
    kinds = Counter(s.eid.rpartition("__")[2].partition("_")[0] for s in spots)
    assert all(
        kinds[kind] >= 8 for kind in ("art", "sec", "para", "subpara", "point", "rec", "item", "fn", "sched")
    )
    assert sum(s.eid.count("__") >= 3 for s in spots) >= 20  # the deepest
    assert sum(bool(re.search(r"_\d+-\d+$", s.eid)) for s in spots) >= 30  # inserted ones
    assert sum(s.eid.startswith(("part_suppl", "sched")) for s in spots) >= 25
    assert len({s.path for s in spots if s.page}) >= 8
    assert len({s.language for s in spots}) >= 19


def test_the_independent_text_still_gives_the_prints(shared_corpus: Path) -> None:
    """The whole of a text file is one stretch: what stands between its ends is what the table says."""
    path = "zh-Hant/tw-misuse-report-rewards-regs-L0030063.txt"
    lines = extraction.extract(shared_corpus / path)
    article = [line.text for line in lines[1:3]]  # the first article: its number, its one paragraph
    made = next(s for s in load_spots() if s.path == path and s.eid == "art_1")
    assert take_print("\n".join(article)) == made.print
