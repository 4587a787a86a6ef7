"""What changed between two texts: words, provisions, moves; nothing lost on either side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.access import Access
from corpus.errors import NotFoundError, UsageError
from corpus.model import Provision, ProvisionKind
from corpus.store import Store
from search.redline import (
    Change,
    Entry,
    Kind,
    Redline,
    Redlines,
    compare_texts,
    diff_words,
    read_words,
    redline,
)
from search.redline.units import read_units
from tests.search.samples import SECRET, make_bundle

ALL = Access.system_()
Line = tuple[str, str, str]  # eId, label, words


def write(lines: Sequence[Line]) -> tuple[str, list[Provision]]:
    """A text of these provisions; the eIds tell which is inside which."""
    text, provisions, spans = "", [], {}
    for number, (eid, label, words) in enumerate(lines):
        start = len(text)
        text += f"{label} {words}\n" if label else f"{words}\n"
        parent = eid.rpartition("__")[0] or None
        spans[eid] = [start, len(text) - 1]
        above = parent
        while above:
            spans[above][1] = len(text) - 1
            above = above.rpartition("__")[0] or None
        kind = ProvisionKind(eid.rpartition("__")[2].partition("_")[0])
        provisions.append(Provision("d", eid, kind, start, 0, "en", number, label, parent=parent))
    return text, [replace(each, end=spans[each.eid][1]) for each in provisions]


def compare(before: Sequence[Line], after: Sequence[Line]) -> Redline:
    return compare_texts(*write(before), *write(after))


def told(found: Redline) -> dict[tuple[str | None, str | None], set[str]]:
    return {
        (entry.a.eid if entry.a else None, entry.b.eid if entry.b else None): {str(k) for k in entry.kinds}
        for entry in found.entries
    }


def marked(a: str, b: str) -> str:
    marks = {Change.EQUAL: "{}", Change.DELETED: "[-{}-]", Change.INSERTED: "{{+{}+}}"}
    return "".join(marks[s.change].format(s.b or s.a) for s in diff_words(read_words(a), read_words(b)))


PORTS = [
    ("art_1", "1.", "Every ship that enters the harbour reports its cargo to the harbour master."),
    ("art_2", "2.", "The lamp of the lighthouse burns from sunset until the sun has risen."),
    ("art_3", "3.", "Fishing nets may be dried on the quay between the warehouses."),
    ("art_4", "4.", "Whoever breaks these rules pays twelve crowns to the poor of the town."),
    ("art_5", "5.", "The council of the town names a harbour master for three years."),
]


def renumber(lines: Sequence[Line]) -> list[Line]:
    return [(f"art_{n}", f"{n}.", words) for n, (_, _, words) in enumerate(lines, start=1)]


def test_words_are_struck_out_and_put_in_whole() -> None:
    assert marked("The cat sat.", "The dog sat.") == "The [-cat -]{+dog +}sat."
    assert marked("fines of 1,000 crowns", "fines of 1,500 crowns") == "fines of [-1,000 -]{+1,500 +}crowns"
    assert marked("one; three", "one; two; three") == "one; {+two; +}three"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("港口由市长管理。", "港口由议会管理。", "港口由[-市长-]{+议会+}管理。"),
        ("船は夜に入港する。", "船は昼に入港する。", "船は[-夜-]{+昼+}に入港する。"),
        ("เรือเข้าท่าเวลาค่ำ", "เรือเข้าท่าเวลาเช้า", "เรือเข้าท่าเวลา[-ค่ำ-]{+เช้า+}"),
        ("កប៉ាល់ចូលផែ", "ទូកចូលផែ", "[-កប៉ាល់-]{+ទូក+}ចូលផែ"),
    ],
)
def test_scripts_without_spaces_are_compared_by_what_one_reads(
    before: str, after: str, expected: str
) -> None:
    assert marked(before, after) == expected


def test_tiny_islands_between_changes_are_part_of_them() -> None:
    # "of the" says less than what changed around it, a clause does not.
    assert marked("a harbour master of the town, ", "a mayor of the kingdom, ") == (
        "a [-harbour master of the town-]{+mayor of the kingdom+}, "
    )
    clause = "who has served the council for a year"
    found = marked(f"the mayor {clause} may", f"the master {clause} shall")
    assert found == f"the [-mayor -]{{+master +}}{clause} [-may-]{{+shall+}}"


def test_white_space_and_broken_lines_are_no_change() -> None:
    assert diff_words(read_words("a  ship\nleaves"), read_words("a ship leaves")) == (
        diff_words(read_words("a  ship\nleaves"), read_words("a ship leaves"))[0],
    )
    assert [s.change for s in diff_words(read_words("main-\ntained"), read_words("maintained"))] == ["equal"]
    assert len(diff_words(read_words("re-sign"), read_words("resign"))) > 1
    assert [s.change for s in diff_words(read_words("caf\u0065\u0301"), read_words("café"))] == ["equal"]


TEXTS = st.text(st.sampled_from("ab c.;\n\u00ad-１第条港กาเ\u0e31é\u0301ء "), max_size=40)


@settings(max_examples=300, deadline=None)
@given(TEXTS, TEXTS)
def test_the_segments_spell_both_texts(a: str, b: str) -> None:
    segments = diff_words(read_words(a), read_words(b))
    assert "".join(segment.a for segment in segments) == a
    assert "".join(segment.b for segment in segments) == b
    for segment in segments:
        assert (segment.change is Change.DELETED) <= (segment.b == "")
        assert (segment.change is Change.INSERTED) <= (segment.a == "")
        if segment.change is Change.EQUAL:
            flat = [
                "".join(read_words(each).keys).replace("-", "").replace("\u00ad", "")
                for each in (segment.a, segment.b)
            ]
            assert flat[0] == flat[1]


def test_each_kind_is_told() -> None:
    words = PORTS[1][2].replace("sunset", "six o'clock")
    after = renumber(
        [
            PORTS[0],
            ("", "", "Pilots are paid by the mile and wear a blue cap on duty."),
            ("", "", words),
            PORTS[3],
            PORTS[4],
        ]
    )
    assert told(compare(PORTS, after)) == {
        ("art_1", "art_1"): {"unchanged"},
        (None, "art_2"): {"inserted"},
        ("art_2", "art_3"): {"changed", "renumbered"},
        ("art_3", None): {"deleted"},
        ("art_4", "art_4"): {"unchanged"},
        ("art_5", "art_5"): {"unchanged"},
    }


def test_what_went_past_the_others_is_what_moved() -> None:
    after = renumber([*PORTS[1:], (PORTS[0][0], PORTS[0][1], PORTS[0][2].replace("cargo", "crew"))])
    found = compare(PORTS, after)
    assert told(found)["art_1", "art_5"] == {"changed", "moved", "renumbered"}
    assert all("moved" not in kinds for pair, kinds in told(found).items() if pair[0] != "art_1")
    moved = next(entry for entry in found.entries if Kind.MOVED in entry.kinds)
    places = [place for place in found.places if place.entry == moved.number]
    assert [place.origin for place in places] == [True, False]


def test_what_is_inside_goes_along_and_what_changes_its_holder_moves() -> None:
    before = [
        PORTS[0],
        ("art_1__para_1", "(1)", "Small boats report on Sundays only, in writing."),
        PORTS[1],
        ("art_2__para_1", "(1)", "Oil is bought from the lowest bidder every autumn."),
        ("art_2__para_2", "(2)", "Wicks are trimmed at noon by the younger keeper."),
        *PORTS[2:],
    ]
    after = [
        PORTS[0],
        PORTS[1],
        ("art_2__para_1", "(1)", "Oil is bought from the lowest bidder every autumn."),
        ("art_2__para_2", "(2)", "Wicks are trimmed at noon by the younger keeper."),
        *PORTS[2:4],
        PORTS[4],
        ("art_5__para_1", "(1)", "Small boats report on Sundays only, in writing."),
    ]
    assert told(compare(before, after))["art_1__para_1", "art_5__para_1"] == {"moved"}
    last = [*before[2:], *before[:2]]
    entries = {entry.a.eid: entry for entry in compare(before, last).entries if entry.a}
    assert entries["art_1"].kinds == (Kind.MOVED,)
    assert entries["art_1__para_1"].kinds == (Kind.UNCHANGED,)
    assert entries["art_1__para_1"].along
    assert not entries["art_2__para_1"].along


def test_words_that_laws_repeat_stay_in_their_articles() -> None:
    likewise = "The same holds for whoever helps in it or lets it happen knowingly."
    before = [line for n in (0, 1, 2) for line in (PORTS[n], (f"{PORTS[n][0]}__para_1", "", likewise))]
    after = [line for line in before if not line[0].startswith("art_1")]
    found = told(compare(before, after))
    assert found["art_1__para_1", None] == {"deleted"}
    assert found["art_2__para_1", "art_2__para_1"] == {"unchanged"}
    assert found["art_3__para_1", "art_3__para_1"] == {"unchanged"}


def test_one_number_in_two_ways_is_no_new_number() -> None:
    before = [("art_12", "第十二条", "港口由市长管理，市长任期三年。")]
    after = [("art_12", "第12条", "港口由市长管理，市长任期三年。")]
    assert told(compare(before, after)) == {("art_12", "art_12"): {"unchanged"}}


def test_chapters_that_come_in_move_nothing() -> None:
    after = [
        ("chp_1", "I", "Of ships"),
        *((f"chp_1__{eid}", label, words) for eid, label, words in PORTS[:3]),
        ("chp_2", "II", "Of the town"),
        *((f"chp_2__{eid}", label, words) for eid, label, words in PORTS[3:]),
    ]
    counts = compare(PORTS, after).counts
    assert (counts[Kind.UNCHANGED], counts[Kind.INSERTED], counts[Kind.MOVED]) == (5, 2, 0)


def test_what_was_deleted_stands_where_it_was() -> None:
    after = [line for line in PORTS if line[0] != "art_3"]
    found = compare(PORTS, after)
    order = [(e.b or e.a) for e in (found.entries[place.entry] for place in found.places)]
    assert [each.eid for each in order if each] == ["art_1", "art_2", "art_3", "art_4", "art_5"]


TERMS = ["ship", "quay", "lamp", "港口", "ท่า", "oil;", "net.", "(1)"]
WORDS = st.lists(st.sampled_from(TERMS), max_size=6).map(" ".join)
EIDS = st.lists(
    st.sampled_from(["art_1", "art_2", "art_1__para_1", "art_1__para_2", "art_2__para_1", "art_3"]),
    unique=True,
)


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, list[Provision]]:
    """A text with provisions in it, words before, between and after them, nested or not."""
    eids = [e for e in draw(EIDS) if "__" not in e or e.partition("__")[0]]
    eids = sorted(eid for eid in eids if "__" not in eid or eid.partition("__")[0] in eids)
    text, provisions = write(
        [(eid, draw(st.sampled_from(["", "1.", "第一条"])), draw(WORDS)) for eid in eids]
    )
    before, after = draw(WORDS), draw(WORDS)
    shift = len(before)
    return before + text + after, [replace(p, start=p.start + shift, end=p.end + shift) for p in provisions]


@settings(max_examples=300, deadline=None)
@given(documents(), documents())
def test_every_provision_stands_once_and_is_spelt_as_it_is(
    before: tuple[str, list[Provision]], after: tuple[str, list[Provision]]
) -> None:
    found = compare_texts(*before, *after)
    for side, (text, provisions) in (("a", before), ("b", after)):
        units = read_units(text, provisions)
        assert sum(len(unit.words.text) for unit in units) == len(text)
        own = {unit.provision.eid if unit.provision else None: unit.words.text for unit in units}
        spelt = [
            (_eid(entry, side), "".join(getattr(segment, side) for segment in entry.segments))
            for entry in found.entries
            if getattr(entry, side) is not None
        ]
        assert sorted(eid for eid, _ in spelt if eid) == sorted(each.eid for each in provisions)
        assert all(words == own[eid] for eid, words in spelt)
    seen = [place.entry for place in found.places if not place.origin]
    assert sorted(seen) == list(range(len(found.entries)))
    moved = [entry.number for entry in found.entries if Kind.MOVED in entry.kinds]
    assert sorted(place.entry for place in found.places if place.origin) == sorted(moved)


def _eid(entry: Entry, side: str) -> str | None:
    provision = entry.a if side == "a" else entry.b
    return provision.eid if provision else None


@settings(max_examples=100, deadline=None)
@given(documents())
def test_a_text_compared_with_itself_is_unchanged(document: tuple[str, list[Provision]]) -> None:
    found = compare_texts(*document, *document)
    assert {kind for entry in found.entries for kind in entry.kinds} <= {Kind.UNCHANGED}
    assert all(s.change is Change.EQUAL for entry in found.entries for s in entry.segments)


OLD = make_bundle("harbour-rules", "en", [line[2] for line in PORTS[:3]], checksum="1")
NEW = make_bundle("harbour-rules", "en", [line[2] for line in PORTS[:2]], checksum="2")


def test_versions_in_the_store(store: Store) -> None:
    store.put(OLD)
    store.put(NEW)
    found = redline(store, OLD.document.id, NEW.document.id, ALL)
    assert found.counts[Kind.DELETED] == 1
    assert found.counts[Kind.UNCHANGED] == 2
    kept = Redlines(most=1)
    first = kept.find(store, OLD.document.id, NEW.document.id, ALL)
    assert kept.find(store, OLD.document.id, NEW.document.id, ALL) is first
    kept.find(store, NEW.document.id, OLD.document.id, ALL)
    assert kept.find(store, OLD.document.id, NEW.document.id, ALL) is not first


def test_what_cannot_be_compared_is_refused(store: Store) -> None:
    store.put(OLD)
    with pytest.raises(UsageError, match="same document"):
        redline(store, OLD.document.id, OLD.document.id, ALL)
    with pytest.raises(UsageError, match="two languages"):
        redline(store, OLD.document.id, "harbour-ru-1", ALL)
    with pytest.raises(NotFoundError):
        redline(store, OLD.document.id, SECRET.document.id, Access.public())
    kept = Redlines()
    kept.find(store, OLD.document.id, SECRET.document.id, ALL)
    with pytest.raises(NotFoundError):  # what is kept for one reader is not for another
        kept.find(store, OLD.document.id, SECRET.document.id, Access.public())
