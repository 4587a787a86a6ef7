# ruff: noqa: E501 - tables of letters
"""Guessing an encoding by its letters: the one in which a text looks most like writing.

Every encoding in use where our texts come from is tried. A character counts 1 if it is among the
frequent ones of the languages written in that encoding, a little if they use it at all, and below
nothing if they do not: bytes read in a wrong encoding give letters in the wrong case, rare ideographs
or symbols. The table below is all there is to it; a language is added by adding its letters.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache

_SAMPLE = 40_000  # bytes
_CLOSE = 0.06  # scores nearer than this leave it open
_RANKS = 33  # after so many letters a language has named those that matter
_RARE, _UPPER, _STRAY, _BROKEN = 0.25, 0.2, -1.0, -3.0
# A letter of another alphabet within a word in Latin letters.
_MIXED = re.compile(r"(?<=[A-Za-z])[^\W\d_A-Za-z]|[^\W\d_A-Za-z](?=[A-Za-z])")
# What any text may hold: quotation marks, dashes, signs, spaces.
_COMMON = frozenset(
    "«»“”„‘’‚–—…№§°·•\u00a0\u3000、。，；：（）「」『』《》〈〉！？．・ー％％／、。¹²³⁴⁵⁶⁷⁸⁹⁰º\u200c\u200d\ufeff"
)

_CYRILLIC = "оеаинтсрвлкмдпуяызьбгчйхжшюцщэфъё"
_ARABIC = "اليمنوتربعدهفسكقحجةأشصطخذضغءىئإؤثزظآ،؛؟ـًٌٍَُِّْ"
_ARABIC_MORE = "پچژگکیۀہھےۓںٹڈڑۂڤ۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩"
_CHINESE = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多"
    "定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因"
    "由其些前外天政四日社义事平形相全表间样与关各重新内数正心反明原利比或但质第向道命此变条只没结解问意建月公无系"
    "最立代已通并提直展五果员位入总次品式设及管特件长求基资级图统接将组见计别期根论运农指区强决被做必先则任取据处"
    "保治规领导市受联认六共权收证改转单打教安场身例务具每目至达示报完类确信节需律且究商非备办省列支除消构府称准值"
    "号选标存效院查按格易置始专状适属调局照参该价严违者款项罪刑毒药麻醉精神犯本罚予批构未"
)
_CHINESE_TRADITIONAL = (
    "的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能下過子說產種面而方後多"
    "定行學法所民得經十三之進著等部度家電力裡如水化高自二理起小物現實加量都兩體制機當使點從業本去把性好應開它合還因"
    "由其些前外天政四日社義事平形相全表間樣與關各重新內數正心反明原利比或但質第向道命此變條只沒結解問意建月公無系"
    "最立代已通並提直展五果員位入總次品式設及管特件長求基資級圖統接將組見計別期根論運農指區強決被做必先則任取據處"
    "保治規領導市受聯認六共權收證改轉單打教安場身例務具每目至達示報完類確信節需律且究商非備辦省列支除消構府稱準值"
    "號選標存效院查按格易置始專狀適屬調局照參該價嚴違者款項罪刑毒藥麻醉精神犯本罰予批構未"
)
_KANA = "のはをにがたてるとれしいなかられりこもすでさっそうくよけまどだんあえおきせちつねふへほみむめやゆろわばびぶべぼげごじずぜぞ"
_KATAKANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワンガギグゲゴザジズデドバビブベボパピプペポッャュョ"
_KANJI = "法第条定規国年月日事者業務関係行政令項号機場合大臣薬品製造麻向精神人用物所以上下前後当同内外許可届出必要次各他本会社部分取受種"
_HANGUL = (
    "이의에는을다고하한를지가로은인기사자정시대과조여제관수법으도서부국리공한해장일보어상있경성무원용안나따라구업위동주"
    "동행신비거전발항된할호중및또는관령내명규합물체계약품마류권급유개생회방행교통처허등신청금세문민당그아적결"
)
_THAI = "านรอกเงวมยลตหสทดปคบพจะัาิีึืุู่้์็แโใไๆำขชผถนฐณธศฉฟซภษฏฎฑญฒฬฮฝฌฆฤฯ๐๑๒๓๔๕๖๗๘๙฿ฺ๋๊ํ"
_VIETNAMESE = "ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"

# TCVN 5712:1993 (ABC), in which Vietnamese law was filed until about 2001: bytes from A1 up.
_TCVN = dict(
    zip(
        bytes.fromhex(
            "a1a2a3a4a5a6a7a8a9aaabacadaeb5b6b7b8b9bbbcbdbec6c7c8c9cacbccced0d1cfd2d3d4d5d6d7d8dcdddedfe1e2e3e4"
            "e5e6e7e8e9eaebecedeeeff1f2f3f4f5f6f7f8f9fafbfcfdfe"
        ),
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻéẹẽềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)


@dataclass(frozen=True, slots=True)
class Letters:
    """An encoding, and the characters beyond ASCII of the languages that are written in it."""

    encoding: str
    frequent: str
    used: str = ""
    latin: bool = False  # its letters go with those of ASCII
    wide: bool = False  # any ideograph, kana or syllable may occur, the frequent ones more often
    upper: bool = True  # its capitals count as used


# In the order in which ties are decided.
CANDIDATES = (
    Letters("cp1252", "éèàêçôîûâùëïœüöäßñáíóúãõ", "ìòæøåÿ¿¡€", latin=True),
    Letters("cp1251", _CYRILLIC + "іїєґ", "ўџљњћђјѕ"),
    Letters("koi8_u", _CYRILLIC + "іїєґ"),
    Letters("koi8_r", _CYRILLIC),
    Letters("cp866", _CYRILLIC, "ўїє"),
    Letters("iso8859_5", _CYRILLIC + "іїє", "ўџљњћђјѕ"),
    Letters("mac_cyrillic", _CYRILLIC + "іїєґ"),
    Letters("kz1048", _CYRILLIC + "әғқңөұүһі"),
    Letters("ptcp154", _CYRILLIC + "әғқңөұүһі"),
    Letters("koi8_t", _CYRILLIC + "қғҳҷӣӯ"),
    Letters("cp1254", "ışğçöüİâî", "éèàêôûëïäßñáíóú", latin=True),
    Letters("cp1250", "ěščřžýáíéůúóľňťďąęłńśźżőűăâîșțşţđ", "ëöüäß", latin=True),
    Letters("cp1257", "āčēģīķļņšūžąęėįųõäöü", "ćłńśźżóéøåæ", latin=True),
    Letters("cp1256", _ARABIC, _ARABIC_MORE),
    Letters("iso8859_6", _ARABIC),
    Letters("cp1255", "והילמארתבשנעםדקחפךןגסצזטכףץ", "\u05b0\u05b1\u05b2\u05b3\u05b4\u05b5\u05b6\u05b7\u05b8\u05b9\u05bb\u05bc"),
    Letters("cp1253", "αοιετσνηυρπκμλςωδγάόίήέύώχθφβξζψϊ", "ϋΐΰ"),
    Letters("cp874", _THAI),
    Letters("cp1258", "ăâđêôơư\u0300\u0301\u0303\u0309\u0323", "éèàáíóúìòùãõý", latin=True),
    Letters("tcvn", _VIETNAMESE, latin=True),
    Letters("gb18030", _CHINESE, wide=True),
    Letters("big5hkscs", _CHINESE_TRADITIONAL, wide=True),
    Letters("cp932", _KANA + _KANJI, _KATAKANA, wide=True),
    Letters("euc_jp", _KANA + _KANJI, _KATAKANA, wide=True),
    Letters("cp949", _HANGUL, wide=True),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Guess:
    """An encoding, how much its text looks like writing (at most 1), and the rival that comes next.

    ``rival`` is None where every other reading of the bytes is clearly worse.
    """

    encoding: str
    score: float
    rival: str | None = None


def read_as(data: bytes, encoding: str) -> str:
    """Decode ``data``; knows ``tcvn`` besides Python's encodings, and shows broken bytes as U+FFFD."""
    if encoding == "tcvn":
        # One table for both cases: capitals with tones come from a font of capitals.
        return "".join(chr(byte) if byte < 0x80 else _TCVN.get(byte, "\ufffd") for byte in data)
    return data.decode(encoding, "replace")


def guess(data: bytes) -> Guess:
    """Return the encoding in which ``data`` looks most like writing."""
    sample = data[:_SAMPLE]
    scored: list[tuple[float, str, str]] = []
    for letters in CANDIDATES:
        text = _sample_text(sample, letters.encoding)
        scored.append((_score(text, letters), letters.encoding, text))
    best = max(scored, key=lambda entry: entry[0])  # the first of equals
    near = (
        entry for entry in sorted(scored, key=lambda entry: -entry[0])
        if entry[2] != best[2] and best[0] - entry[0] < _CLOSE
    )  # fmt: skip
    rival = next(near, None)
    return Guess(best[1], best[0], rival[1] if rival else None)


def _sample_text(sample: bytes, encoding: str) -> str:
    if encoding == "tcvn":
        return read_as(sample, encoding)
    # Incrementally: the sample may end within a character.
    return codecs.getincrementaldecoder(encoding)("replace").decode(sample, final=False)


@cache
def _weights(letters: Letters) -> dict[str, float]:
    weights: dict[str, float] = {}
    for sign in letters.used:
        weights[sign] = _RARE
    for place, sign in enumerate(letters.frequent):
        # Falls from 1 for the most frequent letter to a half; ideographs are too many for ranks.
        weights[sign] = max(
            weights.get(sign, 0.0), 1.0 if letters.wide else 1.0 - 0.5 * min(place, _RANKS) / _RANKS
        )
    for sign in letters.frequent + letters.used:
        if letters.upper and len(sign.upper()) == 1:
            weights.setdefault(sign.upper(), _UPPER)
    return weights


def _score(text: str, letters: Letters) -> float:
    """Return the mean weight of the characters beyond ASCII, 0 where there are none."""
    weights = _weights(letters)
    total = count = 0.0
    for sign, times in Counter(text).items():
        if sign < "\x80" and (sign >= " " or sign in "\t\n\r\f\v\x1a"):
            continue
        if sign in _COMMON:
            total += times * 0.1
            count += times * 0.2
            continue
        count += times
        if sign == "\ufffd":
            total += times * _BROKEN
        elif sign in weights:
            total += times * weights[sign]
        elif letters.wide and is_wide(sign):
            total += times * _RARE
        else:
            total += times * _STRAY
    if not letters.latin and not letters.wide:
        total += _STRAY * len(_MIXED.findall(text))
    return total / count if count else 0.0


def is_wide(sign: str) -> bool:
    """Tell an ideograph, a kana, a syllable of Hangul or one of the signs that go with them."""
    return unicodedata.east_asian_width(sign) in "WF" and unicodedata.category(sign) not in ("Cn", "Co")
