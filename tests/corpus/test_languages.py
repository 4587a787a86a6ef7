"""The languages we serve cover the documents and benchmarks, with names as their readers write them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from corpus.errors import UsageError
from corpus.languages import LANGUAGES, direction, language, normalize_code

# From the Unicode CLDR's own names of languages, so not from the module under test.
ENDONYMS = {
    "ar": "العربية",
    "az": "azərbaycan",
    "bn": "বাংলা",
    "cs": "čeština",
    "de": "Deutsch",
    "es": "español",
    "fa": "فارسی",
    "fr": "français",
    "he": "עברית",
    "hi": "हिन्दी",
    "id": "Indonesia",
    "ja": "日本語",
    "kk": "қазақ",
    "km": "ខ្មែរ",
    "ko": "한국어",
    "ky": "кыргызча",
    "lo": "ລາວ",
    "mn": "монгол",
    "ms": "Melayu",
    "my": "မြန်မာ",
    "ne": "नेपाली",
    "nl": "Nederlands",
    "prs": "دری",
    "ps": "پښتو",
    "pt": "português",
    "ru": "русский",
    "si": "සිංහල",
    "ta": "தமிழ்",
    "tg": "тоҷикӣ",
    "th": "ไทย",
    "tk": "türkmen",
    "tr": "Türkçe",
    "uk": "українська",
    "ur": "اردو",
    "uz": "oʻzbek",
    "vi": "Tiếng Việt",
    "zh": "简体中文",
    "zh-Hant": "繁體中文",
}


@pytest.mark.parametrize(("code", "endonym"), ENDONYMS.items())
def test_endonyms(code: str, endonym: str) -> None:
    assert endonym in LANGUAGES[code].endonym


def test_directions() -> None:
    assert {code for code in LANGUAGES if direction(code) == "rtl"} == {"ar", "fa", "he", "prs", "ps", "ur"}
    assert direction("xx") == "ltr"
    assert direction("ar-SA") == "rtl"


def test_neighbours_are_apart() -> None:
    assert language("zh").scripts == ("Hans",)
    assert language("zh-Hant").scripts == ("Hant",)
    assert language("prs").english == "Dari"
    assert language("fa").english == "Persian"
    assert len({entry.endonym for entry in LANGUAGES.values()}) == len(LANGUAGES)
    assert len({entry.english for entry in LANGUAGES.values()}) == len(LANGUAGES)


@pytest.mark.parametrize(
    ("given", "ours"),
    [
        ("zh-TW", "zh-Hant"),
        ("zh-CN", "zh"),
        ("zh-Hant-TW", "zh-Hant"),
        ("ZH_hans", "zh"),
        ("en_GB", "en"),
        ("kaz", "kk"),
        ("uz-Cyrl", "uz"),
        ("tl", "fil"),
        ("iw", "he"),
        ("fa-AF", "prs"),
        ("tgk-Cyrl", "tg"),
        ("xx", None),
        ("", None),
        ("english", None),
    ],
)
def test_other_conventions(given: str, ours: str | None) -> None:
    assert normalize_code(given) == ours


def test_an_unknown_language_is_told() -> None:
    with pytest.raises(UsageError, match="'tlh'"):
        language("tlh")


def test_every_language_of_the_documents_is_served(shared_corpus: Path) -> None:
    with (shared_corpus / "INDEX.tsv").open(encoding="utf-8", newline="") as file:
        codes = {code for row in csv.DictReader(file, delimiter="\t") for code in row["language"].split("+")}
    assert len(codes) > 15
    assert codes <= LANGUAGES.keys()


def test_every_language_of_the_parallel_texts_is_served(shared_corpus: Path) -> None:
    names = [path.name.split(".")[1] for path in (shared_corpus.parent / "parallel").glob("ntrex.*.txt")]
    ours = {normalize_code(name) for name in names}
    assert len(names) == len(ours) == 37
    assert None not in ours
