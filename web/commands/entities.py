"""`narcord entities`: conventions, bodies, organisations and substances, and where they are named."""

from __future__ import annotations

from typing import Annotated

import typer

from corpus.entities import EntityGroup
from web.commands.console import AsJson, open_home, print_json, print_table, reader, say
from web.entities import describe_entity, entity_facts, list_entities
from web.filters import unknown


def add_to(app: typer.Typer) -> None:
    """Add the subcommand."""

    @app.command()
    def entities(
        id: Annotated[str, typer.Argument(help="An entity such as incb or morphine; all without it.")] = "",
        group: Annotated[str, typer.Option(help=f"One of {', '.join(EntityGroup)}.")] = "",
        lang: Annotated[list[str] | None, typer.Option(help="Of provisions; may be repeated.")] = None,
        limit: Annotated[int, typer.Option(min=1, max=100, help="Provisions to show.")] = 20,
        offset: Annotated[int, typer.Option(min=0, help="Provisions to skip.")] = 0,
        as_json: AsJson = False,
    ) -> None:
        """Print what the field names and how often; with an id, its facts and where it is named."""
        if group and group not in tuple(EntityGroup):
            raise unknown(group, "group", tuple(EntityGroup))
        with open_home() as (settings, store):
            access = reader(settings)
            if not id:
                lines = list_entities(store, access, "en", EntityGroup(group) if group else None)
                if as_json:
                    print_json({"entities": [entity_facts(line) for line in lines]})
                    return
                rows = [
                    (line.entity.id, line.entity.group, line.name, _controls(entity_facts(line)),
                     line.count.provisions, line.count.instruments)
                    for line in lines
                ]  # fmt: skip
                print_table(
                    "Entities", ("id", "group", "name", "schedules", "provisions", "instruments"), rows
                )
                return
            found = describe_entity(
                store, access, id.lower(), languages=lang or (), limit=limit, offset=offset
            )
        if as_json:
            print_json(found)
            return
        say(f"{found['names']['en'][0]}: {found['note'].get('en', '')} {_controls(found)}".rstrip())
        if found.get("cas"):
            say(f"CAS {', '.join(found['cas'])}")
        for tag, names in found["names"].items():
            say(f"  {tag}: {'; '.join(names)}")
        print_table(
            f"{found['total']} provisions",
            ("document", "provision", "language", "words"),
            [
                (each["title"], each["eid"], each["language"], "; ".join(dict.fromkeys(each["words"])))
                for each in found["places"]
            ],
        )


def _controls(facts: dict[str, object]) -> str:
    controls = facts.get("controls")
    if not isinstance(controls, list):
        return ""
    said = ", ".join(f"{each['convention']} {each['schedule']}" for each in controls)
    return said or "not scheduled internationally"
