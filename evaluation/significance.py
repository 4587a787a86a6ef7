"""Whether a difference between two runs is more than chance.

*Paired randomisation.* If the two runs were equally good, it would not matter which of a query's two
scores came from which. So the scores are swapped at random many times (:func:`scipy.stats.permutation_test`);
the p-value is how often the swapped difference is at least as large, either way, as the one seen.
Queries on one topic share their answers and fail together: a topic's are swapped together (a *unit*).
With few units every swap is tried.

*Confidence interval.* 95 % of the differences that come of drawing as many units again, with
replacement, lie in it (:func:`scipy.stats.bootstrap`, percentiles).

*Holm's correction.* Of twenty languages one is "significant" by chance; p-values of one family
(languages, kinds, measures, parts) are corrected together.

Sources: Smucker, Allan, Carterette, "A comparison of statistical significance tests for information
retrieval evaluation", CIKM 2007; Holm, "A simple sequentially rejective multiple test procedure",
Scandinavian Journal of Statistics 6 (1979).
"""

from __future__ import annotations

import warnings
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

SEED = 1961
RESAMPLES = 9_999
LEVEL = 0.95
FEWEST = 6
"""Units; with five, the smallest p-value that there is, 2 / 2 ** 5, is above 0.05."""

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Paired:
    """What two runs made of one query: a measure is the sum of ``gain`` over the sum of ``weight``.

    For a mean of scores the weights are 1; for the language balance the gain is the reciprocal rank in
    the mixed pool, the weight that in the language alone.
    """

    unit: str
    before: float
    after: float
    weight_before: float = 1.0
    weight_after: float = 1.0


@dataclass(frozen=True, slots=True)
class Difference:
    """Two runs by one measure over ``queries`` queries in ``units`` units.

    ``low`` and ``high`` bound the difference after - before with 95 % confidence; ``p`` is the p-value,
    ``holm`` the same corrected for its family. The four are None where there are fewer than ``FEWEST`` units.
    """

    queries: int
    units: int
    before: float
    after: float
    low: float | None = None
    high: float | None = None
    p: float | None = None
    holm: float | None = None

    @property
    def difference(self) -> float:
        """What was gained, below 0 if lost."""
        return self.after - self.before

    @property
    def significant(self) -> bool:
        """Whether the corrected p-value is below 0.05."""
        return self.holm is not None and self.holm < 0.05


def compare(pairs: Sequence[Paired], seed: int = SEED) -> Difference:
    """Test the difference between two runs, not yet corrected."""
    units = sorted({pair.unit for pair in pairs})
    sums = np.zeros((4, len(units)))
    for pair in pairs:
        sums[:, units.index(pair.unit)] += (pair.before, pair.weight_before, pair.after, pair.weight_after)
    found = Difference(len(pairs), len(units), _ratio(sums[0], sums[1]), _ratio(sums[2], sums[3]))
    if len(units) < FEWEST:
        return found
    p = _test(sums, seed)
    low, high = _bound(sums, seed)
    return replace(found, low=low, high=high, p=p)


def correct(differences: Mapping[Key, Difference]) -> dict[Key, Difference]:
    """Set ``holm`` for a family of tests; those without a p-value are no part of it.

    The k-th smallest of m p-values is multiplied by m - k + 1, and none may fall below its
    predecessor.

    >>> tests = {name: Difference(9, 9, 0, 0, p=p) for name, p in {"a": 0.01, "b": 0.04, "c": 0.03}.items()}
    >>> [round(test.holm, 3) for test in correct(tests).values()]
    [0.03, 0.06, 0.06]
    """
    tested = sorted(
        ((found.p, key) for key, found in differences.items() if found.p is not None),
        key=lambda pair: pair[0],
    )
    corrected = dict(differences)
    least = 0.0
    for number, (p, key) in enumerate(tested):
        least = max(least, min(1.0, p * (len(tested) - number)))
        corrected[key] = replace(corrected[key], holm=least)
    return corrected


def _ratio(gains: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    return float(gains.sum() / weights.sum()) if weights.sum() else 0.0


def _ratios(sums: NDArray[np.float64], at: Any, axis: int) -> Any:
    """Gains over weights for the units numbered ``at``, along ``axis``."""
    numbers = at.astype(np.int64)
    weights = sums[1][numbers].sum(axis=axis)
    return np.divide(sums[0][numbers].sum(axis=axis), weights, out=np.zeros_like(weights), where=weights > 0)


def _test(sums: NDArray[np.float64], seed: int) -> float:
    from scipy.stats import permutation_test

    # Units are permuted by number, since a measure needs both of their sums: 0..n-1 as they were
    # before, n..2n-1 after.
    count = sums.shape[1]
    both = np.hstack([sums[:2], sums[2:]])

    def difference(before: Any, after: Any, axis: int = -1) -> Any:
        # Rounded, so that equals count as equal whatever the order of summing.
        return np.round(_ratios(both, after, axis) - _ratios(both, before, axis), 12)

    numbers = np.arange(count)
    found = permutation_test(
        (numbers, numbers + count),
        difference,
        permutation_type="samples",
        vectorized=True,
        n_resamples=RESAMPLES,
        rng=np.random.default_rng(seed),
    )
    return float(found.pvalue)


def _bound(sums: NDArray[np.float64], seed: int) -> tuple[float, float]:
    from scipy.stats import bootstrap

    def difference(at: Any, axis: int = -1) -> Any:
        return _ratios(sums[2:], at, axis) - _ratios(sums[:2], at, axis)

    with warnings.catch_warnings():
        # Where nothing differs the interval is a point, which scipy warns of.
        warnings.simplefilter("ignore")
        found = bootstrap(
            (np.arange(sums.shape[1]),),
            difference,
            vectorized=True,
            method="percentile",
            n_resamples=RESAMPLES,
            confidence_level=LEVEL,
            rng=np.random.default_rng(seed),
        )
    return float(found.confidence_interval.low), float(found.confidence_interval.high)
