"""By which words a text tells whose law it is: the State as its own laws name it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class StateRow:
    """A State, a pattern for its name in one of its languages in every case form, and examples."""

    code: str
    pattern: str
    examples: tuple[str, ...]


STATES: tuple[StateRow, ...] = (
    StateRow(
        "af", r"جمهوری اسلامی افغانستان|امارت اسلامی افغانستان|د افغانستان", ("د افغانستان اسلامي جمهوریت",)
    ),
    StateRow("am", r"Հայաստանի Հանրապետությ", ("Հայաստանի Հանրապետության օրենքը",)),
    StateRow(
        "az", r"Azərbaycan Respublikası|Азербайджанской Республики", ("Azərbaycan Respublikasının Qanunu",)
    ),
    StateRow("bd", r"বাংলাদেশ|People.s Republic of Bangladesh|Laws of Bangladesh", ("গণপ্রজাতন্ত্রী বাংলাদেশ",)),
    StateRow("by", r"Республик[аи] Беларусь|Рэспублік[аі] Беларусь", ("Закон Республики Беларусь",)),
    StateRow(
        "ca",
        r"Senate and House of Commons of Canada|Statutes of Canada|Lois du Canada",
        ("Statutes of Canada",),
    ),
    StateRow(
        "ch",
        r"Schweizerische[nr]? (?:Eidgenossenschaft|Bundesrat)|Der Bundesrat der Schweiz|Confédération suisse",
        ("Der Schweizerische Bundesrat",),
    ),
    StateRow(
        "cn",
        r"中华人民共和国|全国人民代表大会|国务院令|最高人民法院|最高人民检察院|(?:省|市|自治区)第.{1,4}届人民代表大会",
        ("中华人民共和国禁毒法", "某省第三届人民代表大会"),
    ),
    StateRow(
        "cz",
        r"Česk(?:á|é) republi[kc]|Parlament se usnesl na tomto zákoně České",
        ("Sbírka zákonů Česká republika",),
    ),
    StateRow(
        "de",
        r"Bundesrepublik Deutschland|Der Bundestag hat (?:mit Zustimmung des Bundesrates )?das folgende"
        r"|Bundesgesetzblatt|BGBl",
        ("BGBl. I S. 358",),
    ),
    StateRow(
        "es", r"Reino de España|Cortes Generales|Boletín Oficial del Estado", ("Boletín Oficial del Estado",)
    ),
    StateRow(
        "eu",
        r"Court of Justice of the European Union|\bTribunal de Justicia de la Unión Europea"
        r"|European Parliament and of the Council|ECLI:EU|petición de decisión prejudicial",
        ("ECLI:EU:C:2020:1",),
    ),
    StateRow("fr", r"République française", ("Journal officiel de la République française",)),
    StateRow(
        "gb",
        r"Queen.s most Excellent Majesty|King.s most Excellent Majesty",
        ("by the King's most Excellent Majesty",),
    ),
    StateRow("ge", r"საქართველოს", ("საქართველოს კანონი",)),
    StateRow("id", r"Republik Indonesia", ("Undang-Undang Republik Indonesia",)),
    StateRow("il", r"מדינת ישראל|הכנסת", ("ספר החוקים של הכנסת",)),
    StateRow("in", r"Republic of India|भारत गणराज्य|भारत का राजपत्र|Gazette of India", ("भारत गणराज्य के वर्ष",)),
    StateRow("iq", r"جمهورية العراق", ("جمهورية العراق",)),
    StateRow("ir", r"جمهوری اسلامی ایران|مجلس شورای اسلامی", ("مجلس شورای اسلامی",)),
    StateRow("jo", r"المملكة الأردنية الهاشمية", ("المملكة الأردنية الهاشمية",)),
    StateRow(
        "jp",
        r"日本国|(?:昭和|平成|令和|大正|明治)[^\s]{1,5}年(?:法律|政令|省令|厚生)|e-gov\.go\.jp",
        ("昭和二十六年法律第九号",),
    ),
    StateRow("kg", r"Кыргыз Республикас|Кыргызской Республики", ("Кыргыз Республикасынын Мыйзамы",)),
    StateRow("kh", r"ព្រះរាជាណាចក្រកម្ពុជា", ("ព្រះរាជាណាចក្រកម្ពុជា",)),
    StateRow("kr", r"대한민국|law\.go\.kr", ("대한민국 법률",)),
    StateRow(
        "kz",
        r"Қазақстан Республикас|Республики Казахстан",
        ("Қазақстан Республикасының Заңы", "Закон Республики Казахстан"),
    ),
    StateRow("la", r"ສາທາລະນະລັດ ປະຊາທິປະໄຕ ປະຊາຊົນລາວ|ສປປ ລາວ", ("ສາທາລະນະລັດ ປະຊາທິປະໄຕ ປະຊາຊົນລາວ",)),
    StateRow(
        "lk",
        r"Democratic Socialist Republic of\s+Sri Lanka|ශ්‍රී ලංකා|இலங்கை சனநாயக",
        ("Parliament of the Democratic Socialist Republic of Sri Lanka",),
    ),
    StateRow("mm", r"ပြည်ထောင်စု(?:သမ္မတ)?\s?မြန်မာ", ("ပြည်ထောင်စုသမ္မတ မြန်မာနိုင်ငံတော်",)),
    StateRow("mn", r"Монгол Улс", ("Монгол Улсын хууль",)),
    StateRow(
        "my",
        r"Yang di-Pertuan Agong|Parliament of Malaysia|Parlimen Malaysia"
        r"|parlimen\.gov\.my|LAWS OF MALAYSIA|Dewan Negara",
        ("Seri Paduka Baginda Yang di-Pertuan Agong",),
    ),
    StateRow(
        "nl",
        r"Koning(?:in)? der Nederlanden|Staten-Generaal|Koninkrijk der Nederlanden",
        ("Wij, Koningin der Nederlanden",),
    ),
    StateRow("np", r"नेपाल सरकार|नेपालको संविधान|Government of Nepal", ("नेपाल सरकार",)),
    StateRow("ph", r"Republic of the Philippines|Republika ng Pilipinas", ("Republic of the Philippines",)),
    StateRow(
        "pk",
        r"Islamic Republic of Pakistan|Majlis-e-Shoora|extends to the whole of Pakistan|West Pakistan",
        ("It extends to the whole of Pakistan",),
    ),
    StateRow("pt", r"República Portuguesa|Diário da República", ("Diário da República",)),
    StateRow(
        "ru",
        r"Российск(?:ая|ой) Федераци|Государственн(?:ая|ой) Дум",
        ("Уголовный кодекс Российской Федерации",),
    ),
    StateRow("sa", r"المملكة العربية السعودية|المرسوم الملكي|خادم الحرمين", ("المرسوم الملكي رقم م/1",)),
    StateRow("sg", r"Republic of Singapore|Parliament of Singapore", ("Republic of Singapore",)),
    StateRow(
        "th", r"ราชอาณาจักร(?:ไทย)?|พระมหากษัตริย์|พระบาทสมเด็จพระ|ราชกิจจานุเบกษา", ("ประกาศในราชกิจจานุเบกษา",)
    ),
    StateRow("tj", r"Ҷумҳурии Тоҷикистон|Республики Таджикистан", ("Қонуни Ҷумҳурии Тоҷикистон",)),
    StateRow("tm", r"Türkmenistany|Туркменистана", ("Türkmenistanyň Kanuny",)),
    StateRow(
        "tr",
        r"Türkiye Cumhuriyeti|Türk (?:Ceza|Medeni) Kanunu|Türkiye Büyük Millet Meclisi|Resm[iî] Gazete",
        ("Türk Ceza Kanunu", "TÜRK CEZA KANUNU"),
    ),
    StateRow("tw", r"中華民國", ("中華民國總統令",)),
    StateRow("ua", r"Закон України|України|Верховн(?:а|ої|ою) Рад", ("Закон України",)),
    StateRow(
        "us",
        r"United States Code|Senate and House of Representatives of the United States",
        ("United States Code",),
    ),
    StateRow(
        "uz",
        r"O['ʻʼ‘’`]zbekiston Respublikasi|Ўзбекистон Республикаси|Республики Узбекистан",
        ("Oʻzbekiston Respublikasining Qonuni", "O'ZBEKISTON RESPUBLIKASINING"),
    ),
    StateRow("vn", r"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", ("Cộng hòa xã hội chủ nghĩa Việt Nam",)),
    StateRow("gcc", r"مجلس التعاون لدول الخليج", ("مجلس التعاون لدول الخليج العربية",)),
    StateRow(
        "un",
        r"United Nations Convention|Convención de las Naciones Unidas|Convention des Nations Unies",
        ("United Nations Convention against",),
    ),
)

# Languages in which next to one State alone makes its laws.
ONE_STATE = {
    "az": "az", "cs": "cz", "he": "il", "hy": "am", "id": "id", "fil": "ph", "ja": "jp", "ka": "ge",
    "kk": "kz", "km": "kh", "ko": "kr", "ky": "kg", "lo": "la", "mn": "mn", "my": "mm", "ne": "np",
    "prs": "af", "ps": "af", "si": "lk", "tg": "tj", "th": "th", "tk": "tm", "uk": "ua", "uz": "uz",
    "vi": "vn",
}  # fmt: skip

# Ends of addresses by which an official site tells its State; ".com" and the like tell nothing.
_SITE = re.compile(r"https?://(?:[\w-]+\.)+([a-z]{2})(?=[/:?#]|$)")
BODIES = frozenset({"eu", "gcc", "un"})
_SITES = {row.code for row in STATES} - BODIES
_LEAD = 1.5  # times the next State's mentions


@cache
def _compiled() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (row.code, re.compile(unicodedata.normalize("NFC", row.pattern), re.IGNORECASE)) for row in STATES
    )


def name_state(text: str) -> str | None:
    """Return the code of the State that ``text`` names as its own, None if it names none or several.

    >>> name_state("Қазақстан Республикасының Заңы")
    'kz'
    """
    # Turkish and Azerbaijani capitals: "TÜRK CEZA KANUNU" has a dotted I nowhere, "RESMİ" has.
    folded = unicodedata.normalize("NFC", text.replace("İ", "i"))
    counts = Counter({code: n for code, pattern in _compiled() if (n := len(pattern.findall(folded)))})
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] < _LEAD * ranked[1][1]):
        return None
    return ranked[0][0]


def site_state(addresses: Iterable[str]) -> str | None:
    """Return the State whose site the addresses lie on, None where they do not tell.

    >>> site_state(["https://www.law.go.kr/x", "https://example.org"])
    'kr'
    """
    found = {match[1] for address in addresses for match in _SITE.finditer(address.lower())}
    found = {"gb" if code == "uk" else code for code in found} & _SITES
    return found.pop() if len(found) == 1 else None
