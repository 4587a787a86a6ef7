"""What reviewers choose from: what the queue can be narrowed to, and the areas that a provision can go to."""

from __future__ import annotations

from collections import Counter
from typing import Any

from corpus.areas import load_areas, load_themes
from web.messages import Messages
from web.rendering import area_label
from web.services import Services
from web.shelf import area_order, choose_title

NARROWING = ("area", "instrument", "lang", "jurisdiction")


def list_options(
    services: Services,
    area: str | None,
    instrument: str | None,
    language: str | None,
    jurisdiction: str | None,
    t: Messages,
) -> dict[str, list[dict[str, Any]]]:
    """Return what the queue can be narrowed to, with how much waits under each."""
    shelf = services.store.holdings(services.access).instruments
    documents = {each.id: each for each in services.store.documents(services.access)}
    counts: dict[str, Counter[str]] = {name: Counter() for name in NARROWING}
    for document_id, code, number in services.store.review_tally(services.access):
        document = documents.get(document_id)
        if document is None or document.instrument_id not in shelf:
            continue
        counts["area"][code] += number
        counts["instrument"][document.instrument_id] += number
        counts["lang"][document.language] += number
        counts["jurisdiction"][shelf[document.instrument_id].jurisdiction] += number
    labels: dict[str, Any] = {
        "area": lambda code: f"{code} {area_label(code, t.language)}",
        "instrument": lambda key: choose_title(shelf[key].title, shelf[key].titles, t.language)[0],
        "lang": lambda code: t.or_else(f"language.{code}", code),
        "jurisdiction": lambda code: t.or_else(f"jurisdiction.{code}", code.upper()),
    }
    chosen = {
        "area": area.upper() if area else None,
        "instrument": instrument,
        "lang": language,
        "jurisdiction": jurisdiction,
    }
    made: dict[str, list[dict[str, Any]]] = {}
    for name, found in counts.items():
        order: Any = area_order if name == "area" else lambda key, n=name: labels[n](key).casefold()
        made[name] = [
            {"value": key, "label": labels[name](key), "count": found[key], "chosen": key == chosen[name]}
            for key in sorted(found, key=order)
        ]
    return made


def list_targets(t: Messages) -> list[tuple[str, str]]:
    """Return the areas and sub-themes that a provision can be tied to, each area before its sub-themes."""
    labels = {
        **{area.code: area.label(t.language) for area in load_areas()},
        **{theme.code: theme.label(t.language) for theme in load_themes()},
    }
    return sorted(labels.items(), key=lambda each: area_order(each[0]))
