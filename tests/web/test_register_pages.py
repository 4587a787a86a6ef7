"""What the register knows, on the pages: abstracts beside the text they were checked against, or another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from corpus.fingerprints import text_checksum
from corpus.model import Bundle, InstrumentKind, ProvisionKind, Strength
from corpus.register import RegisterInstrument, RegisterProvision, bundles_of
from corpus.store import Store
from tests.web.reading_aloud import select, words
from tests.web.samples import BASE, HARBOURS, LIGHTS, LIGHTS_FA, Line, build, settings_of
from web.app import create_app

K = ProvisionKind
LAW = (
    Line(1, K.ARTICLE, "1", "第一条", words="港长检查夜间到达的船舶。"),
    Line(1, K.ARTICLE, "2", "第二条", words="船舶应当点灯。"),
    Line(2, K.PARAGRAPH, "1", words="灯应当是白色。"),
)
DUTY = "The harbour master inspects ships that come by night."
WHITE = "A ship carries a white light."
LOST = "Whoever hides heroin in a lamp is fined."


def law(lines: tuple[Line, ...] = LAW, language: str = "zh", source: str = "laws/harbours.txt") -> Bundle:
    return build(HARBOURS, language, lines, source=source)


def checksum_of(bundle: Bundle, eid: str) -> str:
    (found,) = (each for each in bundle.provisions if each.eid == eid)
    return text_checksum(bundle.document.text[found.start : found.end])


def provision(eid: str, kind: ProvisionKind, n: str, abstract: str, **more: object) -> RegisterProvision:
    fields: dict[str, object] = {
        "parent": None,
        "labels": {"en": f"Article {n}", "ru": f"Статья {n}", "zh": f"第{n}条"} if n else {},
        "abstracts": {"en": abstract, "ru": f"По-русски: {n or eid}", "zh": "摘要"},
        "strength": Strength.SHALL,
    }
    return RegisterProvision(eid, kind, **(fields | more))  # type: ignore[arg-type]


REGISTER = RegisterInstrument(
    instrument=replace(HARBOURS, titles=dict(HARBOURS.titles) | {"zh": "港口法"}, names=("港法", "HA 2001")),
    file="harbours.yaml",
    checksum="c0ffee",
    source_title="港口法",
    languages=("en", "ru", "zh"),
    years=(2001,),
    checked_against="zh/secret-folder-harbours.txt",
    left_out={"en": "The annex on buoys is passed over.", "ru": "-"},
    language="zh",
    number="第12号",
    in_force="2001-04-01",
    last_amended="2020",
    provisions=(
        provision(
            "art_1",
            K.ARTICLE,
            "1",
            DUTY,
            number="第一条",
            who={"en": "the harbour master", "ru": "начальник гавани"},
            checksum=checksum_of(law(), "art_1"),
        ),
        provision("art_2", K.ARTICLE, "2", "Ships carry lights.", checksum=checksum_of(law(), "art_2")),
        provision(
            "art_2__para_1",
            K.PARAGRAPH,
            "",
            WHITE,
            parent="art_2",
            checksum=checksum_of(law(), "art_2__para_1"),
            amounts=("1 light",),
        ),
        provision(
            "art_9",
            K.ARTICLE,
            "9",
            LOST,
            number="第九条",
            substances=("heroin",),
            areas={"A3": "hidden drugs"},
            checksum="0" * 12,
        ),
    ),
)

Open = Callable[..., TestClient]


@pytest.fixture
def serve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Open a home with the register's abstracts and further texts."""
    opened: list[TestClient] = []
    for module in ("web.abstracts", "web.register_notes"):
        monkeypatch.setattr(
            f"{module}.find_entry", {HARBOURS.id: REGISTER, LIGHTS.id: None}.get, raising=True
        )

    def start(*texts: Bundle, register: RegisterInstrument = REGISTER) -> TestClient:
        settings = settings_of(tmp_path)
        with Store.open(settings.database_url) as store:
            for bundle in (*texts, *bundles_of([register])):
                store.put(bundle)
        client = TestClient(create_app(settings), base_url=BASE)
        opened.append(client.__enter__())
        return client

    yield start
    for client in opened:
        client.__exit__(None, None, None)


def glosses(page: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for gloss in select(page, "//article[@id='text']//div[contains(@class, 'gloss')]"):
        found.setdefault(gloss.xpath("ancestor::section/@id")[-1], []).append(words(gloss))
    return found


def counted(page: str) -> list[str]:
    return [words(each) for each in select(page, "//p[contains(@class, 'beside')]/span/a")]


def test_each_abstract_says_that_it_was_checked_against_these_very_words(serve: Open) -> None:
    page = serve(law()).get(f"/instruments{HARBOURS.id}").text
    beside = glosses(page)
    assert beside["art_1"] == [
        f"Abstract by Narcord – not the authentic text · checked against this text {DUTY}"
    ]
    assert beside["art_2__para_1"][0].endswith(WHITE)
    assert counted(page) == ["3 checked against it", "1 without counterpart"]


def test_what_the_text_does_not_have_is_listed_at_its_end(serve: Open) -> None:
    page = serve(law()).get(f"/instruments{HARBOURS.id}").text
    (apart,) = select(page, "//section[@id='abstracts-apart']")
    assert [words(each) for each in apart.xpath(".//h3")] == ["Article 9"]
    assert words(apart.xpath(".//div")[0]) == f"Abstract by Narcord – not the authentic text {LOST}"
    assert select(page, "//a[@href='#abstracts-apart']")


def test_changed_words_are_marked_as_unchecked(serve: Open) -> None:
    changed = (replace(LAW[0], words="港长检查所有船舶。"), *LAW[1:])
    page = serve(law(changed)).get(f"/instruments{HARBOURS.id}").text
    (first,) = glosses(page)["art_1"]
    assert "This text differs from the one that the abstract was checked against: unchecked" in first
    assert counted(page) == [
        "2 checked against it",
        "1 unchecked, since this text differs",
        "1 without counterpart",
    ]


def test_an_abstract_without_a_place_of_its_own_stands_at_the_nearest_around_it(serve: Open) -> None:
    page = serve(law(LAW[:2])).get(f"/instruments{HARBOURS.id}").text
    own, moved = glosses(page)["art_2"]
    assert "Ships carry lights." in own
    assert "this text has no such provision of its own" in moved
    assert moved.endswith(WHITE)


def test_another_language_version_makes_no_claim_of_its_own(serve: Open) -> None:
    english = law((Line(1, K.ARTICLE, "1", "Article 1", words="Ships are inspected."),), "en")
    page = serve(english).get(f"/instruments{HARBOURS.id}").text
    (first,) = glosses(page)["art_1"]
    assert "checked against the Chinese (simplified) text" in first
    assert "differs" not in first
    assert "1 checked against the Chinese (simplified) text, not this one" in counted(page)


def test_a_provision_without_checksum_and_an_older_edition_of_abstracts_claim_nothing(serve: Open) -> None:
    client = serve(law(), register=replace(REGISTER, checksum="older"))
    page = client.get(f"/instruments{HARBOURS.id}").text
    assert glosses(page)["art_1"] == [f"Abstract by Narcord – not the authentic text {DUTY}"]
    assert counted(page) == ["1 without counterpart"]


def test_the_reader_chooses_the_language_of_the_abstracts(serve: Open) -> None:
    client = serve(law())
    page = client.get(f"/instruments{HARBOURS.id}").text
    choices = {
        words(each): each.get("href") for each in select(page, "//p[contains(@class, 'beside')]/a[@hreflang]")
    }
    assert list(choices) == ["English", "Русский", "简体中文"]
    assert "摘要" in glosses(client.get(choices["简体中文"]).text)["art_1"][0]
    russian = client.get(f"/instruments{HARBOURS.id}", headers={"Accept-Language": "ru"}).text
    assert "По-русски: 1" in glosses(russian)["art_1"][0]
    assert client.get(f"/instruments{HARBOURS.id}?abstract=fa").status_code == 404
    assert client.get(f"/instruments{HARBOURS.id}?abstract=nonsense").status_code == 400


def test_below_an_abstract_stands_what_the_register_knows(serve: Open) -> None:
    client = serve(law())
    page = client.get(f"/instruments{HARBOURS.id}?lang=en").text
    (text,) = {each.document.id for each in (law(),)}
    known = {each.xpath("ancestor::section/@id")[-1]: each for each in select(page, "//p[@class='known']")}
    assert words(known["art_1"]) == "in the law: 第一条 who: the harbour master authentic text: 第一条"
    assert known["art_1"].xpath(".//a/@href") == [f"/instruments{HARBOURS.id}?doc={text}#art_1"]
    assert words(known["art_2__para_1"]) == "amounts: 1 light authentic text: 第二条"
    assert known["art_9"].xpath(".//a/@href")[0] == "/substances/heroin"
    assert "official source" in words(known["art_9"])


def test_without_the_text_the_official_source_is_named(serve: Open) -> None:
    page = serve().get(f"/instruments{HARBOURS.id}").text
    (first,) = select(page, "//section[@id='art_1']//p[@class='known']")
    assert first.xpath(".//a/@href") == [HARBOURS.official_source]
    # Said once for an article, not again for each of its paragraphs.
    (second,) = select(page, "//section[@id='art_2__para_1']//p[@class='known']")
    assert not second.xpath(".//a")


def test_an_instrument_of_the_register_says_what_is_known_of_it_and_its_abstracts(serve: Open) -> None:
    page = serve(law()).get(f"/instruments{HARBOURS.id}").text
    facts = words(select(page, "//dl[@class='biblio']")[0])
    for said in ("Official number 第12号", "In force 2001-04-01", "Last amended 2020", "HA 2001",
                 "Abstracts checked against 港口法 (Chinese (simplified) text)", "CC BY 4.0"):  # fmt: skip
        assert said in facts
    assert "secret-folder" not in page
    assert "The annex on buoys is passed over." in page


def test_a_status_is_said_in_one_language_not_in_two(serve: Open) -> None:
    whole, half = "in force since 2001-04-01", "in force; the copy at hand names no amendment"
    entry = replace(REGISTER, instrument=replace(REGISTER.instrument, status=whole))
    other = replace(
        REGISTER,
        instrument=replace(REGISTER.instrument, id="/akn/xx/act/2002/piers", status=half),
        file="piers.yaml",
    )
    client = serve(*bundles_of([other]), register=entry)
    russian = {"Accept-Language": "ru"}
    said = client.get(f"/instruments{entry.instrument.id}", headers=russian).text
    assert whole not in words(select(said, "//dl[@class='biblio']")[0])
    said = client.get(f"/instruments{other.instrument.id}", headers=russian).text
    assert half in words(select(said, "//dl[@class='biblio']")[0])


def test_an_area_points_out_terms_but_not_a_whole_abstract(serve: Open) -> None:
    page = serve().get("/areas/A3").text
    assert select(page, "//blockquote[@class='abstract']")
    for mark in select(page, "//blockquote[@class='abstract']//mark"):
        assert len(words(mark)) < len(LOST)


def test_an_instrument_outside_the_register_has_none_of_it(serve: Open) -> None:
    page = serve(LIGHTS_FA).get(f"/instruments{LIGHTS.id}").text
    assert "CC BY" not in page
    assert not select(page, "//p[@class='known']")


def test_instruments_stand_under_their_country_after_treaties(serve: Open) -> None:
    treaty = replace(
        HARBOURS, id="/akn/un/act/1999/tides", kind=InstrumentKind.CONVENTION, jurisdiction="un", titles={}
    )
    page = serve(LIGHTS_FA, law(), build(treaty, "en", LAW, source="tides.txt")).get("/instruments").text
    assert [words(each) for each in select(page, "//section[@class='shelf']/h2")] == [
        "Treaties and statements of States",
        "Iran",
        "XX",
    ]
    (harbours,) = select(page, "//section[@id='xx']//li")
    said = words(harbours)
    assert "3 provisions" in said
    assert "Authentic text" in said
    assert "abstracts" not in said


def test_an_instrument_is_found_by_any_of_its_names(serve: Open) -> None:
    client = serve(LIGHTS_FA)
    for name in ("港", "закон о гаванях", "ha 2001"):
        page = client.get("/instruments", params={"title": name}).text
        assert [words(each) for each in select(page, "//ul[@class='rows']//h3")] == ["Harbour Act"], name
        assert "abstracts by Narcord only" in page


def test_the_start_page_says_where_there_are_only_abstracts(serve: Open) -> None:
    page = serve().get("/").text
    (notice,) = select(page, "//section[@class='notice abstract']")
    assert "no substitute for the law" in words(notice)
    assert select(page, "//ul[@class='countries']//a")[0].get("href") == f"/instruments{HARBOURS.id}"


def test_it_says_nothing_of_the_kind_where_there_is_a_text(serve: Open) -> None:
    page = serve(law()).get("/").text
    assert not select(page, "//section[@class='notice abstract']")
