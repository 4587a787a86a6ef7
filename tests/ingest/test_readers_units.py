"""From invented files to provisions: what each format's reader and the structure parser make together."""

from __future__ import annotations

from io import BytesIO

import docx
from docx.shared import Pt

from corpus.model import Provision, ProvisionKind
from evaluation.structure.spots import text_of
from ingest.readers import read_bytes
from ingest.readers.counted import mark_counted_headers
from ingest.readers.foot import join_notes
from ingest.source import Block, BlockKind, SourceText
from ingest.structure import ParsedText, parse

ACT = """<?xml version="1.0" encoding="utf-8"?>
<Statute xml:lang="en" xmlns:lims="http://justice.gc.ca/lims" lims:current-date="2020-01-01">
<Identification><LongTitle>An Act about kites</LongTitle></Identification>
<Body><Heading level="1"><TitleText>Naming</TitleText></Heading>
<Section><MarginalNote>Short title</MarginalNote><Label>1</Label><Text>This is the Kites Act.</Text></Section>
<Heading level="1"><TitleText>Meaning</TitleText><HistoricalNote>
<HistoricalNoteSubItem>2001, c. 7</HistoricalNoteSubItem></HistoricalNote></Heading>
<Section><MarginalNote>Definitions</MarginalNote><Label>2</Label>
<Subsection><Label>(1)</Label><Text>In this Act, a string holds a kite.</Text></Subsection>
<Subsection><MarginalNote>Long strings</MarginalNote><Label>(2)</Label><Text>A rope is a string</Text>
<Paragraph><Label>(a)</Label><Text>by day.</Text></Paragraph></Subsection>
<Subsection><MarginalNote>Wires</MarginalNote><Label>(3)</Label><Text>A wire is none.</Text></Subsection>
<HistoricalNote><HistoricalNoteSubItem>1999, c. 1</HistoricalNoteSubItem></HistoricalNote></Section>
</Body>
<Schedule><ScheduleFormHeading><Label>SCHEDULE I</Label></ScheduleFormHeading>
<Group><GroupHeading><Label>PART 1</Label><TitleText>Small kites</TitleText></GroupHeading>
<List><Item><Label>1</Label><Text>Diamonds</Text></Item></List></Group>
<Group><GroupHeading><Label>PART 2</Label><TitleText>Large kites</TitleText></GroupHeading>
<List><Item><Label>1</Label><Text>Boxes</Text></Item><Item><Label>2</Label><Text>Trains</Text></Item></List>
</Group></Schedule></Statute>"""


def read(text: str, name: str, language: str = "en") -> ParsedText:
    (part,) = parse(read_bytes(text.encode(), name), language)
    return part


def words(part: ParsedText) -> dict[str, str]:
    """The text of every provision on one line, by eId, without the notes laid into it."""
    return {p.eid: " ".join(text_of(part, p).split()) for p in part.provisions}


def provision(part: ParsedText, eid: str) -> Provision:
    return next(p for p in part.provisions if p.eid == eid)


def test_a_canadian_caption_belongs_to_the_subsection_that_it_stands_above() -> None:
    part = read(ACT, "law.xml")
    found = words(part)
    assert found["sec_2__para_1"] == "(1) In this Act, a string holds a kite."
    assert found["sec_2__para_2"] == "(2) Long strings A rope is a string (a) by day."
    assert found["sec_2__para_2__subpara_a"] == "(a) by day."
    assert provision(part, "sec_2__para_2").heading == "Long strings"


def test_a_canadian_heading_and_its_history_end_the_section_before_them() -> None:
    found = words(read(ACT, "law.xml"))
    assert found["sec_1"] == "1 Short title This is the Kites Act."
    assert "Meaning" in " ".join(v for k, v in found.items() if not k.startswith("sec_"))


def test_the_history_of_a_canadian_section_is_not_in_its_last_subsection() -> None:
    found = words(read(ACT, "law.xml"))
    assert found["sec_2__para_3"] == "(3) Wires A wire is none."
    assert found["sec_2"].endswith("1999, c. 1")


def test_the_parts_of_a_canadian_schedule_hold_its_items() -> None:
    found = words(read(ACT, "law.xml"))
    assert found["sched_1__part_1__item_1"] == "1 Diamonds"
    assert found["sched_1__part_2__item_2"] == "2 Trains"


SWISS = """# Teichverordnung

##### **Art. 1** Zweck

<sup>1</sup> Diese Verordnung regelt Teiche nach Artikel <sup>4</sup> Absatz 2 des Teich-

<sup>2</sup> gesetzes vom 3. Mai 1999 und der Brunnenordnung

<sup>3</sup> Bern.

<sup>2</sup> Sie gilt nicht für Pfützen.

##### **Art. 2** Aufsicht

<sup>1</sup> Der Kanton zählt die Teiche.

<sup>2</sup> Er meldet sie.

##### **Art. 3** Inkrafttreten

<sup>1</sup> Sie gilt sofort.

###### Fussnoten

[^2]: SR 999.1

[^3]: SR 999.2

[^7]: SR 999.3
"""


def test_swiss_marks_of_notes_at_the_start_of_a_line_go_behind_the_word_before() -> None:
    found = words(read(SWISS, "law.md", "de"))
    assert found["art_1__para_1"] == (
        "¹ Diese Verordnung regelt Teiche nach Artikel 4 Absatz 2 des Teichgesetzes² vom 3. Mai 1999 "
        "und der Brunnenordnung³ Bern."
    )
    assert found["art_1__para_2"] == "² Sie gilt nicht für Pfützen."


def test_swiss_notes_are_found_under_their_printed_numbers_behind_the_last_article() -> None:
    found = words(read(SWISS, "law.md", "de"))
    assert found["fn_2"] == "² SR 999.1"
    assert found["fn_3"] == "³ SR 999.2"
    assert found["fn_7"] == "⁷ SR 999.3"
    assert found["art_2__para_2"] == "² Er meldet sie."
    assert found["art_3"] == "Art. 3 Inkrafttreten ¹ Sie gilt sofort."


def test_notes_numbered_anew_are_counted_in_order() -> None:
    text = "1. Ponds[^1] are deep.\n\n2. Wells[^2] are cold.\n\n[^1]: One.\n\n[^2]: Two.\n\n[^1]: Three.\n"
    assert [e for e in words(read(text, "law.md")) if e.startswith("fn_")] == ["fn_1", "fn_2", "fn_3"]


def test_emphasis_with_a_space_before_its_end_is_taken_out() -> None:
    assert "In witness the" in read("*In witness *the ponds are closed.\n", "law.md").text


BILL = """A BILL

An Act to change what the law says of ponds, wells and pits.

1. This Act may be cited as the Ponds and Wells (Amendment)
Act 1990.

2. Section 6 of the Ponds Act 1985, which is referred to in
this Act as the "principal Act", is amended by deleting the
words "in winter".

3. (1) Where a well was dug during the period between the
first day of the year and the last, it is declared to be a


Short title.

Amendment
of section 6.
_Act 99._

Wells.


-----

**2** BILL

well and shall be deemed to have been one at all times.

(2) No one shall fill it.


-----

PONDS AND WELLS 3
(AMENDMENT)

EXPLANATORY STATEMENT

This Bill is about ponds.
"""


def test_margin_notes_at_the_foot_of_a_page_are_the_titles_of_its_sections() -> None:
    part = read(BILL, "bill.md")
    found = words(part)
    assert found["sec_1"].startswith("1. Short title. This Act may be cited")
    assert found["sec_2"].startswith("2. Amendment of section 6. Act 99. Section 6 of the")
    assert [provision(part, f"sec_{n}").heading for n in "13"] == ["Short title.", "Wells."]


def test_running_headers_below_a_rule_are_left_out_and_told() -> None:
    part = read(BILL, "bill.md")
    assert words(part)["sec_3__para_1"].endswith(
        "declared to be a well and shall be deemed to have been one at all times."
    )
    assert "(AMENDMENT)" not in part.text
    assert len(read_bytes(BILL.encode(), "bill.md").furniture) == 2


def test_a_running_header_of_two_pieces_is_told_by_its_bracket() -> None:
    part = read(
        BILL.replace("PONDS AND WELLS 3\n(AMENDMENT)", "PONDS AND (WELLS AND 3\n\nPITS) (AMENDMENT)"),
        "bill.md",
    )
    assert "PITS" not in part.text
    assert "EXPLANATORY STATEMENT" in part.text


def test_a_narrow_piece_on_a_page_without_sections_stays_where_it_is() -> None:
    page = BILL.partition("-----")[0]
    assert (
        "Price 3"
        in read(
            page.replace("A BILL", "Price 3") + "\n\n-----\n\nRed\nponds.\n\nAll is well.\n", "bill.md"
        ).text
    )
    assert "Red ponds." in " ".join(
        read(page + "\n\n-----\n\nRed\nponds.\n\nAll is well.\n", "bill.md").text.split()
    )


def test_bold_titles_stand_above_bold_numbers() -> None:
    text = (
        "**Short title**\n\n**1.** (1) This Act is the Ponds Act.\n\n(2) It applies to ponds.\n\n"
        "**Depth**\n\n**2.** Every pond is deep.\n\n**Repeal**\n\n**3.** The Wells Act is repealed.\n"
    )
    blocks = read_bytes(text.encode(), "bill.md").blocks
    assert [b.text for b in blocks if b.hint is ProvisionKind.SECTION] == ["Short title", "Depth", "Repeal"]


ACT_TEXT = """PONDS ACT
\f1. This  Act  may  be  cited  as  the  Ponds  and

Short  title

Wells (Amendment) Act, No. 41 of 2022.

5

2. Section  54A  of  the  Ponds  Ordinance  is  hereby
amended  by  the  repeal  of  all  the  words  that  it
holds  about  the  depth  of  any  well  or  pond.

Amendment  of
section  54A

10

15
\f3. Section  55  of  the  Ponds  Ordinance  is  hereby
amended  by  the  repeal  of  all  the  words  that  it

5

10

Amendment  of
section  55

holds  about  the  breadth  of  any  well  or  pond.
\f5

10

15

4. For the avoidance of doubt, it is hereby declared that
ponds are no lakes, and that no lake is a pond in any case
whatever the season.

Avoidance  of
doubt

5.   In the event of any doubt between two wells,

the older well of the two shall prevail at all times.

Doubts  about
wells

Less than one
pond

DEPARTMENT  OF  GOVERNMENT  PRINTING
"""


def test_margin_notes_and_line_numbers_of_a_printed_bill_leave_the_sentences() -> None:
    part = read(ACT_TEXT, "act.txt")
    found = words(part)
    assert found["sec_1"] == (
        "1. Short title This Act may be cited as the Ponds and Wells (Amendment) Act, No. 41 of 2022."
    )
    assert found["sec_3"].startswith(
        "3. Amendment of section 55 Section 55 of the Ponds Ordinance is hereby amended"
    )
    assert "all the words that it holds about the breadth" in found["sec_3"]
    assert found["sec_4"].startswith("4. Avoidance of doubt For the avoidance")
    assert found["sec_5"].startswith("5. Doubts about wells In the event")
    assert "8 line numbers in the margin were left out." in part.notes
    assert "DEPARTMENT" not in found["sec_5"]


TREATY = (
    """# Convención de estanques

## Pagina 1
"""
    + "".join(
        f"""
Artículo {label}

CUIDADO DE LAS AGUAS

1.
Las Partes cuidan de los estanques de la región {label} y de sus orillas.
"""
        for label in ("1", "2", "3", "44")
    )
    + """
4 Se reproduce el texto de otro convenio:
"Artículo 20
"Disposiciones
1. Los estanques no son lagos."

## Pagina 2

Artículo 5

Las Partes notifican.
"""
)


def test_a_note_at_the_foot_of_a_page_is_none_of_the_words_of_its_last_article() -> None:
    part = read(TREATY, "treaty.md", "es")
    found = words(part)
    assert provision(part, "art_4").label == "Artículo 4"
    assert found["art_4"].endswith("de sus orillas.")
    assert found["fn_4"].startswith("⁴ Se reproduce el texto")
    assert found["fn_4"].endswith('no son lagos."')
    assert found["art_5"] == "Artículo 5 Las Partes notifican."
    assert "art_20" not in found


def test_a_number_before_another_article_of_the_page_begins_no_note() -> None:
    page = TREATY.partition("## Pagina 2")[0] + "Artículo 5\n\nLas Partes notifican.\n"
    assert not any(eid.startswith("fn_") for eid in words(read(page, "treaty.md", "es")))


def test_a_note_of_which_the_reader_saw_the_first_line_goes_on_to_the_end_of_the_page() -> None:
    page = [
        Block("Artículo 4 ²", BlockKind.LINE, page=1),
        Block("Las Partes notifican.", BlockKind.LINE, page=1),
        Block("² Nota sobre la", BlockKind.FOOTNOTE, label="²", page=1),
        Block("enmienda de 1999.", BlockKind.LINE, page=1),
        Block("- 7 -", BlockKind.EDITORIAL, page=1),
    ]
    assert [(b.kind.value, b.text) for b in join_notes(page)] == [
        ("line", "Artículo 4 ²"),
        ("line", "Las Partes notifican."),
        ("footnote", "² Nota sobre la enmienda de 1999."),
        ("editorial", "- 7 -"),
    ]


BENGALI = """<html><body><section><div class="txt-details">
<div class="txt-head">পুকুর</div><div>১। (১) নিম্নের পুকুর সংরক্ষিত, যথা:-</div>
<table><tr><td>১।</td><td>বড় পুকুর</td><td>দশ</td></tr><tr><td>২।</td><td>ছোট পুকুর</td><td>পাঁচ</td></tr></table>
<div class="txt-head">মাছ</div><div>২। (১) কেহ-</div><div>(ক) মাছ ধরিবে না; এবং</div><div>(খ) জাল ফেলিবে না:</div>
<div>তবে শর্ত থাকে যে, ছোট মাছ ধরা যাইবে।</div>
<div class="txt-head">সংশোধন</div><div>৩। উক্ত আইনের-</div><div>(ক) দফা (৭) প্রতিস্থাপিত হইবে, যথা:-</div>
<div>‘‘(৭ক) পুকুর অর্থ জল;’’;</div><div>(খ) দফা (৮) বিলুপ্ত হইবে।</div>
<div class="txt-head">শেষ</div><div>৪। এই আইন কার্যকর।</div>
</div></section></body></html>"""


def test_numbered_rows_within_a_section_are_its_items() -> None:
    found = words(read(BENGALI, "law.html", "bn"))
    assert found["sec_1__para_1__item_2"] == "২। | ছোট পুকুর | পাঁচ"


def test_a_bengali_proviso_behind_a_colon_is_not_of_the_last_item() -> None:
    found = words(read(BENGALI, "law.html", "bn"))
    assert found["sec_2__para_1__subpara_b"] == "(খ) জাল ফেলিবে না:"
    assert found["sec_2"].endswith("ধরা যাইবে।")


def test_what_a_colon_and_a_dash_announce_belongs_to_the_item() -> None:
    found = words(read(BENGALI, "law.html", "bn"))
    assert found["sec_3__subpara_a"].endswith("‘‘(৭ক) পুকুর অর্থ জল;’’;")


def test_headers_that_count_pages_are_left_out_of_documents_without_pages() -> None:
    lines = [f"Ponds and Wells {n}" if n % 2 else f"{n} | Ponds and Wells" for n in range(1, 7)]
    blocks = [block for line in lines for block in (Block(line), Block("(Amendment)"), Block("Text of it."))]
    marked = mark_counted_headers([*blocks, Block("Wells 7")])
    assert [b.text for b in marked if b.kind is BlockKind.PARAGRAPH] == ["Text of it."] * 6 + ["Wells 7"]
    assert [b.page for b in marked if b.kind is BlockKind.EDITORIAL] == [n for n in range(1, 7) for _ in "12"]
    (part,) = parse(SourceText("text/plain", tuple(marked)), "en")
    assert "(Amendment)" not in part.text
    assert "12 running headers, footers or page numbers were left out." in part.notes
    assert part.pages == ()


def test_titles_that_count_on_are_no_headers() -> None:
    for words in ("Article {}", "Chapter of ponds {}"):
        blocks = [b for n in range(1, 9) for b in (Block(words.format(n)), Block(f"Text of pond {'i' * n}."))]
        assert mark_counted_headers(blocks) == blocks


def test_numbered_lines_that_do_not_count_on_are_words() -> None:
    blocks = [Block(f"Section {number}") for number in (1, 9, 3, 4, 5, 6, 7)]
    assert mark_counted_headers(blocks) == blocks


def test_small_print_behind_a_tab_is_the_title_of_its_section_in_word() -> None:
    document = docx.Document()
    for number, (title, size) in enumerate([("Short title", 8), ("Repeal", 8), ("Fish", 10)], start=1):
        paragraph = document.add_paragraph()
        runs = [f"{number}. Every pond is ", "\t", title, " deep and cold."]
        for text, points in zip(runs, [10, 10, size, 10], strict=True):
            paragraph.add_run(text).font.size = Pt(points)
    stream = BytesIO()
    document.save(stream)
    blocks = read_bytes(stream.getvalue(), "act.docx").blocks
    assert [b.text for b in blocks if b.hint is ProvisionKind.SECTION] == ["Short title", "Repeal"]
    assert [b.text for b in blocks if b.hint is None] == [
        "1. Every pond is deep and cold.",
        "2. Every pond is deep and cold.",
        "3. Every pond is Fish deep and cold.",
    ]
