# ruff: noqa: E501 - a row of the table is read as one line, in its own script
"""How each language joins the numbers and units of a citation."""

from __future__ import annotations

from functools import cache

from ingest.citations.grammar import Grammar
from ingest.structure.numbers import ARABIC_ORDINAL, CJK_NUMERAL

_SUP = "[⁰¹²³⁴⁵⁶⁷⁸⁹]"
_BIS = r"(?:\s?(?:bis|ter|quater|quinquies)\b)?"
_LEVEL = r"\((?:\d{1,3}[a-z]?|[a-z]{1,2}(?:\.\d+)?|[ivx]{1,6}|[A-H])\)"
# Levels of one number stand on one line: "(1)" on the next is the label of a provision.
_GAP = r"[^\S\n]?"
_ENGLISH = (
    rf"(?:\d+(?:[.\-]\d+)*[A-Za-z]{{0,2}}(?![^\W_]){_BIS}(?:{_GAP}{_LEVEL})*|{_LEVEL}(?:{_GAP}{_LEVEL})*)"
)
_ENGLISH_WORK = r"(?:Acts?|Code|Conventions?|Regulations?|Schedules?|Annex|Protocol|Directive|Treaty|Agreement|Ordinance|Law|Constitution|Charter|Rules|Bill|Decision|Part\s+[IVX\d]+)\b"
_FRENCH_LEVEL = r"\((?:\d{1,3}|[ivx]{1,6}|[A-H])\)|[a-z](?:\.\d+)?\)"
_FRENCH = rf"(?:(?:[LRD]\.?\s?)?\d+(?:[.\-]\d+)*(?:[A-Z](?![^\W_]))?{_BIS}(?:{_GAP}(?:{_FRENCH_LEVEL}))*|(?:{_FRENCH_LEVEL})(?:{_GAP}(?:{_FRENCH_LEVEL}))*)"
_CYRILLIC_ORDINAL = r"(?:перв|втор|трет|четв|пят|шест|седьм|восьм|девят|десят)[а-яё]+(?:" + _SUP + r"+)?"
_CYRILLIC = rf"(?:\d+(?:[.\-]\d+)*{_SUP}*(?![^\W_])|[«\"“'][а-яёa-z](?:{_SUP}|\d)?[»\"”']|\(?[a-zа-я]\)|{_CYRILLIC_ORDINAL})"
_UKRAINIAN = r"(?:\d+(?:[.\-]\d+)*(?![^\W_])|[«\"“'][а-яєіїґ][»\"”']|(?:перш|друг|трет|четв|п['’]ят|шост|сьом)[а-яєіїґ]+)"
_UZBEK_ORDINAL = (
    r"(?:birinchi|ikkinchi|uchinchi|toʻrtinchi|to[‘’']rtinchi|beshinchi|oltinchi|yettinchi|sakkizinchi)"
)
_CJK = rf"(?:{CJK_NUMERAL}+|\d+)"
_ARABIC_FIRST = "(?:أولا|أولاً|ثانيا|ثانياً|ثالثا|ثالثاً|رابعا|رابعاً|خامسا|خامساً)"
_THAI_WORD = "(?:หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ)"
_TURKISH_WORD = "(?:[Bb]irinci|[İi]kinci|[Üü]çüncü|[Dd]ördüncü|[Bb]eşinci|[Aa]ltıncı|[Yy]edinci|[Ss]ekizinci|[Dd]okuzuncu|[Oo]nuncu)"
_DUTCH_WORD = "(?:eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|elfde|twaalfde)"


def _grammars() -> tuple[Grammar, ...]:
    return (
        Grammar(("en",), _ENGLISH, r"\s*,?\s*(?:\b(?:and|or|and/or)\b|&)\s*|\s*,\s*", r"\s+to\s+|\s*[–—]\s*|\s+through\s+",
                r",?\s*(?:under\s+)?", r",?\s+(?:of|in)\s+(?:the\s+)?",
                r"(?:,?\s+(?:sub)?paragraphs?\s+\S+)?,?\s+(?:of\s+(?:(?:the|that|those|an?|such|any|each|its|their|said|Schedule|Part|Annex)\b(?!\s+(?:Part(?:y|ies)|States?|extent|effect|event|case|manner|same|purpose))|[A-Z])"
                rf"|(?:to|in|under)\s+(?:(?:the|that|those|an?|such|any|each|its|their|said)\s+)?(?:[\w’'-]+\s+){{0,3}}?{_ENGLISH_WORK})"
                r"|\s+[A-Z]{2,}\b|\s+(?:above|below)-?mentioned",
                r"\b(?:Regulation|Directive|Decision|Treaty|Judgment|judgment)\s*[^.\n]{0,40},\s*|\b(?:Schedule|Annex|Appendix|Part)\s+[\dIVX]+,\s*|EU:C:\d{4}:\d+,\s*|\b(?:Act|Ordinance|Ord\.)[,\s][^.;\n]{0,30}?\d{4}\)?[^\w.;\n]{0,3}|\bOrd\.\s+\d+\s+of\s+\d{4},\s*|\b[Ii]ts\s+",
                aside=r",\s+(?=Article\s+\d)"),
        Grammar(("ms", "id"), _ENGLISH, r"\s*,?\s*\b(?:dan|atau)\b\s*|\s*,\s*", r"\s+hingga\s+|\s+sampai\s+|\s*[–—]\s*", r",?\s*", r",?\s+(?:dalam\s+)?", r"\s+(?:Akta|Kanun|Enakmen)\b"),
        Grammar(("ru", "kk", "ky", "mn", "tg"), _CYRILLIC, r"\s*(?:,\s*|\s(?:и|или|либо|а также|және|немесе)\s+)", r"\s+[-–—]\s+|(?<=\d)[–—](?=\d)|(?<=[⁰¹²³⁴⁵⁶⁷⁸⁹])[–—](?=\d)|\s+по\s+",
                r",?\s*", r"\s+", r"\s+(?:УК|УПК|КоАП|ГК|ТК|[А-Я]{2,}|[А-Я][а-яё]+(?:ого|его)\s+(?:кодекса|закона)|Кодекса|Закона|Закон\b|Кодекс\b|Федеральн\w+|Конституци\w+|Конвенци\w+|Правил|Положени\w+|указанн\w+\s+\w+)"),
        Grammar(("uk",), _UKRAINIAN, r"\s*(?:,\s*|\s(?:і|й|та|або|чи)\s+)", r"\s+[-–—]\s+|\s*[–—]\s*", r",?\s*", r"\s+", r"\s+(?:КК|КПК|[А-ЯІЇЄ]{2,}|Кодекс\w*|Закону|Конституці\w+|Конвенці\w+|[А-ЯІЇЄ][а-яіїє]+ого\s+(?:кодексу|закону))"),
        Grammar(("zh",), rf"(?:(?:[（(]{_CJK}[）)]|{_CJK}))", r"\s*(?:、|，|和|或者|或|及|以及|与|與|暨)\s*", r"\s*(?:至|到|－|—|–|-)\s*", r"(?:规定的|規定的|規定之|规定之|之|的|[（(][^（）()]{0,40}[）)])?\s*", r"(?!)", r"(?!)",
                r"[\u4e00-\u9fff》](?:法|条例|條例|办法|辦法|规定|細則|细则|規則|规则|標準|公约|解释|决定|章程)|法律|同法|该法|該法|該條例|旧法|原"),
        Grammar(("ja",), _CJK, r"(?:（[^（）]{0,60}）)?\s*(?:、|及び|又は|並びに|若しくは|と|若しくハ)\s*", r"(?:（[^（）]{0,40}）)?から", r"(?:（[^（）]{0,60}）)?(?:の規定により[^第前同]{0,16})?(?:中|に規定する|の)?", r"(?!)", r"(?!)",
                r"(?:法|令|規則|法律|政令|省令|条約|憲法|条例)(?:（[^（）]{0,60}）)?(?:の|附則)?|別表|改正前の|旧"),
        Grammar(("ko",), r"\d+", r"(?:[가-힣\s]{0,10}\))?\s*(?:ㆍ|·|,|및|또는|과|와)\s*", r"\s*(?:내지|부터|∼|~|–|-)\s*", r"\s*(?:중\s*)?", r"(?!)", r"(?!)",
                r"(?:법|령|영|규칙|법률|시행령|시행규칙|규정|조례|협약)\s*(?:중\s*)?|[」｣\"]\s*|구\s*|종전의\s*"),
        Grammar(("th",), rf"(?:\d+(?:/\d+)?|\(\d+\)|{_THAI_WORD})", r"\s*(?:,|และ|หรือ|และหรือ)\s*", r"\s*(?:ถึง|-|–)\s*", r"\s*", r"\s*(?:ของ|แห่ง|ใน)?\s*", r"\s*(?:แห่ง|ของ)(?!ส่วน|หมวด)"),
        Grammar(("lo", "km", "my"), r"\d+", r"\s*(?:,|ແລະ|ຫຼື|និង)\s*", r"\s*(?:ຫາ|ដល់|-|–)\s*", r"\s*", r"\s*", r"\s*(?:ຂອງ|នៃ)"),
        Grammar(("vi",), r"(?:\d+[a-zđ]?(?![^\W_])|(?<![^\W_])[a-zđ]{1,2}(?![^\W_]))", r"\s*(?:,|;|và|hoặc)\s+(?:các\s+)?", r"\s+đến\s+|\s*[–—-]\s*|\s+tới\s+", r"\s*", r"\s+(?:của\s+)?(?:một\s+trong\s+)?(?:các\s+)?",
                r"\s+(?:của\s+)?(?:(?:Bộ luật|Luật|Nghị định|Pháp lệnh|Quyết định|Thông tư|Nghị quyết|Hiến pháp|Bộ Luật|Công ước)\b|[A-Z]{3,})"),
        Grammar(("tr",), rf"(?:\d+(?:/\d+)?|\(?[a-zçğıöşü]\)|{_TURKISH_WORD})", r"\s*(?:,|ve\b|veya\b|ile\b|ya da\b)\s*", r"\s+(?:ilâ|ila)\s+|\s*[–—]\s*", r"['’]?(?:\w{0,4}(?:nin|nın|nun|nün|ın|in|un|ün|deki|daki|sinin|sının|sinde|sında|si|sı))?,?\s*", r"(?!)", r"(?!)",
                r"(?:[Kk]anun(?:u|un|unun|una|unda)?n?u?n?|KHK|[Yy]önetmelik\w*|Anayasa\w*|sayılı)\s*"),
        Grammar(("az", "tk"), r"\d+(?:[.\-]\d+)*", r"\s*(?:,|\bvə\b|\bwe\b|və ya)\s*", r"\s*[–—]\s*", r"\s*", r"\s*"),
        Grammar(("ar",), rf"(?:\(\s*(?:{ARABIC_ORDINAL}|{_ARABIC_FIRST}|\d+|[أ-ي])\s*\)|{ARABIC_ORDINAL}|{_ARABIC_FIRST}|\d+|(?<=\s)[أ-ي]\b)", r"\s*(?:[,،]|و(?=[\s(])|أو|و\s?)\s*", r"\s+(?:إلى|الى|حتى)\s+|\s*[-–]\s*", r"\s*[,،/]?\s*(?:فقرة\s*)?", r"\s+(?:من|في)\s+",
                r"\s+من\s+(?:نظام|قانون|اتفاقية|الاتفاقية|القانون|النظام|اللائحة|لائحة|الدستور|قرار|القرار|المرسوم|مرسوم|ذلك|تلك)"),
        Grammar(("fa", "prs", "ps", "ur"), r"\(?\d+(?:\s?مکرر)?\)?", r"\s*(?:[,،]|و|یا|او)\s*", r"\s+(?:تا|الی)\s+|\s*[-–]\s*", r"\s*", r"\s*(?:از\s+)?", r"\s+(?:قانون|آیین|کنوانسیون|اساسنامه)"),
        Grammar(("de",), r"(?:\d+[a-z]?(?![^\W_])|[¹²³⁴⁵⁶⁷⁸⁹]+|(?<![^\W_])[a-z]{1,2}(?![^\W_]))", r"\s*(?:,|\bund\b|\boder\b|\bsowie\b|u\.)\s*", r"\s+bis\s+|\s*[–—]\s*", r"(?:\s*Satz(?:es)?\s+\d)?,?\s*", r"(?:\s*Satz(?:es)?\s+\d)?\s+(?:von|des|der|im|in)\s+",
                r"\s+(?:de[srm]|von|in der|im)\s+(?!Absatz|Artikel|vorliegenden|Bundesrat|EDI|BAG)(?:\w+\s+)?[A-ZÄÖÜ]|\s+(?:der\s+|des\s+)?(?:[A-ZÄÖÜ][a-zäöü]*[A-ZÄÖÜ]\w*|[A-ZÄÖÜ]{2,})\b",
                r"(?:Verordnung|Richtlinie|Beschluss|Gesetz)\s+[^.\n]{0,40},?\s*|\b(?:AS|BBl|SR|RS)\s[\d\s.]+"),
        Grammar(("fr",), _FRENCH, r"\s*(?:,|\bet\b|\bou\b)\s*(?:(?:à|de|aux|des)\s+)?(?:l[’']|les\s)?", r"\s+à\s+|\s*[–—]\s*", r",?\s*", r",?\s+(?:du|de|des|de\s+l[’']|de\s+la|au)\s*(?:présent\s+)?",
                r",?\s+(?:du|de\s+l[’'](?!(?:annexe|article|alinéa))|de\s+la\s+(?!(?:présente)\b)|des\s+(?!paragraphes|alinéas|articles))\s*[A-ZÉa-z]|,?\s+de\s+l[’']annexe\b|\s+de\s+son\s+article|\s+(?:du\s+)?(?:TFUE|CE|TUE)\b",
                r"(?:[Rr]èglement|[Dd]irective|[Cc]ode|[Ll]oi|partie\s+[IVX]+|annexe\s+[IVX]+)\s*[^.\n]{0,24},?\s*(?:à\s+)?(?:l[’'])?|\b(?:Règlement|Loi)\b[^.;\n]{0,60}\s—\s[^.;\n]{0,40}|\bson\s+"),
        Grammar(("es", "pt"), rf"(?:\d+(?:[.\-]\d+)*[A-Za-z]?(?![^\W_]){_BIS}|[«“\"'(]?(?<![^\W_])[a-z](?![^\W_])[»”\"')]?)", r"\s*(?:,|\by\b|\bo\b|\be\b|\bou\b)\s*(?:(?:del|al|de)\s+|d?el\s+)?", r"\s+a\s+|\s*[–—]\s*", r",?\s*", r",?\s+(?:del?|de\s+los|de\s+las|de\s+la|do|da)\s+(?:presente\s+)?",
                r",?\s+(?:del|de\s+la|de\s+los|de\s+las)\s+(?!(?:presente|artículo|párrafo|mism)\w*)[A-ZÁÉÍa-z]|\s+(?:TFUE|CE|TUE)\b|\s+de\s+su\s+artículo",
                r"(?:Reglamento|Directiva|Decisión|Código)\s*[^.\n]{0,40},\s*|EU:C:\d{4}:\d+,\s*(?:apartado\s*)?|\bsus?\s+"),
        Grammar(("nl",), rf"(?:\d+(?:\.\d+)*[a-z]?(?![^\W_]){_BIS}(?:\s?\([a-z]\s?\))?|\(?(?<![^\W_])[a-z]{{1,2}}(?![^\W_])\)?|{_DUTCH_WORD})", r"\s*(?:,|\ben\b|\bof\b|\balsmede\b)\s*(?:het\s+|de\s+|in\s+het\s+)?", r"\s+tot\s+en\s+met\s+(?:het\s+)?|\s*[–—]\s*", r",?\s*(?:onder(?:deel)?\s+)?", r",?\s+van\s+(?:het\s+|de\s+)?",
                r"(?:,?\s+onder(?:deel)?\s+\S+)?,?\s+van\s+(?:(?:het|de)\s+(?!eerste|tweede|derde|vierde|onderhavige|artikel)|dat\s+|die\s+)[A-Za-z]|\s+[A-Z][a-z]*[A-Z]\w*|\s+[A-Z]{2,}\b"),
        Grammar(("bn",), r"(?:\((?:\d+|[\u0995-\u09b9])\)|\d+)", r"\s*(?:,|ও|এবং|বা|কিংবা|অথবা)\s*", r"\s*(?:হইতে|থেকে|-|–)\s*", r"\)?\s*(?:এর|-এর|র)?\s*", r"(?!)", r"(?!)", r"আইন(?:ের)?[^।\n]{0,4}|Act[^।\n]{0,30}"),
        Grammar(("hi", "ne", "si", "ta"), r"\(?\d+[क-ह]?\)?", r"\s*(?:,|और|या|र|वा)\s*", r"\s*(?:से|देखि|-|–)\s*", r"\s*(?:की|के|का|को)?\s*", r"(?!)"),
        Grammar(("cs", "sk"), r"(?:\d+[a-z]{0,2}(?![^\W_])|(?<![^\W_])[a-z]{1,2}\))", r"\s*(?:,|\ba\b|\bnebo\b)\s*(?:§\s*)?", r"\s+až\s+|\s*[–—]\s*", r",?\s*", r"(?!)",
                r"\s+(?:zákona|tohoto\s+zákona\s+č|vyhlášky|nařízení|[a-z]+ho\s+(?:zákoníku|řádu))"),
        Grammar(("uz",), rf"(?:\d+(?:[.\-]\d+)*{_SUP}*|{_UZBEK_ORDINAL}|[“\"«][a-zа-я][”\"»])", r"\s*(?:,|\bva\b|\byoki\b|\bёки\b|\bва\b)\s*", r"\s*[—–]\s*|\s+dan\s+", r"(?:ning|нинг)?,?\s*", r"(?!)", r"(?!)", r"(?:kodeksi|qonuni|кодекси)(?:ning|нинг)?\s*"),
    )  # fmt: skip


@cache
def grammar_of(language: str) -> Grammar | None:
    """The grammar of ``language`` (BCP 47), None where none is written yet."""
    family = language.split("-")[0]
    return next((grammar for grammar in _grammars() if family in grammar.languages), None)
