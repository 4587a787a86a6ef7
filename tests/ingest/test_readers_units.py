"""From invented files to provisions: what each format's reader and the structure parser make together."""

from __future__ import annotations

from corpus.model import Provision
from evaluation.structure.spots import text_of
from ingest.readers import read_bytes
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
