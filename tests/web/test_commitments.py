"""Commitments as page, API, files and command: exact counts, spans, filters, and what may not be seen."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook
from typer.testing import Result

from corpus.access import Access
from corpus.model import (
    AssignmentStatus,
    Bundle,
    Classification,
    Commitment,
    Evidence,
    Force,
    Provision,
    ProvisionKind,
    Strength,
)
from corpus.settings import Settings
from corpus.store import Store, Wanted
from tests.web.reading_aloud import select, words, words_of_document
from tests.web.samples import BASE, HARBOURS, LIGHTS, SECRETS, Line, build, settings_of
from web.app import create_app
from web.filters import ParameterError
from web.part_marks import mark_parts
from web.reading import Line as TextLine
from web.reading import Part, lay_out

A = ProvisionKind.ARTICLE
P = ProvisionKind.SUBPARAGRAPH
PROPOSED = AssignmentStatus.PROPOSED


def undertake(bundle: Bundle, eid: str, strength: Strength, **spans: str) -> Bundle:
    """The document with a commitment whose parts are these words; ``guesses`` are names joined by commas."""
    guesses = tuple(filter(None, spans.pop("guesses", "").split(",")))
    text = bundle.document.text
    article = next(each for each in bundle.provisions if each.eid == eid.split("__")[0])
    starts = {name: text.index(said, article.start) for name, said in spans.items()}
    found = {name: Evidence(starts[name], starts[name] + len(said)) for name, said in spans.items()}
    made = Commitment(bundle.document.id, eid, Force.OPERATIVE, strength, guesses=guesses, **found)
    return replace(bundle, commitments=(*bundle.commitments, made))


def documents() -> Iterator[Bundle]:
    harbours = build(
        HARBOURS,
        "en",
        [
            Line(
                1, A, "1", "Article 1", words="The master shall within two days tell the crew.",
                strength=Strength.SHALL, areas=(("A3", PROPOSED),),
            ),
            Line(1, A, "2", "Article 2", words="The master may, jointly with the crew, sing:"),
            Line(2, P, "a", "(a)", words="old <songs>;"),
        ],
        source="laws/quays.txt",
    )  # fmt: skip
    harbours = undertake(
        harbours, "art_1", Strength.SHALL, actor="The master", verb="shall", action="tell the crew",
        deadline="within two days",
    )  # fmt: skip
    harbours = undertake(
        harbours, "art_2__subpara_a", Strength.CONSIDER, verb="may", action="sing",
        partner="the crew",
    )  # fmt: skip
    yield harbours
    line = Line(1, A, "1", "ماده ۱", words="وزیر باید فانوس را روشن کند.")
    lights = build(LIGHTS, "fa", [line], source="laws/lights.txt")
    yield undertake(
        lights, "art_1", Strength.SHALL, verb="باید", action="فانوس را روشن کند", guesses="action"
    )
    secrets = build(
        SECRETS,
        "en",
        [Line(1, A, "1", "Article 1", words="Nobody shall open the vault by 2030.")],
        source="vault/secret.txt",
        classification=Classification.CONFIDENTIAL,
        provider="yy",
    )
    yield undertake(secrets, "art_1", Strength.SHALL, action="open the vault", deadline="by 2030")


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    home = tmp_path_factory.mktemp("committing")
    found = settings_of(home)
    with Store.open(found.database_url) as store:
        for bundle in documents():
            store.put(bundle)
    return found


@pytest.fixture(scope="module")
def reader(settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(settings), base_url=BASE) as found:
        yield found


@pytest.fixture(scope="module")
def insider(settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(replace(settings, party="yy")), base_url=BASE) as found:
        yield found


def ask(client: TestClient, query: str = "") -> dict:
    answer = client.get(f"/api/v1/commitments{query}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def eids(found: dict) -> list[str]:
    return [each["eid"] for each in found["commitments"]]


def test_the_api_gives_spans_of_the_document_and_their_words(reader: TestClient) -> None:
    found = ask(reader, f"?instrument={HARBOURS.id}")
    first, second = found["commitments"]
    assert first["words"] == {
        "actor": "The master", "verb": "shall", "action": "tell the crew", "deadline": "within two days",
    }  # fmt: skip
    assert second["words"]["partner"] == "the crew"
    document = reader.get(f"/api/v1/documents/{first['document']}").json()
    for each in (first, second):
        for name, said in each["words"].items():
            assert document["text"][slice(*each[name])] == said
    provision = next(each for each in document["provisions"] if each["eid"] == "art_1")
    assert provision["commitment"]["deadline"] == first["deadline"]


def test_counts_are_exact_by_strength_and_by_instrument_and_follow_access(
    reader: TestClient, insider: TestClient
) -> None:
    assert ask(reader)["strengths"] == {"shall": 2, "consider": 1}
    assert ask(reader)["total"] == 3
    inside = ask(insider)
    assert (inside["total"], inside["instruments"][SECRETS.id]) == (4, 1)
    assert SECRETS.id not in ask(reader)["instruments"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?least=shall&lang=en", ["art_1"]),
        ("?deadline=1", ["art_1"]),
        ("?partner=1", ["art_2__subpara_a"]),
        ("?deadline=0&partner=0", ["art_1"]),  # of the Persian text
        ("?area=a3", ["art_1"]),
        ("?guessed=1", ["art_1"]),
        ("?guessed=0&partner=1", ["art_2__subpara_a"]),
        ("?jurisdiction=ir", ["art_1"]),
        ("?force=preambular", []),
        (f"?instrument={SECRETS.id}", []),
        ("?lang=en&limit=1&offset=1", ["art_2__subpara_a"]),
        ("?offset=99", []),
    ],
)
def test_filters_and_pages(reader: TestClient, query: str, expected: list[str]) -> None:
    assert eids(ask(reader, query)) == expected


@pytest.mark.parametrize("path", ["/api/v1/commitments", "/commitments"])
@pytest.mark.parametrize(
    "query", ["least=must", "area=A99", "deadline=2", "lang=xx1", "what=1", "force=soft"]
)
def test_what_cannot_be_asked_is_refused_with_the_field_named(
    reader: TestClient, path: str, query: str
) -> None:
    answer = reader.get(f"{path}?{query}")
    assert answer.status_code == 400
    assert query.split("=")[0] in answer.text


def of_class(*names: str) -> str:
    """The XPath condition of an element with these classes."""
    return "".join(f"[contains(concat(' ', @class, ' '), ' {name} ')]" for name in names)


ROWS = f"//table{of_class('commitments')}/tbody/tr"
DEADLINES = f"//p{of_class('t')}//span{of_class('cm', 'deadline')}"
QUOTE = f"{ROWS}//blockquote"


def test_the_page_marks_the_parts_in_the_words_of_the_text(reader: TestClient) -> None:
    page = reader.get("/commitments?lang=en").text
    assert len(select(page, ROWS)) == 2
    for part, said in (
        ("actor", ["The master"]),
        ("deadline", ["within two days"]),
        ("partner", ["the crew"]),
    ):
        assert [words(each) for each in select(page, f"{QUOTE}//span{of_class('cm', part)}")] == said
    # The chapeau that says what is to be done stands with its item, which is escaped.
    [aside] = select(page, f"{QUOTE}/span{of_class('aside')}")
    assert words(aside).replace(" ,", ",") == "may, jointly with the crew, sing"
    assert "old &lt;songs&gt;" in page
    [many] = select(page, f"//p{of_class('how-many')}")
    assert many.get("data-total") == "2"


def test_a_text_from_right_to_left_keeps_its_direction_and_a_guess_is_called_one(
    reader: TestClient,
) -> None:
    page = reader.get("/commitments?lang=fa&ui=ru").text
    [quote] = select(page, QUOTE)
    assert (quote.get("dir"), quote.get("lang")) == ("rtl", "fa")
    [cell] = select(page, f"{ROWS}/td{of_class('what')}")
    assert "предположение" in words(cell)


@pytest.mark.parametrize("path", ["/commitments", "/api/v1/commitments", "/api/v1/commitments.csv"])
def test_what_may_not_be_seen_is_nowhere(reader: TestClient, insider: TestClient, path: str) -> None:
    assert "open the vault" not in reader.get(path).text
    assert "Zirconium" not in reader.get(path).text
    assert "open the vault" in reader.get(path).text or "open the vault" in insider.get(path).text


def test_the_files_hold_every_commitment(reader: TestClient) -> None:
    rows = list(
        csv.DictReader(io.StringIO(reader.get("/api/v1/commitments.csv").text.removeprefix("\ufeff")))
    )
    assert [row["what"] for row in rows if row["language"] == "en"] == ["tell the crew", "sing"]
    assert {row["guesses"] for row in rows} == {"", "action"}
    book = load_workbook(io.BytesIO(reader.get("/api/v1/commitments.xlsx?deadline=1").content))
    sheet = list(book["Commitments"].values)
    assert [row[5] for row in sheet] == ["by_when", "within two days"]
    assert ("deadline", "1") in list(book["Question"].values)


def test_the_reading_page_marks_on_demand_and_says_the_time_beside(
    reader: TestClient, settings: Settings
) -> None:
    plain = reader.get(f"/instruments{HARBOURS.id}").text
    assert not select(plain, f"//span{of_class('cm')}")
    assert "within two days" in words(select(plain, "//section[@id='art_1']//aside")[0])
    marked = reader.get(f"/instruments{HARBOURS.id}?parts=1").text
    assert [words(each) for each in select(marked, DEADLINES)] == ["within two days"]
    assert words_of_document(plain) == words_of_document(marked) != ""


def test_marks_change_no_word_and_cut_runs_where_parts_begin() -> None:
    text = "1. We shall go home\nwith the\nowls today."
    provision = Provision("", "art_1", A, 0, len(text), "en", 0, "1.")
    each = Commitment(
        "", "art_1", Force.OPERATIVE, Strength.SHALL, Evidence(6, 11), Evidence(3, 5),
        action=Evidence(12, 33), partner=Evidence(25, 33),
    )  # fmt: skip
    root = lay_out(text, [provision])
    mark_parts(root, text, [each])
    runs = [run for line in lines(root) for run in line.runs]
    assert "".join(run.text for run in runs) == text.replace("\n", "")
    assert [(run.text, run.parts) for run in runs if run.parts] == [
        ("We", ("actor",)),
        ("shall", ("verb",)),
        ("go home", ("action",)),
        ("with ", ("action",)),
        ("the", ("action", "partner")),
        ("owls", ("action", "partner")),
    ]


def lines(part: Part) -> Iterator[TextLine]:
    for item in part.content:
        if isinstance(item, TextLine):
            yield item
        else:
            yield from lines(item)


def test_the_store_pages_across_documents(settings: Settings) -> None:
    with Store.open(settings.database_url) as store:
        access, wanted = Access(), Wanted()
        whole = [each.commitment for each in store.each_commitment(access, wanted)]
        paged = [
            each.commitment
            for offset in range(4)
            for each in store.commitment_page(access, wanted, limit=1, offset=offset).hits
        ]
    assert whole == paged
    assert len(whole) == 3


def test_the_command_prints_them_and_json(run: Callable[..., Result]) -> None:
    with Store.open(Settings.load().database_url) as store:
        for bundle in documents():
            store.put(bundle)
    found = json.loads(run("commitments", "quays.txt", "--json").stdout)
    assert (found["total"], found["commitments"][0]["words"]["action"]) == (2, "tell the crew")
    assert "by when: within two days" in run("commitments", "quays.txt", "--deadline").output
    assert "sing" not in run("commitments", "quays.txt", "--deadline").output
    assert "what (a guess): " in run("commitments", "lights.txt").output
    with pytest.raises(ParameterError, match="least"):
        run("commitments", "quays.txt", "--least", "must")
