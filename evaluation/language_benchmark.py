"""How well languages are identified: ours beside each model alone, over parallel sentences.

Reads the NTREX files of a folder (``ntrex.<code>.txt``, line by line the same text) and prints
macro accuracy, over sentences and over paragraphs of three sentences, each by itself, without
neighbours and without a stated language, which is harder than any document::

    python -m evaluation.language_benchmark --folder ../shared/parallel --sample 300

Then ours in documents in which languages take turns (:mod:`evaluation.language_mixtures`). Dari
counts as Persian, since in writing the two cannot be told apart.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.errors import UsageError
from corpus.languages import LANGUAGES, normalize_code
from evaluation.language_mixtures import Judged, Mixture, accuracy, measure, reliability
from ingest.language import identify
from ingest.language_models import ask_cld2, ask_fasttext, ask_langdetect

Namer = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Score:
    """Accuracy of one method on one kind of text.

    ``macro`` is the mean over languages; ``per_second`` the number of texts identified in a
    second; ``mistakes`` the most frequent confusions (true, found, count).
    """

    method: str
    unit: str
    macro: float
    by_language: Mapping[str, float]
    per_second: float
    mistakes: tuple[tuple[str, str, int], ...]


def _best(ask: Callable[[str, frozenset[str]], Mapping[str, float]]) -> Namer:
    served = frozenset(LANGUAGES)

    def name(text: str) -> str | None:
        answer = ask(text, served)
        return max(answer, key=lambda code: (answer[code], code)) if answer else None

    return name


METHODS: Mapping[str, Namer] = {
    "langdetect": _best(ask_langdetect),
    "fastText": _best(ask_fasttext),
    "CLD2": _best(ask_cld2),
    "ours": lambda text: identify([text])[0].language,
}


def read_parallel(folder: Path, sample: int) -> dict[str, list[str]]:
    """Return the first ``sample`` lines of each language's file, by served code; Dari under ``fa``.

    Raises UsageError where the folder has no such files.
    """
    texts: dict[str, list[str]] = {}
    for path in sorted(folder.glob("ntrex.*.txt")):
        stem = path.name.split(".")[1]
        code = normalize_code(stem) or normalize_code(stem.partition("-")[0])
        if code is None:
            continue
        lines = path.read_text("utf-8").splitlines()[:sample]
        texts.setdefault("fa" if code == "prs" else code, []).extend(line for line in lines if line.strip())
    if not texts:
        raise UsageError(
            f"{folder} holds no ntrex.*.txt.", remedy="Give the folder of parallel texts by --folder."
        )
    return texts


def score(method: str, texts: Mapping[str, Sequence[str]], unit: str) -> Score:
    """Run one method over all texts."""
    name = METHODS[method]
    shares: dict[str, float] = {}
    mistakes: Counter[tuple[str, str]] = Counter()
    started = time.perf_counter()
    for code, lines in texts.items():
        found = [name(line) or "und" for line in lines]
        shares[code] = sum(answer == code for answer in found) / len(found)
        mistakes.update((code, answer) for answer in found if answer != code)
    took = time.perf_counter() - started
    return Score(
        method=method,
        unit=unit,
        macro=sum(shares.values()) / len(shares),
        by_language=shares,
        per_second=sum(map(len, texts.values())) / took,
        mistakes=tuple((true, answer, count) for (true, answer), count in mistakes.most_common(6)),
    )


def _in_threes(sentences: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    return {
        code: [" ".join(lines[i : i + 3]) for i in range(0, len(lines) - 2, 3)]
        for code, lines in sentences.items()
    }


def run(folder: Path, sample: int) -> list[Score]:
    """Score every method on sentences and on paragraphs of three."""
    sentences = read_parallel(folder, sample)
    paragraphs = _in_threes(sentences)
    return [
        score(method, texts, unit)
        for unit, texts in (("sentence", sentences), ("three sentences", paragraphs))
        for method in METHODS
    ]


def run_mixtures(folder: Path, sample: int) -> list[Mixed]:
    """Score ours in mixed documents, of sentences and of paragraphs of three."""
    sentences = read_parallel(folder, sample)
    paragraphs = _in_threes(sentences)
    return [
        Mixed(unit, *measure(texts, unit))
        for unit, texts in (("sentence", sentences), ("three sentences", paragraphs))
    ]


@dataclass(frozen=True, slots=True)
class Mixed:
    """What came of the mixed documents of one unit; see :mod:`evaluation.language_mixtures`."""

    unit: str
    rows: Sequence[Mixture]
    alone: Sequence[Judged]
    mixed: Sequence[Judged]


def _print_mixed(found: Mixed) -> None:
    print(f"\nmixed documents, {found.unit}: {len(found.mixed)} paragraphs, accuracy alone ", end="")
    print(f"{accuracy(found.alone):.4f}, in their document {accuracy(found.mixed):.4f}")
    for row in found.rows:
        if row.alone < 1 or row.mixed < 1:
            print(f"  {'+'.join(row.languages):20} {row.paragraphs:4}  {row.alone:.3f} -> {row.mixed:.3f}")
    print("  confidence of at least: answers, mean confidence, accuracy")
    for low in reliability(found.mixed):
        print(f"  {low.low:5.2f}  {low.count:6}  {low.confidence:.3f}  {low.accuracy:.3f}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table, or JSON; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.language_benchmark", description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path("..") / "shared" / "parallel")
    parser.add_argument("--sample", type=int, default=300, help="sentences per language")
    parser.add_argument("--mixed-only", action="store_true", help="only ours, in mixed documents")
    parser.add_argument("--json", action="store_true", help="JSON alone on stdout")
    options = parser.parse_args(arguments)
    try:
        scores = run(options.folder, options.sample) if not options.mixed_only else []
        mixed = run_mixtures(options.folder, options.sample)
    except UsageError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    if options.json:
        rows = [asdict(row) for found in mixed for row in found.rows]
        print(json.dumps({"alone": [asdict(item) for item in scores], "mixed": rows}, ensure_ascii=False))
        return 0
    print(f"{'unit':16} {'method':11} {'macro':>6} {'texts/s':>8}  most frequent mistakes")
    for item in scores:
        confusions = ", ".join(f"{true}>{found} {count}" for true, found, count in item.mistakes)
        print(f"{item.unit:16} {item.method:11} {item.macro:6.3f} {item.per_second:8.0f}  {confusions}")
    for found in mixed:
        _print_mixed(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
