"""Every judged provision exists, in the documents as ingestion reads them.

A judgement on a provision that is not there would count as a failure of search for ever. Quick files of
each script are checked here; over a whole home, ``narcord evaluate`` names what it does not know.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.topics import load_collection
from ingest.readers import read
from ingest.structure import parse

COLLECTION = load_collection()
SAMPLE = (
    "un-1988",
    "un-1961",
    "untoc",
    "cica",
    "asean-russia",
    "cn-drug-law",
    "tw-hazard-act",
    "kr-trafficking",
    "jp-cannabis",
    "th-code",
    "vn-drug-law",
    "sa-committee",
    "gcc-centre",
    "tr-penal-code",
    "ua-drug-act",
    "de-npsg",
    "ch-ro-2005",
    "nl-opium-act",
    "ca-drugs",
    "geneva-1925",
    "ch-pilot-trials",
    "pk-opium-smoking",
    "my-1998-bill",
)


@pytest.mark.parametrize("key", SAMPLE)
def test_judged_provisions_are_in_the_document(key: str, shared_corpus: Path) -> None:
    document = COLLECTION.documents[key]
    folder = document.files[0].partition("/")[0]
    versions = parse(read(shared_corpus / document.files[0]), None if folder == "seeds" else folder)
    there = {provision.eid for version in versions for provision in version.provisions}
    judged = {item.eid for query in COLLECTION.queries for item in query.judgements if item.document == key}
    assert judged, "a document that is judged nowhere tells nothing"
    assert sorted(judged - there) == []
