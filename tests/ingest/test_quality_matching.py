"""Which characters of a source are found in its reading."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.quality.fold import Folder, fold_lines
from ingest.quality.match import Pool, find_stretches


def missing(text: str, words: str) -> str:
    """What of ``text`` is not in ``words``."""
    taken = bytearray(len(text))
    find_stretches(text, taken, Pool(words), b"\x08" * len(words))
    return "".join(c for c, state in zip(text, taken, strict=True) if not state)


def test_all_is_found_in_itself() -> None:
    assert missing("allthatthereis", "allthatthereis") == ""


def test_order_does_not_matter() -> None:
    assert missing("thefirstpart" * 3 + "thesecond", "thesecond" + "thefirstpart" * 3) == ""


def test_a_lost_stretch_is_lost_wherever_it_stood() -> None:
    text = "".join(f"clause{n}saysthisandthat" for n in range(30))
    # Which of two equal cuts is taken does not matter.
    assert sorted(missing(text, text.replace("clause7saysthisandthat", ""))) == sorted(
        "clause7saysthisandthat"
    )


def test_what_is_said_twice_must_be_kept_twice() -> None:
    said = "everypartyshallcooperate"
    assert missing(said * 2, said) == said
    assert missing(said * 2, said * 2) == ""


def test_a_number_that_changed_its_place() -> None:
    assert missing("heading12.theparagraph", "12.headingtheparagraph") == ""


def test_words_of_our_own_keep_nothing() -> None:
    assert missing("firstsecond", "1.first2.second") == ""
    assert missing("first3second", "1.first2.second") == "3"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("abcde", min_size=1, max_size=40), max_size=12), st.randoms(use_true_random=False))
def test_pieces_in_any_order_lose_single_characters_at_most(pieces: list[str], order: Random) -> None:
    shuffled = list(pieces)
    order.shuffle(shuffled)
    text = "".join(pieces)
    assert missing(text, "") == text
    assert missing(text, text) == ""
    # Greedy matching may leave a character or two at a seam.
    assert len(missing(text, "".join(shuffled))) <= 4 * len(pieces)


@settings(max_examples=60, deadline=None)
@given(st.text("abc ", max_size=80), st.text("abc ", max_size=80))
def test_found_characters_are_a_multiset_of_both(text: str, words: str) -> None:
    taken = bytearray(len(text))
    pool = Pool(words)
    find_stretches(text, taken, pool, b"\x08" * len(words))
    found = sorted(c for c, state in zip(text, taken, strict=True) if state)
    assert found == sorted(c for c, used in zip(words, pool.used, strict=True) if used)


def test_a_long_line_of_one_letter_takes_no_time_to_speak_of() -> None:
    assert missing("a" * 300_000, "a" * 299_990) == "a" * 10


def test_another_text_is_not_found_in_crumbs() -> None:
    random = Random(1)
    one, other = ("".join(random.choices("abcdefgh", k=20_000)) for _ in range(2))
    assert len(missing(one, other)) > 19_000


def test_folding_leaves_what_both_must_agree_on() -> None:
    fold = Folder().fold
    assert fold("drug-\nrelated") == fold("drug related") == fold("drug\u00adrelated") == "drugrelated"
    assert fold("ﬁne¹ Ａ") == "fine1A"
    assert fold("e\u0301") == fold("\u00e9")
    assert fold("\u200bកម្ម\u200b") == "កម្ម"
    assert Folder("*#").fold("## **Art. 1**") == "Art.1"


def test_a_flood_of_ligatures_stays_small() -> None:
    assert len(Folder().fold("\ufdfa" * 1_000)) == 1_000


def test_lines_remember_the_words_they_came_from() -> None:
    folded = fold_lines(["The  first-line", "", "and the second"], Folder())
    assert folded.text == "Thefirstlineandthesecond"
    assert [folded.text[start:end] for start, end in folded.lines] == ["Thefirstline", "andthesecond"]
    assert folded.show(3, 15) == "first-line and"


def test_long_runs_without_spaces_are_shown_in_part() -> None:
    folded = fold_lines(["国" * 100], Folder())
    assert folded.show(10, 15) == "国" * 5
