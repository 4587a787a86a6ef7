"""The figures in words."""

from __future__ import annotations

from collections.abc import Sequence

from evaluation.scale.asking import KINDS
from evaluation.scale.measuring import Measured, Times

_MB = 1e6


def describe(found: Sequence[Measured]) -> str:
    """Return Markdown tables of all sizes, and how search grows between the last two."""
    built = [
        "| passages | built in | of processors | passages/s of one | disk | per passage |",
        "|---:|---:|---:|---:|---:|---:|",
    ]
    read = ["| passages | opened in | memory | and mapped files | recall@10 |", "|---:|---:|---:|---:|---:|"]
    for each in found:
        size, count = each.built, f"{each.built.passages:,}"
        built.append(
            f"| {count} | {size.seconds:.0f} s | {size.processor:.0f} s "
            f"| {size.passages / size.processor:.0f} | {size.disk / _MB:.0f} MB "
            f"| {size.disk / size.passages / 1000:.1f} kB |"
        )
        read.append(
            f"| {count} | {each.opening:.2f} s | {each.anonymous / _MB:.0f} MB | {each.mapped / _MB:.0f} MB "
            f"| {each.recall:.3f} |"
        )
    parts = [
        built,
        read,
        ["Milliseconds of processor per query, without encoding: median / 95 of 100 under.", ""],
        _ask(found, processor=True),
        ["The same by the clock on the wall.", ""],
        _ask(found, processor=False),
    ]
    if len(found) > 1:
        parts.append([_grow(found[-2], found[-1])])
    return "\n\n".join("\n".join(part).strip() for part in parts)


def _ask(found: Sequence[Measured], *, processor: bool) -> list[str]:
    lines = [
        f"| passages | {' | '.join(KINDS)} | first pass | numpy, exact | local mode, plain | filters |",
        f"|---:|{'---:|' * (len(KINDS) + 4)}",
    ]
    for each in found:
        times = [*(each.ours[kind] for kind in KINDS), each.first, each.numpy]
        cells = [
            _cell(of, processor=processor)
            for of in (*times, *(each.local.get(kind) for kind in ("plain", "filters")))
        ]
        lines.append(f"| {each.built.passages:,} | {' | '.join(cells)} |")
    return lines


def _grow(small: Measured, large: Measured) -> str:
    times = large.built.passages / small.built.passages
    ratios = ", ".join(
        f"{kind} {large.ours[kind].processor95 / small.ours[kind].processor95:.1f}" for kind in KINDS
    )
    return (
        f"From {small.built.passages:,} to {large.built.passages:,} passages, {times:.0f} times as many, the "
        f"95 of 100 grow by: {ratios}; numpy {large.numpy.processor95 / small.numpy.processor95:.1f}."
    )


def _cell(times: Times | None, *, processor: bool) -> str:
    if times is None:
        return "–"
    p50, p95 = (times.processor50, times.processor95) if processor else (times.p50, times.p95)
    return f"{p50:.1f} / {p95:.1f}"
