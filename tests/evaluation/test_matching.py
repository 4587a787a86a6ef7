"""Which judged provision a hit is."""

from __future__ import annotations

import pytest

from evaluation.matching import Found, Matcher, Stored, cited_unit
from evaluation.topics import Collection, Grade, Item, JudgedDocument, Query, QueryKind, Split, Topic

UN = "/akn/un/act/1988/illicit-traffic"
DOCUMENTS = {
    "un": JudgedDocument("un", ("en/un.md",), UN),
    "law": JudgedDocument("law", ("zh/law.md", "zh/law.pdf")),
    "paper": JudgedDocument("paper", ("seeds/paper.txt",)),
}
JUDGED = {
    Item("un", "art_3__para_4"): Grade.ANSWERS,
    Item("law", "art_38"): Grade.ANSWERS,
    Item("paper", "sec_2__para_1"): Grade.RELATED,
}
QUERY = Query("t.en", "t", Split.TUNING, "en", QueryKind.KEYWORD, "text", JUDGED)
MATCHER = Matcher(Collection((Topic("t", "T", Split.TUNING, "n", (QUERY,)),), DOCUMENTS))


def hit(source: str, eid: str, instrument: str = "/akn/xx/act/2000/other", language: str = "en") -> Found:
    return Found("doc", source, instrument, eid, language)


@pytest.mark.parametrize(
    ("found", "item"),
    [
        (hit("/data/corpus/zh/law.md", "art_38"), Item("law", "art_38")),
        (hit("/data/corpus/zh/law.pdf", "art_38__para_2__item_3"), Item("law", "art_38")),  # a twin, deeper
        (hit("C:\\corpus\\zh\\law.md", "art_38"), Item("law", "art_38")),
        (hit("zh/law.md", "art_39__para_1"), Item("law", "art_39")),  # not judged: the article
        (hit("/x/zh/notlaw.md", "art_38"), Item("/akn/xx/act/2000/other", "art_38")),
        (hit("register:un.yaml", "art_3__para_4__subpara_c", UN), Item("un", "art_3__para_4")),
        (hit("/x/en/un.md", "art_3__para_4"), Item("un", "art_3__para_4")),
        (
            hit("register:un.yaml", "art_3__para_1__subpara_a", UN),
            Item("un", "art_3__para_1"),
        ),  # by paragraph
        (hit("register:un.yaml", "art_3", UN), Item("un", "art_3")),  # not paragraph 4
        (hit("register:un.yaml", "art_30__para_4", UN), Item("un", "art_30")),
        (hit("/x/seeds/paper.txt", "sec_2__para_10"), Item("paper", "sec_2__para_10")),
        (hit("/x/seeds/paper.txt", "rec_4"), Item("paper", "rec_4")),
    ],
)
def test_identify(found: Found, item: Item) -> None:
    assert MATCHER.identify(found, JUDGED) == item


def test_cover_sorts_documents_and_names_the_missing() -> None:
    coverage = MATCHER.cover(
        [
            Stored("1", "register:un.yaml", UN, "en"),
            Stored("2", "register:un.yaml", UN, "ru"),
            Stored("3", "/x/zh/law.pdf", "/akn/cn/act/2007/law", "zh"),
            Stored("4", "/x/other.md", "/akn/xx/act/2000/other", "fr"),
        ]
    )
    assert {key: [document.id for document in found] for key, found in coverage.stored.items()} == {
        "un": ["1", "2"],
        "law": ["3"],
    }
    assert coverage.missing == ("paper",)
    assert set(coverage.prune(QUERY)) == {Item("un", "art_3__para_4"), Item("law", "art_38")}


@pytest.mark.parametrize(
    ("eid", "unit"),
    [
        ("art_3__para_1__subpara_a", "art_3"),
        ("sec_29a", "sec_29a"),
        ("part_2__art_1__para_3", "part_2__art_1"),
        ("rec_4", "rec_4"),
        ("para_7", "para_7"),
        ("sched_1__item_12", "sched_1__item_12"),
        ("chp_2", "chp_2"),
    ],
)
def test_cited_unit(eid: str, unit: str) -> None:
    assert cited_unit(eid) == unit
