"""Relevance cases: how they are read and judged, and those of the starter knowledge base held to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.access import Access
from corpus.errors import ConfigurationError, UsageError
from corpus.languages import LANGUAGES
from corpus.register import load_register
from corpus.settings import Settings
from corpus.store import Store
from evaluation.case_files import Case, Target
from evaluation.case_files import load_cases as read_cases
from evaluation.cases import Verdict, check, check_home, load_cases, tell
from evaluation.matching import Found, Matcher
from evaluation.topics import Collection, JudgedDocument, Split, load_collection
from web.upkeep import refresh

CASES = load_cases()
COLLECTION = load_collection()
MATCHER = Matcher(Collection((), {key: JudgedDocument(key, (f"{key}.md",)) for key in ("one", "two")}))


class Fixed:
    """Always finds the same."""

    def __init__(self, *hits: str) -> None:
        self.hits = find_all(hits)

    def find(self, text: str, mode: str, limit: int, languages: tuple[str, ...] = ()) -> Sequence[Found]:
        return self.hits[:limit]


class Spelled:
    """Finds by how the query is written; refuses what it does not know."""

    def __init__(self, **hits: str) -> None:
        self.hits = {query: find_all(found.split()) for query, found in hits.items()}

    def find(self, text: str, mode: str, limit: int, languages: tuple[str, ...] = ()) -> Sequence[Found]:
        if text not in self.hits:
            raise UsageError(f"{text} cannot be read.", remedy="Ask otherwise.")
        return self.hits[text][:limit]


def find_all(hits: Sequence[str]) -> list[Found]:
    return [
        Found(f"d-{document}", f"{document}.md", f"/akn/xx/act/1/{document}", eid, "en")
        for document, _, eid in (hit.partition("#") for hit in hits)
    ]


def case(
    *, expected: str = "", in_first: int = 0, before: tuple[str, ...] = (), forbidden: str = "",
    within: int = 0, aim: bool = False, same_as: tuple[str, ...] = (),
) -> Case:  # fmt: skip
    def targets(*texts: str) -> tuple[Target, ...]:
        return tuple(Target(*text.split("#")) for text in texts if text)

    return Case(
        "some.en.1", "corpus", "en", "a question", "hybrid", targets(*expected.split()), in_first,
        targets(*before), targets(*forbidden.split()), within, same_as, aim=aim,
    )  # fmt: skip


def judge(of: Case, *hits: str) -> Verdict:
    return check(of, Fixed(*hits), MATCHER, {"one", "two"})


def test_a_hit_in_or_below_what_is_expected_holds() -> None:
    of = case(expected="one#art_1 two#art_9", in_first=2)
    assert judge(of, "one#art_5", "one#art_1__para_2").failures == ()
    assert judge(of, "two#art_9").failures == ()


def test_a_miss_says_where_what_was_expected_really_ranks_and_what_is_first() -> None:
    of = case(expected="one#art_1 two#art_9", in_first=2)
    verdict = judge(of, "one#art_11", "one#art_12", "one#art_1")
    assert verdict.failures == (
        "expected in the first 2: one#art_1 ranks 3, two#art_9 is not among 100 hits",
    )
    assert verdict.first == "one#art_11"
    assert verdict.ranks == {Target("one", "art_1"): 3, Target("two", "art_9"): None}


def test_an_order_holds_if_the_second_is_below_or_nowhere() -> None:
    of = case(before=("one#art_1", "two"))
    assert judge(of, "one#art_1", "two#art_3").failures == ()
    assert judge(of, "one#art_1").failures == ()
    assert judge(of, "two#art_3", "one#art_1").failures == (
        "expected in this order: one#art_1 ranks 2, two ranks 1",
    )
    assert judge(of, "two#art_3").failures == (
        "expected in this order: one#art_1 is not among 100 hits, two ranks 1",
    )


def test_what_is_forbidden_may_stand_further_down() -> None:
    of = case(forbidden="one#front_1", within=2)
    assert judge(of, "one#front_1").failures == ("not to be in the first 2: one#front_1 ranks 1",)
    assert judge(of, "two#art_1", "two#art_2", "one#front_1").failures == ()


def test_what_the_home_does_not_hold_is_not_checked() -> None:
    verdict = check(case(expected="two#art_1", in_first=1), Fixed("one#art_1"), MATCHER, {"one"})
    assert verdict.absent == ("two",)
    assert not verdict.fails
    assert list(tell([verdict])) == [
        "Of 0 cases that must hold 0 hold, 0 fail.",
        "Not checked: 1, since this home does not hold two.",
    ]


def test_an_aim_that_is_not_reached_is_told_and_no_failure() -> None:
    reached = judge(case(expected="one#art_1", in_first=1, aim=True), "one#art_1")
    missed = judge(case(expected="one#art_1", in_first=1, aim=True), "one#art_2")
    failed = judge(case(expected="one#art_1", in_first=1), "one#art_2")
    assert [verdict.fails for verdict in (reached, missed, failed)] == [False, False, True]
    assert list(tell([missed, reached, failed])) == [
        "some.en.1 (hybrid): a question",
        "  expected in the first 1: one#art_1 is not among 100 hits",
        "  first: one#art_2",
        "some.en.1 (hybrid, an aim): a question",
        "  expected in the first 1: one#art_1 is not among 100 hits",
        "  first: one#art_2",
        "Of 1 cases that must hold 0 hold, 1 fail.",
        "Of 2 aims 1 are reached.",
    ]
    assert (failed.to_json()["holds"], failed.to_json()["ranks"]) == (False, {"one#art_1": None})


def test_every_spelling_must_find_it_and_all_their_ranks_are_told() -> None:
    of = case(expected="one#art_1", in_first=2, same_as=("straße", "STRASSE"))
    of = replace(of, query="strasse")
    found = {"strasse": "one#art_1", "straße": "one#art_2 one#art_3 one#art_1", "STRASSE": "two#art_1"}
    verdict = check(of, Spelled(**found), MATCHER, {"one", "two"})
    assert verdict.failures == (
        "expected in the first 2 for strasse: one#art_1 ranks 1",
        "expected in the first 2 for straße: one#art_1 ranks 3",
        "expected in the first 2 for STRASSE: one#art_1 is not among 100 hits",
    )
    assert verdict.to_json()["ranks"] == {"one#art_1": 1}
    assert verdict.to_json()["other_ranks"] == {"straße": {"one#art_1": 3}, "STRASSE": {"one#art_1": None}}
    found |= {"straße": "two#art_1 one#art_1", "STRASSE": "one#art_1"}
    assert check(of, Spelled(**found), MATCHER, {"one", "two"}).failures == ()


def test_order_and_what_is_forbidden_are_for_every_spelling() -> None:
    of = case(before=("one#art_1", "two"), forbidden="one#front_1", within=1, same_as=("b",))
    of = replace(of, query="a")
    verdict = check(
        of, Spelled(a="one#art_1 two#art_1", b="one#front_1 two#art_1 one#art_1"), MATCHER, {"one", "two"}
    )
    assert verdict.failures == (
        "expected in this order for b: one#art_1 ranks 3, two ranks 2",
        "not to be in the first 1 for b: one#front_1 ranks 1",
    )


def test_a_query_that_is_refused_fails_with_the_reason() -> None:
    of = replace(case(expected="one#art_1", in_first=1, same_as=("odd",)), query="even")
    verdict = check(of, Spelled(even="one#art_1"), MATCHER, {"one"})
    assert verdict.failures == ("refused: odd: odd cannot be read.",)
    assert verdict.fails


HEAD = 'home = "corpus"\n[[case]]\nlanguage = "en"\nquery = "x"\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('home = "moon"', "home is 'moon'"),
        ('home = "corpus"', "there is no case here"),
        ('home = "corpus"\n[[case]]\nlanguage = "en"', "some.en.1: the field 'query' is missing"),
        ('home = "corpus"\n[[case]]\nlanguage = "en"\nquery = "x"', "nothing is expected"),
        (HEAD + 'expected = ["one"]', "go together"),
        (HEAD + 'before = ["one"]', "before names two"),
        (HEAD + 'before = ["one", "six"]', "six is not in"),
        (HEAD + 'before = ["one", "one#§ 3"]', "names no eId"),
        (HEAD + 'mode = "odd"\nbefore = ["one", "two"]', "mode"),
        (HEAD + 'wish = 1', "no field 'wish'"),
        (HEAD + 'before = ["one", "two"]\nsame_as = "y"', "same_as is a list"),
        (HEAD + 'before = ["one", "two"]\nsame_as = [" "]', "no query is empty"),
        (HEAD + 'before = ["one", "two"]\nsame_as = ["y", "x"]', "repeats a query"),
        ("home =", "Invalid value"),
    ],
)  # fmt: skip
def test_a_broken_file_is_told_by_case_and_field(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "some.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"some\.toml") as caught:
        read_cases(tmp_path, ["one", "two"])
    assert told in caught.value.message


def test_what_holds_with_every_encoder_is_said_by_case_or_file_and_true_of_keywords(tmp_path: Path) -> None:
    case = '[[case]]\nlanguage = "en"\nquery = "x"\nbefore = ["one", "two"]\n'
    told = case + "any_encoder = true\n"
    words = case + 'mode = "keyword"\n'
    (tmp_path / "a.toml").write_text('home = "corpus"\n' + case + told + words, encoding="utf-8")
    (tmp_path / "b.toml").write_text('home = "corpus"\nany_encoder = true\n' + case, encoding="utf-8")
    assert [found.any_encoder for found in read_cases(tmp_path)] == [False, True, True, True]


def test_there_are_enough_cases_in_enough_languages() -> None:
    assert len(CASES) >= 50
    assert len({case.language for case in CASES}) >= 18
    assert {case.language for case in CASES} <= set(LANGUAGES)
    assert {case.home for case in CASES} == {"register", "corpus"}
    assert {case.mode for case in CASES} == {"keyword", "semantic", "hybrid"}
    assert any(case.before for case in CASES)
    assert any(case.forbidden for case in CASES)
    assert len({case.id for case in CASES}) == len(CASES)


@pytest.mark.parametrize("kind", ["references", "phrases", "spelling", "order"])
def test_every_kind_of_case_must_hold_in_a_dozen_languages(kind: str) -> None:
    must = [case for case in CASES if case.id.startswith(f"{kind}.") and not case.aim]
    assert len(must) >= 35
    assert len({case.language for case in must}) >= 18
    for found in must:
        if kind == "references":
            assert found.in_first == 1, found.id
        elif kind == "spelling":
            assert found.same_as, found.id
        elif kind == "order":
            assert found.before, found.id
    assert kind != "phrases" or sum(bool(found.forbidden) for found in must) > 0.9 * len(must)


def test_no_case_is_a_held_out_query() -> None:
    """Cases are looked at; held-out queries are not."""
    held_out = {query.text.casefold() for query in COLLECTION.select(Split.HELD_OUT).queries}
    assert not held_out & {query.casefold() for case in CASES for query in case.queries}


def test_what_register_cases_expect_is_in_the_register() -> None:
    described = {
        entry.instrument.id: {provision.eid for provision in entry.provisions} for entry in load_register()
    }
    for found in (case for case in CASES if case.home == "register"):
        for target in found.targets:
            instrument = COLLECTION.documents[target.document].instrument
            assert instrument is not None, found.id
            assert target.eid in described[instrument], f"{found.id}: {target}"


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Settings, Store]]:
    """What every home holds, indexed by the bundled encoder."""
    settings = Settings.load({"NARCORD_HOME": str(tmp_path_factory.mktemp("starter"))})
    with Store.open(settings.database_url) as store:
        refresh(store, settings)
        yield settings, store


def test_the_cases_of_the_starter_knowledge_base_hold(starter: tuple[Settings, Store]) -> None:
    settings, store = starter
    verdicts = check_home(store, settings, CASES, Access.public())
    assert {verdict.case.home for verdict in verdicts} == {"register"}
    assert not any(verdict.absent for verdict in verdicts)
    assert not any(verdict.fails for verdict in verdicts), "\n".join(tell(verdicts))
