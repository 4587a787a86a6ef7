"""Questions for a number are recognised with what they count, in many languages; other questions are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.asking.counting import LANGUAGES, CountingQuestion, read_counting

QUESTIONS = [
    ("en", "How many provisions mention ketamine?", "ketamine", False),
    ("en", "number of articles on controlled delivery", "controlled delivery", False),
    ("en", "How many laws deal with the cultivation of poppy?", "cultivation of poppy", True),
    ("en", "in how many provisions is ketamine mentioned", "ketamine", False),
    ("ru", "сколько статей о прекурсорах", "прекурсорах", False),
    ("ru", "Сколько положений упоминают «контролируемую поставку»?", "контролируемую поставку", False),
    ("ru", "в скольких законах говорится о кетамине?", "кетамине", True),
    ("uk", "скільки статей про прекурсори?", "прекурсори", False),
    ("kk", "прекурсорлар туралы қанша бап бар?", "прекурсорлар", False),
    ("kk", "неше заңда кетамин айтылады", "кетамин", True),
    ("ky", "прекурсорлор жөнүндө канча берене бар", "прекурсорлор", False),
    ("uz", "prekursorlar haqida nechta modda bor?", "prekursorlar", False),
    ("uz", "прекурсорлар ҳақида нечта модда бор?", "прекурсорлар", False),
    ("tr", "prekürsörler hakkında kaç madde var?", "prekürsörler", False),
    ("tr", "kaç maddede ketamin geçiyor", "ketamin", False),
    ("az", "prekursorlar haqqında neçə maddə var?", "prekursorlar", False),
    ("tg", "чанд модда дар бораи прекурсорҳо ҳаст?", "прекурсорҳо", False),
    ("mn", "прекурсорын тухай хэдэн заалт байна вэ?", "прекурсорын", False),
    ("fa", "چند ماده درباره پیش‌سازها وجود دارد؟", "پیش‌سازها", False),
    ("ps", "د کیټامین په اړه څو مادې شته؟", "کیټامین", False),
    ("ar", "كم مادة تذكر الكيتامين؟", "الكيتامين", False),
    ("ar", "ما عدد القوانين التي تتعلق بالسلائف", "السلائف", True),
    ("ur", "کیٹامین کے بارے میں کتنی دفعات ہیں؟", "کیٹامین", False),
    ("hi", "केटामाइन के बारे में कितने प्रावधान हैं?", "केटामाइन", False),
    ("bn", "কেটামিন সম্পর্কে কতটি ধারা আছে?", "কেটামিন", False),
    ("zh", "有多少条款提到氯胺酮？", "氯胺酮", False),
    ("zh", "涉及易制毒化学品的法律有多少部", "易制毒化学品", True),
    ("zh", "多少條文提及氯胺酮", "氯胺酮", False),
    ("ja", "ケタミンに関する条文はいくつありますか？", "ケタミン", False),
    ("ko", "케타민에 관한 조항은 몇 개 있습니까?", "케타민", False),
    ("vi", "có bao nhiêu điều khoản đề cập đến ketamine?", "ketamine", False),
    ("id", "berapa pasal yang menyebutkan ketamin?", "ketamin", False),
    ("id", "berapa banyak akta mengenai dadah", "dadah", True),
    ("th", "มีกี่มาตราที่กล่าวถึงเคตามีน", "เคตามีน", False),
    ("de", "Wie viele Bestimmungen erwähnen Ketamin?", "Ketamin", False),
    ("fr", "combien d’articles mentionnent la kétamine ?", "kétamine", False),
    ("es", "¿Cuántas disposiciones mencionan la ketamina?", "ketamina", False),
    ("pt", "quantos artigos tratam de precursores?", "precursores", False),
    ("nl", "Hoeveel bepalingen gaan over precursoren?", "precursoren", False),
]  # fmt: skip


@pytest.mark.parametrize(("language", "query", "subject", "works"), QUESTIONS)
def test_a_question_for_a_number_is_recognised(language: str, query: str, subject: str, works: bool) -> None:
    assert read_counting(query) == CountingQuestion(subject, language, works)


def test_every_language_of_the_table_has_a_question() -> None:
    assert {language for language, *_ in QUESTIONS} == set(LANGUAGES)
    assert len(LANGUAGES) >= 12


@pytest.mark.parametrize(
    "query",
    [
        "",
        "ketamine",
        "how many provisions",
        "how many years of imprisonment for smuggling",
        "how many grams of heroin are a large quantity",
        "сколько лет дают за сбыт наркотиков",
        "сколько граммов считается крупным размером",
        "сколько статей",
        "number of the licence",
        "provisions on ketamine",
        "多少克算数量大",
        "quel nombre de plants est permis",
        "کتنی سزا",
        "count the number of plants per household that the law permits",
    ],
)
def test_other_questions_are_not(query: str) -> None:
    assert read_counting(query) is None


@given(st.text(max_size=80))
def test_any_text_is_read_or_left(query: str) -> None:
    found = read_counting(query)
    assert found is None or found.subject in " ".join(query.split())


def test_a_long_text_is_read_in_no_time_worth_telling() -> None:
    # The forms have one open place each, so their work grows with the length alone.
    assert read_counting("how many provisions mention " + "a b " * 500) is not None
    assert read_counting("сколько статей " * 130) is None
