"""Parsing in workers: results and errors come back, crashes and floods stay there."""

from __future__ import annotations

import hashlib
import os
import pickle
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus.errors import DamagedFileError, EmptyFileError, LimitExceededError
from corpus.model import DoubtCode
from ingest.bundles import FileFacts
from ingest.discover import SourceFile
from ingest.limits import Limits
from ingest.pipeline import read_file
from ingest.readers import read
from ingest.sandbox import Sandbox, parse_many
from ingest.sandbox_answers import RefusedAnswerError, read_answer

# Functions of the standard library play the parsers: a worker can import them, unlike a test module.


def test_a_file_is_parsed_in_another_process(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Article 1")
    with Sandbox(1) as sandbox:
        assert sandbox.run(read, path).blocks[0].text == "Article 1"
        assert sandbox.run(eval, "__import__('os').getpid()") != os.getpid()


def test_a_worker_stays_warm() -> None:
    with Sandbox(1) as sandbox:
        pids = {sandbox.run(eval, "__import__('os').getpid()") for _ in range(3)}
    assert len(pids) == 1


def test_errors_come_back_as_they_were_raised(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.touch()
    with Sandbox(1) as sandbox, pytest.raises(EmptyFileError) as caught:
        sandbox.run(read, path)
    assert "empty.txt" in caught.value.message
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("__import__('os').abort()", "SIGABRT"),
        ("__import__('ctypes').string_at(0)", "SIGSEGV"),
        ("__import__('os')._exit(3)", "exit code 3"),
    ],
)
def test_a_crash_is_told_and_the_next_call_works(code: str, word: str) -> None:
    with Sandbox(1) as sandbox:
        with pytest.raises(DamagedFileError, match=word):
            sandbox.run(eval, code)
        assert sandbox.run(len, "abc") == 3


def test_memory_is_bounded() -> None:
    with Sandbox(1, Limits(memory=1 << 30)) as sandbox:
        with pytest.raises(LimitExceededError, match="memory"):
            sandbox.run(bytearray, 2 << 30)
        assert sandbox.run(len, "abc") == 3


def test_waiting_is_bounded() -> None:
    with Sandbox(1, Limits(seconds=3)) as sandbox:  # a worker needs some of it to start
        with pytest.raises(LimitExceededError, match="longer"):
            sandbox.run(time.sleep, 60)
        assert sandbox.run(len, "abc") == 3


def test_computing_is_bounded() -> None:
    with Sandbox(1, Limits(cpu_seconds=0)) as sandbox, pytest.raises(LimitExceededError, match="computing"):
        sandbox.run(sum, range(10**12))


def test_endless_recursion_is_told() -> None:
    code = "(lambda f: f(f))(lambda f: f(f))"
    with Sandbox(1) as sandbox, pytest.raises(LimitExceededError, match="nested"):
        sandbox.run(eval, code)


def test_an_unforeseen_failure_is_an_input_error() -> None:
    with Sandbox(1) as sandbox, pytest.raises(DamagedFileError, match="ValueError"):
        sandbox.run(int, "no number")


def test_what_parsers_print_does_not_reach_the_answers(capfd: pytest.CaptureFixture[str]) -> None:
    with Sandbox(1) as sandbox:
        assert sandbox.run(eval, "print('noise') or 7") == 7
    assert capfd.readouterr().out == ""


def test_a_result_that_cannot_travel_is_told() -> None:
    with Sandbox(1) as sandbox, pytest.raises(DamagedFileError):
        sandbox.run(eval, "lambda: 0")


def test_many_in_order_although_the_first_is_slowest() -> None:
    items = ["__import__('time').sleep(0.3) or 0", *(str(n) for n in range(1, 12))]
    outcomes = list(parse_many(eval, items, workers=2))
    assert [outcome.item for outcome in outcomes] == items
    assert [outcome.value for outcome in outcomes] == list(range(12))


def test_one_bad_item_never_stops_the_rest() -> None:
    outcomes = list(parse_many(eval, ["1", "__import__('os').abort()", "1/0", "2"], workers=2))
    assert [outcome.value for outcome in outcomes] == [1, None, None, 2]
    assert [type(outcome.error) for outcome in outcomes[1:3]] == [DamagedFileError, DamagedFileError]


def test_items_are_taken_only_as_results_are_taken() -> None:
    taken = []

    def endless() -> object:
        number = 0
        while True:
            taken.append(number)
            yield str(number)
            number += 1

    with Sandbox(1) as sandbox:
        results = sandbox.map(eval, endless())
        assert [next(results).value for _ in range(3)] == [0, 1, 2]
        results.close()
    assert len(taken) < 10


def test_stopping_early_does_not_wait_for_what_is_at_work() -> None:
    with Sandbox(2, Limits(seconds=60)) as sandbox:
        slow = "__import__('time').sleep(50)"
        results = sandbox.map(eval, ["1", slow, slow, "2", "3", "4", "5"])
        assert next(results).value == 1
        results.close()
        assert sandbox.run(len, "abc") == 3


def test_a_worker_ends_with_its_parent(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    program = (
        "import os, signal; from ingest.sandbox import Sandbox; s = Sandbox(1);"
        f"open({str(note)!r}, 'w').write(str(s.run(eval, \"__import__('os').getpid()\")));"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    root = Path(__file__).resolve().parents[2]
    subprocess.run([sys.executable, "-c", program], cwd=root, check=False)
    pid = int(note.read_text())
    for _ in range(100):
        try:
            if "zombie" in Path(f"/proc/{pid}/status").read_text():
                break
        except OSError:
            break
        time.sleep(0.1)
    else:
        pytest.fail("the worker outlived its parent")


def test_closing_ends_the_workers() -> None:
    sandbox = Sandbox(1)
    pid = sandbox.run(eval, "__import__('os').getpid()")
    sandbox.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_worker_loads_no_heavy_library() -> None:
    with Sandbox(1) as sandbox:
        loaded = sandbox.run(eval, "sorted(__import__('sys').modules)")
    assert not {"torch", "transformers", "sqlalchemy", "numpy", "pypdf", "lxml"} & set(loaded)


HOSTILE = {
    "a function of the system": (os.system, ("true",)),
    "a builtin": (eval, ("1",)),
    "a function of ours": (read, (Path("/"),)),
    "something a record module imports": (Path, ("/",)),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_answer_runs_nothing(case: str) -> None:
    called, arguments = HOSTILE[case]

    class Attack:
        def __reduce__(self) -> object:
            return called, arguments

    with pytest.raises(RefusedAnswerError, match="names"):
        read_answer(pickle.dumps((True, Attack())))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no pickle",
        pickle.dumps(3),
        pickle.dumps((False, "text")),
        pickle.dumps((1, 2)),
        b"\x80\x04\x8c\x0ccorpus.model\x8c\x11dataclass.__init__\x93.",  # a dotted way out of a module
        b"\x80\x04\x8c\x0dcorpus.errors\x8c\x0bannotations\x93.",
        b"\x80\x04\x8c\x06answer\x940Qx.",
    ],
)
def test_an_answer_of_another_form_is_refused(data: bytes) -> None:
    with pytest.raises(RefusedAnswerError):
        read_answer(data)


def test_a_hostile_worker_is_ended_and_the_next_call_works() -> None:
    with Sandbox(1) as sandbox:
        with pytest.raises(DamagedFileError, match="other than a document"):
            sandbox.run(eval, "__import__('pathlib').PurePosixPath")
        assert sandbox.run(len, "abc") == 3


def test_an_answer_beyond_measure_is_refused() -> None:
    with Sandbox(1, Limits(max_answer_bytes=1_000)) as sandbox:
        with pytest.raises(LimitExceededError, match="more to store"):
            sandbox.run(eval, "'x' * 2000")
        assert sandbox.run(len, "abc") == 3


def test_every_record_comes_back_equal(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# An Act\n\n## Article 1\n\n1. Shops shall keep a book under article 2.\n- one\n")
    facts = FileFacts(path.as_posix(), hashlib.sha256(path.read_bytes()).hexdigest())
    for value in (read_file(SourceFile(path), facts), read(path), *DoubtCode):
        assert read_answer(pickle.dumps((True, value))) == (True, value)
