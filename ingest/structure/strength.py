"""How strongly a provision commits, read off its opening verb or its modal verb (English and Russian)."""

from __future__ import annotations

import re

from corpus.model import ProvisionKind, Strength

_OPERATIVE = frozenset(
    {
        ProvisionKind.ARTICLE,
        ProvisionKind.SECTION,
        ProvisionKind.PARAGRAPH,
        ProvisionKind.SUBPARAGRAPH,
        ProvisionKind.POINT,
    }
)
_Table = tuple[tuple[Strength, re.Pattern[str]], ...]


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_OPENINGS: dict[str, _Table] = {
    "en": (
        (
            Strength.NOTE,
            _words(r"(?:reaffirm|note|recall|recogni[sz]e|acknowledge|welcome|commend|take note)"),
        ),
        (Strength.ENCOURAGE, _words(r"(?:encourag|urg|invit|call upon|call on|promot|support|recommend)")),
        (Strength.CONSIDER, _words(r"(?:consider|explor|examin|study)")),
    ),
    "ru": (
        (
            Strength.NOTE,
            _words(r"(?:подтверждают|отмечают|напоминают|признают|приветствуют|подтверждаем|отмечаем)"),
        ),
        (
            Strength.ENCOURAGE,
            _words(r"(?:призывают|поощряют|настоятельно|рекомендуют|приглашают|поощрять|содействовать)"),
        ),
        (Strength.CONSIDER, _words(r"(?:рассматривают|рассмотреть|изучить|изучают)")),
    ),
}
_MODALS: dict[str, _Table] = {
    "en": (
        (Strength.SHALL, _words(r"\b(?:shall|must|undertakes? to|(?:is|are) (?:required|obliged) to)\b")),
        (Strength.SHOULD, _words(r"\b(?:should|ought to)\b")),
        (Strength.ENCOURAGE, _words(r"\b(?:(?:is|are) (?:encouraged|urged|invited)|encourages?|urges?)\b")),
        (Strength.CONSIDER, _words(r"\b(?:may|might|consider|could)\b")),
    ),
    "ru": (
        (
            Strength.SHALL,
            _words(
                r"\b(?:обязан[аоы]?|должн[аоы]|должен|обязуются|обязуется|надлежит|принимают|принимает"
                r"|подлежит|подлежат|наказыва[ею]тся|запрещается)\b"
            ),
        ),
        (Strength.SHOULD, _words(r"\b(?:следует|рекомендуется)\b")),
        (Strength.ENCOURAGE, _words(r"\b(?:призывают|поощряют|поощряется)\b")),
        (Strength.CONSIDER, _words(r"\b(?:могут|может|вправе)\b")),
    ),
}


def read_strength(kind: ProvisionKind, own_text: str, language: str) -> Strength | None:
    """Return how strongly a provision of this kind with this text (label removed) commits.

    The opening verb of an operative paragraph decides before a modal verb in it. None where
    neither is found, or the language has no table yet.
    """
    if kind not in _OPERATIVE:
        return None
    tables = (_OPENINGS.get(language, ()), _MODALS.get(language, ()))
    for strength, pattern in tables[0]:
        if pattern.match(own_text.lstrip(" *_")):
            return strength
    for strength, pattern in tables[1]:
        if pattern.search(own_text[:600]):
            return strength
    return None
