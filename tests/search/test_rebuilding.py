"""Readers while generations are published one after another: every answer is wholly of one of them."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable
from queue import Queue
from typing import Any

from corpus.access import Access
from corpus.settings import Settings
from corpus.store import Store
from search.build import build_index
from search.service import SearchQuery, SearchService

PUBLIC = Access.public()
GENERATIONS = 3
# Seconds between questions, which leave the builder some of the processor.
_PAUSE = 0.05
_COUNTRIES = ("un", "kz", "tr", "th")

Answer = tuple[int, tuple[str, ...], tuple[str, ...]]
"""The total, the jurisdictions that the facets count, those of the hits."""


def expect(generation: int) -> Answer:
    """Generation ``n`` holds two provisions of each of the first ``n + 1`` countries, and no others."""
    countries = tuple(sorted(_COUNTRIES[: generation + 1]))
    return 2 * len(countries), countries, countries


def ask(service: SearchService) -> Answer:
    result = service.search(SearchQuery("ships in harbours", mode="semantic", limit=50), PUBLIC)
    total = result.total
    # Every facet must count the same provisions, and the hits must be those that were counted.
    assert sum(result.facets["language"].values()) == total
    assert sum(result.facets["jurisdiction"].values()) == total
    assert sum(result.facets["year"].values()) == total
    assert len(result.hits) == total
    found = {hit.instrument.jurisdiction for hit in result.hits}
    return total, tuple(sorted(result.facets["jurisdiction"])), tuple(sorted(found))


def read(service: SearchService, tell: Callable[[object], None], stopped: Callable[[], bool]) -> None:
    """Ask until told to stop; tell every answer that differs from the one before, and what went wrong."""
    last: Answer | None = None
    while not stopped():
        try:
            answer = ask(service)
        except Exception as error:
            tell(repr(error))
            return
        if answer != last:
            tell(answer)
            last = answer


def read_in_another_process(home: str, answers: Any, stop: Any) -> None:
    settings = Settings.load({"NARCORD_HOME": home, "NARCORD_ENCODER": "demo"})
    with Store.open(settings.database_url) as store:
        service = SearchService(store, settings)
        read(service, answers.put, lambda: bool(stop.wait(_PAUSE)))
        service.close()


def put_country(store: Store, number: int) -> None:
    # Here, since the other process cannot import it.
    from search_samples import make_bundle  # type: ignore[import-not-found]

    country = _COUNTRIES[number]
    articles = [f"Ships of {country} may be boarded.", f"Harbours of {country} keep a register."]
    store.put(make_bundle(f"sea-{country}", "en", articles, jurisdiction=country, year=1990 + number))


def test_every_answer_is_of_one_generation_while_new_ones_are_published(settings: Settings) -> None:
    context = multiprocessing.get_context("spawn")
    stop, from_process = context.Event(), context.Queue()
    ended = threading.Event()
    heard: list[tuple[str, Any]] = [("process", from_process)]
    with Store.open(settings.database_url) as store:
        put_country(store, 0)
        build_index(store, settings)
        service = SearchService(store, settings)
        process = context.Process(
            target=read_in_another_process, args=(str(settings.home), from_process, stop)
        )
        process.start()
        threads = []
        for number in range(2):
            answers: Queue[object] = Queue()
            heard.append((f"thread {number}", answers))
            args = (service, answers.put, lambda: ended.wait(_PAUSE))
            threads.append(threading.Thread(target=read, args=args))
            threads[-1].start()
        try:
            for generation in range(GENERATIONS + 1):
                if generation:
                    put_country(store, generation)
                    build_index(store, settings)
                # Nothing is told between an answer of the old generation and one of the new.
                for name, answers in heard:
                    assert answers.get(timeout=60) == expect(generation), name
        finally:
            stop.set()
            ended.set()
            for thread in threads:
                thread.join()
            process.join()
            from_process.close()
            from_process.join_thread()
            service.close()
    assert all(answers.empty() for _, answers in heard[1:])
