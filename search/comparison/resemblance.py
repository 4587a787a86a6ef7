"""What two different texts have that is most alike, where nothing says that it is the same."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from search.comparison.features import Features

# Cosine of centred directions; of articles of laws on other subjects that are each other's nearest a tenth
# reach it.
LEAST = 0.30


def find_resembling(
    a: Features,
    b: Features,
    taken: tuple[Collection[str], Collection[str]],
    verdicts: Mapping[tuple[str, str], bool],
) -> list[tuple[str, str, float]]:
    """Units outside ``taken`` that are each other's nearest, with their cosine, by eId.

    Titles of chapters are left out, and what a person said is no counterpart.
    """
    rows, columns = (
        [
            number
            for number, unit in enumerate(side.outline.units)
            if unit.eid not in used and not unit.grouping
        ]
        for side, used in zip((a, b), taken, strict=True)
    )
    if not rows or not columns:
        return []
    near = a.unit_vectors[rows] @ b.unit_vectors[columns].T
    back = near.argmax(axis=0)
    found = []
    for i, j in enumerate(near.argmax(axis=1).tolist()):
        one, other = a.outline.units[rows[i]].eid, b.outline.units[columns[j]].eid
        if back[j] == i and near[i, j] >= LEAST and verdicts.get((one, other)) is not False:
            found.append((one, other, min(1.0, float(near[i, j]))))
    return found
