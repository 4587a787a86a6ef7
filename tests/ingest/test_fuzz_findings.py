"""What fuzzing once brought down, and the samples it starts from: all must be read or refused in order."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.fuzz.seeds import SEEDS
from tests.ingest.fuzz.targets import TARGETS

FINDINGS = Path(__file__).parent / "fuzz" / "findings"
FILES = sorted(path.relative_to(FINDINGS).as_posix() for path in FINDINGS.glob("*/*"))


@pytest.mark.parametrize("file", FILES)
def test_a_finding_of_fuzzing_stays_mended(file: str) -> None:
    TARGETS[file.split("/")[0]]((FINDINGS / file).read_bytes())


@pytest.mark.parametrize("target", SEEDS)
def test_the_seeds_are_read(target: str) -> None:
    for seed in SEEDS[target]:
        TARGETS[target](seed)


def test_every_target_has_a_seed_and_findings_are_small() -> None:
    assert set(SEEDS) == set(TARGETS)
    assert FILES
    assert all((FINDINGS / file).stat().st_size < 8_192 for file in FILES)
