"""References as queries: straight to the provision, in every language, or nowhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from corpus.access import Access
from corpus.store import Store
from ingest.query_references import ReferenceReader
from ingest.query_references.text import Text
from ingest.query_references.unit_rows import hurried_rows
from ingest.query_references.units import read_places
from tests.ingest.query_reference_samples import fill

PUBLIC = Access.public()


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReferenceReader]:
    """A reader over the samples."""
    with Store.open(f"sqlite:///{tmp_path_factory.mktemp('references') / 'samples.db'}") as store:
        fill(store)
        yield ReferenceReader(store)


@pytest.mark.parametrize(
    ("words", "said"),
    [example for row in hurried_rows() for example in row.examples],
)
def test_examples_of_the_rows(words: str, said: str) -> None:
    readings = [
        " ".join("/".join(place.path) for place in places) for places in read_places(Text.of(words).plain)
    ]
    assert said in readings


def test_straight_to_the_provision(reader: ReferenceReader) -> None:
    (found,) = reader("1988 convention article 3", PUBLIC)
    assert (found.instrument, found.eid, found.whole) == ("/akn/un/act/1988/illicit-traffic", "art_3", True)
    assert len(found.documents) == 2
