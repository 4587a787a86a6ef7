"""Citations: the table by its own examples, resolving inside the document and to known instruments."""

from __future__ import annotations

import pytest

from corpus.model import Document, Instrument, InstrumentKind, Nature, Provision, ProvisionKind
from ingest.citations import cite, find
from ingest.citations.grammar import Row
from ingest.citations.table import all_rows, scanner_for
from ingest.citations.tokens import Item, Token, tokens
from tests.ingest.structure_samples import parse_lines

OWN = "/akn/xx/act/2020/ponds"
CASES = [(row, words, said) for row in all_rows() for words, said in row.examples if words]
CODE = {"zh-Hans": "zh", "*": "en"}

Told = tuple[str, str, str | None, str | None, str | None]


def citations_in(language: str, *lines: str, title: str = "Ponds") -> list[Told]:
    """(words, home, instrument, eid, reason) of each citation; the own instrument is "own"."""
    parsed = parse_lines(*lines, language=language)
    instrument = Instrument(OWN, title, InstrumentKind.ACT, "xx")
    document = Document("d", OWN, "l", language, title, Nature.AUTHENTIC, "s", "text/plain", "c", parsed.text)
    return [
        (
            parsed.text[c.start : c.end],
            c.eid,
            "own" if c.target_instrument == OWN else c.target_instrument,
            c.target_eid,
            c.reason,
        )
        for c in cite(instrument, document, parsed.provisions)
    ]


def targets(language: str, *lines: str, title: str = "Ponds") -> list[tuple[str, str | None]]:
    """(words, eid or fixed reason) of each citation."""
    told = citations_in(language, *lines, title=title)
    return [
        (words, eid if instrument else (reason or "").partition(":")[0])
        for words, _, instrument, eid, reason in told
    ]


def _spell(items: tuple[Item, ...]) -> str:
    said = ""
    for item in items:
        said += ("-" if item.through else " " if said else "") + "/".join(item.levels)
    return said


def _said(token: Token) -> str:
    if token.name is not None:
        return token.name.key or token.name.words
    return _spell(token.items)


@pytest.mark.parametrize(("row", "words", "said"), CASES, ids=[f"{r.languages[0]}-{w}" for r, w, _ in CASES])
def test_row_example(row: Row, words: str, said: str) -> None:
    language = CODE.get(row.languages[0], row.languages[0])
    scanner = scanner_for(language)
    assert scanner is not None
    between = "" if language in ("zh", "zh-Hant", "ja", "th") else " "
    text = f"x {words}{between}."
    found = [t for t in tokens(text, scanner) if t.role is row.role and t.level is row.level]
    assert found, "the row does not match its example"
    assert _said(found[0]) == said
    assert found[0].row.step == row.step


def test_every_row_but_those_that_need_a_neighbour_has_an_example() -> None:
    alone = [row for row in all_rows() if not any(words for words, _ in row.examples)]
    assert all("(?=" in row.pattern or "(?<" in row.pattern or row.languages == ("ko",) for row in alone)


CHAINS = [
    ("en", "article 3, paragraph 1, of the 1988 Convention", [("3", "1")]),
    ("en", "paragraph 2 of article 12", [("12", "2")]),
    ("en", "articles 3 and 5, paragraph 2", [("3",), ("5", "2")]),
    ("en", "paragraph 1 or paragraph 2 of article 3", [("3", "1"), ("3", "2")]),
    ("en", "paragraph 38(2)(b) or (c)", [("38", "2", "b"), ("38", "2", "c")]),
    ("ru", "частями первой и третьей статьи 158", [("158", "1"), ("158", "3")]),
    ("ru", "пунктом \"а\" части второй статьи 105", [("105", "2", "a")]),
    ("ru", "ст. 228, 228.1 и 229", [("228",), ("228-1",), ("229",)]),
    ("uk", "частиною першою статті 44", [("44", "1")]),
    ("zh", "第三百四十七条第二款第（一）项", [("347", "2", "1")]),
    ("zh", "第三条、第五条", [("3",), ("5",)]),
    ("zh-Hant", "第十一條之一第二項第三款", [("11-1", "2", "3")]),
    ("ja", "第五条第一項又は第三項", [("5", "1"), ("5", "3")]),
    ("ja", "第二十四条第五項（池の例外）及び第六項", [("24", "5"), ("24", "6")]),
    ("ko", "제12조제1항 및 제3항", [("12", "1"), ("12", "3")]),
    ("ko", "제5조의2제1항제3호", [("5-2", "1", "3")]),
    ("th", "มาตรา ๑๒ วรรคสอง (๑)", [("12", "2", "1")]),
    ("vi", "khoản 1, 2 và 3 Điều 5", [("5", "1"), ("5", "2"), ("5", "3")]),
    ("vi", "điểm a khoản 1 Điều 3", [("3", "1", "a")]),
    ("tr", "188 inci maddesinin birinci ve ikinci fıkrası", [("188", "1"), ("188", "2")]),
    ("ar", "الفقرة (٢) من المادة (١٢)", [("12", "2")]),
    ("de", "§ 29 Abs. 1 Satz 1 Nr. 3", [("29", "1", "3")]),
    ("fr", "alinéa 8(1)a)", [("8", "1", "a")]),
    ("fr", "paragraphe 2 de l’article 5", [("5", "2")]),
    ("es", "apartado b del párrafo 2 del artículo 19", [("19", "2", "b")]),
    ("nl", "artikel 3, eerste lid, onderdeel b", [("3", "1", "b")]),
    ("bn", "ধারা ৯ এর উপ-ধারা (১) এর দফা (খ)", [("9", "1", "b")]),
    ("uz", "97-moddasi ikkinchi qismining “a” bandida", [("97", "2", "a")]),
    ("cs", "§ 24a odst. 1 písm. b)", [("24a", "1", "b")]),
    ("ms", "subseksyen (1) seksyen 6A", [("6a", "1")]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "words", "paths"), CHAINS, ids=[f"{c[0]}-{c[1]}" for c in CHAINS])
def test_units_are_joined_as_the_language_does(
    language: str, words: str, paths: list[tuple[str, ...]]
) -> None:
    text = f"x {words}."
    home = Provision("", "block_1", ProvisionKind.BLOCK, 0, len(text), language, 0)
    assert [found.path for found in find(text, (home,), language)] == paths
