"""How people really write: in another script of their language, in Latin letters, with slips.

>>> write_otherwise("Giyohvandlik vositalari", "uz")
'Гиёҳвандлик воситалари'
>>> slip("precursor", random.Random(3)) != "precursor"
True
"""

from __future__ import annotations

import random

# Pairs of the two alphabets that a language is written in; longer ones first.
_CYRILLIC_UZBEK = (
    ("sh", "ш"), ("ch", "ч"), ("oʻ", "ў"), ("o‘", "ў"), ("o'", "ў"), ("gʻ", "ғ"), ("g‘", "ғ"),
    ("g'", "ғ"), ("yo", "ё"), ("yu", "ю"), ("ya", "я"), ("ye", "е"), ("ts", "ц"), ("a", "а"),
    ("b", "б"), ("d", "д"), ("e", "е"), ("f", "ф"), ("g", "г"), ("h", "ҳ"), ("i", "и"), ("j", "ж"),
    ("k", "к"), ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"), ("q", "қ"), ("r", "р"),
    ("s", "с"), ("t", "т"), ("u", "у"), ("v", "в"), ("x", "х"), ("y", "й"), ("z", "з"), ("ʼ", "ъ"),
    ("’", "ъ"),
)  # fmt: skip
_LATIN_KAZAKH = (
    ("ә", "ä"), ("ғ", "ğ"), ("қ", "q"), ("ң", "ñ"), ("ө", "ö"), ("ұ", "ū"), ("ү", "ü"), ("һ", "h"),
    ("і", "ı"), ("а", "a"), ("б", "b"), ("в", "v"), ("г", "g"), ("д", "d"), ("е", "e"), ("ё", "io"),
    ("ж", "j"), ("з", "z"), ("и", "i"), ("й", "i"), ("к", "k"), ("л", "l"), ("м", "m"), ("н", "n"),
    ("о", "o"), ("п", "p"), ("р", "r"), ("с", "s"), ("т", "t"), ("у", "u"), ("ф", "f"), ("х", "h"),
    ("ц", "ts"), ("ч", "tş"), ("ш", "ş"), ("щ", "ştş"), ("ъ", ""), ("ы", "y"), ("ь", ""), ("э", "e"),
    ("ю", "iu"), ("я", "ia"),
)  # fmt: skip
_CYRILLIC_AZERBAIJANI = (
    ("a", "а"), ("b", "б"), ("c", "ҹ"), ("ç", "ч"), ("d", "д"), ("e", "е"), ("ə", "ә"), ("f", "ф"),
    ("g", "ҝ"), ("ğ", "ғ"), ("h", "һ"), ("x", "х"), ("ı", "ы"), ("i", "и"), ("j", "ж"), ("k", "к"),
    ("q", "г"), ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"), ("ö", "ө"), ("p", "п"), ("r", "р"),
    ("s", "с"), ("ş", "ш"), ("t", "т"), ("u", "у"), ("ü", "ү"), ("v", "в"), ("y", "ј"), ("z", "з"),
)  # fmt: skip
_OTHER_ALPHABETS = {"uz": _CYRILLIC_UZBEK, "kk": _LATIN_KAZAKH, "az": _CYRILLIC_AZERBAIJANI}

ROMANISED = frozenset({"ru", "uk", "kk", "ky", "tg", "mn", "ar", "fa", "prs", "ps", "ur", "hi", "bn", "ne"})
"""Languages whose speakers, at a keyboard without their letters, write them in Latin ones."""


def write_otherwise(text: str, language: str) -> str | None:
    """The text in the other alphabet of its language; None where it has one alphabet."""
    pairs = _OTHER_ALPHABETS.get(language)
    if pairs is None:
        return None
    written, at = [], 0
    while at < len(text):
        for here, there in pairs:
            if text[at : at + len(here)].casefold() == here:
                capital = text[at].isupper()
                written.append(there.capitalize() if capital else there)
                at += len(here)
                break
        else:
            written.append(text[at])
            at += 1
    return "".join(written)


def romanise(text: str) -> str:
    """The text in plain Latin letters."""
    from anyascii import anyascii

    return " ".join(anyascii(text).split())


def slip(text: str, chance: random.Random) -> str:
    """The text with a slip of the finger: two letters swapped, one left out, or one typed twice."""
    places = [at for at in range(len(text) - 1) if text[at].isalpha() and text[at + 1].isalpha()]
    if not places:
        return text
    at = chance.choice(places)
    kind = chance.randrange(3)
    if kind == 0:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if kind == 1:
        return text[:at] + text[at + 1 :]
    return text[: at + 1] + text[at:]


def vary(text: str, language: str, chance: random.Random, share: float) -> str:
    """The text as somebody may type it: in ``share`` of all cases otherwise than it stands."""
    if chance.random() >= share:
        return text
    kinds = ["slip"]
    if language in _OTHER_ALPHABETS:
        kinds += ["otherwise"] * 2
    if language in ROMANISED:
        kinds.append("romanised")
    match chance.choice(kinds):
        case "otherwise":
            return write_otherwise(text, language) or text
        case "romanised":
            return romanise(text)
    return slip(text, chance)
