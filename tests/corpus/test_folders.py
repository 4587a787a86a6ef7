"""Drafting folders in the store: order, notes, owners, and what may not be seen."""

from __future__ import annotations

import pytest

from corpus.access import Access
from corpus.errors import NotFoundError, UsageError
from corpus.model import Classification
from corpus.store import Store
from tests.corpus.samples import MOSSES, make_bundle

PUBLIC, YY = Access.public(), Access.of("yy")
FERNS = make_bundle()
KEY = FERNS.document.id


def eids(store: Store, folder: str, access: Access = PUBLIC) -> list[str]:
    return [each.eid for each in store.folder_entries(folder, access)]


def test_provisions_are_kept_in_order_once_each(store: Store) -> None:
    store.put(FERNS)
    folder = store.make_folder("  Plan   of action ", PUBLIC, "for May").id
    added = store.add_to_folder(folder, [(KEY, "art_2", "A3"), (KEY, "art_1", None)], PUBLIC, "see\r\nthis")
    again = store.add_to_folder(folder, [(KEY, "art_1", "A5"), (KEY, "art_1__para_1", None)], PUBLIC)
    assert again[0] == added[1]
    assert eids(store, folder) == ["art_2", "art_1", "art_1__para_1"]
    assert [each.area for each in store.folder_entries(folder, PUBLIC)] == ["A3", None, None]
    assert added[0].note == "see\nthis"
    found = store.folder(folder, PUBLIC)
    assert (found.name, found.note, found.entries) == ("Plan of action", "for May", 3)
    assert found.changed_at > found.created_at
    assert store.folders(PUBLIC) == [found]


def test_entries_change_places_under_their_area_only(store: Store) -> None:
    store.put(FERNS)
    folder = store.make_folder("F", PUBLIC).id
    places = [(KEY, "art_1", "A3"), (KEY, "art_1__para_1", None), (KEY, "art_2", "A3")]
    first, second, third = (each.id for each in store.add_to_folder(folder, places, PUBLIC))
    store.shift_entry(folder, third, PUBLIC, down=False)
    assert eids(store, folder) == ["art_2", "art_1__para_1", "art_1"]
    for entry, down in ((third, False), (first, True), (second, True)):
        store.shift_entry(folder, entry, PUBLIC, down=down)
    assert eids(store, folder) == ["art_2", "art_1__para_1", "art_1"]
    store.change_entry(folder, first, PUBLIC, area="")
    store.change_entry(folder, second, PUBLIC, area="A18", note="n")
    changed = {each.id: (each.area, each.note) for each in store.folder_entries(folder, PUBLIC)}
    assert changed == {third: ("A3", ""), second: ("A18", "n"), first: (None, "")}
    store.remove_entry(folder, second, PUBLIC)
    assert eids(store, folder) == ["art_2", "art_1"]


def test_a_folder_is_its_owner_s(store: Store) -> None:
    store.put(FERNS)
    mine = store.make_folder("Same name", YY).id
    other = store.make_folder("Same name", PUBLIC).id
    (entry,) = store.add_to_folder(mine, [(KEY, "art_1", None)], YY)
    assert [each.id for each in store.folders(PUBLIC)] == [other]
    for attempt in (
        lambda: store.folder(mine, PUBLIC),
        lambda: store.folder_entries(mine, PUBLIC),
        lambda: store.change_folder(mine, PUBLIC, name="x"),
        lambda: store.remove_folder(mine, PUBLIC),
        lambda: store.add_to_folder(mine, [(KEY, "art_2", None)], PUBLIC),
        lambda: store.folder_entry(mine, entry.id, PUBLIC),
        lambda: store.folder_entry(other, entry.id, PUBLIC),
        lambda: store.change_entry(other, entry.id, PUBLIC, note="x"),
        lambda: store.remove_entry(other, entry.id, PUBLIC),
        lambda: store.shift_entry(other, entry.id, PUBLIC, down=True),
        lambda: store.replace_entry(other, entry.id, (KEY, "art_2"), PUBLIC),
    ):
        with pytest.raises(NotFoundError):
            attempt()
    assert eids(store, mine, YY) == ["art_1"]
    with pytest.raises(UsageError):
        store.folders(Access.system_())


def test_what_may_not_be_seen_any_more_is_gone_without_a_trace_and_comes_back(store: Store) -> None:
    mosses = make_bundle(instrument=MOSSES, source="mosses.txt")
    store.put(FERNS)
    store.put(mosses)
    hidden = mosses.document.id
    folder = store.make_folder("F", PUBLIC).id
    places = [(KEY, "art_1", None), (hidden, "art_1", None), (KEY, "art_2", None)]
    first, entry, last = (each.id for each in store.add_to_folder(folder, places, PUBLIC))
    store.classify(hidden, Classification.CONFIDENTIAL, "yy")
    assert [each.id for each in store.folder_entries(folder, PUBLIC)] == [first, last]
    assert store.folder(folder, PUBLIC).entries == store.folders(PUBLIC)[0].entries == 2
    for attempt in (
        lambda: store.folder_entry(folder, entry, PUBLIC),
        lambda: store.change_entry(folder, entry, PUBLIC, note="x"),
        lambda: store.remove_entry(folder, entry, PUBLIC),
        lambda: store.replace_entry(folder, first, (hidden, "art_1"), PUBLIC),
        lambda: store.add_to_folder(folder, [(hidden, "art_2", None)], PUBLIC),
    ):
        with pytest.raises(NotFoundError):
            attempt()
    store.shift_entry(folder, last, PUBLIC, down=False)
    assert [each.id for each in store.folder_entries(folder, PUBLIC)] == [last, first]
    store.classify(hidden, Classification.PUBLIC, None)
    assert {each.id for each in store.folder_entries(folder, PUBLIC)} == {first, entry, last}
    store.remove(hidden)
    assert store.folder(folder, PUBLIC).entries == 2


def test_an_entry_can_stand_for_another_provision(store: Store) -> None:
    store.put(FERNS)
    folder = store.make_folder("F", PUBLIC).id
    (first,) = store.add_to_folder(folder, [(KEY, "art_1", "A3")], PUBLIC, "one")
    (second,) = store.add_to_folder(folder, [(KEY, "art_2", None)], PUBLIC, "two")
    assert store.replace_entry(folder, first.id, (KEY, "art_1__para_1"), PUBLIC) == first.id
    assert eids(store, folder) == ["art_1__para_1", "art_2"]
    assert store.replace_entry(folder, first.id, (KEY, "art_2"), PUBLIC) == second.id
    (left,) = store.folder_entries(folder, PUBLIC)
    assert (left.eid, left.note, left.area) == ("art_2", "two\none", None)
    assert store.replace_entry(folder, second.id, (KEY, "art_2"), PUBLIC) == second.id
    assert eids(store, folder) == ["art_2"]


def test_folders_are_renamed_described_and_removed(store: Store) -> None:
    store.put(FERNS)
    first, second = store.make_folder("b", PUBLIC).id, store.make_folder("A", PUBLIC).id
    store.add_to_folder(first, [(KEY, "art_1", None)], PUBLIC)
    assert [each.name for each in store.folders(PUBLIC)] == ["A", "b"]
    store.change_folder(first, PUBLIC, name="c", note="why")
    store.change_folder(first, PUBLIC, note="")
    assert (store.folder(first, PUBLIC).name, store.folder(first, PUBLIC).note) == ("c", "")
    with pytest.raises(UsageError, match="already"):
        store.change_folder(first, PUBLIC, name="A")
    store.remove_folder(first, PUBLIC)
    assert [each.id for each in store.folders(PUBLIC)] == [second]


@pytest.mark.parametrize("name", ["", "   ", "x" * 121, "a\0b", "a\ud800b"])
def test_names_that_cannot_be_are_refused(store: Store, name: str) -> None:
    with pytest.raises(UsageError):
        store.make_folder(name, PUBLIC)
    assert store.folders(PUBLIC) == []


def test_so_are_notes_areas_and_places(store: Store) -> None:
    store.put(FERNS)
    folder = store.make_folder("F", PUBLIC).id
    with pytest.raises(UsageError):
        store.add_to_folder(folder, [(KEY, "art_1", None)], PUBLIC, "x" * 20_001)
    with pytest.raises(NotFoundError):
        store.add_to_folder(folder, [(KEY, "art_1", "A19")], PUBLIC)
    with pytest.raises(NotFoundError):
        store.add_to_folder(folder, [(KEY, "art_1", None), (KEY, "art_99", None)], PUBLIC)
    assert eids(store, folder) == []
