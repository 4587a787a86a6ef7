"""Queries as people write them: what is an operator, what is text, and what a mistake is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import UsageError
from corpus.languages import LANGUAGES
from search.asking.clauses import Clause, Near, Parsed, Phrase, Word
from search.asking.compiling import Compiled, NearCheck, compile_query
from search.asking.field_values import resolve_value
from search.asking.syntax import parse
from search.index import Wanted
from search.words.keywords import analyzer, field_term, highlight
from search.words.lexicon import MAX_FORMS, Lexicon

TEXTS = {
    "en": "Precursors and precursor chemicals: controlled delivery, post-trial oversight, 1,000 kg of poppy.",
    "fr": "Le code pénal punit le trafic de stupéfiants; la livraison surveillée est permise.",
    "de": "Betäubungsmittelgesetz und Maßnahmen gegen Drogen",
    "ru": "Контролируемая поставка прекурсоров под надзором",
    "zh": "国家禁毒委员会管制麻醉药品",
    "vi": "Luật phòng, chống ma túy và mạ kẽm",
    "uz": "гиёҳвандлик воситалари",
}


def lexicon_of(texts: dict[str, str]) -> Lexicon:
    return Lexicon.from_words(
        (language, form, term)
        for language, text in texts.items()
        for form, term in analyzer(language).forms(text)
    )


LEXICON = lexicon_of(TEXTS)


def compiled(query: str, language: str = "en") -> Compiled:
    return compile_query(parse(query), language, TEXTS, LEXICON)


def has(wanted: Wanted, language: str) -> bool:
    """As the index decides it, on one text."""
    rules = analyzer(language)
    words = rules.words(TEXTS[language])
    terms = set(words) | set(rules.embed_document(TEXTS[language]).indices)
    joined = f" {' '.join(map(str, words))} "
    return bool(wanted.terms & terms) or any(
        f" {' '.join(map(str, row))} " in joined for row in wanted.phrases
    )


def found(query: str, language: str = "en") -> set[str]:
    asked = compiled(query, language)
    return {
        code
        for code, text in TEXTS.items()
        if all(has(wanted, code) for wanted in asked.must)
        and not any(has(wanted, code) for wanted in asked.must_not)
        and all(near.holds(text, code) for near in asked.near)
    }


def word(text: str, field: str = "", *, prefix: bool = False) -> Clause:
    return Clause((Word(text, field, prefix),))


def phrase(text: str, field: str = "") -> Clause:
    return Clause((Phrase(text, field),))


@pytest.mark.parametrize(
    ("query", "parsed"),
    [
        ('"poppy straw" of drugs', Parsed("poppy straw of drugs", (phrase("poppy straw"),))),
        ("+opium poppy -seed", Parsed("opium poppy", (word("opium"),), (word("seed"),))),
        ('opium -"poppy straw"', Parsed("opium", (), (phrase("poppy straw"),))),
        ("opium NOT seed", Parsed("opium", (), (word("seed"),))),
        ("sale AND supply", Parsed("sale supply", (word("sale"), word("supply")))),
        ("a OR b OR c", Parsed("a b c", (Clause((Word("a"), Word("b"), Word("c"))),))),
        ("x (a OR b) -(c OR d)", Parsed("x a b", (Clause((Word("a"), Word("b"))),),
                                         (Clause((Word("c"), Word("d"))),))),
        ("a AND b OR c", Parsed("a b c", (word("a"), Clause((Word("b"), Word("c")))))),
        ("precurs* chemicals", Parsed("precurs chemicals", (word("precurs", prefix=True),))),
        ('precurs* OR "a b"', Parsed("precurs a b", (Clause((Word("precurs", "", True), Phrase("a b"))),))),
        ("麻* 管制", Parsed("麻 管制", (word("麻", prefix=True),))),
        ("drug NEAR/5 money", Parsed("drug money", near=(Near((Word("drug"), Word("money")), 5),))),
        ('"drug money" NEAR crime', Parsed("drug money crime",
                                           near=(Near((Phrase("drug money"), Word("crime")), 10),))),
        ("title:drugs heading:aim", Parsed("drugs aim", (word("drugs", "title"), word("aim", "heading")))),
        ('title:"drug control" -text:opium', Parsed("drug control", (phrase("drug control", "title"),),
                                                    (word("opium", "text"),))),
        ("opium lang:ru,kk -country:cn", Parsed("opium", only=(("language", ("kk", "ru")),),
                                                without=(("jurisdiction", ("cn",)),))),
        ("opium lang:ru OR lang:kk", Parsed("opium", only=(("language", ("kk", "ru")),))),
        ('kind:"concept paper" opium', Parsed("opium", only=(("kind", ("concept paper",)),))),
        ("opium year:2010", Parsed("opium", year_from=2010, year_to=2010)),
        ("opium year:2010-2020", Parsed("opium", year_from=2010, year_to=2020)),
        ("opium year:2010-", Parsed("opium", year_from=2010)),
        ("opium year:-2020", Parsed("opium", year_to=2020)),
        ("opium year:>=2010 year:<2020", Parsed("opium", year_from=2010, year_to=2019)),
        ("opium -year:2010-", Parsed("opium", year_to=2009)),
        ("мак И опий НЕ семена", Parsed("мак опий", (word("мак"), word("опий")), (word("семена"),))),
        ("мак РЯДОМ/3 опий язык:ru", Parsed("мак опий", near=(Near((Word("мак"), Word("опий")), 3),),
                                            only=(("language", ("ru",)),))),
        ("关于「禁毒法」的规定", Parsed("关于 禁毒法 的规定", (phrase("禁毒法"),))),
    ],
)  # fmt: skip
def test_operators_are_read(query: str, parsed: Parsed) -> None:
    got = parse(query)
    assert got.operators
    assert got == Parsed(
        parsed.text, parsed.must, parsed.must_not, parsed.near, parsed.only, parsed.without, parsed.year_from,
        parsed.year_to, operators=True,
    )  # fmt: skip


@pytest.mark.parametrize("marks", ['""', "“”", "„“", "„”", "«»", "»«", "「」", "『』", "《》", "‘’", "＂＂"])
def test_all_quotation_marks_quote(marks: str) -> None:
    assert parse(f"the {marks[0]}poppy straw{marks[1]} law").must == (phrase("poppy straw"),)


@pytest.mark.parametrize(
    "text",
    [
        "e-commerce and post-trial", "a - b", "- item", "* note", "*", "drugs * arms", "C++", "50%", "wo*d",
        "SALE AND SUPPLY OF DRUGS", "NOT FOR SALE OR EXPORT TO MINORS", "https://example.org/a?b=c:d-e",
        "§ 29 BtMG", "at 10:30", "1:100", "Definition: precursor", "article 3(1)(a)", "(a) offer; (b) sale",
        '5" pipe', 'חו"ל', "o‘zbek tili", "the State’s law", "l'article d’une loi", "2C-B -5 +7",
        "offences\n-offering\n-selling", "status: in force", "kinds: many", "И вот", "and or not near",
        "", "   ", "((((((((((((((((",
    ],
)  # fmt: skip
def test_ordinary_text_is_text(text: str) -> None:
    assert parse(text) == Parsed(text.strip())


@pytest.mark.parametrize(
    ("query", "message", "remedy"),
    [
        ('drugs and "money', "quotation mark at character 11", "Put another at the end"),
        ("NEAR/5 drug", "nothing before NEAR at character 1", "before it"),
        ("drug NEAR/5", "nothing after NEAR at character 6", "after it"),
        ("drug NEAR/0 money", "from 1 to 30", "NEAR/5"),
        ("drug NEAR/31 money", "from 1 to 30", "NEAR/5"),
        ("drug NEAR/ money", "from 1 to 30", "NEAR/5"),
        ("drug NEAR/5 lang:ru", "NEAR cannot work on what stands at character 13", "either side"),
        ("drug OR", "nothing after OR at character 6", "small letters"),
        ("drug NOT", "nothing after NOT", "small letters"),
        ("x*", "One letter", "two letters"),
        ("-opium", "only says what to leave out", "Add a word"),
        ("-opium -lang:ru", "only says what to leave out", "Add a word"),
        ("a OR -b", "OR cannot be joined", "by itself"),
        ("lang:ru OR opium", "OR before character 12", "by themselves"),
        ("(a b) OR c", "brackets at character 1", '(a OR "b c")'),
        ("a NEAR/3 b OR c", "NEAR and OR", "one of them"),
        ("opium year:soon", "no year", "year:2010-2020"),
        ("opium year:2020-2010", "end before they begin", "year:2010"),
        ("opium year:2010 year:2012", "No year is in all", "one range"),
        ("opium -year:2010-2012", "out of the middle", "year:2010-"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_its_remedy(query: str, message: str, remedy: str) -> None:
    with pytest.raises(UsageError) as told:
        parse(query)
    assert message in told.value.message
    assert remedy in told.value.remedy


def test_values_of_fields_are_checked_by_whoever_knows_them() -> None:
    def resolve(key: str, value: str) -> str:
        if (key, value.lower()) != ("language", "russian"):
            raise UsageError(f"There is no {key} {value}.", remedy="Use one of: ru.")
        return "ru"

    assert parse("opium lang:Russian", resolve).only == (("language", ("ru",)),)
    assert parse("opium title:Russian year:2010", resolve).only == ()
    with pytest.raises(UsageError, match="no language Klingon"):
        parse("opium -lang:Klingon", resolve)


@pytest.mark.parametrize(
    ("query", "language", "expected"),
    [
        ('"controlled delivery"', "en", {"en"}),
        ('"delivery controlled"', "en", set()),
        ('"контролируемой поставки"', "ru", {"ru"}),
        ('"code penal"', "en", {"fr"}),
        ('"code pénal"', "fr", {"fr"}),
        ('"禁毒委员会"', "zh", {"zh"}),
        ('"委员会禁毒"', "zh", set()),
        ("+药", "zh", {"zh"}),
        ("+国", "zh", {"zh"}),
        ("+品", "zh", {"zh"}),
        ("+湖", "zh", set()),
        ("precurs*", "en", {"en"}),
        ("прекурс*", "en", {"ru"}),
        ("penal*", "fr", {"fr"}),
        ("betaeub*", "de", {"de"}),
        ("+Massnahmen", "de", {"de"}),
        ("giyohvand*", "uz", {"uz"}),
        ("+giyohvandlik", "uz", {"uz"}),
        ("麻*", "zh", {"zh"}),
        ("禁毒委*", "zh", {"zh"}),
        ("+posttrial", "en", {"en"}),
        ("+post-trial", "en", {"en"}),
        ('"1000 kg"', "en", {"en"}),
        ("+(poppy OR stupefiants)", "en", {"en", "fr"}),
        ("trafic* OR precurs* -code", "en", {"en"}),
        ("text:delivery", "en", {"en"}),
        ("precursor NEAR/6 delivery", "en", {"en"}),
        ("precursor NEAR/1 delivery", "en", set()),
        ('"code pénal" NEAR/3 trafic', "fr", {"fr"}),
        ("прекурсор* NEAR/2 поставка", "ru", {"ru"}),
        ("+ma +tuy", "vi", {"vi"}),
    ],
)
def test_clauses_find_what_they_say_and_nothing_else(query: str, language: str, expected: set[str]) -> None:
    assert found(query, language) == expected


def test_words_of_titles_and_headings_are_asked_for_in_their_own_name_space() -> None:
    own = analyzer("en").words("delivery")[0]
    (wanted,) = compiled("title:delivery").must
    assert field_term("title", own) in wanted.terms
    assert own not in wanted.terms
    assert len(compiled('heading:"controlled delivery"').must) == 2
    assert len(compiled('heading:"controlled delivery" OR poppy').must) == 2
    with pytest.raises(UsageError, match="Only one word of a title"):
        compiled('poppy -title:"controlled delivery"')


def test_a_beginning_of_too_many_words_is_refused_in_the_reader_s_own_letters() -> None:
    many = Lexicon.from_words(("kk", f"esir{number}", number) for number in range(MAX_FORMS + 1))
    with pytest.raises(UsageError, match="“есір”") as told:
        compile_query(parse("есір*"), "kk", ["kk"], many)
    assert "more letters" in told.value.remedy


def test_what_was_asked_for_is_marked_in_the_text() -> None:
    def marked(query: str, language: str) -> list[str]:
        asked = compiled(query, "en")
        text = TEXTS[language]
        return [text[a:b] for a, b in highlight(text, language, asked.terms, asked.rows)]

    assert marked('"precursors and precursor"', "en") == ["Precursors and precursor"]
    assert marked("precurs*", "en") == ["Precursors", "precursor"]
    assert marked('"code penal"', "fr") == ["code pénal"]
    assert marked("+posttrial", "en") == ["post-trial"]
    assert marked('"1000 kg"', "en") == ["1,000 kg"]
    assert marked("+giyohvandlik", "uz") == ["гиёҳвандлик"]
    assert marked("-opium poppy", "en") == []


def test_near_counts_words_in_either_order() -> None:
    one, other = analyzer("en").words("opium seizure")
    check = NearCheck((frozenset({(one,)}), frozenset({(other,)})), 3)
    assert check.holds("seizure of the opium", "en")
    assert not check.holds("seizure of all the opium", "en")
    assert not check.holds("opium", "en")


_PIECES = [
    *'ab 禁毒\n"“”„«»‘’()+-*:/,5א་',
    "NEAR/3",
    " OR ",
    "AND ",
    " NOT ",
    "lang:",
    "year:2",
    "title:",
    "x y",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=20).map("".join))
def test_no_query_fails_but_with_a_message_for_its_writer(text: str) -> None:
    asked = _ask(text, "en")
    assert all(wanted.terms or wanted.phrases for wanted in (*asked.must, *asked.must_not))


@given(st.text(max_size=60), st.sampled_from(sorted(LANGUAGES)))
def test_any_text_can_be_asked_for(text: str, language: str) -> None:
    _ask(text, language)


def _ask(text: str, language: str) -> Compiled:
    """What is asked; nothing where the writer of the query is told what is wrong."""
    try:
        return compile_query(parse(text), language, TEXTS, LEXICON)
    except UsageError:
        return Compiled()


def test_every_example_for_readers_is_understood() -> None:
    page = (Path(__file__).parents[2] / "docs" / "query.md").read_text(encoding="utf-8")
    examples = [row.split("`")[1] for row in page.splitlines() if row.startswith("| `")]
    assert len(examples) > 25
    plain = [example for example in examples if not parse(example, resolve_value).operators]
    assert plain == ["controlled delivery"]


@pytest.mark.parametrize(
    ("query", "key", "value"),
    [
        ("x lang:Russian", "language", "ru"), ("x lang:zh-TW", "language", "zh-Hant"),
        ("x язык:қазақ", "language", None), ("x kind:Convention", "kind", "convention"),
        ("x country:KZ", "jurisdiction", "kz"), ("x area:a3", "area", "A3"),
        ('x substance:"героин"', "substance", "heroin"), ("x body:Parliament", "body", "Parliament"),
        ("x strength:must", "strength", None), ("x group:nowhere", "group", None),
        ("x theme:heroin", "theme", None),
    ],
)  # fmt: skip
def test_values_of_closed_lists_are_known(query: str, key: str, value: str | None) -> None:
    if value is None:
        with pytest.raises(UsageError, match=f"There is no {key}") as told:
            parse(query, resolve_value)
        assert "Use one of" in told.value.remedy
    else:
        assert parse(query, resolve_value).only == ((key, (value,)),)
