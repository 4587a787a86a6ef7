"""Print what one or two encoders reach, side by side."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from statistics import fmean

import evaluation.multilingual as about
from corpus.access import Access
from corpus.settings import Settings
from corpus.store import Store
from evaluation.multilingual.monolingual import differ, measure_pools, read_pools
from evaluation.multilingual.news import NewsScores, measure_news
from evaluation.multilingual.pairs import Measured, Row, compare_methods
from search.align.split import Part
from search.balance import load_known_means
from search.encoders import open_encoder
from search.passages import encode_missing


@dataclass(frozen=True, slots=True)
class Findings:
    """What one encoder reaches; None where a part was not asked for."""

    encoder: str
    pairs: Measured | None
    news: NewsScores | None
    headings: dict[str, list[float]] | None


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m evaluation.multilingual",
        description=about.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--home", type=Path)
    parser.add_argument(
        "--encoder", nargs="+", default=["bare", "bundled"], help="one or two, old before new"
    )
    parser.add_argument("--parallel", type=Path, help="folder of parallel sentences, for the news")
    parser.add_argument("--only", choices=("pairs", "news", "headings"), nargs="+")
    parser.add_argument("--pairs", type=int, default=40, help="at most so many per direction and kind")
    parser.add_argument(
        "--held-out", action="store_true", help="the kept-out articles: look once, at the end"
    )
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    settings = Settings.load(home=arguments.home)
    wanted = arguments.only or ["pairs", "news", "headings"]
    part = Part.HELD_OUT if arguments.held_out else Part.TUNING
    with Store.open(settings.database_url) as store:
        found = [
            _measure(
                replace(settings, encoder=name), store, wanted, part, arguments.parallel, arguments.pairs
            )
            for name in arguments.encoder
        ]
    if arguments.json:
        json.dump([asdict(entry) for entry in found], sys.stdout, indent=1)
        return
    print("\n".join(_tell(found, part)))


def _measure(
    settings: Settings, store: Store, wanted: Sequence[str], part: Part, parallel: Path | None, most: int
) -> Findings:
    access = Access.system_()

    def progress(stage: str, done: int, total: int) -> None:
        if done == total or done % 512 < 16:
            print(f"\r{settings.encoder}: {stage} {done}/{total}", end="", file=sys.stderr, flush=True)

    encoder = open_encoder(settings, bulk=True)
    pairs = news = headings = None
    if "pairs" in wanted:
        encode_missing(store, encoder, sorted(entry.id for entry in store.documents(access)), progress)
        pairs = compare_methods(store, encoder, most, part)
    if "news" in wanted and parallel is not None:
        news = measure_news(encoder, load_known_means(encoder), parallel, progress)
    if "headings" in wanted:
        headings = measure_pools(encoder, read_pools(store, access, part), progress)
    print(file=sys.stderr)
    return Findings(encoder.name, pairs, news, headings)


def _tell(found: Sequence[Findings], part: Part) -> list[str]:
    lines: list[str] = []
    for entry in found:
        if entry.pairs is not None:
            lines += _tell_pairs(entry.encoder, entry.pairs, part)
    if all(entry.news is not None for entry in found):
        lines += _tell_news(found)
    if all(entry.headings is not None for entry in found):
        lines += _tell_headings(found, part)
    return lines


def _tell_pairs(encoder: str, measured: Measured, part: Part) -> list[str]:
    head = f"{'':72} pairs   mixed MRR  R@10   alone MRR  R@10   balance"
    lines = ["", f"Article pairs, {part} part, encoder {encoder!r}", head]
    for title, rows in (
        ("", measured.methods),
        ("by kind", measured.kinds),
        ("by direction", measured.directions),
    ):
        lines += [title] if title else []
        lines += [_tell_row(row) for row in rows]
    return lines


def _tell_row(row: Row) -> str:
    return (
        f"{row.method:72} {row.pairs:5}   {row.mixed_mrr:9.3f} {row.mixed_recall:5.3f}"
        f"   {row.alone_mrr:9.3f} {row.alone_recall:5.3f}   {row.balance:7.3f}"
    )


def _tell_news(found: Sequence[Findings]) -> list[str]:
    columns: list[tuple[str, dict[str, float]]] = []
    for entry in found:
        if entry.news is not None:
            columns.append((entry.encoder, entry.news.plain))
            if entry.news.centred is not None:
                columns.append((f"{entry.encoder}, centred", entry.news.centred))
    sentences = found[0].news.sentences if found[0].news else 0
    lines = [
        "",
        f"News, {sentences} kept-out sentences, {len(columns[0][1])} languages in one pool: R-precision",
    ]
    lines.append(f"{'':10}" + "".join(f"{name:>20}" for name, _ in columns))
    for language in columns[0][1]:
        lines.append(f"{language:10}" + "".join(f"{scores[language]:20.3f}" for _, scores in columns))
    lines.append(f"{'mean':10}" + "".join(f"{fmean(scores.values()):20.3f}" for _, scores in columns))
    lines.append(f"{'lowest':10}" + "".join(f"{min(scores.values()):20.3f}" for _, scores in columns))
    return lines


def _tell_headings(found: Sequence[Findings], part: Part) -> list[str]:
    tables: list[dict[str, list[float]]] = [entry.headings or {} for entry in found]
    lines = ["", f"One language alone, {part} part: MRR of a heading's article among those of its language"]
    lines.append(
        f"{'':10}{'headings':>10}" + "".join(f"{entry.encoder:>12}" for entry in found) + "           p"
    )
    for language, ranks in tables[0].items():
        values = "".join(f"{fmean(table[language]):12.3f}" for table in tables)
        chance = differ(tables[0][language], tables[-1][language]) if len(tables) > 1 else 1.0
        lines.append(f"{language:10}{len(ranks):10}{values}{chance:12.3f}")
    whole = [[rank for ranks in table.values() for rank in ranks] for table in tables]
    values = "".join(f"{fmean(ranks):12.3f}" for ranks in whole)
    chance = differ(whole[0], whole[-1]) if len(whole) > 1 else 1.0
    lines.append(f"{'all':10}{len(whole[0]):10}{values}{chance:12.3f}")
    return lines


if __name__ == "__main__":
    main()
