# ruff: noqa: E501 - a State is read as one line, in all its names
"""States and bodies as people name them beside a law: "Thai", "Узбекистана", "韩国", "السعودي".

Words are folded and matched as names of instruments are (:mod:`ingest.query_references.names`), so one
case form of each does. Official names that laws give themselves are in :mod:`ingest.bibliography.states`,
English names of further States in :mod:`ingest.jurisdictions`.
"""

from __future__ import annotations

from collections.abc import Mapping

STATE_WORDS: Mapping[str, str] = {
    "ae": "UAE|United Arab Emirates|Emirati|ОАЭ|الإمارات|الإماراتي|阿联酋|アラブ首長国連邦",
    "af": "Afghanistan|Afghan|Афганистан|Афганистана|афганский|افغانستان|أفغانستان|阿富汗",
    "am": "Armenia|Armenian|Армения|армянский|РА|Հայաստան|ՀՀ|亚美尼亚",
    "at": "Austria|Austrian|Österreich|österreichisch|Австрия",
    "az": "Azerbaijan|Azerbaijani|Азербайджан|азербайджанский|Azərbaycan|阿塞拜疆",
    "bd": "Bangladesh|Bangladeshi|Бангладеш|বাংলাদেশ|孟加拉国",
    "bh": "Bahrain|Бахрейн|البحرين|البحريني",
    "bn": "Brunei|Бруней",
    "by": "Belarus|Belarusian|Беларусь|Беларуси|белорусский|РБ|Республика Беларусь|白俄罗斯",
    "ca": "Canada|Canadian|Канада|Канады|канадский|canadien|canadienne|Canadá|canadiense|Kanada|加拿大|كندا|캐나다|カナダ",
    "ch": "Switzerland|Swiss|Швейцария|швейцарский|Suisse|Suiza|Schweiz|schweizerisch|Zwitserland|瑞士|سويسرا|스위스|スイス",
    "cn": "China|Chinese|PRC|Китай|Китая|КНР|китайский|Қытай|Chine|chinois|Kina|Çin|Trung Quốc|中国|中國|中华人民共和国|中華人民共和國|大陆|大陸|الصين|الصيني|چین|중국|จีน|Xitoy|Хитой|Хятад",
    "cz": "Czechia|Czech Republic|Czech|Чехия|чешский|Česko|český|česká|Tschechien|tschechisch|捷克",
    "de": "Germany|German|Германия|Германии|ФРГ|немецкий|Deutschland|deutsch|deutsche|Allemagne|allemand|Alemania|alemán|Almanya|Alman|Duitsland|Duits|德国|德國|ألمانيا|الألماني|آلمان|독일|ドイツ|เยอรมนี|Đức",
    "eg": "Egypt|Egyptian|Египет|египетский|مصر|المصري|埃及",
    "es": "Spain|Spanish|Испания|испанский|España|español|Espagne|Spanien|西班牙",
    "fr": "France|French|Франция|французский|français|française|Francia|Frankreich|Fransa|Frankrijk|法国|法國|فرنسا|الفرنسي|프랑스|フランス",
    "gb": "United Kingdom|Great Britain|Britain|British|England|English law|UK|Великобритания|英国|英國",
    "ge": "Georgia|Georgian|Грузия|грузинский|საქართველო|საქართველოს|格鲁吉亚",
    "hk": "Hong Kong|香港|Гонконг",
    "id": "Indonesia|Indonesian|Индонезия|индонезийский|印度尼西亚|印尼|إندونيسيا|インドネシア|인도네시아|อินโดนีเซีย",
    "il": "Israel|Israeli|Израиль|Израиля|израильский|ישראל|إسرائيل|以色列",
    "in": "India|Indian|Индия|Индии|индийский|भारत|भारतीय|ভারত|ভারতীয়|印度|الهند|インド|인도",
    "iq": "Iraq|Iraqi|Ирак|العراق|العراقي|伊拉克",
    "ir": "Iran|Iranian|Иран|Ирана|иранский|ایران|إيران|الإيراني|伊朗",
    "it": "Italy|Italian|Италия|Italia|italiano|意大利",
    "jo": "Jordan|Jordanian|Иордания|الأردن|الأردني|约旦",
    "jp": "Japan|Japanese|Япония|Японии|японский|Japon|japonais|Japón|日本|日本国|اليابان|الياباني|ژاپن|일본|ญี่ปุ่น|Nhật Bản",
    "kg": "Kyrgyzstan|Kyrgyz|Kyrgyz Republic|Киргизия|Кыргызстан|Кыргызстана|киргизский|кыргызский|КР|Кыргыз Республикасы|Кыргыз Республикасынын|Qirgʻiziston|吉尔吉斯斯坦",
    "kh": "Cambodia|Cambodian|Камбоджа|កម្ពុជា|柬埔寨|Campuchia",
    "kp": "North Korea|DPRK|КНДР|朝鲜|北朝鮮|북한",
    "kr": "South Korea|Republic of Korea|Korea|Korean|Корея|Кореи|Южная Корея|корейский|Kore|Corée|Corea|한국|대한민국|韩国|韓国|韓國|南韓|كوريا|الكوري|کره|เกาหลี|Hàn Quốc",
    "kw": "Kuwait|Kuwaiti|Кувейт|الكويت|الكويتي",
    "kz": "Kazakhstan|Kazakh|Казахстан|Казахстана|казахский|казахстанский|РК|Республики Казахстан|Қазақстан|Қазақстан Республикасының|ҚР|Kazakistan|Qozogʻiston|Qazaqstan|哈萨克斯坦|قزاقستان|كازاخستان|카자흐스탄|カザフスタン",
    "la": "Laos|Lao PDR|Lao|Лаос|ລາວ|老挝|寮國",
    "lk": "Sri Lanka|Sri Lankan|Шри Ланка|ශ්‍රී ලංකා|இலங்கை|斯里兰卡",
    "mm": "Myanmar|Burma|Burmese|Мьянма|မြန်မာ|缅甸|緬甸",
    "mn": "Mongolia|Mongolian|Монголия|монгольский|Монгол Улс|Монгол Улсын|Монгол|蒙古",
    "my": "Malaysia|Malaysian|Малайзия|малайзийский|马来西亚|馬來西亞|ماليزيا|말레이시아|マレーシア|มาเลเซีย",
    "nl": "Netherlands|Dutch|Holland|Нидерланды|Нидерландов|Голландия|голландский|нидерландский|Nederland|Nederlands|Nederlandse|Pays-Bas|néerlandais|Países Bajos|Niederlande|niederländisch|Hollanda|荷兰|荷蘭|هولندا|هلند|네덜란드|オランダ",
    "np": "Nepal|Nepali|Непал|नेपाल|नेपालको",
    "om": "Oman|Omani|Оман|عمان|العماني",
    "ph": "Philippines|Philippine|Филиппины|Pilipinas|菲律宾",
    "pk": "Pakistan|Pakistani|Пакистан|Пакистана|пакистанский|پاکستان|باكستان|الباكستاني|巴基斯坦|파키스탄|パキスタン|পাকিস্তান|पाकिस्तान",
    "pt": "Portugal|Portuguese|Португалия|português|葡萄牙",
    "qa": "Qatar|Qatari|Катар|قطر|القطري",
    "ru": "Russia|Russian|Russian Federation|RF|Россия|России|РФ|российский|Российской Федерации|Ресей|Rossiya|Rusya|Rusiya|Russie|russe|Rusia|ruso|Russland|russisch|Rusland|俄罗斯|俄羅斯|俄国|俄联邦|俄罗斯联邦|روسيا|الروسي|روسیه|러시아|ロシア|รัสเซีย|Nga|রাশিয়া|Орос",
    "sa": "Saudi Arabia|Saudi|KSA|Саудовская Аравия|саудовский|السعودية|السعودي|المملكة العربية السعودية|عربستان|سعودی|Suudi Arabistan|沙特|沙特阿拉伯|사우디",
    "sg": "Singapore|Singaporean|Сингапур|新加坡",
    "th": "Thailand|Thai|Таиланд|Таиланда|тайский|Thaïlande|Tailandia|Tayland|泰国|泰國|تايلاند|태국|タイ王国|ไทย|ประเทศไทย|Thái Lan",
    "tj": "Tajikistan|Tajik|Таджикистан|Таджикистана|таджикский|РТ|Тоҷикистон|Ҷумҳурии Тоҷикистон|Tojikiston|تاجیکستان|塔吉克斯坦",
    "tm": "Turkmenistan|Turkmen|Туркмения|Туркменистан|Туркменистана|туркменский|Türkmenistan|Türkmenistanyň|土库曼斯坦",
    "tr": "Turkey|Türkiye|Turkish|Турция|Турции|турецкий|Türk|Turquie|turc|Turquía|turco|Türkei|türkisch|Turkije|土耳其|تركيا|التركي|ترکیه|터키|튀르키예|トルコ|Thổ Nhĩ Kỳ|Turkiya",
    "tw": "Taiwan|Taiwanese|ROC|Тайвань|Тайваня|тайваньский|台湾|台灣|臺灣|中華民國|대만|تايوان",
    "ua": "Ukraine|Ukrainian|Украина|Украины|украинский|Україна|України|український|Ukrayna|乌克兰|أوكرانيا|اوکراین|우크라이나",
    "us": "USA|United States|American|США|американский|美国|美國|米国|미국|الولايات المتحدة|آمریکا|ABD|Estados Unidos|États-Unis",
    "uz": "Uzbekistan|Uzbek|Узбекистан|Узбекистана|узбекский|РУз|Республики Узбекистан|Oʻzbekiston|O'zbekiston Respublikasi|OʻzR|O'zR|Ўзбекистон|ЎзР|Özbekistan|Өзбекстан|乌兹别克斯坦|أوزبكستان|ازبکستان|우즈베키스탄|ウズベキスタン",
    "vn": "Vietnam|Viet Nam|Vietnamese|Вьетнам|Вьетнама|вьетнамский|Việt Nam|越南|فيتنام|베트남|ベトナム|เวียดนาม",
}  # fmt: skip

FURTHER_STATES = (
    "Albania|Algeria|Angola|Argentina|Argentine|Australia|Australian|Belgium|Belgian|België|Bhutan|Bolivia|Bosnia|Botswana|"
    "Brazil|Brazilian|Brasil|Bulgaria|Cameroon|Chile|Colombia|Costa Rica|Croatia|Cuba|Cyprus|Denmark|Danish|Ecuador|Estonia|"
    "Ethiopia|Finland|Finnish|Ghana|Greece|Greek|Guatemala|Honduras|Hungary|Hungarian|Iceland|Ireland|Irish|Jamaica|Kenya|"
    "Kosovo|Latvia|Lebanon|Lebanese|Liechtenstein|Lithuania|Luxembourg|Luxemburg|Macao|Macau|Maldives|Malta|Maltese|Mauritius|"
    "Mexico|Mexican|México|Moldova|Montenegro|Morocco|Maroc|Mozambique|Namibia|New Zealand|Nigeria|North Macedonia|Norway|"
    "Norwegian|Palestine|Panama|Paraguay|Peru|Perú|Poland|Polish|Romania|Romanian|Rumänien|Rwanda|Scotland|Scottish|Senegal|"
    "Serbia|Slovakia|Slovak|Slovenia|Somalia|South Africa|South African|Sudan|Suriname|Surinam|Sweden|Swedish|Syria|Tanzania|"
    "Timor-Leste|Tunisia|Uganda|Uruguay|Venezuela|Yemen|Zambia|Zimbabwe|Молдова|Молдавия|Польша|Польши|Латвия|Литва|Эстония|"
    "Финляндия|Швеция|Румыния|Болгария|Сербия|Суринам|Бразилия|Мексика|Австралия|澳大利亚|澳门|澳門|墨西哥|巴西|波兰|سوريا|"
    "لبنان|تونس|المغرب|الجزائر|ليبيا|السودان|اليمن|فلسطين|Oostenrijk|België|Belgique"
)
"""States of which it matters only that they are others."""

BODY_WORDS: Mapping[str, str] = {
    "asean": "ASEAN|АСЕАН|东盟|آسیان|東南アジア諸国連合|อาเซียน",
    "caribbean": "Caribbean|Caraïbes|Caribe|Caribisch",
    "cica": "CICA|СВМДА|АӨСШК|亚信",
    "coe": "Council of Europe|CoE|Совет Европы|Raad van Europa|Conseil de l'Europe",
    "eu": "European Union|EU|ЕС|Unión Europea|Union européenne|欧盟",
    "gcc": "GCC|Gulf Cooperation Council|مجلس التعاون|ССАГПЗ|海合会",
    "un": "UN|United Nations|ООН|Организации Объединенных Наций|БҰҰ|Біріккен Ұлттар Ұйымының|БУУ|БУУнун|СММ|НҮБ|BMT|BM|Birleşmiş Milletler|Nations Unies|ONU|Naciones Unidas|Nações Unidas|Vereinte Nationen|Vereinten Nationen|Verenigde Naties|Liên hợp quốc|LHQ|OSN|PBB|联合国|聯合國|国連|유엔|국제연합|الأمم المتحدة|سازمان ملل|سازمان ملل متحد|ملګرو ملتونو|اقوام متحدہ|สหประชาชาติ|জাতিসংঘ|জাতিসংঘের|संयुक्त राष्ट्र|БМТ|Birleşen Milletler Guramasy|BMG|එක්සත් ජාතීන්ගේ|ஐ.நா|ஐக்கிய நாடுகள்|Nagkakaisang Bansa|האו״ם|האומות המאוחדות|გაერო|გაეროს|ՄԱԿ|ՄԱԿ-ի|សហប្រជាជាតិ|ສະຫະປະຊາຊາດ|ကုလသမဂ္ဂ",
}  # fmt: skip
