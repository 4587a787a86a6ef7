"""What a source glued together: titles behind the last sentence, items in the middle of a line."""

from __future__ import annotations

from tests.ingest.structure_samples import eids, parse_lines, words

_PONDS = (
    "Madde 1 - (1) Her göletin bir adı vardır.(2) Ad bir kez verilir.Su",
    "Madde 2 - (1) Su şunları kapsar;a) Yağmur,b) Kar,Hepsi birlikte sayılır. [3](2) Tuz sayılmaz."
    "İKİNCİBÖLÜMBalıklarBalık sayımı",
    "Madde 3 - (Değişik: 1/2/2003 - 4/5 md.)(1) Balıklar sayılır."
    "(2) (Ek: 1/2/2003 - 4/6 md.) a) Sazan sayılır. [5]b) Alabalık sayılmaz.Sandal",
    "Madde 4 - (1) Sandal boyanır.",
)


def test_titles_glued_to_the_article_before_head_their_own() -> None:
    parsed = parse_lines(*_PONDS, language="tr")
    headings = {p.eid: p.heading for p in parsed.provisions if p.eid.startswith("art_") and "__" not in p.eid}
    assert headings == {"art_1": "", "art_2": "Su", "art_3": "Balık sayımı", "art_4": "Sandal"}
    assert words(parsed, "art_1__para_2") == "(2) Ad bir kez verilir."
    assert words(parsed, "art_2").startswith("Madde 2 -\nSu\n(1)")
    assert words(parsed, "art_2").endswith("(2) Tuz sayılmaz.")


def test_items_glued_to_what_precedes_are_units() -> None:
    parsed = parse_lines(*_PONDS, language="tr")
    assert [e for e in eids(parsed) if e.startswith("art_2__")] == [
        "art_2__para_1",
        "art_2__para_1__subpara_a",
        "art_2__para_1__subpara_b",
        "art_2__para_2",
    ]
    assert words(parsed, "art_2__para_1__subpara_b") == "b) Kar,"
    assert [e for e in eids(parsed) if e.startswith("art_3__")] == [
        "art_3__para_1",
        "art_3__para_2",
        "art_3__para_2__subpara_a",
        "art_3__para_2__subpara_b",
    ]
    assert words(parsed, "art_3__para_1") == "(1) Balıklar sayılır."


def test_one_sentence_without_a_space_is_no_title() -> None:
    parsed = parse_lines(
        "Article 1", "Ponds are kept.Wells too", "Article 2", "Wells are kept.", "Article 3", "Fish swim."
    )
    assert words(parsed, "art_1") == "Article 1\nPonds are kept.Wells too"
