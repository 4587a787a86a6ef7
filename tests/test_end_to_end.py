"""The main job on real input: authentic files go in, people ask in their languages, provisions come out.

With the bundled encoder and the real command, in a home of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from corpus.access import Access
from corpus.settings import Settings
from corpus.store import Store
from ingest.query_language import recognise
from search.service import SearchQuery, SearchService

# The seeds and laws in twelve languages, small enough to encode within a minute or two.
FILES = (
    "seeds/000_699d0f44ad77861f.txt",
    "seeds/002_620589d4f2286926.txt",
    "ar/sa-narcotics-control-law-2005.md",
    "bn/bd-act-1355-2020.html",
    "de/ch-betmpv.md",
    "en/pk-0027-anti-narcotics-force-act-anf-1997.txt",
    "en/tw-controlled-drugs-act-L0030010.txt",
    "fr/fr-arrete-30-12-2021-cannabis.pdf",
    "ja/jp-cannabis-act-323AC0000000124.html",
    "ko/kr-addict-treatment-protection-decree.md",
    "ms/my-dd-amendment-bill-2017-dr45.md",
    "nl/nl-opiumwetbesluit.md",
    "uk/ua-drug-countermeasures-62-95-vr.txt",
    "vi/vn-luat-phong-chong-ma-tuy-2021.docx",
    "zh/cn-jindufa-2007.md",
    "zh-Hant/tw-controlled-drugs-act-L0030010.txt",
)
CONVENTION = "/akn/un/act/1988/illicit-traffic"
PAPER = "/akn/cica/doc/2024/concept-paper-illicit-drugs"


@dataclass(frozen=True)
class Case:
    """A question, and provisions of which one must be among the first ``within`` hits.

    An answer is the end of a source or an instrument's id, and the eId of a unit.
    """

    language: str
    query: str
    answers: tuple[tuple[str, str], ...]
    area: str | None = None
    within: int = 5


CASES = (
    Case("ru", "даркнет, криптовалюта и наркотики", ((PAPER, "sec_2__para_17"),), area="A17"),
    Case("ru", "досмотр иностранного судна в открытом море", ((CONVENTION, "art_17"),)),
    Case("ru", "платформы МККН PEN и PICS", ((PAPER, "sec_2__para_18"),), area="A18"),
    # Diversion of precursors: area 3 of the paper, and what article 12, paragraph 1, binds the parties to.
    Case(
        "kk",
        "прекурсорлардың заңсыз айналымға кетуін болдырмау",
        ((PAPER, "sec_2__para_3"), (CONVENTION, "art_12__para_1")),
        area="A3",
    ),
    Case("zh", "控制下交付", ((CONVENTION, "art_11"),)),
    Case("zh", "新精神活性物质 信息交流", ((PAPER, "sec_2__para_8"),), area="A8"),
    # The paper's areas 8 and 16 overlap here: both are about exchanging information on synthetic drugs.
    Case(
        "fa",
        "تبادل اطلاعات در مورد داروهای مصنوعی جدید",
        ((PAPER, "sec_2__para_8"), (PAPER, "sec_2__para_16")),
    ),
    Case("ar", "دعم المزارعين زراعات بديلة", ((CONVENTION, "art_14__para_3"), (PAPER, "sec_2__para_4"))),
    Case("ar", "عقوبة الإعدام لمهربي المخدرات", (("sa-narcotics-control-law-2005.md", "art_37"),)),
    Case(
        "vi",
        "cơ quan nào quản lý người nghiện sau cai",
        (("vn-luat-phong-chong-ma-tuy-2021.docx", "art_40"),),
    ),
)


@dataclass(frozen=True)
class Home:
    """A knowledge base made by the command, and what the command reported."""

    settings: Settings
    report: dict[str, Any]
    environment: dict[str, str]


def _narcord(*arguments: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "web", *arguments],
        env=environment, capture_output=True, text=True, check=False, timeout=1800,
    )  # fmt: skip


@pytest.fixture(scope="module")
def home(shared_corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Home:
    place = tmp_path_factory.mktemp("home")
    environment = {key: value for key, value in os.environ.items() if not key.startswith("NARCORD_")}
    environment["NARCORD_HOME"] = str(place)
    done = _narcord(
        "ingest", *(str(shared_corpus / name) for name in FILES), "--json", environment=environment
    )
    assert done.returncode == 0, done.stderr
    return Home(Settings.load({"NARCORD_HOME": str(place)}), json.loads(done.stdout), environment)


@pytest.fixture(scope="module")
def store(home: Home) -> Iterator[Store]:
    with Store.open(home.settings.database_url) as opened:
        yield opened


@pytest.fixture(scope="module")
def service(home: Home, store: Store) -> Iterator[SearchService]:
    opened = SearchService(store, home.settings, identify=recognise)
    yield opened
    opened.close()


def test_every_file_was_read_in_its_language(home: Home) -> None:
    for outcome in home.report["files"]:
        assert outcome["status"] == "added", outcome
        folder = outcome["source"].split("/")[-2]
        expected = "en" if folder == "seeds" else folder
        assert [part["language"] for part in outcome["parts"]] == [expected]
        assert all(part["provisions"] > 0 and part["passages"] > 0 for part in outcome["parts"])


def test_both_languages_of_a_law_are_one_instrument_sharing_eids(home: Home, store: Store) -> None:
    access = Access.public()
    parts = [
        part
        for outcome in home.report["files"]
        for part in outcome["parts"]
        if "tw-controlled-drugs-act" in outcome["source"]
    ]
    assert len({part["instrument_id"] for part in parts}) == 1
    chinese, english = ({p.eid for p in store.provisions(part["document_id"], access)} for part in parts)
    articles = {eid for eid in chinese if eid.startswith("art_") and "__" not in eid}
    assert len(articles) >= 40
    assert articles == {eid for eid in english if eid.startswith("art_") and "__" not in eid}


def test_the_abstract_and_the_authentic_text_of_an_instrument_meet(store: Store) -> None:
    access = Access.public()
    documents = store.documents(access, instrument_id=PAPER)
    assert {document.nature.value for document in documents} == {"abstract", "authentic"}
    areas = {f"sec_2__para_{number}" for number in range(1, 19)}
    for document in documents:
        assert areas <= {p.eid for p in store.provisions(document.id, access)}, document.source


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.language}: {case.query[:40]}")
def test_a_question_finds_its_answer(service: SearchService, case: Case) -> None:
    found = service.search(SearchQuery(case.query, limit=50), Access.public())

    assert found.query_language == case.language
    ranks = [
        hit.rank
        for hit in found.hits
        for place, eid in case.answers
        if (hit.source.endswith(place) or hit.instrument.id == place)
        and (hit.eid == eid or hit.eid.startswith(f"{eid}__"))
    ]
    first = [(hit.rank, hit.source.rsplit("/", 1)[-1], hit.eid) for hit in found.hits[: case.within]]
    assert ranks, f"the answer is not among the first 50; first: {first}"
    assert ranks[0] <= case.within, f"the answer ranked {ranks[0]}; first: {first}"
    best = found.hits[ranks[0] - 1]
    assert best.label or best.heading or best.breadcrumb
    assert best.source
    if case.area:
        assert case.area in {area.code for area in best.areas}


def test_the_command_prints_what_the_service_answers(home: Home, service: SearchService) -> None:
    query = "прекурсорлардың заңсыз айналымға кетуін болдырмау"
    printed = _narcord("search", query, "--json", environment=home.environment)
    assert printed.returncode == 0, printed.stderr
    answer = json.loads(printed.stdout)
    expected = service.search(SearchQuery(query), Access.public()).to_json()
    del answer["took_ms"], expected["took_ms"]
    assert answer == json.loads(json.dumps(expected))


def test_what_a_hit_shows_is_the_text_of_the_law(service: SearchService, store: Store) -> None:
    access = Access.public()
    for case in CASES:
        for hit in service.search(SearchQuery(case.query), access).hits:
            document = store.document(hit.document, access)
            provision = store.provision(hit.document, hit.eid, access)
            assert hit.text in document.text[provision.start : provision.end]


def test_ingesting_again_does_nothing(home: Home, shared_corpus: Path, store: Store) -> None:
    revision = store.content_revision()
    done = _narcord(
        "ingest", *(str(shared_corpus / name) for name in FILES), "--json", environment=home.environment
    )
    assert json.loads(done.stdout)["counts"]["unchanged"] == len(FILES)
    assert store.content_revision() == revision
