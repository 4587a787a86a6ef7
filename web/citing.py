"""How a provision is cited: the words of a pinpoint citation and of the footnote under a quotation.

A citation is made of pieces, each with its language: a Persian title in a Russian footnote runs from right
to left, and has another font.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from corpus.model import AssignmentStatus, DocumentState, Nature, Strength
from web.messages import Messages
from web.rendering import language_name, short_path, web_link
from web.writing.cited import Basis, CitedArea, CitedProvision, Newer


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a citation, in the language of the interface if none is named; ``link`` is an address."""

    text: str
    language: str | None = None
    link: str | None = None


def plain(pieces: Iterable[Piece]) -> str:
    """Return a citation as bare text."""
    return "".join(piece.text for piece in pieces)


def pinpoint(cited: CitedProvision, t: Messages) -> list[Piece]:
    """Return the citation of a provision: instrument, date, place and pages, and what the text is.

    ``Harbour Act (2001-02-03), Article 1, 1, p. 4``. What is not authentic says so.
    """
    pieces = _locate(cited, t)
    if cited.found.document.nature is not Nature.AUTHENTIC:
        pieces.append(Piece(f" [{name_nature(cited, t)}]"))
    return pieces


def _locate(cited: CitedProvision, t: Messages) -> list[Piece]:
    instrument, provision = cited.found.instrument, cited.found.provision
    pieces = [Piece(cited.title, cited.title_language)]
    dated = instrument.date or (str(instrument.year) if instrument.year else "")
    if dated and dated not in cited.title and not (instrument.date is None and dated in cited.title):
        pieces.append(Piece(f" ({dated})"))
    pieces += [Piece(", "), Piece(cited.place, provision.language)]
    if provision.pages:
        first, last = provision.pages
        said = t("citing.page", n=first) if first == last else t("citing.pages", first=first, last=last)
        pieces.append(Piece(f", {said}"))
    return pieces


def footnote(cited: CitedProvision, t: Messages) -> list[Piece]:
    """Return what stands under a quotation: the citation, the version, what is sure, source and permalink."""
    instrument, document = cited.found.instrument, cited.found.document
    pieces = [*_locate(cited, t), Piece(". ")]
    pieces.append(Piece(f"{say_version(cited, t)}. "))
    if cited.recognised:
        pieces.append(Piece(f"{t('citing.recognised')}. "))
    if instrument.status:
        pieces.append(Piece(f"{t('citing.status', status=instrument.status)}. "))
    if cited.areas:
        named = "; ".join(say_area(area, t) for area in cited.areas)
        pieces.append(Piece(f"{t('citing.areas', areas=named)}. "))
    if strength := say_strength(cited, t):
        pieces.append(Piece(f"{t('citing.strength', strength=strength)}. "))
    said = t("citing.sums_up") if document.nature is Nature.ABSTRACT else t("citing.source")
    url = web_link(cited.source)
    pieces += [Piece(f"{said}: "), Piece(url or short_path(cited.source), link=url), Piece(". ")]
    pieces += [Piece(f"{t('citing.permalink')}: "), Piece(cited.permalink, link=cited.permalink), Piece(".")]
    return pieces


def say_summed_up(cited: CitedProvision, t: Messages) -> str:
    """Return, for an abstract, where the text that it sums up is; nothing for other texts."""
    if cited.found.document.nature is not Nature.ABSTRACT:
        return ""
    return f"{t('citing.sums_up')}: {web_link(cited.source) or short_path(cited.source)}"


def name_nature(cited: CitedProvision, t: Messages) -> str:
    """Return what the text is: authentic, an unofficial translation, our abstract."""
    return t(f"nature.{cited.found.document.nature}")


def say_version(cited: CitedProvision, t: Messages) -> str:
    """Return nature, language and version of a text, when it came in, and whether it is outdated."""
    document = cited.found.document
    parts = [
        name_nature(cited, t),
        inside(language_name(cited.found.provision.language, t), t),
        t("citing.version", n=document.version),
    ]
    if document.ingested_at:
        parts.append(t("citing.read_in", date=day(document.ingested_at)))
    if document.state is DocumentState.SUPERSEDED:
        parts.append(t("citing.superseded"))
    return ", ".join(parts)


def say_newer(cited: CitedProvision, t: Messages) -> str:
    """Return what became of a provision in a newer version of its document, nothing if there is none."""
    if cited.newer is None:
        return ""
    said = {
        Newer.SAME: t("citing.newer_same"),
        Newer.CHANGED: t("citing.newer_changed"),
        Newer.GONE: t("citing.newer_gone"),
    }[cited.newer.state]
    return f"{t('citing.newer', n=cited.newer.version)}: {said}"


def say_area(area: CitedArea, t: Messages) -> str:
    """Return the code of an area, and whether a person or a program says so."""
    if area.status is AssignmentStatus.CONFIRMED:
        said = t("citing.confirmed", by=area.by)
    else:
        said = t("citing.proposed", percent=min(99, round(100 * area.score)))
    if not area.of_this_text:
        said = f"{said}, {t('citing.other_version')}"
    return f"{area.code} ({said})"


def say_strength(cited: CitedProvision, t: Messages) -> str:
    """Return how strongly a provision commits and on whose word, nothing where it commits nobody."""
    strength, basis = cited.found.provision.strength, cited.strength_basis
    if strength is None or strength is Strength.NONE or basis is None:
        return ""
    rests = {
        Basis.PERSON: t("citing.by_person"),
        Basis.RULE: t("citing.by_rule"),
        Basis.GUESS: t("citing.by_guess"),
    }[basis]
    return f"{t(f'strength.{strength}')} ({rests})"


def inside(name: str, t: Messages) -> str:
    """Return the name of a language as it stands inside a sentence: "русский"."""
    return name if t.language == "en" else name[:1].lower() + name[1:]


def day(moment: datetime) -> str:
    """Return the day of a moment (UTC)."""
    return f"{moment:%Y-%m-%d}"
