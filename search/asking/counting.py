# ruff: noqa: E501 - a form of words is read as one line
"""Questions for a number: "how many provisions mention ketamine?", in the languages that people ask in.

What is counted must be named (provisions, articles, laws): "how many years for smuggling" asks for
something in a text. A form of words that is not in the table is no such question; then the words are
searched as any others.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

import regex  # type: ignore[import-untyped, unused-ignore]


@dataclass(frozen=True, slots=True)
class CountingQuestion:
    """A question for a number: ``subject`` is what the provisions speak of, in the words of the query.

    ``works`` tells that laws are to be counted rather than provisions of them. ``language`` is that of the
    form of words, which a query shares with its neighbours where they ask alike.
    """

    subject: str
    language: str
    works: bool = False


@dataclass(frozen=True, slots=True)
class _Ways:
    """How a language asks: its words for provisions and for works, and forms around them.

    In a form, ``{what}`` stands for such a word, ``{about}`` for the subject. Alternatives are divided by a bar.
    """

    provisions: str
    works: str
    forms: tuple[str, ...]


_WAYS: Mapping[str, _Ways] = {
    "en": _Ways(
        "provisions|articles|sections|paragraphs|clauses|rules|places|passages",
        "instruments|laws|acts|documents|conventions|treaties|statutes|texts",
        (
            r"(?:how many|(?:the )?number of|count(?: of)?(?: the| all)?) {what} (?:are there |there are |do |does )?(?:that |which )?(?:mention(?:s|ing)?|name|naming|speak(?:ing)? (?:of|about)|talk(?:ing)? about|are about|on|about|concern(?:ing)?|regarding|regulat(?:e|ing)|deal(?:ing)? with|refer(?:ring)? to|contain(?:ing)?|cover(?:ing)?|address(?:ing)?|relate to|relating to) (?:the )?{about}",
            r"how many {what} (?:is|are) {about} (?:mentioned|named|regulated|covered) in",
            r"in how many {what} (?:is|are) {about} (?:mentioned|named|regulated|covered)",
        ),
    ),
    "ru": _Ways(
        "статей|положений|норм|пунктов|параграфов|разделов|упоминаний|мест|статьях|положениях|нормах|пунктах",
        "законов|документов|актов|договоров|конвенций|инструментов|законах|документах|актах|договорах|конвенциях",
        (
            r"(?:во? )?(?:сколько|скольких|количество|число) (?:всего )?{what} (?:есть |имеется |существует )?(?:в которых |которые |где )?(?:о|об|обо|про|по|упоминают|упоминает|упоминается|упоминаются|упомянуты|упомянут|упомянута|говорят об?|говорится об?|речь идёт об?|речь идет об?|касаются|касается|посвящены|посвящено|содержат|содержит|регулируют|относятся к|с упоминанием) {about}",
        ),
    ),
    "uk": _Ways(
        "статей|положень|норм|пунктів|статтях|положеннях",
        "законів|документів|актів|договорів|конвенцій|законах|документах",
        (
            r"(?:у |в )?(?:скільки|скількох|кількість) {what} (?:які )?(?:про|щодо|згадують|згадується|згадуються|стосуються|містять|говорять про|йдеться про|регулюють) {about}",
        ),
    ),
    "kk": _Ways(
        "бап|бапта|ереже|ережеде|норма|нормада|тармақ|тармақта",
        "заң|заңда|құжат|құжатта|акт|актіде|шарт",
        (
            r"{about} (?:туралы|жөнінде|жөніндегі|жайлы|жайында) (?:қанша|неше) {what}(?: бар)?",
            r"(?:қанша|неше) {what} {about}(?: туралы| жайлы| жөнінде)? (?:айтылады|айтылған|айтады|аталады|аталған|кездеседі|көрсетілген|бар)",
        ),
    ),
    "ky": _Ways(
        "берене|беренеде|жобо|жободо|пункт|пунктта|норма",
        "мыйзам|мыйзамда|документ|документте|акт",
        (
            r"{about} (?:жөнүндө|тууралуу|боюнча) (?:канча|нече) {what}(?: бар)?",
            r"(?:канча|нече) {what} {about}(?: жөнүндө| тууралуу)? (?:айтылат|айтылган|аталат|бар|кездешет)",
        ),
    ),
    "uz": _Ways(
        "modda|moddada|qoida|band|norma|модда|моддада|қоида|банд|норма",
        "qonun|qonunda|hujjat|hujjatda|қонун|қонунда|ҳужжат|ҳужжатда",
        (
            r"{about} (?:haqida|toʻgʻrisida|to'g'risida|boʻyicha|bo'yicha|ҳақида|тўғрисида|бўйича) (?:nechta|qancha|нечта|қанча) {what}(?: bor| бор)?",
            r"(?:nechta|qancha|нечта|қанча) {what} {about}(?: haqida| ҳақида)? (?:tilga olingan|aytilgan|bor|eslatilgan|тилга олинган|айтилган|бор)",
        ),
    ),
    "tr": _Ways(
        "madde|maddede|hüküm|hükümde|fıkra|fıkrada|bent",
        "kanun|kanunda|yasa|yasada|belge|belgede|sözleşme|sözleşmede",
        (
            r"{about} (?:hakkında|ile ilgili|konusunda|geçen|bahseden|içeren|düzenleyen|değinen|üzerine) kaç {what}(?: var)?",
            r"kaç {what} {about} (?:bahsediyor|söz ediyor|hakkında|geçiyor|ilgili|ile ilgili|içeriyor|yer alıyor|değiniyor|düzenliyor|düzenlenmiş|anılıyor)",
        ),
    ),
    "az": _Ways(
        "maddə|maddədə|müddəa|müddəada|bənd|norma",
        "qanun|qanunda|sənəd|sənəddə|akt|konvensiya",
        (
            r"{about} (?:haqqında|barədə|ilə bağlı|üzrə) neçə {what}(?: var)?",
            r"neçə {what} {about} (?:haqqındadır|barədədir|bəhs edir|qeyd olunur|çəkilir|adı çəkilir)",
        ),
    ),
    "tg": _Ways(
        "модда|муқаррарот|банд|меъёр",
        "қонун|ҳуҷҷат|санад|конвенсия",
        (
            r"(?:чанд|чандто) {what} (?:дар бораи|оид ба|роҷеъ ба) {about}(?: ҳаст| вуҷуд дорад| аст)?",
            r"(?:дар бораи|оид ба) {about} (?:чанд|чандто) {what}(?: ҳаст| вуҷуд дорад| аст)?",
        ),
    ),
    "mn": _Ways(
        "зүйл|зүйлд|заалт|заалтад|хэсэг",
        "хууль|хуульд|баримт|баримт бичиг|гэрээ",
        (r"{about} (?:тухай|талаар|талаарх) хэдэн {what}(?: байна| байдаг)?(?: вэ)?",),
    ),
    "fa": _Ways(
        "ماده|مادهٔ|مواد|مقرره|مقررات|بند|حکم",
        "قانون|سند|اسناد|قوانین|معاهده|کنوانسیون",
        (
            r"(?:در )?(?:چند|چه تعداد|تعداد) {what} (?:که )?(?:درباره|دربارهٔ|درباره‌ی|در مورد|راجع به|مربوط به|به|از) {about}?(?: اشاره می‌کنند| اشاره می‌کند| اشاره میکند| اشاره دارند| اشاره دارد| اشاره شده است| است| هست| هستند| وجود دارد| وجود دارند| نام برده‌اند| نام برده است)?",
            r"(?:درباره|دربارهٔ|در مورد|راجع به) {about} (?:چند|چه تعداد) {what}(?: است| هست| وجود دارد)?",
        ),
    ),
    "ps": _Ways(
        "مادې|ماده|حکمونه|بندونه",
        "قوانین|قانونونه|اسناد|سندونه",
        (r"د {about} (?:په اړه|په باره کې|په هکله) (?:څو|څومره) {what}(?: دي| شته| شته دي)?",),
    ),
    "ar": _Ways(
        "مادة|المواد|مواد|حكما|حكماً|حكم|الأحكام|أحكام|بندا|بنداً|بند|البنود|نصا|نصاً|نص|النصوص|فقرة|الفقرات",
        "قانونا|قانوناً|قانون|القوانين|وثيقة|الوثائق|اتفاقية|الاتفاقيات|صكا|صك|الصكوك",
        (
            r"(?:كم عدد|كم|ما عدد|ما هو عدد|عدد) {what} (?:التي |هناك |توجد )?(?:تذكر|يذكر|تتعلق بـ?|يتعلق بـ?|المتعلقة بـ?|تتناول|يتناول|حول|عن|بشأن|تشير إلى|يشير إلى|تتحدث عن|يتحدث عن|تنص على|ينص على|تخص|يخص) ?{about}",
        ),
    ),
    "ur": _Ways(
        "دفعات|دفعہ|شقیں|شقوں|آرٹیکل|احکام",
        "قوانین|دستاویزات|قانون|معاہدے",
        (
            r"{about} (?:کے بارے میں|سے متعلق|پر) (?:کتنی|کتنے) {what}(?: ہیں)?",
            r"(?:کتنی|کتنے) {what} (?:میں )?{about} (?:کا ذکر ہے|کا ذکر کرتی ہیں|کا ذکر کرتے ہیں|کے بارے میں ہیں|کے بارے میں|سے متعلق ہیں|سے متعلق)",
        ),
    ),
    "hi": _Ways(
        "प्रावधान|प्रावधानों|धाराएँ|धाराएं|धाराओं|धारा|अनुच्छेद|अनुच्छेदों",
        "कानून|कानूनों|क़ानून|अधिनियम|अधिनियमों|दस्तावेज|दस्तावेज़|संधियाँ",
        (
            r"{about} (?:के बारे में|से संबंधित|पर|के विषय में) (?:कितने|कितनी) {what}(?: हैं| है)?",
            r"(?:कितने|कितनी) {what} (?:में )?{about} (?:का उल्लेख है|का उल्लेख करते हैं|का उल्लेख करती हैं|का उल्लेख|के बारे में हैं|के बारे में|से संबंधित हैं|से संबंधित)",
        ),
    ),
    "bn": _Ways(
        "ধারা|ধারায়|বিধান|বিধানে|অনুচ্ছেদ",
        "আইন|আইনে|দলিল",
        (
            r"{about} (?:সম্পর্কে|বিষয়ে|নিয়ে) (?:কতটি|কয়টি|কত) {what}(?: আছে| রয়েছে)?",
            r"(?:কতটি|কয়টি) {what} {about} (?:উল্লেখ করে|উল্লেখ আছে|সম্পর্কে)",
        ),
    ),
    "zh": _Ways(
        "条款|條款|条文|條文|规定|規定|条|條|款|处|處",
        "法律|文件|法规|法規|公约|公約|条约|條約",
        (
            r"(?:一共|总共|總共|共)?有?(?:多少|几|幾)(?:个|個|条|條|项|項|部|份)?{what}(?:中|里|裡)?(?:是)?(?:提到|提及|涉及|关于|關於|有关|有關|规定了?|規定了?|包含|含有|讲到|講到)了?{about}",
            r"(?:提到|提及|涉及|关于|關於|有关|有關|规定|規定|包含)了?{about}的{what}(?:一共|总共|總共|共)?有?(?:多少|几|幾)(?:个|個|条|條|项|項|部|份)?",
        ),
    ),
    "ja": _Ways(
        "条文|規定|条項|条|箇所",
        "法律|文書|条約|法令",
        (
            r"{about}(?:に関する|についての|に言及する|に言及している|に触れる|に触れている|を含む|を規定する|を規定している)(?:の)?{what}(?:は|の数は|が)?(?:全部で)?(?:いくつ|幾つ|何件|何条|何個|何本)(?:ありますか|あるか|あります|ある|ですか)?",
            r"(?:いくつの|何件の|何本の){what}が{about}(?:に言及|に触れ|を含|を規定)\w*",
        ),
    ),
    "ko": _Ways(
        "조항|규정|조문|조",
        "법률|문서|협약|법",
        (
            r"{about}(?:에 관한|에 대한|을 언급하는|를 언급하는|이 언급된|가 언급된|을 다루는|를 다루는| 관련) {what}(?:은|는|이|가|의 수는)? ?(?:모두 |총 )?(?:몇 ?개|몇 ?건|몇 ?조|얼마나)(?: ?있(?:습니까|나요|는가|어요|는지))?(?:인가요|입니까)?",
            r"몇 ?개의 {what}(?:이|가) {about}(?:을|를) (?:언급|규정|포함|다루)\w*",
        ),
    ),
    "vi": _Ways(
        "điều khoản|quy định|điều|khoản|mục",
        "luật|văn bản|đạo luật|công ước|hiệp định",
        (
            r"(?:có )?bao nhiêu {what} (?:có )?(?:đề cập đến|đề cập tới|đề cập|nói về|nhắc đến|nhắc tới|liên quan đến|quy định về|quy định|về|nêu) {about}",
        ),
    ),
    "id": _Ways(
        "pasal|ketentuan|ayat|seksyen|peruntukan|perkara",
        "undang-undang|dokumen|konvensi|peraturan|akta|konvensyen",
        (
            r"(?:ada )?berapa (?:banyak )?{what} (?:yang )?(?:menyebutkan|menyebut|tentang|mengenai|mengatur|membahas|memuat|berkaitan dengan|terkait|menyentuh) {about}",
        ),
    ),
    "th": _Ways(
        "มาตรา|ข้อ|บทบัญญัติ|วรรค",
        "กฎหมาย|ฉบับ|เอกสาร|พระราชบัญญัติ",
        (
            r"(?:มี)?กี่{what}(?:ที่)?(?:กล่าวถึง|เกี่ยวกับ|พูดถึง|ว่าด้วย|ระบุถึง|ระบุ) ?{about}",
            r"(?:มี)?{what}(?:ที่)?(?:กล่าวถึง|เกี่ยวกับ|พูดถึง|ว่าด้วย|ระบุถึง|ระบุ) ?{about}? ?(?:อยู่|มี)?กี่(?:มาตรา|ข้อ|บทบัญญัติ|วรรค|ฉบับ)",
        ),
    ),
    "de": _Ways(
        "bestimmungen|vorschriften|artikel|artikeln|paragraphen|paragrafen|absätze|regelungen|stellen",
        "gesetze|gesetzen|dokumente|übereinkommen|verträge|rechtsakte",
        (
            r"(?:in )?wie ?viele?n? {what} (?:gibt es )?(?:erwähnen|nennen|betreffen|behandeln|regeln|enthalten|über|zu|zum|zur|sprechen von|handeln von|befassen sich mit|wird|werden) (?:den |die |das )?{about}?(?: erwähnt| genannt| geregelt)?",
        ),
    ),
    "fr": _Ways(
        "dispositions|articles|paragraphes|alinéas|passages",
        "lois|conventions|instruments|documents|textes|traités|accords",
        (
            r"(?:dans )?combien (?:de |d['’]){what} (?:y a-t-il )?(?:qui )?(?:mentionnent|parlent (?:de|du|des)|parlent d['’]|traitent (?:de|du|des)|traitent d['’]|concernent|portent sur|visent|citent|sur|contiennent|évoquent|relatifs? (?:à|aux|au)|relatives? (?:à|aux|au)) ?(?:la |le |les |l['’])?{about}",
        ),
    ),
    "es": _Ways(
        "disposiciones|artículos|articulos|párrafos|apartados|cláusulas",
        "leyes|convenios|convenciones|instrumentos|documentos|tratados|textos",
        (
            r"(?:en )?cuánt[oa]s {what} (?:hay )?(?:que )?(?:mencionan|hablan (?:de|del|sobre)|tratan (?:de|del|sobre)|se refieren (?:a|al)|sobre|contienen|citan|regulan|relativ[oa]s (?:a|al)|abarcan) (?:la |el |los |las )?{about}",
        ),
    ),
    "pt": _Ways(
        "disposições|artigos|parágrafos",
        "leis|convenções|instrumentos|documentos|tratados",
        (
            r"quant[oa]s {what} (?:há )?(?:que )?(?:mencionam|falam (?:de|da|do|sobre)|tratam (?:de|da|do|sobre)|referem|sobre|contêm|citam) (?:a |o |as |os )?{about}",
        ),
    ),
    "nl": _Ways(
        "bepalingen|artikelen|artikels|leden|voorschriften",
        "wetten|documenten|verdragen|instrumenten",
        (
            r"(?:in )?hoeveel {what} (?:zijn er )?(?:die )?(?:noemen|vermelden|gaan over|over|betreffen|behandelen|bevatten|regelen) (?:de |het )?{about}",
        ),
    ),
}
"""By language; Indonesian stands for Malay too, Persian for Dari, simplified Chinese for both."""

LANGUAGES = tuple(_WAYS)
_AROUND = " \t\n.?!？！؟。¿¡՞"
_QUOTES = "\"'«»“”„‘’「」『』《》"


def read_counting(query: str) -> CountingQuestion | None:
    """Return what a query wants counted, None if it is no question for a number.

    >>> read_counting("How many provisions mention ketamine?")
    CountingQuestion(subject='ketamine', language='en', works=False)
    >>> read_counting("сколько законов о прекурсорах")
    CountingQuestion(subject='прекурсорах', language='ru', works=True)
    >>> read_counting("how many years of imprisonment for smuggling")
    """
    text = " ".join(query.split()).strip(_AROUND)
    for language in LANGUAGES:
        for form, works in _forms(language):
            found = form.fullmatch(text)
            subject = found["about"].strip(_AROUND + _QUOTES) if found else ""
            if subject:
                return CountingQuestion(subject, language, works)
    return None


@functools.cache
def _forms(language: str) -> tuple[tuple[regex.Pattern[str], bool], ...]:
    """The forms of a language, those that count provisions first."""
    ways = _WAYS[language]
    return tuple(
        (
            regex.compile(
                form.replace("{what}", f"(?:{what})").replace("{about}", r"(?P<about>\S.*?)"),
                regex.IGNORECASE,
            ),
            works,
        )
        for what, works in ((ways.provisions, False), (ways.works, True))
        for form in ways.forms
    )
