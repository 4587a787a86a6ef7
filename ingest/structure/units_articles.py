# ruff: noqa: E501 - a row of the table is read as one line
"""The words for article and section, in the numbering of each legal tradition."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.model import ProvisionKind as K
from ingest.structure.unit import Unit

Examples = tuple[tuple[str, str | None], ...]
_ART, _SEC = K.ARTICLE, K.SECTION
# Behind the word in a number-first tradition: neither an ending (12-баптың) nor more of the word.
_END = r"(?![^\W_])"


def _before(languages: str, kind: K, words: str, examples: Examples, reason: str, number: str = "{NR}", tail: str = "", rank: int = 9) -> Unit:  # fmt: skip
    """A unit whose word stands before its number."""
    return Unit(tuple(languages.split()), kind, rf"(?:{words}){{_}}{number}{tail}", examples, reason, rank)


def _behind(languages: str, kind: K, words: str, examples: Examples, reason: str, number: str = "{N}", link: str = "{-}") -> Unit:  # fmt: skip
    """A unit whose word stands behind its number."""
    return Unit(tuple(languages.split()), kind, rf"{number}{link}(?:{words}){_END}", examples, reason)


def articles() -> Iterable[Unit]:
    """The rows."""
    yield from _european()
    yield from _turkic_and_mongolian()
    yield from _west_asian()
    yield from _indic()
    yield from _southeast_asian()
    yield from _east_asian()


def _european() -> Iterable[Unit]:
    yield _before("en", _ART, r"Article|ARTICLE|Art\.",
                  (("Article 3", "3"), ("Article 14 bis", "14bis"), ("ARTICLE IV", "4"), ("Article 2-1", "2-1"), ("Art. 5. Ponds", "5"),
                   ("Articles of war", None), ("Article 5 of this Act", None), ("under article 5 of", None)), "treaties; East Asian statutes in English")  # fmt: skip
    yield _before("en", _SEC, r"Section|SECTION|Sec\.|SEC\.|§",
                  (("Section 9. Short title", "9"), ("Section 35A. Powers", "35a"), ("SECTION 1", "1"), ("SEC. 5. Ponds", "5"), ("§ 844. Ponds", "844"),
                   ("Sections 3 to 5", None), ("Section 5 of this Act", None)), "statutes of the common law; groups articles in treaties", rank=5)  # fmt: skip
    yield _before("ru ky tg be kk mn uz", _ART, r"Статья|СТАТЬЯ|Ст\.",
                  (("Статья 228. Незаконные", "228"), ("Статья 228.1", "228-1"), ("Статья 210-1", "210-1"), ("Статья 228¹. Пруд", "228-1"),
                   ("СТАТЬЯ IV", "4"), ("Статья 35-А. Пруд", "35-a"), ("Статьями 3", None), ("Статья 5 настоящего Закона", None)), "Russian")  # fmt: skip
    yield _before("uk", _ART, r"Стаття|СТАТТЯ|Ст\.",
                  (("Стаття 12. Перевірка", "12"), ("СТАТТЯ 5", "5"), ("Стаття 5-1. Ставок", "5-1"), ("Статті 12", None), ("Стаття 5 цього Закону", None)),
                  "Ukrainian")  # fmt: skip
    yield _before("de nl", _ART, r"Artikel|ARTIKEL|Art\.",
                  (("Artikel 5", "5"), ("Art. 12a Begriffe", "12a"), ("Artikel 14bis", "14bis"), ("Artikels", None), ("Artikel 5 Absatz 2", None),
                   ("Artikel 5 van deze wet", None)), "German (Swiss statutes, treaties) and Dutch")  # fmt: skip
    yield _before("de cs pl", _SEC, "§", (("§ 29a Straftaten", "29a"), ("§ 1", "1"), ("§ 5 Absatz 2", None), ("§ 24a odst. 1", None)),
                  "German and Czech statutes, Polish regulations", "{N}", r"(?!\s*(?:odst\.|Abs\.|Absatz|Satz|a\s|až\s))")  # fmt: skip
    yield _before("cs", _ART, r"Článek|ČLÁNEK|Čl\.|ČÁST\s+DRUHÁ\s+Čl\.", (("Čl. I", "1"), ("Článek 5", "5"), ("Článku 5", None)),
                  "Czech amending acts and treaties")  # fmt: skip
    yield _before("fr", _ART, r"Article|ARTICLE|Art\.",
                  (("Article 2", "2"), ("Art. 3. -", "3"), ("Article 5 bis", "5bis"), ("Articles 3", None), ("Article 5 de la loi", None)), "French")  # fmt: skip
    yield Unit(("fr",), _ART, r"(?:Article|ARTICLE|Art\.)\s*(?:(?P<num2>1er|1ER|Ier|1ᵉʳ)|{O}(?=\s*$|\s*[.:\-–—]))",
               (("Article premier", "1"), ("Art. 1er", "1"), ("Article premier. - Étang", "1"), ("Article premier de la loi", None)),
               "the first article of a French text")  # fmt: skip
    yield _before("es", _ART, r"Art[íi]culo|ARTÍCULO|ARTICULO|Art\.",
                  (("Artículo 2 bis", "2bis"), ("Artículo 36", "36"), ("ARTÍCULO 5º.-", "5"), ("Art. 5.", "5"), ("Artículos", None),
                   ("Artículo 5 de la ley", None)), "Spanish", tail=r"[.º°]?")  # fmt: skip
    yield Unit(("es", "pt"), _ART, r"(?:Art[íi]culo|ARTÍCULO|ARTICULO|Artigo|ARTIGO)\s+{O}(?=\s*$|\s*[.:\-–—])",
               (("Artículo primero.", "1"), ("ARTÍCULO ÚNICO", "1"), ("Artículo décimo segundo.-", "12"), ("Artigo único", "1"), ("Artículo primero de la ley", None)),
               "Spanish and Portuguese, number as a word")  # fmt: skip
    yield Unit(("pt",), _ART, r"(?:Artigo|ARTIGO|Art\.)\s*{NR}[.ºo°]*(?:\s?[-–]\s?(?P<sub>[A-Z])(?![^\W_]))?",
               (("Artigo 33", "33"), ("Art. 2º", "2"), ("Artigo 5.º", "5"), ("Artigo 5.º-A", "5-a"), ("Artigos 3", None), ("Artigo 5 da lei", None)), "Portuguese")  # fmt: skip
    yield _before("it", _ART, r"Articolo|ARTICOLO|Art\.", (("Art. 5", "5"), ("Articolo 5-bis", "5bis"), ("Art. 5 (Stagni)", "5"), ("Articoli 3", None)), "Italian", "{NR}")  # fmt: skip
    yield _before("pl", _ART, r"Artykuł|ARTYKUŁ|Art\.", (("Art. 5.", "5"), ("Artykuł 5a", "5a"), ("Artykułu 5", None)), "Polish")  # fmt: skip
    yield _before("ka", _ART, "მუხლი", (("მუხლი 5. ტბა", "5"), ("მუხლი 5¹. ტბა", "5-1"), ("მუხლის 5", None)), "Georgian")  # fmt: skip
    yield _before("hy", _ART, r"Հոդված|ՀՈԴՎԱԾ", (("Հոդված 5. Լիճ", "5"), ("ՀՈԴՎԱԾ 5", "5"), ("Հոդվածի 5", None)), "Armenian")  # fmt: skip


def _turkic_and_mongolian() -> Iterable[Unit]:
    yield _behind("kk", _ART, "бап|БАП|bap|BAP",
                  (("12-бап. Есірткі", "12"), ("297-1-бап", "297-1"), ("1-БАП. ТОҒАН", "1"), ("12-bap. Toğan", "12"), ("5¹-бап. Су", "5-1"), ("12-баптың", None),
                   ("12-бапқа сәйкес", None)), "Kazakh in both scripts, number first")  # fmt: skip
    yield _behind("ky", _ART, "берене|БЕРЕНЕ|статья|СТАТЬЯ|беренеси",
                  (("267-берене. Баңги", "267"), ("12-статья", "12"), ("5-1-берене. Көл", "5-1"), ("12-беренеде", None)), "Kyrgyz, number first")  # fmt: skip
    yield _behind("uz kaa", _ART, "modda|MODDA|модда|МОДДА|statya",
                  (("251-modda. Kuchli", "251"), ("1-модда. Умумий", "1"), ("5-МОДДА. ҲОВУЗ", "5"), ("5¹-modda. Hovuz", "5-1"), ("251-moddasi", None)),
                  "Uzbek in both scripts, number first")  # fmt: skip
    yield _before("uz", _ART, "Модда|МОДДА|Modda|MODDA", (("МОДДА 5", "5"), ("Modda 5.", "5"), ("Moddaning 5", None)), "Uzbek, word first")  # fmt: skip
    yield _before("tg", _ART, "Моддаи|МОДДАИ|Модда|МОДДА", (("Моддаи 200. Ғайриқонунӣ", "200"), ("МОДДАИ 5", "5"), ("Моддаи 5(1). Ҳавз", "5-1"),
                  ("Моддаи 5 мукаррар. Ҳавз", "5bis"), ("Моддаҳои 3", None), ("Моддаи 5 Қонуни мазкур", None)), "Tajik")  # fmt: skip
    yield Unit(("mn",), _ART, r"{N}{-}(?:дугаар|дүгээр|ДУГААР|ДҮГЭЭР)\s+(?:зүйл|ЗҮЙЛ)(?![^\W_])",
               (("12 дугаар зүйл.Хориглох", "12"), ("5 дугаар ЗҮЙЛ", "5"), ("12¹ дүгээр зүйл.Цөөрөм", "12-1"), ("3 дугаар зүйлийн", None)), "Mongolian, number first")  # fmt: skip
    yield Unit(("mn",), _ART, r"{O}\s+(?:зүйл|ЗҮЙЛ)(?=\s*$|\s*[.:])", (("Нэгдүгээр зүйл", "1"), ("АРВАН НЭГДҮГЭЭР ЗҮЙЛ", "11"), ("Энэ зүйл", None)),
               "Mongolian, number as a word")  # fmt: skip
    yield _before("az", _ART, "Maddə|MADDƏ|Маддә|МАДДӘ", (("Maddə 234. Qanunsuz", "234"), ("Maddə 234-1. Narkotik", "234-1"), ("МАДДӘ 5", "5"), ("Maddə 5.1. Göl", "5-1"),
                  ("Maddənin", None)), "Azerbaijani in both scripts")  # fmt: skip
    yield Unit(("tr",), _ART, r"(?:(?:EK|Ek|GEÇİCİ|Geçici|(?P<again>MÜKERRER|Mükerrer))\s+)?(?:Madde|MADDE){_}{N}",
               (("Madde 188- (1) Uyuşturucu", "188"), ("MADDE 1 –", "1"), ("Madde 5/A- (1) Gölet", "5-a"), ("Ek Madde 1 –", "1"), ("GEÇİCİ MADDE 2 –", "2"),
                ("Mükerrer Madde 5 –", "5bis"), ("Maddenin", None), ("Madde 5 uyarınca", None)), "Turkish")  # fmt: skip
    yield _behind("tk", _ART, r"madda|MADDA|мадда|МАДДА", (("12-nji madda. Umumy", "12"), ("9-njy madda.", "9"), ("5-нҗи мадда. Көл", "5"), ("5¹-nji madda. Köl", "5-1"),
                  ("12-nji maddasynyň", None)), "Turkmen in both scripts, number first", link=r"{-}(?:nji|njy|NJI|NJY|нжи|нжы|нҗи|нҗы)\s+")  # fmt: skip


def _west_asian() -> Iterable[Unit]:
    yield Unit(("ar",), _ART, r"(?:المادة|المــادة|المـادة|مادة|الماده){_}[(\[]?{_}{AR}{_}[)\]]?(?!\s*(?:من|منه|أعلاه|المذكورة|ومن|إلى)(?![ء-ي]))(?!\s+و[ء-ي])",
               (("المادة الأولى", "1"), ("المادة الثانية والسبعون", "72"), ("المادة (٣٩):", "39"), ("مادة 12 -", "12"), ("المادة السابعة عشرة", "17"),
                ("المادة (5)", "5"), ("المادة 5 مكرر:", "5bis"), ("المادة الخامسة مكررا", "5bis"), ("المادة 5 من القانون", None), ("المادة الثالثة من هذا النظام", None)),
               "Arabic, ordinals in words or digits")  # fmt: skip
    yield _before("fa prs tg ps", _ART, "ماده|مادهٔ|ماده‌ی|مادۀ|مادۀٔ|مادة|مــاده|اصل",
                  (("ماده ۱۲ ـ هر کس", "12"), ("مادۀ ۵", "5"), ("مادهٔ ۳:", "3"), ("ماده ۵ مکرر ـ آب", "5bis"), ("اصل ۵", "5"), ("ماده ۵ این قانون", None)), "Persian and Dari", "{N}")  # fmt: skip
    yield Unit(("fa", "prs"), _ART, r"(?:ماده|مادهٔ|مادۀ|اصل){_}{O}(?=\s*[:ـ\-–.]|\s*$)",
               (("ماده اول:", "1"), ("مادۀ سوم", "3"), ("ماده بیست و یکم", "21"), ("اصل پنجم", "5"), ("ماده اول این قانون", None)), "Persian and Dari, number as a word")  # fmt: skip
    yield Unit(("ps",), _ART, r"{O}\s+(?:ماده|مــاده)(?=\s*[:ـ\-–.]|\s*$)", (("لومړۍ ماده", "1"), ("پنځمه ماده:", "5"), ("دا ماده", None)), "Pashto, number first")  # fmt: skip
    yield _behind("ps", _ART, "ماده|مه ماده", (("۵ ماده", "5"), ("۱۲مه ماده", "12"), ("۵ مادې", None)), "Pashto, number in digits")  # fmt: skip
    yield Unit(("he",), _SEC, r"(?:סעיף|§){_}{HE}(?!\()", (("סעיף 7", "7"), ("סעיף 7א. בריכה", "7a"), ("סעיף ה'", "e"), ("סעיף 5 לחוק", None), ("סעיף 5(א)", None)), "Hebrew")  # fmt: skip
    yield _before("ur", _ART, "آرٹیکل|دفعہ|شق", (("دفعہ ۹", "9"), ("آرٹیکل 4", "4"), ("دفعہ ۹-الف۔ تالاب", "9-a"), ("دفعہ ۵ کے تحت", None)), "Urdu",
                  r"{N}(?:\s?[-–]\s?(?P<sub>الف|[بجد])(?![^\W_]))?")  # fmt: skip


def _indic() -> Iterable[Unit]:
    yield _before("hi ne mr", _SEC, "धारा|दफा", (("धारा २० ", "20"), ("दफा ३.", "3"), ("धारा 35क. तालाब", "35a"), ("दफा ५ को उपदफा", None), ("धारा 5 के अधीन", None)),
                  "Hindi, Nepali", "{N}")  # fmt: skip
    yield _before("hi ne mr", _ART, "अनुच्छेद|धारा", (("अनुच्छेद 47", "47"), ("अनुच्छेद ५", "5"), ("अनुच्छेद 5 के", None)), "Hindi, Nepali treaties", "{N}")  # fmt: skip
    yield _before("bn", _SEC, "ধারা|দফা", (("ধারা ৯।", "9"), ("ধারা ৫", "5"), ("ধারা ৫ক। পুকুর", "5a"), ("ধারা ৪ এর অধীন", None)), "Bengali, where the word is written", "{N}",
                  r"(?=\s*[।.:\-]|\s*$)")  # fmt: skip
    yield _before("bn", _ART, "অনুচ্ছেদ|আর্টিকেল", (("অনুচ্ছেদ ১৮", "18"), ("অনুচ্ছেদ ৫।", "5"), ("অনুচ্ছেদ ৫ এর", None)), "Bengali treaties, constitution", "{N}")  # fmt: skip
    yield _before("si", _SEC, "වගන්තිය|වගන්ති", (("වගන්තිය 5", "5"), ("වගන්තිය 5. පොකුණ", "5"), ("වගන්තියේ 5", None)), "Sinhala", "{N}")  # fmt: skip
    yield _behind("si", _SEC, "වගන්තිය(?![\u0d80-\u0dff])", (("5 වන වගන්තිය", "5"), ("12 වැනි වගන්තිය", "12"), ("5 වන වගන්තියේ", None)), "Sinhala, number first",
                  link=r"\s*(?:වන|වැනි)\s+")  # fmt: skip
    yield Unit(("si",), _SEC, r"{O}\s+වගන්තිය(?=\s*$|\s*[.:])", (("දහවන වගන්තිය", "10"), ("පළමුවන වගන්තිය", "1"), ("මෙම වගන්තිය", None)), "Sinhala, number as a word")  # fmt: skip
    yield _before("si", _ART, "ව්‍යවස්ථාව|වැනි ව්‍යවස්ථාව", (("ව්‍යවස්ථාව 5", "5"), ("ව්‍යවස්ථාව 12.", "12"), ("ව්‍යවස්ථාවේ 5", None)), "Sinhala constitution, treaties", "{N}")  # fmt: skip
    yield _before("ta", _SEC, "பிரிவு", (("பிரிவு 5", "5"), ("பிரிவு 5அ. குளம்", "5a"), ("பிரிவு ௫", "5"), ("பிரிவின் 5", None), ("பிரிவு 5 இன் கீழ்", None)), "Tamil", "{N}")  # fmt: skip
    yield _before("ta", _ART, "உறுப்புரை", (("உறுப்புரை 5", "5"), ("உறுப்புரை 12.", "12"), ("உறுப்புரையின் 5", None)), "Tamil constitution, treaties", "{N}")  # fmt: skip


def _southeast_asian() -> Iterable[Unit]:
    yield _before("th", _ART, "มาตรา", (("มาตรา ๙๐  ห้ามผู้ใด", "90"), ("มาตรา ๕ ทวิ  บ่อ", "5bis"), ("มาตรา ๕/๑  บ่อ", "5-1"), ("มาตรา ๕ แห่งพระราชบัญญัติ", None),
                  ("มาตรา 12/1 ผู้ใด", "12-1")), "Thai, Thai or Western digits", "{N}", r"(?!\s*(?:แห่ง|และ|หรือ|วรรค|ถึง|ต้อง|ให้ใช้|ของ))")  # fmt: skip
    yield _before("th", _ART, "ข้อ", (("ข้อ ๕  บ่อน้ำ", "5"), ("ข้อ 1", "1"), ("ข้อบังคับ ๕", None), ("ข้อ ๕ แห่งกฎ", None)), "Thai regulations and treaties", "{N}",
                  r"(?!\s*(?:แห่ง|และ|หรือ|วรรค|ถึง|ของ))")  # fmt: skip
    yield _before("lo", _ART, "ມາດຕາ", (("ມາດຕາ ໑໒ ການ", "12"), ("ມາດຕາ 3", "3"), ("ມາດຕາ 5 (ໃໝ່) ໜອງ", "5"), ("ມາດຕາ 5 ຂອງກົດໝາຍ", None)), "Lao, with what an amendment did to it",
                  "{N}", r"(?:\s*\((?:ໃໝ່|ປັບປຸງ)\))?")  # fmt: skip
    yield _before("km", _ART, "មាត្រា|ប្រការ", (("មាត្រា ១២.-", "12"), ("មាត្រា 3", "3"), ("មាត្រា\u200b៥ ៖", "5"), ("ប្រការ ១.-", "1"), ("មាត្រា ៥ នៃច្បាប់", None)), "Khmer; ប្រការ in decisions", "{N}")  # fmt: skip
    yield _before("my", _SEC, "ပုဒ်မ", (("ပုဒ်မ ၁၅။", "15"), ("ပုဒ်မ ၅", "5"), ("ပုဒ်မ ၅ အရ", None), ("ပုဒ်မခွဲ (က)", None)), "Burmese, where the word is written", "{N}")  # fmt: skip
    yield _before("my", _ART, "အပိုဒ်", (("အပိုဒ် ၅", "5"), ("အပိုဒ် (၅)", "5"), ("အပိုဒ် ၅ အရ", None)), "Burmese treaties", r"\(?{N}\)?")  # fmt: skip
    yield _before("vi", _ART, "Điều|ĐIỀU", (("Điều 5. Các hành vi", "5"), ("Điều 5a. Trách nhiệm", "5a"), ("ĐIỀU 5đ. Ao", "5dx"), ("Điều 5:", "5"), ("Điều 3 của Luật", None)), "Vietnamese", "{N}",
                  r"(?!\s*(?:của|và|này|và|khoản))")  # fmt: skip
    yield _before("id", _ART, "Pasal|PASAL", (("Pasal 112", "112"), ("Pasal 5A", "5a"), ("PASAL 5", "5"), ("Pasal II", "2"), ("Pasalnya", None), ("Pasal 5 ayat (1)", None)), "Indonesian")  # fmt: skip
    yield _before("ms", _SEC, "Seksyen|SEKSYEN", (("Seksyen 39B", "39b"), ("Seksyen 5. Kolam", "5"), ("Seksyen 5 Akta ini", None)), "Malay", "{N}")  # fmt: skip
    yield _before("ms", _ART, "Perkara|Fasal|PERKARA|FASAL|Artikel|ARTIKEL", (("Perkara 5", "5"), ("FASAL II", "2"), ("Perkara 5 Perlembagaan", None)), "Malay treaties, constitution")  # fmt: skip
    yield _before("fil tl", _SEC, r"Seksiyon|SEKSIYON|Seksyon|SEKSYON|SEK\.|Sek\.|Pangkat|SEC\.|Sec\.", (("Seksiyon 5. Pagbebenta", "5"), ("SEK. 5. Lawa", "5"), ("Seksiyon 5 ng Batas", None)), "Filipino")  # fmt: skip
    yield _before("fil tl", _ART, "Artikulo|ARTIKULO", (("ARTIKULO II", "2"), ("Artikulo 5", "5"), ("Artikulo 5 ng Kasunduan", None)), "Filipino")  # fmt: skip


def _east_asian() -> Iterable[Unit]:
    yield Unit(("zh", "ja"), _ART, r"第\s*{C}\s*[条條](?:\s*[之の]\s*(?P<sub>(?:[之の]?[零〇一二三四五六七八九十百\d])+))?"
               r"(?![第之の]|款|项|項|规|規|至|、|及|或|和|的|所|から|又は|中|に|で|を|が|まで|関|〔)",
               (("第三百四十七条 走私", "347"), ("第 2 條之 1", "2-1"), ("第二条の二　この", "2-2"), ("第五十条の三十八の二", "50-38-2"), ("第５条　池", "5"), ("第五條", "5"),
                ("第10条　开展", "10"), ("第一百二十条之一 池", "120-1"), ("第廿三條", "23"), ("第二条第一款规定", None), ("第十二条の規定により", None)),
               "Chinese (both scripts) and Japanese; followed by 款, 项, の規定 it is a reference")  # fmt: skip
    yield Unit(("ko",), _ART, r"제\s*(?P<num>\d+)\s*조(?:의\s*(?P<sub>\d+(?:의\d+)*))?"
               r"(?![제에의을를은는가과와및,ㆍ·]|부터|까지|\s*제\d+항)",
               (("제5조의2 (마약류)", "5-2"), ("제12조(벌칙)", "12"), ("제 5 조", "5"), ("제2조제2호에 따른", None), ("제3조에 따라", None)),
               "Korean; with a particle it is a reference")  # fmt: skip
