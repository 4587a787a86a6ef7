"""The entities of the field: conventions, bodies, platforms, organisations, notions and substances."""

from corpus.entities.find import Match, find_entities
from corpus.entities.load import (
    KNOWN_TO,
    LISTS,
    Control,
    Convention,
    Entity,
    EntityGroup,
    Substance,
    entity,
    load_entities,
    of_concept,
    of_instrument,
)

__all__ = [
    "KNOWN_TO",
    "LISTS",
    "Control",
    "Convention",
    "Entity",
    "EntityGroup",
    "Match",
    "Substance",
    "entity",
    "find_entities",
    "load_entities",
    "of_concept",
    "of_instrument",
]
