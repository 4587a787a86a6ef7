"""What the register holds and how far it can be trusted.

``python -m evaluation.register --texts ../shared/corpus`` prints counts, the checks against the authentic
texts (figures, copied runs, checksums, citations), the outcome of the readings, and how far its areas are
those of the gold; ``--draw 2`` prints which abstracts a sample has, ``--json`` everything as one object.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corpus.areas import is_theme
from corpus.register import RegisterInstrument, load_register
from evaluation.areas.gold import read_gold
from evaluation.register.agreement import compare_with_gold
from evaluation.register.readings import (
    SEEDS,
    Verdict,
    changed_since,
    checksum_of,
    count_mended,
    draw,
    interval,
    read_samples,
)
from ingest.abstracts import Check, Problem, check_entry, read_authentic
from ingest.abstracts.figures import figures_in


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the report; return 1 if a check found something."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--texts", type=Path, help="folder of the authentic texts")
    parser.add_argument("--draw", type=int, choices=SEEDS, help="print a sample as it is drawn today")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    asked = parser.parse_args(arguments)
    register = load_register()
    if asked.draw:
        for file, eid in draw(register, SEEDS[asked.draw]):
            provision = next(entry for entry in register if entry.file == file).provision(eid)
            assert provision is not None
            print(file, eid, checksum_of(provision))
        return 0
    described = [entry for entry in register if not entry.bare]
    problems: list[Problem] = []
    for entry in described if asked.texts else ():
        assert entry.checked_against is not None
        _, authentic = read_authentic(asked.texts / entry.checked_against, entry.language)
        problems += check_entry(entry, authentic)
    told = {
        "instruments": [_count(entry) for entry in register],
        "totals": _totals(described),
        "checks": _checks(described, problems) if asked.texts else None,
        "readings": _readings(register),
        "areas beside the gold": compare_with_gold(register, read_gold()),
    }
    if asked.json:
        print(json.dumps(told | {"problems": list(map(str, problems))}, ensure_ascii=False, indent=1))
    else:
        _print(told, problems)
    return 1 if problems else 0


def _count(entry: RegisterInstrument) -> dict[str, Any]:
    abstracts = [provision for provision in entry.provisions if provision.abstracts]
    return {
        "file": entry.file,
        "abstracts": len(abstracts),
        "languages": list(entry.languages),
        "tied to an area": sum(1 for each in abstracts if each.areas),
        "citations": sum(len(each.cites) for each in abstracts),
    }


def _totals(described: Sequence[RegisterInstrument]) -> dict[str, Any]:
    abstracts = [each for entry in described for each in entry.provisions if each.abstracts]
    codes = Counter(code for each in abstracts for code in each.areas)
    return {
        "instruments": len(described),
        "provisions with an abstract": len(abstracts),
        "abstracts": sum(len(each.abstracts) for each in abstracts),
        "languages": sorted({tag for entry in described for tag in entry.languages}),
        "tied to an area": sum(1 for each in abstracts if each.areas),
        "areas": {code: codes[code] for code in (f"A{number}" for number in range(1, 19))},
        "ties to sub-themes": sum(count for code, count in codes.items() if is_theme(code)),
        "strengths": dict(Counter(each.strength for each in abstracts if each.strength)),
        "saying who": sum(1 for each in abstracts if each.who),
        "citations": sum(len(each.cites) for each in abstracts),
        "naming substances": sum(1 for each in abstracts if each.substances),
    }


def _checks(described: Sequence[RegisterInstrument], problems: Sequence[Problem]) -> dict[str, Any]:
    abstracts = [each for entry in described for each in entry.provisions if each.abstracts]
    return {
        "figures in abstracts": sum(
            len(figures_in(text)) for each in abstracts for text in each.abstracts.values()
        ),
        "provisions with derived figures": sum(1 for each in abstracts if each.derived),
        "abstracts with a checksum": sum(1 for each in abstracts if each.checksum),
        "problems": {check.value: sum(1 for each in problems if each.check is check) for check in Check},
    }


def _readings(register: Sequence[RegisterInstrument]) -> dict[str, Any]:
    told: dict[str, Any] = {"abstracts mended by the reading": dict(count_mended())}
    readings = read_samples()
    for sample, seed in SEEDS.items():
        read = [each for each in readings if each.sample == sample]
        verdicts = Counter(each.verdict for each in read)
        wrong = verdicts[Verdict.WRONG]
        told[f"sample {sample}"] = {
            "seed": seed,
            "read": len(read),
            **{verdict.value: verdicts[verdict] for verdict in Verdict},
            "error rate (wrong), with its 95 % interval": _share(wrong, len(read)),
            "wrong or imprecise": _share(wrong + verdicts[Verdict.IMPRECISE], len(read)),
            "changed since they were read": len(changed_since(read, register)),
        }
    return told


def _share(found: int, of: int) -> str:
    low, high = interval(found, of)
    return f"{found / of if of else 0:.3f} ({low:.3f} to {high:.3f})"


def _print(told: dict[str, Any], problems: Sequence[Problem]) -> None:
    for each in told["instruments"]:
        print(f"{each['abstracts']:5}  {each['file']:55} {', '.join(each['languages']):14} "
              f"{each['tied to an area']:4} tied  {each['citations']:4} citations")  # fmt: skip
    for name in ("totals", "checks", "readings", "areas beside the gold"):
        if told[name] is not None:
            print(f"\n{name}")
            for key, value in told[name].items():
                print(
                    f"  {key}: {json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value}"
                )
    for problem in problems:
        print(problem)


if __name__ == "__main__":
    sys.exit(main())
