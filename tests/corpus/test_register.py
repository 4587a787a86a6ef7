"""The register's format: what is right is read, what is wrong is named with file, provision and field."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from corpus.areas import load_areas
from corpus.errors import RegisterError
from corpus.handwritten import read_yaml
from corpus.model import InstrumentKind, ProvisionKind, Strength
from corpus.register import (
    INSTRUMENTS,
    WORKING_LANGUAGES,
    OfficialText,
    RegisterCitation,
    load_file,
    load_folder,
    load_register,
)
from corpus.register.fields import HEADER, PROVISION
from corpus.register.json_schema import make_schema
from corpus.register.labels import labels_of
from corpus.register.write import write_file

SAMPLE: dict[str, Any] = {
    "id": "/akn/un/act/2001/teapots",
    "kind": "convention",
    "jurisdiction": "un",
    "body": "Teapot Conference",
    "date": "2001-02-03",
    "status": "in force",
    "official_source": "https://teapots.example/",
    "source_title": "Convention on Teapots",
    "titles": {"en": "Convention on Teapots", "ru": "Конвенция о чайниках"},
    "names": ["2001 Convention"],
    "checked_against": "en/teapots.md",
    "left_out": {"en": "Nothing.", "ru": "Ничего."},
    "provisions": [
        {"eid": "art_1", "number": "Article 1", "heading": {"en": "Lids", "ru": "Крышки"}},
        {
            "eid": "art_1__para_1", "number": "1.", "strength": "shall", "checksum": "0123456789ab",
            "abstract": {"en": "Lids of 3 makers fit.", "ru": "Крышки 3 мастеров подходят."},
            "areas": {"A3": "precursor of tea", "A3.3": "diversion of tea"},
            "who": {"en": "makers", "ru": "мастера"}, "substances": ["morphine"], "amounts": ["2 g"],
            "cites": ["art_1", "/akn/un/act/1999/cups#art_2", "/akn/un/act/1999/cups"], "derived": [3],
        },
        {
            "eid": "fn_1", "parent": "art_1__para_1", "number": "*", "strength": "note",
            "abstract": {"en": "Or nearly.", "ru": "Или почти."},
        },
    ],
}  # fmt: skip


def write(folder: Path, content: dict[str, Any], name: str = "teapots.yaml") -> Path:
    path = folder / name
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def changed(path: tuple[str | int, ...], value: object) -> dict[str, Any]:
    content = copy.deepcopy(SAMPLE)
    spot: Any = content
    for key in path[:-1]:
        spot = spot[key]
    if value is None:
        del spot[path[-1]]
    else:
        spot[path[-1]] = value
    return content


def test_a_file_is_read(tmp_path: Path) -> None:
    entry = load_file(write(tmp_path, SAMPLE))
    assert entry.instrument.kind is InstrumentKind.CONVENTION
    assert entry.instrument.year == 2001
    assert entry.instrument.title == "Convention on Teapots"
    assert (entry.file, entry.slug, entry.bare) == ("teapots.yaml", "teapots", False)
    assert entry.languages == ("en", "ru")
    article, paragraph, footnote = entry.provisions
    assert article.labels == {"en": "Article 1", "ru": "Статья 1"}
    assert article.strength is None
    assert (paragraph.kind, paragraph.parent) == (ProvisionKind.PARAGRAPH, "art_1")
    assert paragraph.strength is Strength.SHALL
    assert paragraph.areas == {"A3": "precursor of tea", "A3.3": "diversion of tea"}
    assert paragraph.checksum == "0123456789ab"
    assert paragraph.who == {"en": "makers", "ru": "мастера"}
    assert (paragraph.substances, paragraph.amounts, paragraph.derived) == (("morphine",), ("2 g",), (3,))
    assert paragraph.cites == (
        RegisterCitation("/akn/un/act/2001/teapots", "art_1"),
        RegisterCitation("/akn/un/act/1999/cups", "art_2"),
        RegisterCitation("/akn/un/act/1999/cups"),
    )
    assert entry.provision("art_1__para_1") is paragraph
    assert entry.provision("art_9") is None
    assert footnote.parent == "art_1__para_1"
    assert footnote.kind is ProvisionKind.FOOTNOTE


LONG = "word " * 121
PARAGRAPH = ("provisions", 1)


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        (("id",), "un/teapots", ["teapots.yaml", "'id'"]),
        (("id",), "/akn/un/act/2002/teapots", ["'date'", "year of the id"]),
        (("jurisdiction",), "cica", ["'jurisdiction'"]),
        (("kind",), "treaty", ["'kind'", "'treaty'"]),
        (("date",), "3 May 2001", ["'date'"]),
        (("official_source",), "teapots.example", ["'official_source'"]),
        (("source_title",), "On Teapots", ["'source_title'", "not among the titles"]),
        (("titles", "ru"), None, ["'titles.ru'", "missing"]),
        (("years",), ["soon"], ["'years'"]),
        (("left_out",), {"en": "Nothing."}, ["'left_out.ru'"]),
        (("checked_against",), None, ["'checked_against'"]),
        (("colour",), "brown", ["'colour'", "no such field"]),
        (("provisions",), "none", ["'provisions'", "not a list"]),
        ((*PARAGRAPH, "eid"), "art_1__paragraph_1", ["provision art_1__paragraph_1", "'eid'"]),
        ((*PARAGRAPH, "eid"), "art_1", ["provision art_1", "twice"]),
        ((*PARAGRAPH, "eid"), "art_2__para_1", ["provision art_2__para_1", "'parent'", "'art_2'"]),
        ((*PARAGRAPH, "parent"), "art_9", ["'parent'", "'art_1'"]),
        ((*PARAGRAPH, "abstract", "ru"), None, ["provision art_1__para_1", "'abstract.ru'", "missing"]),
        ((*PARAGRAPH, "abstract", "en"), LONG, ["'abstract.en'", "604"]),
        ((*PARAGRAPH, "abstract", "en"), 7, ["'abstract.en'"]),
        ((*PARAGRAPH, "strength"), "must", ["'strength'", "'must'"]),
        ((*PARAGRAPH, "strength"), None, ["'strength'"]),
        ((*PARAGRAPH, "areas"), {"A19": "x"}, ["'areas.A19'", "no such area"]),
        ((*PARAGRAPH, "areas"), {"A3": ""}, ["'areas.A3'"]),
        ((*PARAGRAPH, "areas"), {"A3.3": "x"}, ["'areas.A3.3'", "without its area A3"]),
        ((*PARAGRAPH, "areas"), {"A3": "x", "A3.99": "x"}, ["'areas.A3.99'", "no such area"]),
        ((*PARAGRAPH, "cites"), ["/teapots"], ["cites[1]", "no citation"]),
        ((*PARAGRAPH, "cites"), ["art_1", "x"], ["cites[2]", "'eid'"]),
        ((*PARAGRAPH, "checksum"), "12", ["'checksum'", "'12'"]),
        ((*PARAGRAPH, "who"), {"en": "makers"}, ["'who.ru'", "missing"]),
        ((*PARAGRAPH, "substances"), ["tea"], ["'substances'", "'tea'"]),
        ((*PARAGRAPH, "amounts"), "2 g", ["'amounts'", "not a list"]),
        ((*PARAGRAPH, "derived"), ["three"], ["'derived'", "'three'"]),
        (("in_force",), "soon", ["'in_force'", "'soon'"]),
        (
            ("official_text",),
            {"address": "http://teapots.example/a.pdf", "type": "pdf"},
            ["'address'", "https"],
        ),
        (
            ("official_text",),
            {"address": "https://teapots.example/", "type": "lid"},
            ["'official_text.type'"],
        ),
        (("provisions", 0, "strength"), "shall", ["provision art_1,", "'strength'", "without an abstract"]),
        (("provisions", 0, "heading", "ru"), None, ["'heading.ru'"]),
        (("provisions", 0, "heading", "fr"), "Couvercles", ["'heading.fr'"]),
        (("provisions", 2, "abstract", "fr"), "Ou presque.", ["fn_1", "'abstract.fr'"]),
        ((*PARAGRAPH, "abstract", "fr"), "Le couvercle va.", ["'titles.fr'"]),
    ],
)
def test_what_is_wrong_is_named(
    tmp_path: Path, path: tuple[str | int, ...], value: object, named: list[str]
) -> None:
    with pytest.raises(RegisterError) as raised:
        load_file(write(tmp_path, changed(path, value)))
    for part in ["teapots.yaml", *named]:
        assert part in raised.value.message
    assert raised.value.remedy


def test_children_stand_directly_below_their_parent(tmp_path: Path) -> None:
    content = copy.deepcopy(SAMPLE)
    content["provisions"].append({**copy.deepcopy(SAMPLE["provisions"][0]), "eid": "art_2"})
    content["provisions"].append({**copy.deepcopy(SAMPLE["provisions"][1]), "eid": "art_1__para_2"})
    with pytest.raises(RegisterError, match="other provisions stand between"):
        load_file(write(tmp_path, content))


def test_a_provision_says_something(tmp_path: Path) -> None:
    content = copy.deepcopy(SAMPLE)
    content["provisions"].append({"eid": "art_2"})
    with pytest.raises(RegisterError, match="neither number, heading nor abstract"):
        load_file(write(tmp_path, content))


def test_two_files_do_not_describe_one_instrument(tmp_path: Path) -> None:
    write(tmp_path, SAMPLE)
    write(tmp_path, SAMPLE, "teapots-again.yaml")
    with pytest.raises(RegisterError, match="has the same"):
        load_folder(tmp_path)


def test_the_official_text_is_told_by_address_and_type(tmp_path: Path) -> None:
    text = {"address": "https://teapots.example/law", "type": ["pdf", "xml"], "link": "full text"}
    entry = load_file(write(tmp_path, changed(("official_text",), text)))
    assert entry.official_text == OfficialText(
        "https://teapots.example/law", ("application/pdf", "application/xml", "text/xml"), "full text"
    )


@pytest.mark.parametrize(
    ("eid", "number", "printed_in", "english", "russian"),
    [
        ("art_12", "第十二条", "zh", "Article 12", "Статья 12"),
        ("part_2__art_9", "มาตรา ๙", "th", "Article 9", "Статья 9"),
        ("sec_29", "§ 29", "de", "§ 29", "§ 29"),
        ("art_5__para_1", "①", "ko", "1.", "1."),
        ("art_5__para_1", "(१)", "hi", "1.", "1."),
        ("art_5__subpara_b", "(б)", "uk", "(b)", "(b)"),
        ("sched_1", "Table II", "en", "Table II", "Таблица II"),
        ("art_3", "Article 3", "en", "Article 3", "Статья 3"),
        ("sec_84", "84.", "en", "84.", "84."),
        ("art_228-1", "Статья 228.1.", "ru", "Article 228-1", "Статья 228.1."),
        ("art_1__para_2", "", "zh", None, None),
    ],
)
def test_a_number_is_shown_so_that_it_is_read(
    eid: str, number: str, printed_in: str, english: str | None, russian: str | None
) -> None:
    labels = labels_of(eid, number, printed_in, ("en", "ru", printed_in))
    assert (labels.get("en"), labels.get("ru")) == (english, russian)
    assert labels.get(printed_in, "") == number


def test_a_file_is_written_as_it_was_read(tmp_path: Path) -> None:
    text = write_file(SAMPLE, "Facts and abstracts.")
    assert text.splitlines()[1:3] == ["# Facts and abstracts.", "id: /akn/un/act/2001/teapots"]
    assert yaml.safe_load(text) == SAMPLE
    (tmp_path / "teapots.yaml").write_text(text, encoding="utf-8")
    assert load_file(tmp_path / "teapots.yaml").provisions == load_file(write(tmp_path, SAMPLE)).provisions


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"id: [", "broken.yaml, line"),
        (b"id: a\nid: b\n", "the key 'id' is written twice"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"- a\n- b\n", "not a mapping"),
        (b"", "not a mapping"),
    ],
)
def test_a_file_that_is_no_register_file_is_told(tmp_path: Path, content: bytes, problem: str) -> None:
    path = tmp_path / "broken.yaml"
    path.write_bytes(content)
    with pytest.raises(RegisterError, match=r"broken\.yaml") as raised:
        load_file(path)
    assert problem in raised.value.message


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match=r"gone\.yaml cannot be read"):
        load_file(tmp_path / "gone.yaml")


def test_the_shipped_register_is_valid_and_complete() -> None:
    register = {entry.slug: entry for entry in load_register()}
    assert set(register) >= {
        "cica-2024-concept-paper", "asean-2021-russia-statement", "un-1988-illicit-traffic",
        "un-1961-single-convention", "un-1971-psychotropic-substances",
        "un-2000-transnational-organized-crime",
    }  # fmt: skip
    cica = {provision.eid: provision for provision in register["cica-2024-concept-paper"].provisions}
    assert sum(eid.startswith("rec_") for eid in cica) == 11
    for entry in load_areas():
        assert entry.code in cica[f"sec_2__para_{entry.code[1:]}"].areas
    assert cica["fn_1"].parent == "sec_2__para_5"
    asean = [provision.eid for provision in register["asean-2021-russia-statement"].provisions]
    assert asean == [f"rec_{n}" for n in range(1, 16)] + [f"para_{n}" for n in range(1, 15)]
    convention = {provision.eid for provision in register["un-1988-illicit-traffic"].provisions}
    assert {f"art_{number}" for number in range(1, 35)} <= convention
    assert register["un-1971-psychotropic-substances"].bare  # its text is not in the shared corpus


def test_every_abstract_is_in_the_working_languages() -> None:
    for entry in load_register():
        for provision in entry.provisions:
            assert provision.abstracts == {} or set(provision.abstracts) >= set(WORKING_LANGUAGES)


def test_editors_are_told_the_format_that_is_checked(tmp_path: Path) -> None:
    told = json.loads((INSTRUMENTS / "schema.json").read_text(encoding="utf-8"))
    assert told == make_schema(), "run: narcord register schema"
    editor = Draft202012Validator(told)
    for path in INSTRUMENTS.glob("*.yaml"):
        assert path.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=schema.json\n")
        assert [error.message for error in editor.iter_errors(read_yaml(path))] == []
    assert set(told["properties"]) == set(HEADER) | {"provisions"}
    assert set(told["properties"]["provisions"]["items"]["properties"]) == set(PROVISION)
    for path_, value in (
        (("id",), "un/teapots"), (("kind",), "treaty"), (("colour",), "brown"), (("titles", "ru"), None),
        ((*PARAGRAPH, "strength"), "must"), ((*PARAGRAPH, "areas"), {"A19": "x"}),
        ((*PARAGRAPH, "checksum"), "12"), ((*PARAGRAPH, "abstract", "en"), "word " * 200),
    ):  # fmt: skip
        assert list(editor.iter_errors(changed(path_, value))), path_
