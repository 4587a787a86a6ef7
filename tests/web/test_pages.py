from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from corpus.model import AssignmentStatus, ProvisionKind
from corpus.settings import Settings
from corpus.store import Store
from tests.web.reading_aloud import select, words
from tests.web.samples import BASE, HARBOURS, HARBOURS_ABSTRACT, HARBOURS_EN, LIGHTS, LIGHTS_FA, Line, build
from web.app import create_app

PAGES = (
    "/",
    "/search",
    "/search?q=precursors",
    "/search?q=precursors&lang=fa&area=A3&year_from=1990&mode=keyword",
    "/search?q=how+many+provisions+mention+precursors&by=instrument&not_jurisdiction=zz",
    "/saved",
    "/instruments",
    f"/instruments{HARBOURS.id}",
    f"/documents/{LIGHTS_FA.document.id}",
    "/areas",
    "/areas/A3",
    "/areas/A3.2",
    "/matrix",
    "/matrix?columns=groups&open=A3&transpose=1&gaps=some&heat=strength",
    "/about",
    "/status",
    "/sources",
    "/api",
)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_page_answers_in_either_language(client: TestClient, path: str, language: str) -> None:
    answer = client.get(path, headers={"Accept-Language": language})
    assert answer.status_code == 200
    (root,) = select(answer.text, "/html")
    assert root.get("lang") == language
    (title,) = select(answer.text, "//title")
    assert words(title)
    assert len(select(answer.text, "//h1")) == 1
    assert select(answer.text, "//a[@class='skip' and @href='#content']")


@pytest.mark.parametrize("path", PAGES)
def test_every_control_is_labelled_and_every_id_unique(client: TestClient, path: str) -> None:
    page = client.get(path).text
    for control in select(page, "//input[not(@type='hidden')] | //select"):
        labelled = select(page, f"//label[@for='{control.get('id')}']") if control.get("id") else []
        assert labelled or control.xpath("ancestor::label"), control.attrib
    for link in select(page, "//a"):
        assert words(link) or link.get("aria-label"), link.attrib
    ids = [element.get("id") for element in select(page, "//*[@id]")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", PAGES)
def test_links_within_the_site_lead_somewhere(client: TestClient, path: str) -> None:
    page = client.get(path).text
    ids = {element.get("id") for element in select(page, "//*[@id]")}
    for href in {link.get("href") for link in select(page, "//a[@href]")}:
        if href.startswith("#"):
            assert href[1:] in ids, href
        elif href.startswith("/"):
            address, _, fragment = href.partition("#")
            answer = client.get(address)
            assert answer.status_code == 200, href
            if fragment:
                assert f'id="{fragment}"' in answer.text, href


def test_home_says_what_is_there(client: TestClient) -> None:
    page = client.get("/").text
    figures = {
        words(entry.find("dt")): words(entry.find("dd"))
        for entry in select(page, "//dl[@class='figures']/div")
    }
    assert figures == {
        "instruments": "3",
        "authentic texts": "3",
        "languages": "3",
        "provisions": "12",  # language versions and abstracts of a provision counted once
        "ties to areas": "3",
    }
    assert len(select(page, "//ol[@class='arealist']/li")) == 18
    examples = {link.get("lang"): link.get("dir") for link in select(page, "//div[@class='examples']/a")}
    assert examples == {"en": "ltr", "ru": "ltr", "kk": "ltr", "zh": "ltr", "fa": "rtl", "ar": "rtl"}


def test_a_hit_says_what_where_and_whence(client: TestClient) -> None:
    page = client.get("/search", params={"q": "precursors inspected quay", "mode": "keyword"}).text
    hit = select(page, "//li[@data-hit='1']")[0]
    said = words(hit)
    assert words(hit.xpath(".//h2")[0]) == "Harbour Act"
    assert "Chapter I Of harbours Article 1 Duties of the harbour master 1." in said
    assert "Authentic text" in said
    assert "harbours.pdf" in said
    assert "pages 1–3" in said
    assert "A3" in words(hit.xpath(".//ul[@class='areas']")[0])
    assert {words(mark) for mark in hit.xpath(".//mark")} == {"Precursors", "inspected", "quay"}
    assert hit.xpath(".//blockquote")[0].get("cite") == f"/documents/{HARBOURS_EN.document.id}#art_1__para_1"
    (button,) = hit.xpath(".//button[@data-copy]")
    assert button.get("data-copy") == "Harbour Act (2001), Article 1, 1."


def test_an_abstract_is_told_apart_and_names_the_official_source(client: TestClient) -> None:
    page = client.get(
        "/search", params={"q": "chemicals landing", "nature": "abstract", "mode": "keyword"}
    ).text
    hit = select(page, "//li[@data-hit='1']")[0]
    assert "not the authentic text" in words(hit)
    assert hit.xpath(".//a[@href='https://law.example/harbours']")
    assert "[Abstract by Narcord" in hit.xpath(".//button")[0].get("data-copy")


def test_right_to_left_passages_are_shown_right_to_left(client: TestClient) -> None:
    page = client.get("/search", params={"q": "فانوس", "lang": "fa"}).text
    quotes = select(page, "//blockquote")
    assert quotes
    assert {(quote.get("lang"), quote.get("dir")) for quote in quotes} == {("fa", "rtl")}
    page = client.get(f"/instruments{LIGHTS.id}").text
    (text,) = select(page, "//article[@id='text']")
    assert (text.get("lang"), text.get("dir")) == ("fa", "rtl")
    assert select(page, "//nav[@id='toc' and @dir='rtl' and @lang='fa']")
    assert select(page, "//html[@dir='ltr' and @lang='en']")


def test_filters_can_be_dropped_one_by_one(client: TestClient) -> None:
    page = client.get("/search?q=precursors&lang=fa&area=A3&year_from=1990").text
    chips = {words(chip.find("span")): chip.get("href") for chip in select(page, "//a[@class='filter']")}
    assert chips == {
        "Persian": "/search?q=precursors&area=A3&year_from=1990",
        "A3 Joint suppression and precursor control": "/search?q=precursors&lang=fa&year_from=1990",
        "from year 1990": "/search?q=precursors&lang=fa&area=A3",
    }
    (form,) = select(page, "//main//form[@role='search']")
    kept = {(field.get("name"), field.get("value")) for field in form.xpath(".//input[@type='hidden']")}
    assert kept == {("lang", "fa"), ("area", "A3"), ("year_from", "1990")}


def test_facets_count_and_lead_to_the_narrower_search(client: TestClient) -> None:
    page = client.get("/search?q=harbour&mode=keyword").text
    (english,) = select(page, "//aside[@id='facets']//a[span='English']")
    count = int(words(english.xpath("./span[@class='n']")[0]))
    narrowed = client.get(english.get("href")).text
    assert len(select(narrowed, "//li[@data-hit]")) == count > 0


def test_hits_are_paged(client: TestClient) -> None:
    first = client.get("/search?q=harbour").text
    assert [hit.get("data-hit") for hit in select(first, "//li[@data-hit]")] == [str(n) for n in range(1, 11)]
    (following,) = select(first, "//a[@rel='next']")
    second = client.get(following.get("href")).text
    assert select(second, "//li[@data-hit]")[0].get("data-hit") == "11"
    (back,) = select(second, "//a[@rel='prev']")
    assert back.get("href") == "/search?q=harbour"


def test_no_hit_says_what_to_try(client: TestClient) -> None:
    answer = client.get("/search", params={"q": '"zyxwv utsrq"', "mode": "keyword", "lang": "fa"})
    assert answer.status_code == 200
    said = words(select(answer.text, "//div[@class='empty']")[0])
    for hint in ("No provision was found", "Clear all", "quotation marks", "Search by words and meaning"):
        assert hint in said


@pytest.mark.parametrize(
    "query", ["mode=magic", "lang=xx-nope", "area=A99", "page=0", "page=x", "year_from=12x"]
)
def test_a_wrong_parameter_is_told_on_the_page(client: TestClient, query: str) -> None:
    answer = client.get(f"/search?q=harbour&{query}")
    assert answer.status_code == 400
    assert "What to do" in words(select(answer.text, "//div[@role='alert']")[0])


def test_too_long_a_query_is_refused(client: TestClient) -> None:
    assert client.get("/search", params={"q": "x" * 2001}).status_code == 400
    assert client.get("/search", params={"q": "x" * 2000}).status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/nope", "/instruments/akn/xx/act/2001/nope", "/documents/nope", "/areas/A19", "/documents/../../etc"],
)
def test_what_is_not_there_is_told_with_a_remedy(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "What to do" in words(select(answer.text, "//div[@role='alert']")[0])


def test_instruments_are_filtered(client: TestClient) -> None:
    def titles(query: str) -> list[str]:
        return [
            words(each)
            for each in select(client.get(f"/instruments?{query}").text, "//ul[@class='rows']//h3")
        ]

    assert titles("lang=fa") == ["قانون فانوس‌ها"]
    assert titles("title=HARB") == ["Harbour Act"]
    assert titles("jurisdiction=ir&kind=act") == ["قانون فانوس‌ها"]
    assert titles("nature=abstract") == ["Harbour Act"]
    assert titles("title=nothing") == []


def test_an_instrument_shows_its_facts_its_texts_and_its_contents(client: TestClient) -> None:
    page = client.get(f"/instruments{HARBOURS.id}").text
    facts = words(select(page, "//dl[@class='biblio']")[0])
    assert "Parliament of Xanadu" in facts
    assert "2001-02-03" in facts
    assert select(page, "//dd[@class='official']/a[@href='https://law.example/harbours']")
    tabs = [words(tab) for tab in select(page, "//nav[@class='tabs']/a")]
    assert tabs == ["English authentic", "English abstract", "Русский abstract"]
    contents = [(entry.get("href"), words(entry)) for entry in select(page, "//nav[@id='toc']/a")]
    assert contents == [
        ("#rec_1", "Preamble"),
        ("#chp_1", "Chapter I Of harbours"),
        ("#art_1", "Article 1 Duties of the harbour master"),
        ("#art_2", "Article 2 Exchange of messages"),
    ]


def test_provisions_nest_and_carry_what_is_known_of_them(client: TestClient) -> None:
    page = client.get(f"/instruments{HARBOURS.id}").text
    (paragraph,) = select(page, "//section[@id='chp_1']/section[@id='art_1']/section[@id='art_1__para_1']")
    assert paragraph.xpath("./div/div/a[@class='hash' and @href='#art_1__para_1']")
    note = words(paragraph.xpath("./div/aside")[0])
    assert "binding: shall" in note
    assert "A3" in note
    assert select(page, "//section[@id='art_1__para_2']/section[@id='art_1__para_2__subpara_b']")
    assert select(page, "//section[@id='art_2']//section[contains(@class, 'fn')]")


def test_what_was_confirmed_for_the_abstract_holds_for_the_authentic_text(client: TestClient) -> None:
    page = client.get(f"/instruments{HARBOURS.id}").text
    (badge,) = select(page, "//section[@id='art_2']/div/aside//a[@href='/areas/A5']")
    assert badge.get("class") == "area confirmed"


def test_what_a_person_rejected_for_a_text_is_not_shown_beside_it(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, database_url=f"sqlite:///{tmp_path / 'narcord.db'}", encoder="demo")
    tie = (("A5", AssignmentStatus.PROPOSED),)
    line = Line(1, ProvisionKind.ARTICLE, "2", "Article 2", words="Ships send messages.", areas=tie)
    document = build(HARBOURS, "en", [line], source="laws/harbours.txt")
    with Store.open(settings.database_url) as store:
        store.put(document)
        store.put(HARBOURS_ABSTRACT)
        store.decide(document.document.id, "art_2", "A5", AssignmentStatus.REJECTED, "a reader", "no")
    with TestClient(create_app(settings), base_url=BASE) as client:
        page = client.get(f"/documents/{document.document.id}").text
    assert not select(page, "//section[@id='art_2']//a[@href='/areas/A5']")


def test_citations_link_or_say_why_not(client: TestClient) -> None:
    page = client.get(f"/instruments{HARBOURS.id}").text
    links = {words(link): link.get("href") for link in select(page, "//a[@class='xref']")}
    assert links == {
        "article 2": "#art_2",
        "ships": f"/instruments{LIGHTS.id}",
        "ships.": f"/instruments{LIGHTS.id}#art_1",
    }
    (unresolved,) = select(page, "//span[@class='unresolved']")
    assert words(unresolved) == "the Act on Paper"
    assert "no such instrument here" in unresolved.get("title")


def test_what_is_cited_says_by_whom(client: TestClient) -> None:
    page = client.get(f"/instruments{LIGHTS.id}").text
    (cited,) = select(page, "//section[@id='art_1']/div/aside//details")
    assert "Cited by 1" in words(cited)
    (whole,) = select(page, "//details[@class='particulars'][summary[contains(., 'cited by')]]")
    assert whole.xpath(".//a")[0].get("href") == f"/documents/{HARBOURS_EN.document.id}#rec_1"
    assert cited.xpath(".//a")[0].get("href") == f"/documents/{HARBOURS_EN.document.id}#art_2"


def test_pages_of_the_source_are_marked_once(client: TestClient) -> None:
    page = client.get(f"/instruments{HARBOURS.id}").text
    assert [mark.get("id") for mark in select(page, "//*[@data-page]")] == ["page-1", "page-2", "page-3"]


def test_an_abstract_stands_beside_the_authentic_text_and_can_be_hidden(client: TestClient) -> None:
    page = client.get(f"/instruments{HARBOURS.id}").text
    glosses = {
        gloss.xpath("ancestor::section/@id")[-1]: words(gloss)
        for gloss in select(page, "//div[contains(@class, 'gloss')]")
    }
    assert glosses["art_1__para_1"] == (
        "Abstract by Narcord – not the authentic text Chemicals coming over water get looked at on landing."
    )
    assert glosses["art_2"].endswith("Port heads keep each other informed.")
    russian = client.get(f"/instruments{HARBOURS.id}", headers={"Accept-Language": "ru"}).text
    (gloss,) = select(russian, "//section[@id='art_1__para_1']//div[contains(@class, 'gloss')]")
    assert gloss.get("lang") == "ru"
    assert "осматривают на причале" in words(gloss)
    hidden = client.get(f"/instruments{HARBOURS.id}?abstracts=0").text
    assert not select(hidden, "//div[contains(@class, 'gloss')]")


def test_an_abstract_read_by_itself_says_so_first(client: TestClient) -> None:
    page = client.get(f"/instruments{HARBOURS.id}?doc={HARBOURS_ABSTRACT.document.id}").text
    (banner,) = select(page, "//div[@class='notice abstract']")
    assert "not the authentic text" in words(banner)
    assert banner.xpath(".//a")[0].get("href").endswith(HARBOURS_EN.document.id)


def test_the_language_of_the_text_can_be_asked_for(client: TestClient) -> None:
    page = client.get(f"/instruments{HARBOURS.id}?lang=ru").text
    assert select(page, "//article[@id='text' and @lang='ru']")
    assert client.get(f"/instruments{HARBOURS.id}?lang=fa").status_code == 404


def test_the_areas_are_listed_with_their_sub_themes_and_counts(client: TestClient) -> None:
    page = client.get("/areas").text
    (third,) = select(page, "//li[@id='A3']")
    assert "2 provisions" in words(third)
    assert [link.get("href") for link in third.xpath(".//ul//a")][:2] == ["/areas/A3.1", "/areas/A3.2"]
    assert select(page, "//main//a[@href='/matrix']")


def test_an_area_lists_commitments_with_evidence(client: TestClient) -> None:
    page = client.get("/areas/A3").text
    found = {}
    for each in select(page, "//article[@class='commitment']"):
        found[each.xpath("ancestor::section//h2")[0].text_content().strip()] = (
            words(each.xpath("./p[@class='where']")[0]),
            words(each.xpath(".//mark")[0]),
            words(each.xpath("./p[@class='facts']/span")[0]),
            each.xpath(".//blockquote/@dir")[0],
        )
    assert found == {
        "Harbour Act": ("Article 1, 1", "Precurso", "confirmed", "ltr"),
        "قانون فانوس‌ها": ("ماده ۱, ۱", "پیش‌سازه", "proposed by the program · 62 %", "rtl"),
    }
    proposed = client.get("/areas/A3?status=proposed").text
    assert len(select(proposed, "//article[@class='commitment']")) == 1
    assert client.get("/areas/A3?status=maybe").status_code == 400


def test_an_area_is_shown_in_the_reader_s_language_with_the_others_linked(client: TestClient) -> None:
    page = client.get("/areas/A5", headers={"Accept-Language": "ru"}).text
    (commitment,) = select(page, "//article[@class='commitment']")
    assert commitment.xpath(".//blockquote")[0].get("lang") == "ru"
    assert [link.get("hreflang") for link in commitment.xpath("./p[@class='facts']/a[@hreflang]")] == ["en"]


def test_status_names_failures_and_doubts(client: TestClient) -> None:
    said = words(select(client.get("/status").text, "//main")[0])
    for expected in (
        "Ready",
        "laws/broken.pdf",
        "It ends too early.",
        "Get it again.",
        "Two pages had no text.",
    ):
        assert expected in said


def test_the_interface_language_is_remembered_and_keeps_the_query(client: TestClient) -> None:
    page = client.get("/search?q=harbour&lang=en").text
    (russian,) = select(page, "//nav[@class='nav ui']/a[@lang='ru']")
    assert russian.get("href") == "/search?q=harbour&lang=en&ui=ru"
    try:
        assert select(client.get(russian.get("href")).text, "/html[@lang='ru']")
        assert select(client.get("/about").text, "/html[@lang='ru']")
    finally:
        client.cookies.clear()
    assert select(client.get("/about").text, "/html[@lang='en']")


def test_an_empty_home_says_how_to_begin(empty_client: TestClient) -> None:
    assert "narcord ingest FOLDER" in empty_client.get("/").text
    for path in ("/instruments", "/areas", "/areas/A1", "/about", "/search"):
        assert empty_client.get(path).status_code == 200
    answer = empty_client.get("/search?q=harbour")
    assert answer.status_code == 503
    assert "narcord index rebuild" in words(select(answer.text, "//div[@role='alert']")[0])
    assert "narcord index rebuild" in empty_client.get("/status").text


def test_the_headers_can_be_asked_for_alone(client: TestClient) -> None:
    whole, head = client.get("/about"), client.head("/about")
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["content-type"] == whole.headers["content-type"]


def test_static_files_are_kept_for_as_long_as_they_are_the_same(client: TestClient) -> None:
    (style,) = select(client.get("/").text, "//link[@rel='stylesheet']")
    assert "immutable" in client.get(style.get("href")).headers["cache-control"]
    assert "immutable" not in client.get("/static/narcord.css").headers.get("cache-control", "")


def test_a_superseded_version_stays_readable_and_leads_to_the_current_one(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, database_url=f"sqlite:///{tmp_path / 'narcord.db'}", encoder="demo")
    lines = [Line(1, ProvisionKind.ARTICLE, "1", "Article 1", words="Ships pay in shells.")]
    old = build(HARBOURS, "en", lines, source="laws/harbours.txt")
    new = build(HARBOURS, "en", [replace(lines[0], words="Ships pay in coins.")], source="laws/harbours.txt")
    with Store.open(settings.database_url) as store:
        store.put(old)
        store.put(new)
    with TestClient(create_app(settings), base_url=BASE) as client:
        page = client.get(f"/documents/{old.document.id}").text
        assert "shells" in page
        (banner,) = select(page, "//div[@class='notice warn']")
        assert "version 1" in words(banner)
        current = client.get(banner.find(".//a").get("href")).text
        assert "coins" in current
        assert not select(current, "//div[@class='notice warn']")
        assert client.get(f"/instruments{HARBOURS.id}?doc={old.document.id}").status_code == 404
