"""Nothing that a file or a reader says is ever run, and nothing is fetched from elsewhere."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from corpus.settings import Settings
from tests.web.reading_aloud import select, words
from tests.web.samples import BASE, HOSTILE, HOSTILE_EN
from web.app import create_app
from web.rendering import STATIC, mark_text, web_link
from web.security import HEADERS

ATTACKS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onfocus=alert(1) autofocus='",
    "javascript:alert(1)",
    "{{ 7 * 7 }}{% for x in range(9) %}x{% endfor %}",
    "</title><svg/onload=alert(1)>",
    "&lt;script&gt;",
    "\u202e<b>\u2066",
)
HANDLERS = re.compile(r"on[a-z]+", re.IGNORECASE)


def assert_harmless(page: str) -> None:
    for element in select(page, "//*"):
        if not isinstance(element.tag, str):
            continue
        assert element.tag not in ("iframe", "object", "embed", "base", "foreignobject", "img", "style"), (
            element.tag
        )
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on"), (element.tag, name)
            assert name != "style"
            if name in ("href", "src", "action"):
                assert not value.strip().lower().startswith(("javascript:", "data:", "vbscript:")), value
                assert not value.startswith("//")
    for script in select(page, "//script"):
        assert not (script.text or "").strip()
        assert script.get("src", "").startswith("/static/")


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_query_is_shown_as_it_was_typed_and_never_run(client: TestClient, attack: str) -> None:
    answer = client.get("/search", params={"q": attack})
    # A quotation mark without its pair is told; the page is the same otherwise.
    assert answer.status_code == (400 if attack.count('"') == 1 else 200)
    assert_harmless(answer.text)
    (box,) = select(answer.text, "//input[@id='q']")
    assert box.get("value") == attack
    assert "49" not in words(select(answer.text, "//title")[0])


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("field", ["lang", "mode", "jurisdiction", "kind", "area", "page", "year_from", "ui"])
def test_no_parameter_gets_into_a_page_unescaped(client: TestClient, attack: str, field: str) -> None:
    answer = client.get("/search", params={"q": "harbour", field: attack})
    assert answer.status_code in (200, 400)
    assert_harmless(answer.text)


@pytest.mark.parametrize("attack", ATTACKS)
def test_nor_does_a_path_or_a_filter_of_another_page(client: TestClient, attack: str) -> None:
    for path in (f"/{attack}", f"/instruments/{attack}", f"/documents/{attack}", f"/areas/{attack}"):
        answer = client.get(path)
        assert answer.status_code in (400, 404)
        assert_harmless(answer.text)
    assert_harmless(client.get("/instruments", params={"title": attack, "kind": attack}).text)
    assert_harmless(client.get("/areas/A3", params={"instrument": attack}).text)


def test_the_words_of_a_hostile_file_are_words(client: TestClient) -> None:
    for path in (
        f"/instruments{HOSTILE.id}",
        f"/documents/{HOSTILE_EN.document.id}",
        "/search?q=hostile+words",
        "/instruments",
        "/status",
    ):
        page = client.get(path).text
        assert_harmless(page)
        assert "alert(" in page, "the page does not show the file at all"
    page = client.get(f"/instruments{HOSTILE.id}").text
    assert "<script>alert('words')</script>" in words(select(page, "//article[@id='text']")[0])
    assert "{{ 7 * 7 }}" in words(select(page, "//article[@id='text']")[0])


@pytest.mark.parametrize(
    "path", ["/", "/search?q=x", "/nope", "/static/narcord.css", "/api/v1/areas", "/healthz"]
)
def test_every_answer_carries_the_headers(client: TestClient, path: str) -> None:
    answer = client.get(path)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_static_files_fetch_nothing_from_elsewhere() -> None:
    for file in STATIC.iterdir():
        text = file.read_text()
        found = [
            link for link in re.findall(r"(?:https?:)?//[a-z][^\s\"')]*", text) if "www.w3.org" not in link
        ]
        if file.suffix != ".js":  # where // begins a comment
            assert not found, (file.name, found)
        assert "@import" not in text
        assert "url(" not in text
        assert "eval(" not in text
        assert "innerHTML" not in text


def test_static_files_do_not_lead_out_of_their_folder(client: TestClient) -> None:
    for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd"):
        assert client.get(path).status_code == 404


def test_a_failure_of_ours_shows_nothing_of_the_inside(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("secret of /home/somebody")

    store = client.app.state.services.store  # type: ignore[attr-defined]
    for method in ("counts", "documents"):  # what the API and what the page asks for
        monkeypatch.setattr(store, method, fail)
    client_that_answers = TestClient(client.app, base_url=BASE, raise_server_exceptions=False)
    with caplog.at_level(logging.ERROR):
        page = client_that_answers.get("/")
        data = client_that_answers.get("/api/v1/status")
    assert page.status_code == data.status_code == 500
    assert "secret" not in page.text + data.text
    assert "What to do" in page.text
    assert data.json()["remedy"]
    assert page.headers["Content-Security-Policy"] == HEADERS["Content-Security-Policy"]
    assert "secret of" in caplog.text


@pytest.mark.parametrize(("host", "told"), [("127.0.0.1", True), ("0.0.0.0", False)])
def test_a_reranker_that_cannot_be_had_is_told_in_full_to_the_operator_only(
    settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture, host: str, told: bool
) -> None:
    missing = tmp_path / "no-model"
    missing.mkdir()
    chosen = replace(settings, host=host, reranker=str(missing))
    with TestClient(create_app(chosen), base_url=BASE) as client:
        page = client.get("/search?q=plants")
        data = client.get("/api/v1/search?q=plants")
        words = client.get("/api/v1/search?q=plants&mode=keyword")
    assert page.status_code == data.status_code == 503
    assert ("no-model" in page.text and "no-model" in data.text) is told
    assert ("NARCORD_RERANKER" in data.json()["remedy"]) is told
    assert "NARCORD_RERANKER" in caplog.text
    assert words.status_code == 200


def test_highlights_are_escaped_joined_and_cut_to_the_text() -> None:
    assert mark_text("<i>a</i>", [(3, 4)]) == "&lt;i&gt;<mark>a</mark>&lt;/i&gt;"
    assert mark_text("abcdef", [(3, 99), (0, 2), (1, 3), (-5, 1)]) == ("<mark>abc</mark><mark>def</mark>")


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        ("https://law.example/a?b=c", True),
        ("http://law.example", True),
        ("javascript:alert(1)", False),
        (" JavaScript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("https:", False),
        ("http://[", False),
        ("", False),
    ],
)
def test_only_web_addresses_become_links(link: str, kept: bool) -> None:
    assert (web_link(link) is not None) == kept


def test_the_server_answers_to_no_name_but_this_machines(client: TestClient) -> None:
    """A page elsewhere may point its own name here (DNS rebinding) and would then read everything."""
    assert client.get("/healthz", headers={"host": "evil.example"}).status_code == 400
    assert client.get("/healthz", headers={"host": "localhost:8000"}).status_code == 200
    assert client.get("/healthz", headers={"host": "[::1]:8000"}).status_code == 200


def test_names_of_failed_files_stay_on_this_machine(settings: Settings) -> None:
    with TestClient(create_app(replace(settings, host="0.0.0.0"))) as elsewhere:
        assert elsewhere.get("/api/v1/status").json()["failures"] == []
        assert "broken.pdf" not in elsewhere.get("/status").text
    with TestClient(create_app(settings), base_url=BASE) as here:
        assert "broken.pdf" in here.get("/status").text
