# ruff: noqa: E501 - a list of words is read as one line
"""Small words of queries: those that say nothing, those that say treaty, those that make it another act."""

from __future__ import annotations

from functools import cache

from ingest.query_references.text import fold_words

_PARTICLES = """
the a an of on in for and to under by from at with as per no nr what is
le la les l du de des d et sur en au aux
el los las del y sobre en da do dos das o os e
der die das dem den des und von vom zum zur zu im über gegen
het een van en voor
nin nun ve ile bir dair hakkında ilişkin
ci cu il ildə və haqqında we
про та у в й від щодо об о от по года году год г р року рік и к с из
туралы жылғы жыл жылдагы жылы оны он оны соли сол дар бораи дойр ба
ning va toʻgʻrisida togʻrisida haqida
về của năm các số theo tại
dan atau tentang tahun tentang mengenai di
a o se na č
في من عن على لسنة لعام عام سنة رقم
در از به با سال و درباره را کال د په کې
کی کے کا نمبر سے میں
এর ও সালের সনের
की के का में और का
第 之 的 の 及 ปี ค ศ พ
წლის თ թ ឆ្នាំ йилги yilgi yil йил ын ийн ын z ze roku rok ng ke ni վ ýylyň ýyly yılı tarihli sayılı nji njy inci numaralı
art article статья статьи text текст full полный
"""
# Words for what a number or name is of: "Law 73/2021", "закон 62/95-ВР", "the UN Convention".
_FILLERS = """
act law code statute regulation regulations decree convention treaty un amended
закон закона кодекс кодекса конвенция конвенции закону кодексу конвенції заң заңы кодексі мыйзам қонун qonun
kanun kanunu sayılı kodeksi luật nghị định bộ gesetz gesetzes wet loi ley lei zákon zákona sb akta undang
قانون القانون نظام النظام اتفاقية الاتفاقية کنوانسیون ایکٹ আইন আইনের 法 法律 公约 公約 条約 법률 법 협약
กฎหมาย พระราชบัญญัติ оон гг
"""
_TREATIES = (
    "convention convenc convencao conventie konvention konvensi konvensy konwensi konvansiyon sozlesme "
    "ubereinkommen abkommen verdrag umluv treaty protocol протокол protocolo protokol "
    "конвенц конвенс конвенция اتفاقي الاتفاقي كنوانسيون كنونشن কনভেনশন সনদ कन्वेंशन अभिसमय කොන්වෙන්ෂන් "
    "කොන්වෙන්ෂ සම්මුති சாசன உடன்படிக்கை אמנ לאמנ האמנ conveni kumbensyon kombensyon კონვენცი կոնվենցիա אמנה אמנת konventsiya konvensiya konwensiýa"
)
_RUN_TREATIES = "公约 公約 条約 條約 협약 조약 อนุสัญญา ສົນທິສັນຍາ អនុសញ្ញា ကွန်ဗင်းရှင်း"
# What may stand beside "convention" with a year and leave it the treaty on drugs of that year.
_BESIDE_TREATIES = (
    "un united nations vienna drug drugs narcotic narcotics illicit trafficking traffic psychotropic "
    "оон организации объединенных наций венская венской наркотик наркотика наркотических незакон "
    "незаконного психотропных международная единая единой new york palermo viyana viena vienne wien wenen "
    "uyusturucu bitewi single unique unica وین فیینا واحد الوحيدة бирдиктүү нэгдсэн ягона ягонаи היחידה एकल व्यापक संयुक्त женевская женевской гаагская geneva hague"
)
_ABOUT = (
    "on against relating for regarding about governing about sur contre relative sobre contra über gegen "
    "zur inzake tegen о об против про проти vs về hakkında dair"
)
_OTHERWISE = (
    "regulation regulations rules bill amendment amendments procedure enforcement order ordinance "
    "protocol process processual процессуальный исполнительный verordnung "
    "ausführungsverordnung besluit regeling yönetmeliği uygulama règlement reglamento"
)
# Words with which names of acts end in English, where a word before makes it another act.
_HEADS = "act code law ordinance regulations rules"
# The like where words run together: 刑法修正案, 禁毒法实施细则, 麻薬取締法施行令 are acts of their own.
RUN_OTHERWISE = (
    "修正", "实施", "實施", "施行", "細則", "细则", "시행", "부칙", "施行令", "施行規則", "案", "司法解释", "解释", "特例",
    "修订草案", "วิธี", "ฉบับ", "의특례",
)  # fmt: skip
# Before a name: the act of a province, or of another sort.
RUN_BEFORE = frozenset("省市州县縣區区道郡府旗军軍前旧舊")


@cache
def particles() -> frozenset[str]:
    """Folded words that name nothing."""
    return frozenset(word for line in _PARTICLES.split() for word in fold_words(line))


@cache
def fillers() -> frozenset[str]:
    """Folded words beside a reference that leave it all that a query says."""
    return particles() | frozenset(word for line in _FILLERS.split() for word in fold_words(line))


@cache
def beside_treaties() -> frozenset[str]:
    """Folded words that may stand beside "convention" where the year says which."""
    return frozenset(word for line in _BESIDE_TREATIES.split() for word in fold_words(line))


@cache
def about_words() -> frozenset[str]:
    """Folded words after which a treaty tells its subject."""
    return frozenset(word for line in _ABOUT.split() for word in fold_words(line))


@cache
def otherwise() -> frozenset[str]:
    """Folded words that, after the name of an act, make it the name of another."""
    return frozenset(word for line in _OTHERWISE.split() for word in fold_words(line))


@cache
def heads() -> frozenset[str]:
    """Folded words with which the English name of an act ends."""
    return frozenset(_HEADS.split())


@cache
def treaty_stems() -> tuple[str, ...]:
    """How folded words for treaties begin."""
    return tuple({fold_words(word)[0] for word in _TREATIES.split()})


@cache
def run_treaties() -> tuple[str, ...]:
    """Words for treaties where words run together, folded."""
    return tuple("".join(fold_words(word)) for word in _RUN_TREATIES.split())
