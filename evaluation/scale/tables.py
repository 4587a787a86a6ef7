"""The figures in words."""

from __future__ import annotations

from collections.abc import Sequence

from evaluation.scale.asking import KINDS
from evaluation.scale.measuring import Measured, Times

_MB = 1e6


def describe(found: Sequence[Measured]) -> str:
    """Return Markdown tables of all sizes, and how search grows between the last two."""
    built = [
        "| passages | built in | passages/s | of these adding | disk | per passage |",
        "|---:|---:|---:|---:|---:|---:|",
    ]
    read = ["| passages | opened in | memory | and mapped files | recall@10 |", "|---:|---:|---:|---:|---:|"]
    asked = [
        f"| passages | {' | '.join(KINDS)} | first pass | numpy, exact | local mode, plain | filters |",
        f"|---:|{'---:|' * (len(KINDS) + 4)}",
    ]
    for each in found:
        size, count = each.built, f"{each.built.passages:,}"
        built.append(
            f"| {count} | {size.seconds:.0f} s | {size.rate:.0f} | {size.adding:.0f} s "
            f"| {size.disk / _MB:.0f} MB | {size.disk / size.passages / 1000:.1f} kB |"
        )
        read.append(
            f"| {count} | {each.opening:.2f} s | {each.anonymous / _MB:.0f} MB | {each.mapped / _MB:.0f} MB "
            f"| {each.recall:.3f} |"
        )
        cells = [*(_cell(each.ours[kind]) for kind in KINDS), _cell(each.first), _cell(each.numpy)]
        cells += [_cell(each.local.get(kind)) for kind in ("plain", "filters")]
        asked.append(f"| {count} | {' | '.join(cells)} |")
    parts = [built, read, ["Milliseconds per query, without encoding: median / 95 of 100 under.", "", *asked]]
    if len(found) > 1:
        parts.append([_grow(found[-2], found[-1])])
    return "\n\n".join("\n".join(part) for part in parts)


def _grow(small: Measured, large: Measured) -> str:
    times = large.built.passages / small.built.passages
    ratios = ", ".join(f"{kind} {large.ours[kind].p95 / small.ours[kind].p95:.1f}" for kind in KINDS)
    return (
        f"From {small.built.passages:,} to {large.built.passages:,} passages, {times:.0f} times as many, the "
        f"95 of 100 grow by: {ratios}; numpy {large.numpy.p95 / small.numpy.p95:.1f}."
    )


def _cell(times: Times | None) -> str:
    return "–" if times is None else f"{times.p50:.1f} / {times.p95:.1f}"
