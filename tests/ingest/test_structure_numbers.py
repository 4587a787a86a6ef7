# ruff: noqa: E501 - samples are read as one line
"""A number comes to the same num in whatever script and word order a tradition writes it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.structure.label_counters import counters
from ingest.structure.labels import read_labels
from ingest.structure.recognise import find_marks
from ingest.structure.reflow import Paragraph

# How each language announces a numbered unit, and the digit nought of the scripts it writes numbers in.
HEADS = {
    "en": ("Article {}", "0"), "ru": ("Статья {}", "0"), "kk": ("{}-бап", "0"), "kk-Latn": ("{}-bap", "0"), "ky": ("{}-берене", "0"),
    "uz": ("{}-modda", "0"), "uz-Cyrl": ("{}-модда", "0"), "tg": ("Моддаи {}", "0"), "mn": ("{} дугаар зүйл", "0"), "az": ("Maddə {}", "0"),
    "az-Cyrl": ("Маддә {}", "0"), "tr": ("MADDE {} –", "0"), "tk": ("{}-nji madda", "0"), "tk-Cyrl": ("{}-нҗи мадда", "0"), "fa": ("ماده {} ـ", "۰0"),
    "prs": ("مادۀ {}", "۰0"), "ps": ("{} ماده", "۰0"), "ar": ("المادة ({})", "٠0"), "he": ("סעיף {}", "0"), "ur": ("دفعہ {}", "۰0"), "hi": ("धारा {}", "०0"),
    "bn": ("ধারা {}।", "০0"), "ne": ("दफा {}", "०0"), "si": ("වගන්තිය {}", "෦0"), "ta": ("பிரிவு {}", "௦0"), "th": ("มาตรา {}", "๐0"), "lo": ("ມາດຕາ {}", "໐0"),
    "km": ("មាត្រា {}", "០0"), "my": ("ပုဒ်မ {}", "၀0"), "vi": ("Điều {}.", "0"), "id": ("Pasal {}", "0"), "ms": ("Perkara {}", "0"), "fil": ("Seksiyon {}.", "0"),
    "zh": ("第{}条", "0０"), "zh-Hant": ("第 {} 條", "0０"), "ja": ("第{}条", "0０"), "ko": ("제{}조", "0"), "de": ("§ {}", "0"), "fr": ("Article {}", "0"),
    "es": ("Artículo {}", "0"), "pt": ("Artigo {}.º", "0"), "nl": ("Artikel {}", "0"), "uk": ("Стаття {}", "0"), "ka": ("მუხლი {}", "0"), "hy": ("Հոդված {}", "0"),
    "it": ("Articolo {}", "0"), "pl": ("Art. {}.", "0"), "cs": ("Článek {}", "0"),
}  # fmt: skip


def write(value: int, nought: str) -> str:
    """The number in the digits of the script whose nought this is."""
    return "".join(chr(ord(nought) + int(digit)) for digit in str(value))


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(sorted(HEADS)), st.integers(1, 1999), st.data())
def test_an_article_has_one_number_in_every_script(language: str, value: int, data: st.DataObject) -> None:
    head, noughts = HEADS[language]
    line = head.format(write(value, data.draw(st.sampled_from(noughts))))
    (mark,) = find_marks([Paragraph(line)], frozenset({language}))
    assert mark.number is not None
    assert mark.number.num == str(value)


@settings(max_examples=200, deadline=None)
@given(
    st.integers(1, 99),
    st.sampled_from(["٠", "۰", "०", "০", "๐", "໐", "០", "၀", "෦", "௦", "０", "0"]),
    st.sampled_from(["{}.", "({})", "{})"]),
)
def test_a_label_has_one_number_in_every_script(value: int, nought: str, brackets: str) -> None:
    labels = read_labels(f"{brackets.format(write(value, nought))} x", frozenset({"en"}))
    assert {(label.position, label.num) for label in labels} == {(value, str(value))}


ALPHABETS = {
    "thai": "กขคงจฉ", "lao": "ກຂຄງຈ", "khmer": "កខគឃង", "burmese": "ကခဂဃင", "bengali": "কখগঘঙ", "devanagari": "कखगघङ", "sinhala": "අආඇඈඉ",
    "tamil": "அஆஇஈஉ", "hebrew": "אבגדהוזחט", "abjad": "ابجده", "persian": "ابپتثج", "hangul": "가나다라마", "iroha": "イロハニホ", "cyrillic": "абвгд",
    "kazakh": "аәбвгғ", "vietnamese": "abcdđe", "turkish": "abcçd", "circled": "①②③", "parenthesised": "⑴⑵⑶", "cjk": "一二三四五六七八九十",
    "ukrainian": "абвгґд", "circled-hangul": "㉮㉯㉰", "georgian": "აბგდ", "armenian": "աբգդ", "greek": "αβγδ", "stems": "甲乙丙丁",
}  # fmt: skip
"""How the lists of each counter begin."""


@pytest.mark.parametrize("name", sorted(ALPHABETS))
def test_a_counter_reads_its_list_in_order(name: str) -> None:
    read = counters()[name].read
    assert [read(letter) for letter in ALPHABETS[name]] == list(range(1, len(ALPHABETS[name]) + 1))
