"""The parts of fetching that need no site: addresses, names, signs of error pages, examples."""

from __future__ import annotations

import doctest
from importlib import import_module
from pathlib import Path

import pytest

import ingest.fetch
from corpus.errors import ConfigurationError, RefusedError, UsageError
from corpus.model import Instrument, InstrumentKind
from corpus.register import RegisterInstrument
from corpus.settings import Settings
from ingest.fetch import Policy, choose
from ingest.fetch.formats import check_declared, formats_of
from ingest.fetch.guard import is_public, read_address
from ingest.fetch.judging import Sign, find_sign, load_signs
from ingest.readers.registry import DOCX

MODULES = sorted(path.stem for path in Path(ingest.fetch.__file__).parent.glob("*.py"))


@pytest.mark.parametrize("module", MODULES)
def test_the_examples_hold(module: str) -> None:
    name = "ingest.fetch" if module == "__init__" else f"ingest.fetch.{module}"
    assert doctest.testmod(import_module(name)).failed == 0


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.9.1",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "100.100.100.200",
        "168.63.129.16",
        "192.0.0.192",
        "198.18.0.1",
        "203.0.113.9",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "not an address",
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "93.184.216.34", "172.15.0.1", "2606:4700::1111", "64:ff9b::101:101"]
)
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("http://law.example/act", "insecure"),
        ("ftp://law.example/act", "insecure"),
        ("law.example/act", "insecure"),
        ("https:///act", "address"),
        ("https://me@law.example/act", "address"),
        ("https://me:hunter2@law.example/act", "address"),
        ("https://law.example/" + "a" * 3_000, "address"),
        ("https://law.example/\x00", "address"),
        ("https://[::1/act", "address"),
        ("https://law.example:port/", "address"),
    ],
)
def test_addresses_that_are_not_asked(text: str, problem: str) -> None:
    with pytest.raises(RefusedError) as told:
        read_address(text)
    assert told.value.problem == problem
    assert "hunter2" not in str(told.value)


def test_an_address_is_asked_without_its_fragment_and_in_letters_that_travel() -> None:
    assert str(read_address("https://закон.example/акт?n=1#часть")) == (
        "https://xn--80ankme.example/%D0%B0%D0%BA%D1%82?n=1"
    )


# What a page says -------------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", load_signs(), ids=lambda sign: sign.example[:30])
def test_every_sign_finds_its_example(sign: Sign) -> None:
    assert sign.pattern.search(sign.example)
    assert find_sign(sign.example, "", 100) is not None


@pytest.mark.parametrize(
    "opening",
    [
        "Act No. 404 on seeds. Article 1. Trade without a licence is forbidden.",
        "Decree 403. A keeper who is not found at the quay loses the licence.",
        "Article 1. A book that does not exist cannot be shown. Access to the quay is closed to ships.",
        "Статья 1. Запрещается ввоз семян. Если владелец не найден, семена хранятся.",
        "第一条 为了加强种子管理,制定本条例。找不到所有人的,由主管部门处理。",
        "Article 1. Maintenance of quays is a duty. A service that is out of order is repaired.",
        "Please note: a person may sign the book in the office.",
    ],
)
def test_short_laws_are_not_taken_for_error_pages(opening: str) -> None:
    assert find_sign("Seeds Act", opening, len(opening)) is None


# Types ------------------------------------------------------------------------------------------------

PAGE, FILE = ("text/html", "application/xhtml+xml"), ("application/pdf",)


@pytest.mark.parametrize(
    ("header", "types"),
    [
        ("text/html;charset=gb2312", PAGE),
        ("application/xhtml+xml", PAGE),
        ("Application/PDF", FILE),
        ("application/octet-stream", FILE),
        ("", FILE),
        ("text/xml", ("application/xml", "text/xml")),
        ("application/akn+xml", ("application/xml",)),
        ("text/markdown", ("text/plain",)),
        ("application/msword", (DOCX.media_type,)),
    ],
)
def test_types_that_may_come(header: str, types: tuple[str, ...]) -> None:
    check_declared(header, formats_of(types))


@pytest.mark.parametrize(
    ("header", "types"),
    [
        ("text/html", FILE),
        ("application/pdf", PAGE),
        ("image/png", FILE),
        ("text/html", ("text/plain",)),
        ("application/xhtml+xml", ("application/xml",)),
        ("application/json", ("application/xml",)),
    ],
)
def test_types_that_may_not_come(header: str, types: tuple[str, ...]) -> None:
    with pytest.raises(RefusedError) as told:
        check_declared(header, formats_of(types))
    assert told.value.problem == "wrong-type"


# Names ------------------------------------------------------------------------------------------------


def _entry(slug: str, title: str, *names: str, number: str | None = None) -> RegisterInstrument:
    instrument = Instrument(
        f"/akn/xx/act/2001/{slug}", title, InstrumentKind.ACT, "xx", 2001, titles={"en": title}, names=names
    )
    return RegisterInstrument(
        instrument, f"xx-2001-{slug}.yaml", "0", title, ("en", "ru"), (2001,), None, {}, (), number=number
    )


REGISTER = (
    _entry("harbours", "Harbour Act", "Закон о гаванях", "Penal Code", number="62/95"),
    _entry("lights", "Lights Act", "Penal Code"),
    _entry("seeds", "Seeds Act"),
)


@pytest.mark.parametrize(
    "name",
    [
        "/akn/xx/act/2001/harbours",
        "xx-2001-harbours",
        "XX-2001-harbours.yaml",
        "harbour  act",
        "закон о гаванях",
        "62/95",
        "The Harbour Act (2001)",
    ],
)
def test_an_instrument_goes_by_many_names(name: str) -> None:
    assert [each.slug for each in choose(REGISTER, [name])] == ["xx-2001-harbours"]


def test_no_name_means_all_of_them_and_each_comes_once() -> None:
    assert choose(REGISTER, []) == list(REGISTER)
    assert len(choose(REGISTER, ["seeds act", "xx-2001-seeds", "Lights Act"])) == 2


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Harbor act", "xx-2001-harbours (Harbour Act)"),
        ("xx-2001-seed", "xx-2001-seeds"),
        ("Penal code", "xx-2001-lights"),
    ],
)
def test_a_name_that_is_nobody_s_or_of_several_is_told_with_what_is_near(name: str, near: str) -> None:
    with pytest.raises(UsageError) as told:
        choose(REGISTER, [name])
    assert near in told.value.remedy


def test_a_name_far_from_all_leads_to_the_list() -> None:
    with pytest.raises(UsageError, match="no instrument 'qqqq'") as told:
        choose(REGISTER, ["qqqq"])
    assert told.value.remedy == "See them all: narcord fetch --list"


# Manners ----------------------------------------------------------------------------------------------


def test_the_settings_decide_how_sites_are_asked(tmp_path: Path) -> None:
    env = {
        "NARCORD_FETCH_CONTACT": "desk@cica.example",
        "NARCORD_FETCH_PAUSE": "9",
        "NARCORD_FETCH_SECONDS": "77",
        "NARCORD_MAX_FILE_MB": "3",
    }
    policy = Policy.of(Settings.load(env, home=tmp_path))
    assert (policy.pause, policy.whole, policy.max_bytes) == (9.0, 77.0, 3 * 1024 * 1024)
    assert policy.user_agent.endswith("; desk@cica.example)")
    assert policy.allowed == frozenset()
    plain = Policy.of(Settings.load({}, home=tmp_path))
    assert (plain.pause, plain.contact) == (5.0, None)


@pytest.mark.parametrize("contact", ["desk\r\nX-Evil: 1", "бюро", "x" * 300])
def test_a_contact_that_cannot_stand_in_a_header_is_told(tmp_path: Path, contact: str) -> None:
    with pytest.raises(ConfigurationError, match="fetch_contact"):
        Policy.of(Settings.load({"NARCORD_FETCH_CONTACT": contact}, home=tmp_path))
