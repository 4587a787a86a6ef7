"""Where the pages of entities are."""

from __future__ import annotations

from corpus.entities import Entity, EntityGroup, of_concept
from web.addresses import address


def entity_address(found: Entity) -> str:
    """Return the address of an entity's page."""
    shelf = "substances" if found.group is EntityGroup.SUBSTANCE else "entities"
    return address(f"/{shelf}/{found.id}")


def concept_address(concept: str) -> str | None:
    """Return the address of the entity that a concept of the thesaurus stands for, if there is one."""
    found = of_concept(concept)
    return entity_address(found) if found else None
