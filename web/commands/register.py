"""`narcord register`: checking the register's files and beginning new ones."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer

from corpus.errors import NarcordError, RegisterError, UsageError
from corpus.register import INSTRUMENTS, RegisterInstrument, load_file, load_folder
from corpus.register.json_schema import make_schema
from corpus.register.write import write_file
from web.commands.console import AsJson, print_json, say

Files = Annotated[list[Path] | None, typer.Argument(help="Register files; default: all that ship.")]
Texts = Annotated[
    Path | None, typer.Option(help="Folder of authentic texts, to check the abstracts against as well.")
]


def add_to(app: typer.Typer) -> None:
    """Add the subcommand."""
    group = typer.Typer(help="Check the register's files, or begin a new one.", no_args_is_help=True)
    app.add_typer(group, name="register")

    @group.command()
    def check(files: Files = None, texts: Texts = None, as_json: AsJson = False) -> None:
        """Tell what is in each file and what is wrong with it: file, provision, field, remedy."""
        paths = files or sorted(INSTRUMENTS.glob("*.yaml"))
        told = [_check(path, texts) for path in paths]
        wrong = [problem for each in told for problem in each.problems]
        if not files and not wrong:
            wrong = _check_together()
        if as_json:
            print_json({"files": [asdict(each) for each in told], "problems": len(wrong)})
        else:
            for each in told:
                typer.echo(each.line())
            for problem in wrong:
                typer.echo(problem, err=True)
        if wrong:
            raise typer.Exit(1)

    @group.command()
    def schema(
        output: Annotated[Path, typer.Option(help="The file to write.")] = INSTRUMENTS / "schema.json",
    ) -> None:
        """Write the format as a JSON Schema, for editors that know it."""
        text = json.dumps(make_schema(), ensure_ascii=False, indent=1)
        output.write_text(text + "\n", encoding="utf-8")

    @group.command()
    def draft(
        text: Annotated[Path, typer.Argument(help="The authentic text: any file that ingest reads.")],
        language: Annotated[str | None, typer.Option(help="Which version, where a file has several.")] = None,
        path: Annotated[str | None, typer.Option(help="What checked_against is to say.")] = None,
        output: Annotated[Path | None, typer.Option(help="The file to write; default: print.")] = None,
        words: Annotated[
            Path | None, typer.Option(help="File for the law's words as they were divided, to write from.")
        ] = None,
    ) -> None:
        """Begin a register file: what can be read off the text, with abstracts for a writer to fill in."""
        from ingest.abstracts import draft_entry, read_authentic

        for file in (output, words):
            if file is not None and file.exists():
                raise UsageError(
                    f"{file} exists already.", remedy="name another file; nothing is overwritten"
                )
        bundle, authentic = read_authentic(text, language)
        drafted = write_file(draft_entry(bundle, authentic, path or text.name), keep_empty=True)
        if words is not None:
            words.write_text(
                "".join(f"[{eid}]\n{authentic.words_of(eid)}\n\n" for eid in authentic.provisions),
                encoding="utf-8",
            )
        if output is None:
            typer.echo(drafted, nl=False)
            return
        output.write_text(drafted, encoding="utf-8")
        say(f"{output}: fill in what is empty (docs/adding-an-instrument.md)")


@dataclass(frozen=True, slots=True)
class _Checked:
    """What a file holds and what is wrong with it."""

    file: str
    provisions: int = 0
    abstracts: int = 0
    languages: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    def line(self) -> str:
        """What is told of it in one line."""
        if not self.languages:
            return f"{self.file}: not read"
        languages = ", ".join(self.languages)
        return f"{self.file}: {self.provisions} provisions, {self.abstracts} abstracts ({languages})"


def _check(path: Path, texts: Path | None) -> _Checked:
    try:
        entry = load_file(path)
        problems = tuple(_against(entry, texts)) if texts is not None else ()
    except NarcordError as error:
        return _Checked(path.name, problems=(str(error),))
    abstracts = sum(1 for provision in entry.provisions if provision.abstracts)
    return _Checked(path.name, len(entry.provisions), abstracts, entry.languages, problems)


def _against(entry: RegisterInstrument, texts: Path) -> Iterator[str]:
    # Heavy: only where there is a text to read.
    from ingest.abstracts import check_entry, read_authentic

    if entry.checked_against is None or entry.bare:
        return
    _, authentic = read_authentic(texts / entry.checked_against, entry.language)
    yield from map(str, check_entry(entry, authentic))


def _check_together() -> list[str]:
    try:
        load_folder(INSTRUMENTS)  # what no file can tell alone
    except RegisterError as error:
        return [str(error)]
    return []
