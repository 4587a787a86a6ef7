"""What passages are for, and questions what something is."""

from __future__ import annotations

import pytest

from search.roles import Role, asks_for_definition, find_role


@pytest.mark.parametrize(
    ("eid", "text", "context", "role"),
    [
        ("front_1", "An Act on Rain", "", Role.FRAME),
        ("concl_1", "Done at Ur on a clear day.", "", Role.FRAME),
        ("art_1", "Article 1 Rain ........ 3\nArticle 2 Snow ........ 5", "", Role.FRAME),
        ("chp_2", "Rain gauges", "", Role.HEADING),
        ("block_4", "Coming into force", "", Role.HEADING),
        ("block_4", "Gauges shall be read daily.", "", Role.TEXT),
        ("sec_3", "SOR/2031-58, s. 2; SOR/2033-93, s. 4", "Act › 3 Gauges", Role.HISTORY),
        ("art_9", "(В редакции закона от 01.02.2033 № 18-ФЗ)", "", Role.HISTORY),
        ("art_9", "[Abrogé, DORS/2033-12, art. 9]", "", Role.HISTORY),
        ("art_25", "삭제 <2033.5.18>", "", Role.HISTORY),
        ("sched_1__item_3", "(2-rain-4-(o-snow)-9-hail-6H-sleet[3,2-f]-s-fog[4,3-a][1,4]dew)", "", Role.TEXT),
        ("art_4", "The offices listed in 12 regions of 2031 keep 3 gauges each.", "", Role.TEXT),
        ("art_2", "“Gauge” means a vessel for rain.", "", Role.DEFINITION),
        ("sec_2", "gauge: a vessel for rain", "Rain Act › 2 Definitions", Role.DEFINITION),
        ("art_2", "雨とは、空から落ちる水をいう。", "降雨法 › 第二条 定義", Role.DEFINITION),
        ("art_2", "Дождь: вода, падающая с неба", "Закон › Статья 2 Основные понятия", Role.DEFINITION),
        ("art_69", "Наказание складывается.", "Кодекс › Статья 69 Назначение наказания", Role.TEXT),
        ("art_2", "Rain is measured daily.", "Definitions of the Rain Act › Article 2 Measuring", Role.TEXT),
    ],
)
def test_passages_are_told_apart_by_what_they_are_for(eid: str, text: str, context: str, role: Role) -> None:
    assert find_role(eid, text, context) is role


@pytest.mark.parametrize(
    "query",
    [
        "What is a precursor?", "Define controlled delivery", "что такое прекурсор", "什么是毒品",
        "прекурсор деген не", "ماده مخدر چیست", "麻薬とは何か", "Was ist ein Grundstoff?",
        "Qu’est-ce qu’un précurseur",
        "마약류란 무엇인가", "uyuşturucu madde nedir", "tiền chất là gì", "মাদকদ্রব্য কী?", "ما هي السلائف",
    ],
)  # fmt: skip
def test_a_question_what_something_is_is_known(query: str) -> None:
    assert asks_for_definition(query)


@pytest.mark.parametrize(
    "query",
    [
        "What is the penalty for trafficking?", "precursor", "Who licenses precursors?", "сбыт прекурсоров",
        "What is a person to do who has found a parcel with white powder in the post?", "",
        "禁毒法 第六十二条",
    ],
)  # fmt: skip
def test_other_questions_are_not(query: str) -> None:
    assert not asks_for_definition(query)
