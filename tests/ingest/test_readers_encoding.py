# ruff: noqa: E501 - samples are read as one line
"""Text in every encoding that our sources come in: its exact words, and a note where they are a guess."""

from __future__ import annotations

import unicodedata

import pytest

from ingest.readers import read_bytes
from ingest.readers.encoding_guess import CANDIDATES, guess, read_as

# Encoding and sentences of ours, about seeds.
SENTENCES = [
    (
        "cp1251",
        "Каждая лавка ведёт книгу семян и показывает её инспектору по первому требованию. Статья 5 не применяется к садам.",
    ),
    (
        "koi8_r",
        "Каждая лавка ведёт книгу семян и показывает её инспектору по первому требованию. Статья 5 не применяется к садам.",
    ),
    (
        "cp866",
        "Каждая лавка ведёт книгу семян и показывает её инспектору по первому требованию. Статья 5 не применяется к садам.",
    ),
    (
        "iso8859_5",
        "Каждая лавка ведёт книгу семян и показывает её инспектору по первому требованию. Статья 5 не применяется к садам.",
    ),
    (
        "cp1251",
        "Кожна крамниця веде книгу насіння і показує її інспекторові на першу вимогу. Стаття 5 не діє щодо садів, ґрунтів та їхніх меж.",
    ),
    (
        "koi8_u",
        "Кожна крамниця веде книгу насіння і показує її інспекторові на першу вимогу. Стаття 5 не діє щодо садів, ґрунтів та їхніх меж.",
    ),
    (
        "ptcp154",
        "Әрбір дүкен тұқымдар кітабын жүргізеді және оны инспекторға көрсетеді. Осы бап бақтарға қолданылмайды, өйткені олар үйде өседі.",
    ),
    ("cp1251", "Дэлгуур бур урийн дэвтэр хотолж, байцаагчид узуулнэ."),
    (
        "cp1252",
        "Chaque boutique tient un livre des graines et le présente à l’inspecteur dès la première demande. L’été, cela n’est pas exigé où il gèle.",
    ),
    (
        "cp1252",
        "Jede Handlung führt ein Buch über Sämereien und zeigt es dem Prüfer; für Gärten gilt das nicht, außer bei größeren Flächen.",
    ),
    (
        "cp1252",
        "Cada tienda llevará un libro de semillas y lo mostrará al inspector según se le pida, también los días en que no está abierta.",
    ),
    (
        "cp1254",
        "Her dükkân tohumların kaydını tutar ve müfettişe gösterir. Bahçeler için bu kural uygulanmaz; ağaçlar, çiçekler ve şeker kamışı hariçtir.",
    ),
    (
        "cp1250",
        "Každý obchod vede knihu semen a předkládá ji inspektorovi. Článek pátý se nepoužije na zahrady, jež leží u řeky.",
    ),
    (
        "cp1256",
        "يحتفظ كل متجر بسجل للبذور ويعرضه على المفتش عند أول طلب. ولا تسري المادة الخامسة على الحدائق الخاصة.",
    ),
    (
        "cp1256",
        "هر مغازه دفتر بذرها را نگه مى دارد و آن را به بازرس نشان مى دهد. اين ماده درباره باغ ها اجرا نمى شود و چاپ آن گران است.",
    ),
    (
        "iso8859_6",
        "يحتفظ كل متجر بسجل للبذور ويعرضه على المفتش عند أول طلب. ولا تسري المادة الخامسة على الحدائق الخاصة.",
    ),
    (
        "cp1255",
        "כל חנות תנהל פנקס זרעים ותציג אותו בפני המפקח לפי דרישה ראשונה. סעיף זה אינו חל על גינות פרטיות ועל שדות קטנים.",
    ),
    ("gb18030", "每家商店应当备有种子登记簿，并在检查员提出要求时出示。第五条不适用于私人花园和小块田地。"),
    ("gbk", "每家商店应当备有种子登记簿，并在检查员提出要求时出示。第五条不适用于私人花园和小块田地。"),
    ("big5", "每家商店應當備有種子登記簿，並在檢查員提出要求時出示。第五條不適用於私人花園和小塊田地。"),
    (
        "cp932",
        "各店舗は種子の帳簿を備え、検査官の求めがあったときは、これを示さなければならない。第五条の規定は、庭には適用しない。",
    ),
    (
        "euc_jp",
        "各店舗は種子の帳簿を備え、検査官の求めがあったときは、これを示さなければならない。第五条の規定は、庭には適用しない。",
    ),
    (
        "iso2022_jp",
        "各店舗は種子の帳簿を備え、検査官の求めがあったときは、これを示さなければならない。第五条の規定は、庭には適用しない。",
    ),
    (
        "euc_kr",
        "모든 상점은 종자 장부를 갖추고 검사관이 요구하면 이를 보여 주어야 한다. 제5조는 개인 정원에는 적용하지 아니한다.",
    ),
    (
        "cp949",
        "모든 상점은 종자 장부를 갖추고 검사관이 요구하면 이를 보여 주어야 한다. 제5조는 개인 정원에는 적용하지 아니한다. 똠방각하 펲시",
    ),
    ("cp874", "ร้านค้าทุกแห่งต้องมีสมุดทะเบียนเมล็ดพันธุ์และแสดงต่อผู้ตรวจเมื่อถูกขอ มาตรา ๕ ไม่ใช้กับสวนส่วนตัวและแปลงเล็ก"),
    ("tis_620", "ร้านค้าทุกแห่งต้องมีสมุดทะเบียนเมล็ดพันธุ์และแสดงต่อผู้ตรวจเมื่อถูกขอ มาตรา ๕ ไม่ใช้กับสวนส่วนตัวและแปลงเล็ก"),
    (
        "cp1253",
        "Κάθε κατάστημα τηρεί βιβλίο σπόρων και το δείχνει στον επιθεωρητή μόλις ζητηθεί. Το άρθρο αυτό δεν ισχύει για κήπους.",
    ),
    (
        "cp1257",
        "Kiekviena parduotuvė turi sėklų knygą ir parodo ją inspektoriui, kai šis paprašo. Šis straipsnis netaikomas sodams ir daržams, ežerų pakrantėms.",
    ),
]
VIETNAMESE = "Mỗi cửa hàng giữ một quyển sổ hạt giống và xuất trình cho thanh tra viên khi được yêu cầu. Điều này không áp dụng cho vườn nhà."
ANY = "Әрбір дүкен кітап жүргізеді. Every shop keeps a book. 每家商店备有登记簿。 Article 5."
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TCVN = {
    sign: bytes((byte,))
    for byte in range(0xA1, 0xFF)
    if (sign := read_as(bytes((byte,)), "tcvn")) != "\ufffd"
}


def vietnamese_1258(text: str) -> bytes:
    """Code page 1258 has the letters, and the tones as marks of their own."""
    out = ""
    for sign in text:
        parts = unicodedata.normalize("NFD", sign)
        tones = "".join(part for part in parts if part in _TONES)
        out += unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES)) + tones
    return out.encode("cp1258")


def vietnamese_tcvn(text: str) -> bytes:
    return b"".join(_TCVN.get(sign) or sign.encode("ascii") for sign in text)


def first_line(data: bytes) -> str:
    return read_bytes(data, "a.txt").blocks[0].text


@pytest.mark.parametrize("times", [1, 30])
@pytest.mark.parametrize(("encoding", "sentence"), SENTENCES)
def test_the_exact_words_in_an_encoding_that_nobody_states(encoding: str, sentence: str, times: int) -> None:
    data = f"{sentence}\n".encode(encoding) * times
    source = read_bytes(data, "a.txt")
    assert {block.text for block in source.blocks} == {sentence}
    if encoding not in ("iso2022_jp",):  # which says itself what it is
        assert any("The encoding is not stated" in note for note in source.notes)


@pytest.mark.parametrize("write", [vietnamese_1258, vietnamese_tcvn])
def test_vietnamese_code_pages(write: object) -> None:
    data = write(VIETNAMESE)  # type: ignore[operator]
    assert first_line(data) == VIETNAMESE


@pytest.mark.parametrize("order", ["le", "be"])
@pytest.mark.parametrize("width", [16, 32])
@pytest.mark.parametrize("marked", [True, False])
@pytest.mark.parametrize(
    "text", [VIETNAMESE, SENTENCES[0][1], "每家商店备有登记簿，并在检查员提出要求时出示。\n第五条"]
)
def test_wide_encodings_with_and_without_a_mark(text: str, marked: bool, width: int, order: str) -> None:
    data = (("\ufeff" if marked else "") + text + "\n").encode(f"utf-{width}-{order}")
    source = read_bytes(data, "a.txt")
    assert "\n".join(block.text for block in source.blocks) == text
    assert source.notes == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_what_says_itself_is_never_a_guess(encoding: str) -> None:
    source = read_bytes(ANY.encode(encoding), "a.txt")
    assert source.blocks[0].text == ANY
    assert source.notes == ()


def test_a_few_broken_bytes_do_not_make_another_encoding() -> None:
    data = (SENTENCES[0][1] * 20).encode() + b"\xff"
    source = read_bytes(data, "a.txt")
    assert source.blocks[0].text.startswith(SENTENCES[0][1])
    assert any("1 bytes are not UTF-8" in note for note in source.notes)


@pytest.mark.parametrize("data", ["été".encode("cp1252"), "сад".encode("cp1251"), b"\xa4\xa4 \xb5"])
def test_what_a_few_letters_leave_open_is_told(data: bytes) -> None:
    notes = read_bytes(b"Seeds " + data, "a.txt").notes
    assert any("check the text" in note or "was found by its letters" in note for note in notes)


def test_rivals_are_named() -> None:
    assert guess(b"se\xf0").rival is not None
    assert guess(SENTENCES[0][1].encode("cp1251")).rival is None


def test_every_candidate_decodes() -> None:
    for letters in CANDIDATES:
        assert read_as(b"seeds \xa5\xff", letters.encoding).startswith("seeds")


@pytest.mark.parametrize(
    ("page", "text"),
    [
        (b"<meta charset=windows-1251><p>" + "Сад".encode("cp1251"), "Сад"),
        (b"<meta charset=gb2312><p>" + "种子".encode("gbk"), "种子"),
        (b"<meta charset=windows-874><p>" + "สวน".encode("cp874"), "สวน"),
        (b"<meta charset=windows-1256><p>" + "قانون".encode("cp1256"), "قانون"),
        ("<meta charset=windows-1251><p>Сад".encode(), "Сад"),  # left over from another time
        (b"<meta charset=nonsense><p>Sad", "Sad"),
    ],
)
def test_pages_say_what_they_are_written_in(page: bytes, text: str) -> None:
    assert read_bytes(page, "a.html").blocks[0].text == text
