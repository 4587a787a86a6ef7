"""`narcord encoder`: what turns texts into vectors here, training its alignment, and how fast it is."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from corpus.access import Access
from corpus.errors import UsageError
from corpus.progress import Report as Listener
from corpus.settings import Settings
from corpus.store import Store
from web.commands.console import AsJson, drawn_progress, open_home, print_json, print_table, say
from web.state import REBUILD

_SEED = 1988
# As many passages as are encoded at a time when an index is built.
_LOT = 256


def add_to(app: typer.Typer) -> None:
    """Add the subcommands."""
    group = typer.Typer(help="The encoder in use: its state, alignment and speed.", no_args_is_help=True)

    @group.command("status")
    def status(as_json: AsJson = False) -> None:
        """Print which encoder is set, whether it is aligned, and whether the index is of its making."""
        with open_home() as (settings, store):
            found = _describe(settings, store)
        if as_json:
            print_json(found)
        else:
            _print_status(found)

    @group.command("align")
    def align(
        parallel: Annotated[
            Path | None,
            typer.Option(
                help="Folder of NAME.LANGUAGE.txt: the same sentences, line by line, in each language."
            ),
        ] = None,
        minutes: Annotated[
            float, typer.Option(help="How long to train at most; 0: measure the languages only.")
        ] = 60.0,
        seed: Annotated[int, typer.Option(help="The same seed and texts give the same training.")] = 18,
        as_json: AsJson = False,
    ) -> None:
        """Train the configured encoder so that a meaning lies in one place, whatever its language.

        It learns from texts that ship, from the aligned articles of the knowledge base and from
        parallel sentences, and stops early when it gets no better on texts kept for that. The result
        lies in the home; the index has to be rebuilt afterwards.
        """
        if parallel is not None and not parallel.is_dir():
            raise UsageError(
                f"There is no folder {parallel}.", remedy="Give the folder that holds the parallel sentences."
            )
        if not 0 <= minutes < math.inf:
            raise UsageError(f"{minutes} minutes are no time to train.", remedy="Give 0 or more.")
        from search.align import align as train

        with open_home() as (settings, store), drawn_progress() as progress:
            report = train(settings, store, parallel, minutes, seed, progress)
        if as_json:
            print_json(report.to_json())
            return
        _print_facts("Alignment", report.to_json())
        say(f"The vectors have changed. Now run: {REBUILD}")

    @group.command("speed")
    def speed(
        rounds: Annotated[int, typer.Option(min=1, help="Rounds; their median counts.")] = 5,
        passages: Annotated[int, typer.Option(min=1, help="Passages a round.")] = _LOT,
        as_json: AsJson = False,
    ) -> None:
        """Time bulk encoding beside the bundled encoder's small engine, in turns, on this home's passages."""
        with open_home() as (settings, store), drawn_progress() as progress:
            found = _race(settings, store, rounds, passages, progress)
        if as_json:
            print_json(found)
        else:
            _print_facts("Passages encoded a second", found)

    app.add_typer(group, name="encoder")


def _describe(settings: Settings, store: Store) -> dict[str, Any]:
    from search.encoders import open_encoder
    from search.encoders.bulk import try_formats
    from search.index import open_index
    from search.service import SearchService

    encoder = open_encoder(settings, bulk=True)
    alignment = encoder.alignment
    index = open_index(settings)
    try:
        manifest = index.manifest()
        # Nothing is unpacked for a look at the state: what was never used in bulk has no format yet.
        used = manifest is not None or any((settings.home / "encoders").glob("*/modules.json"))
        number_format = try_formats(encoder) if used else None
        state = SearchService(store, settings, encoder=encoder, index=index).status()
    finally:
        index.close()
    return {
        "name": encoder.name,
        "dimension": encoder.dimension,
        "fingerprint": encoder.fingerprint,
        "alignment": None if alignment is None else {"file": str(alignment.path), **dict(alignment.facts)},
        "number_format": None if number_format is None else number_format.to_json(),
        "reranker": settings.reranker,
        "index": {
            "encoder": None if manifest is None else manifest.encoder,
            "fingerprint": None if manifest is None else manifest.fingerprint,
            "passages": state.passages,
            "of_this_encoder": manifest is not None and manifest.fingerprint == encoder.fingerprint,
            "up_to_date": state.up_to_date,
            "problem": state.problem,
        },
        "remedy": None if state.up_to_date else f"Run: {REBUILD}",
    }


def _print_status(found: dict[str, Any]) -> None:
    alignment, number_format, index = found["alignment"], found["number_format"], found["index"]
    print_table(
        "Encoder",
        ("", "value"),
        [
            ("name", found["name"]),
            ("dimension", str(found["dimension"])),
            ("fingerprint", found["fingerprint"]),
            ("alignment", "none" if alignment is None else alignment["file"]),
            ("number format", "not tried yet" if number_format is None else number_format["format"]),
            ("reranker", found["reranker"] or "none"),
            ("index", "none" if index["encoder"] is None else f"{index['passages']} passages"),
            ("index is of this encoder", "yes" if index["of_this_encoder"] else "no"),
            ("index is up to date", "yes" if index["up_to_date"] else "no"),
        ],
    )
    if index["problem"]:
        say(index["problem"])
    elif found["remedy"]:
        say(found["remedy"])


def _race(settings: Settings, store: Store, rounds: int, passages: int, progress: Listener) -> dict[str, Any]:
    from evaluation.benchmark import race_engines
    from search.encoders import open_encoder
    from search.encoders.bulk import try_formats
    from search.passages import read_passages

    documents = sorted(entry.id for entry in store.documents(Access.system_()))
    texts = list(dict.fromkeys(found.encoded for found in read_passages(store, documents, Access.system_())))
    random.Random(_SEED).shuffle(texts)
    lots = [texts[start : start + passages] for start in range(0, len(texts), passages)][:rounds]
    # For another encoder, too, the bundled one's small engine is the yardstick.
    small = open_encoder(replace(settings, encoder="bundled"), bulk=False)
    bulk = open_encoder(settings, bulk=True)
    number_format = try_formats(bulk)
    race = race_engines(
        small.encode_passages,
        bulk.encode_passages,
        lots,
        told=lambda done: progress("rounds", done, len(lots)),
    )
    return {
        "encoder": bulk.name,
        "number_format": None if number_format is None else number_format.to_json(),
        **race.to_json(),
    }


def _print_facts(title: str, found: dict[str, Any]) -> None:
    """A table of an object's figures; what is nested stands under both names, lists are left to JSON."""
    rows: list[tuple[object, object]] = []
    for name, value in found.items():
        if isinstance(value, dict):
            rows += [(f"{name}: {inner}", str(figure)) for inner, figure in value.items()]
        elif not isinstance(value, list):
            rows.append((name, str(value)))
    print_table(title, ("figure", "value"), rows)
