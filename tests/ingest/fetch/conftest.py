"""What the tests of fetching run on."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.store import Store
from ingest.sandbox import Sandbox
from tests.ingest.fetch.bench import Bench
from tests.ingest.fetch.official_site import (
    OfficialSite,
    make_certificate,
    run_site,
)


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("openssl") is None:
        if os.environ.get("CI") == "true":
            pytest.fail("openssl is missing in CI; `make test` installs it")
        pytest.skip("openssl is not installed")
    return make_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def site(certificate: Path) -> Iterator[OfficialSite]:
    with run_site(certificate) as found:
        yield found


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(1) as found:
        yield found


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path / 'home' / 'narcord.db'}") as opened:
        yield opened


@pytest.fixture
def bench(store: Store, tmp_path: Path, site: OfficialSite, sandbox: Sandbox) -> Bench:
    return Bench(store, tmp_path / "home", site, sandbox)
