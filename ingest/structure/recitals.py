# ruff: noqa: E501 - a row of the table is read as one line
"""How preambular and operative paragraphs open (or, where the verb comes last, end) in each language.

``opens`` and ``ends`` recognise a recital: "Recalling ...", "... ескере отырып,". ``acts`` and ``act_ends`` recognise
the operative paragraph of a resolution that numbers none: "Calls upon ...". How strongly a verb
commits is not decided here (:mod:`ingest.commitments`). Tests are made from the examples.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Row:
    """One language. ``shared``: its operative verbs may open recitals too, so that a number tells them apart."""

    opens: str
    recitals: tuple[str, ...]
    acts: str
    operative: tuple[str, ...]
    ends: str = ""
    act_ends: str = ""
    shared: bool = False


@cache
def recital_table() -> dict[str, Row]:
    """The rows by language."""
    return {
        "en": Row(
            r"(?:Taking|Having|Bearing|Being|Keeping|Deeply|Gravely|Fully|Also|Further|Profoundly|Firmly|Strongly|Seriously)?\s*"
            r"(?:Recogni[sz]ing|Considering|Recalling|Reaffirming|Affirming|Noting|Emphasi[sz]ing|Underscoring|Underlining|"
            r"Stressing|Acknowledging|Convinced|Concerned|Conscious|Aware|Mindful|Cogni[sz]ant|Desiring|Desirous|Determined|"
            r"Expressing|Resolving|Resolved|Commending|Welcoming|Highlighting|Attaching|Appreciating|Alarmed|Alarm|in mind|note|"
            r"Understanding|Observing|Believing|Wishing|Guided|Seeking|Encouraged|Disturbed|regard|considered|"
            r"WHEREAS|AND WHEREAS|Preamble\.\s*Whereas|Realizing|Realising|Reiterating|Recalled|account)\b",
            ("Recalling that ponds freeze,", "Deeply concerned about carp,", "Bearing in mind the newts,", "WHEREAS ponds are deep"),
            r"(?:Also\s+|Further\s+|Strongly\s+|Solemnly\s+|Hereby\s+)*(?:Calls?\s+(?:up)?on|Urges?|Requests?|Decides?|Invites?|Encourages?|Reaffirms?|Affirms?|Recommends?|Recogni[sz]es?|"
            r"Condemns?|Welcomes?|Stresses|Emphasi[sz]es?|Notes?|Takes?\s+note|Expresses|Declares?|Adopts?|Endorses?|Commits?|Undertakes?|Underlines?|Appeals?|Commends?|Resolves?|Remains?|Reiterates?)\b",
            ("Calls upon all keepers to dig;", "Also urges keepers to feed;", "Takes note of the report;"),
        ),
        "ru": Row(
            r"(?:будучи\s+|глубоко\s+|серь[её]зно\s+|вновь\s+|также\s+|выражая\s+|особо\s+)*"
            r"(?:признавая|сознавая|осознавая|учитывая|отмечая|напоминая|ссылаясь|подтверждая|подч[её]ркивая|выражая|стремясь|желая|принимая|рассмотрев|изучив|"
            r"убежд[её]нн(?:ые|ая)|обеспокоенн(?:ые|ая)|озабоченн(?:ые|ая)|обеспокоенность|руководствуясь|считая|полагая|исходя|памятуя|приветствуя|встревожены|намереваясь)\b",
            ("напоминая о прудах,", "будучи глубоко обеспокоенная льдом,", "Ссылаясь на свои решения,"),
            r"(?:также\s+|вновь\s+|настоятельно\s+|решительно\s+|торжественно\s+|особо\s+)*(?:призывает|просит|постановляет|предлагает|рекомендует|подтверждает|подч[её]ркивает|приветствует|отмечает|принимает|осуждает|выражает|"
            r"признает|признаёт|заявляет|одобряет|обязуется|поощряет|настаивает|напоминает|утверждает|призываем|подтверждаем|заявляем|обязуемся|подч[её]ркиваем|поручает)\b",
            ("призывает сторожей копать пруды;", "Также просит сторожей;"),
        ),
        "es": Row(
            r"(?:Profundamente\s+|Muy\s+|Plenamente\s+|Gravemente\s+|Reconociendo\s+también\s+)?(?:Reconociendo|Considerando|Conscientes?|Preocupad[oa]s?|Deseando|Deseos[oa]s?|Teniendo|Recordando|Reafirmando|Estimando|"
            r"Persuadid[oa]s?|Convencid[oa]s?|Entendiendo|Observando|Acogiendo|Destacando|Subrayando|Tomando|Expresando|Habiendo|Afirmando|Alarmad[oa]s?|Guiad[oa]s?|Inspirad[oa]s?|Animad[oa]s?|Notando|Resueltos?|Decidid[oa]s?)\b",
            ("Recordando que los estanques se hielan,", "Profundamente preocupada por las carpas,"),
            r"(?:También\s+|Solemnemente\s+)?(?:Exhorta|Insta|Pide|Decide|Invita|Alienta|Reafirma|Recomienda|Reconoce|Condena|Acoge|Toma nota|Expresa|Declara|Aprueba|Hace suyo|Subraya|Destaca|Observa|Solicita|Encomia|Apoya)\b",
            ("Exhorta a los guardas a cavar;", "Toma nota del informe;"),
        ),
        "fr": Row(
            r"(?:Profondément\s+|Gravement\s+|Vivement\s+|Pleinement\s+)?(?:Reconnaissant|Considérant|Conscient[es]*|Préoccupé[es]*|Soucieu[sx]e?s?|Désireu(?:x|ses?)|Désirant|Estimant|Rappelant|Réaffirmant|Convaincu[es]*|Notant|Vu|"
            r"Tenant|Résolu[es]*|Attendu|Soulignant|Saluant|Prenant|Exprimant|Ayant|Constatant|Affirmant|Alarmé[es]*|Guidé[es]*|Inspiré[es]*|Animé[es]*|Sachant|Encouragé[es]*|Se\s+(?:félicitant|déclarant|référant))\b",
            ("Rappelant que les étangs gèlent,", "Profondément préoccupée par les carpes,", "Ayant examiné les étangs,"),
            r"(?:Prie|Demande|Décide|Invite|Encourage|Réaffirme|Recommande|Reconnaît|Condamne|Se félicite|Prend note|Exprime|Déclare|Adopte|Fait sien|Souligne|Note|Engage|Exhorte|Appelle|Rappelle|Constate|Salue)\b",
            ("Prie les gardiens de creuser ;", "Prend note du rapport ;"),
        ),
        "zh": Row(
            r"(?:[又还還深切特充进進一步再次]{0,3})(?:关切|關切|认识到|認識到|確認|确认|考虑到|考慮到|深信|注意到|铭记|銘記|重申|意识到|意識到|回顾|回顧|希望|决心|決心|忆及|憶及|强调|強調|欢迎|歡迎|审议了|審議了|赞赏|讚賞|感到[震关關]|表示|鉴于|鑒於|遵循|念及|认为|認為|愿|願|本着)",
            ("回顾池塘会结冰，", "深切关切鲤鱼，", "又注意到水草，"),
            r"(?:[又还還并並特再次]{0,2})(?:呼吁|呼籲|促请|促請|请|請|决定|決定|邀请|邀請|鼓励|鼓勵|建议|建議|谴责|譴責|通过|通過|核可|宣布|宣佈|要求|敦促|赞同|贊同|承认|承認|吁请|籲請|支持|责成)",
            ("呼吁看守人挖池塘；", "又请看守人喂鱼；"),
            shared=True,
        ),
        "ar": Row(
            r"و?(?:إذ|واذ|اذ|إدراكا|إدراكاً|اقتناعا|رغبة|إيمانا|انطلاقا|استنادا|حرصا|بعد الاطلاع|بناء على|مذكّ?رين|مذكّ?رة|مدركين|مدركة|مقتنعين|مقتنعة|مؤكّ?دين|مؤكّ?دة|راغبين|راغبة|ملاحظين|ملاحظة|قلقين|معترفين|واضعين|تصميما)(?![ء-ي])",
            ("مذكّرين بأن البرك تتجمد،", "وإذ تشير إلى السمك،", "إدراكا منها للماء،"),
            r"(?:ت|ن|ي)(?:هيب|دعو|طلب|قرر|حث|شجع|ؤكد|عيد|وصي|عترف|دين|رحب|حيط|عرب|علن|عتمد|شدد|لاحظ|ناشد|تعهد|ثني|ؤيد|قر)(?![ء-ي])",
            ("تهيب بالحراس أن يحفروا؛", "تطلب إلى الحراس؛", "ندعو الحراس؛"),
        ),
        "de": Row(
            r"(?:in der|in dem|im|in|von dem|geleitet|gestützt|eingedenk|überzeugt|besorgt|angesichts|unter)\s*(?:Erwägung|Überzeugung|Wunsche?|Bewusstsein|Vertrauen|Geist|Bestreben|Achtung|Beachtung|Anbetracht|Anerkennung|Kenntnis|Hinblick|auf)\b"
            r"|(?:eingedenk|unter Hinweis|unter Berücksichtigung|in Bekräftigung|tief besorgt|besorgt|überzeugt|entschlossen|geleitet|feststellend|mit dem Ausdruck|mit Befriedigung)\b",
            ("in der Erwägung, dass Teiche gefrieren,", "eingedenk der Karpfen,", "unter Hinweis auf die Molche,"),
            r"(?:fordert|bittet|ersucht|beschließt|ermutigt|bekräftigt|empfiehlt|anerkennt|verurteilt|begrüßt|nimmt Kenntnis|erklärt|verabschiedet|betont|unterstreicht|legt .{1,40} nahe|appelliert)\b",
            ("fordert die Wächter auf zu graben;", "nimmt Kenntnis von dem Bericht;"),
        ),
        "nl": Row(
            r"(?:Ten zeerste|Ernstig|Diep|Tevens|Voorts|Zich|In|Met|Van|Gelet|Overwegende?|Erkennende?|Overtuigd|Bezorgd|Verontrust|Wensende?|Verlangende?|Geleid|Bewust|Indachtig|Rekening|Vastbesloten|Gezien|Zorg|Begaan|"
            r"Herinnerende?|Bekrachtigende?|Beseffende?|Vaststellende?)\b",
            ("Overwegende dat vijvers bevriezen,", "Ernstig bezorgd over de karpers,"),
            r"(?:Roept|Verzoekt|Besluit|Nodigt|Moedigt|Bevestigt|Beveelt|Erkent|Veroordeelt|Verwelkomt|Neemt nota|Verklaart|Benadrukt|Dringt)\b",
            ("Roept de wachters op te graven;", "Neemt nota van het verslag;"),
        ),
        "pt": Row(
            r"(?:Profundamente\s+|Gravemente\s+)?(?:Reconhecendo|Considerando|Conscientes?|Preocupad[oa]s?|Desejando|Desejos[oa]s?|Tendo|Recordando|Relembrando|Reafirmando|Convencid[oa]s?|Notando|Observando|Determinad[oa]s?|Sublinhando|Saudando|Tomando|Expressando|Guiad[oa]s?)\b",
            ("Recordando que os lagos gelam,", "Profundamente preocupados com as carpas,"),
            r"(?:Apela|Insta|Solicita|Decide|Convida|Encoraja|Reafirma|Recomenda|Reconhece|Condena|Acolhe|Toma nota|Declara|Aprova|Sublinha|Exorta|Salienta)\b",
            ("Insta os guardas a cavar;", "Toma nota do relatório;"),
        ),
        "it": Row(
            r"(?:Profondamente\s+)?(?:Riconoscendo|Considerando|Consapevoli|Preoccupat[ie]|Desiderando|Desideros[ie]|Visto|Tenendo|Ricordando|Riaffermando|Convint[ie])\b",
            ("Ricordando che gli stagni gelano,", "Visto il trattato,"),
            r"(?:Invita|Chiede|Decide|Incoraggia|Raccomanda|Riconosce|Condanna|Accoglie|Prende atto|Dichiara|Adotta|Sottolinea|Esorta)\b",
            ("Invita i custodi a scavare;", "Prende atto del rapporto;"),
        ),
        "uk": Row(
            r"(?:глибоко\s+|також\s+|будучи\s+)*(?:визнаючи|враховуючи|беручи|усвідомлюючи|підтверджуючи|прагнучи|керуючись|нагадуючи|посилаючись|відзначаючи|підкреслюючи|бажаючи|стурбован[іа]|переконан[іа]|вітаючи|висловлюючи|ураховуючи)\b",
            ("нагадуючи про ставки,", "глибоко стурбовані кригою,"),
            r"(?:також\s+|наполегливо\s+)?(?:закликає|просить|вирішує|пропонує|рекомендує|підтверджує|підкреслює|вітає|відзначає|приймає|засуджує|висловлює|визнає|заявляє|схвалює|заохочує|постановляє|доручає)\b",
            ("закликає сторожів копати;", "також просить сторожів;"),
        ),
        "vi": Row(
            r"(?:Căn cứ|Nhắc lại|Ghi nhận|Nhận thức|Thừa nhận|Công nhận|Tái khẳng định|Xét|Quan ngại|Mong muốn|Tin tưởng|Lưu ý|Theo đề nghị|Xét đề nghị|Nhấn mạnh|Quyết tâm)\b",
            ("Căn cứ Luật ao hồ;", "Nhắc lại rằng ao hồ đóng băng,"),
            r"(?:Kêu gọi|Yêu cầu|Quyết định|Mời|Khuyến khích|Khuyến nghị|Lên án|Hoan nghênh|Tuyên bố|Thông qua|Đề nghị)\b",
            ("Kêu gọi người giữ ao;", "Yêu cầu người giữ ao;"),
        ),
        "id": Row(
            r"(?:Sangat\s+)?(?:Menimbang|Mengingat|Memperhatikan|Menyadari|Mengakui|Menegaskan kembali|Prihatin|Berkeinginan|Yakin|Bahwa|Dengan|Mempertimbangkan|Menekankan pentingnya)\b",
            ("Menimbang bahwa kolam membeku;", "Mengingat ikan mas,"),
            r"(?:Menyerukan|Meminta|Memutuskan|Mengundang|Mendorong|Merekomendasikan|Mengutuk|Menyambut|Menyatakan|Mendesak|Menetapkan|Mencatat)\b",
            ("Menyerukan kepada penjaga;", "Mendesak penjaga;"),
        ),
        "ms": Row(
            r"(?:DAN\s+)?BAHAWASAN[YV]A\b|(?:Amat\s+)?(?:Mengingati|Mengiktiraf|Menyedari|Mengambil kira|Menegaskan semula|Bimbang|Berhasrat|Yakin|Prihatin|Memandangkan)\b",
            ("BAHAWASANYA kolam membeku", "Mengiktiraf bahawa kolam membeku,"),
            r"(?:Menyeru|Meminta|Memutuskan|Menjemput|Menggalakkan|Mengesyorkan|Mengutuk|Mengalu-alukan|Mengisytiharkan|Menggesa|Mengambil maklum)\b",
            ("Menyeru penjaga menggali;", "Menggesa penjaga;"),
        ),
        "th": Row(
            r"(?:โดยที่|ระลึกถึง|ตระหนัก|รับรู้|คำนึงถึง|ยืนยันอีกครั้ง|ยอมรับ|กังวล|ห่วงกังวล|ปรารถนา|เชื่อมั่น|เน้นย้ำ|สังเกต)",
            ("โดยที่บ่อน้ำแข็งตัว", "ตระหนักว่าปลาหนาว"),
            r"(?:เรียกร้อง|ร้องขอ|ตัดสินใจ|เชิญชวน|สนับสนุน|แนะนำ|ประณาม|ยินดี|ประกาศ|กระตุ้น|ขอให้)",
            ("เรียกร้องให้ผู้ดูแลขุดบ่อ", "ขอให้ผู้ดูแล"),
        ),
        "fa": Row(
            r"(?:با\s+(?:یادآوری|توجه|تأکید|تاکید|تأیید|تایید|اذعان|در نظر|ابراز|علم|آگاهی|استناد|عنایت|شناسایی)|نظر به|از آنجا که|با در نظر)(?![ء-یآ])",
            ("با یادآوری برکه‌ها،", "با توجه به ماهی،"),
            r"(?:از\s.{1,60}\s)?(?:می‌خواهد|درخواست می‌کند|تصمیم می‌گیرد|دعوت می‌کند|تشویق می‌کند|محکوم می‌کند)",
            ("از نگهبانان می‌خواهد", "درخواست می‌کند که"),
        ),
        "bn": Row(r"(?:এবং\s+)?যেহেতু", ("যেহেতু পুকুর জমে;", "এবং যেহেতু মাছ"), r"(?:আহ্বান জানায়|অনুরোধ করে|সিদ্ধান্ত গ্রহণ)", ("আহ্বান জানায় যে", "অনুরোধ করে যে")),
        "kk": Row(
            r"(?!)", ("Тоғандар қататынын ескере отырып,", "балықты мойындай отырып,"),
            r"(?!)", ("күзетшілерді қазуға шақырады;", "күзетшілерден сұрайды;"),
            ends=r"(?:(?:ескере|мойындай|атап өте|негізге ала|қолдай|растай|ұмтыла|басшылыққа ала|алаңдаушылық білдіре|еске сала|назарға ала|тілек білдіре)\s+отырып|еске алып|ескеріп|мойындап)", act_ends=r"(?:шақырады|сұрайды|шешеді|ұсынады|растайды|атап өтеді|қолдайды|айыптайды|құптайды|міндеттенеді)",
        ),
        "tr": Row(
            r"(?!)", ("Göletlerin donduğunu hatırlatarak,", "balığı göz önünde bulundurarak,"),
            r"(?!)", ("bekçileri kazmaya çağırır;", "bekçilerden talep eder;"),
            ends=r"(?:hatırlatarak|hatırlayarak|kabul ederek|tanıyarak|göz önünde (?:bulundurarak|tutarak)|dikkate alarak|kaydederek|vurgulayarak|teyit ederek|endişe duyarak|arzu ederek|inanarak|bilincinde olarak|not ederek|kararlı olarak)", act_ends=r"(?:çağırır|çağrıda bulunur|talep eder|karar verir|davet eder|teşvik eder|tavsiye eder|teyit eder|kınar|memnuniyetle karşılar|vurgular|kaydeder|ister)",
        ),
        "uz": Row(
            r"(?!)", ("Hovuzlar muzlashini eʼtirof etib,", "baliqni hisobga olib,"),
            r"(?!)", ("qorovullarni qazishga chaqiradi;", "qorovullardan soʻraydi;"),
            ends=r"(?:e[ʼ'’]tirof etib|tan olib|hisobga olib|qayd etib|eslatib|tasdiqlab|taʼkidlab|ta'kidlab|intilib|istab|amal qilib|tashvishlanib|эътироф этиб|ҳисобга олиб|қайд этиб|таъкидлаб|тасдиқлаб)", act_ends=r"(?:chaqiradi|so[ʻ'‘]raydi|qaror qiladi|taklif etadi|tavsiya etadi|tasdiqlaydi|qoralaydi|чақиради|сўрайди|қарор қилади)",
        ),
        "ja": Row(
            r"(?!)", ("池が凍ることを想起し、", "魚に留意し、"),
            r"(?!)", ("番人に池を掘るよう要請する。", "番人に求める。"),
            ends=r"(?:考慮し|認識し|希望し|確信し|想起し|留意し|再確認し|強調し|憂慮し|懸念し|歓迎し|決意し|承認し|念頭に置き|考え|認め)(?:て)?", act_ends=r"(?:(?:要請|決定|奨励|勧告|再確認|強調|歓迎|非難|招請|宣言|採択|表明)する|求める)",
        ),
        "ko": Row(
            r"(?!)", ("연못이 언다는 것을 상기하며,", "물고기를 고려하여,"),
            r"(?!)", ("지킴이에게 파도록 촉구한다.", "지킴이에게 요청한다."),
            ends=r"(?:상기하[며고]|인정하[며고여]|인식하[며고여]|고려하[며고여]|유의하[며고여]|재확인하[며고]|강조하[며고]|우려하[며고여]|희망하[며고여]|확신하[며고여]|주목하[며고여]|결의하[며고여]|환영하[며고])", act_ends=r"(?:촉구|요청|결정|장려|권고|재확인|강조|환영|규탄|초청|선언|채택|권장)한다",
        ),
    }  # fmt: skip


_NEVER = "(?!)"


def opening_pattern(language: str) -> re.Pattern[str] | None:
    """The words that open a recital in ``language`` (BCP 47), or None where none do."""
    row = recital_table().get(language.split("-")[0])
    return _compiled(row.opens) if row and row.opens != _NEVER else None


def is_recital(text: str, language: str) -> bool:
    """Tell whether a paragraph (its number removed) opens, or ends, like a recital.

    >>> is_recital("Recalling that ponds freeze,", "en"), is_recital("연못이 언다는 것을 상기하며,", "ko")
    (True, True)
    """
    row = recital_table().get(language.split("-")[0])
    return row is not None and _matches(text, row.opens, row.ends)


def is_operative(text: str, language: str) -> bool:
    """Tell whether a paragraph without a number opens, or ends, like the operative part of a resolution.

    >>> is_operative("Calls upon all keepers to dig;", "en"), is_operative("Ponds are deep.", "en")
    (True, False)
    """
    row = recital_table().get(language.split("-")[0])
    return row is not None and _matches(text, row.acts, row.act_ends)


def needs_no_number(language: str) -> bool:
    """Whether a numbered paragraph in ``language`` is never a recital, since its operative verbs open recitals too."""
    row = recital_table().get(language.split("-")[0])
    return row is not None and row.shared


def _matches(text: str, opening: str, ending: str) -> bool:
    text = text.lstrip("-–— *_").rstrip("*_ ")
    if _compiled(opening).match(text):
        return True
    return bool(ending) and bool(_compiled(rf"(?:{ending})[,،、，;；.。]?$").search(text))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
