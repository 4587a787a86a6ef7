"""The words of :mod:`corpus.number_words`: ordinals and cardinals of many languages, with their values."""

from __future__ import annotations

# A line is a value and words for it; # begins a comment.
WORDS = """
# English, then French, Spanish, Portuguese, German, Dutch, Czech
1 one first premier première primer primero primera único única primeiro primeira erster erste erstes
1 eerste první
2 two second deuxième segundo segunda zweiter zweite zweites tweede druhá druhý druhé
3 three third troisième tercero tercera tercer terceiro terceira dritter dritte drittes derde třetí
4 four fourth quatrième cuarto cuarta quarto quarta vierter vierte viertes vierde čtvrtá čtvrtý
5 five fifth cinquième quinto quinta fünfter fünfte fünftes vijfde pátá pátý
6 six sixth sixième sexto sexta sechster sechste sechstes zesde šestá šestý
7 seven seventh septième séptimo séptima sétimo siebter siebte siebenter zevende sedmá sedmý
8 eight eighth huitième octavo octava oitavo achter achte achtes achtste osmá osmý
9 nine ninth neuvième noveno novena nono neunter neunte neuntes negende devátá devátý
10 ten tenth dixième décimo décima zehnter zehnte zehntes tiende desátá desátý
11 eleven eleventh onzième elfter elfte jedenáctá
12 twelve twelfth douzième zwölfter zwölfte dvanáctá
13 thirteen thirteenth
14 fourteen fourteenth
15 fifteen fifteenth
16 sixteen sixteenth
17 seventeen seventeenth
18 eighteen eighteenth
19 nineteen nineteenth
20 twenty twentieth vingtième
30 thirty thirtieth
40 forty fortieth
50 fifty fiftieth
60 sixty sixtieth
70 seventy seventieth
80 eighty eightieth
90 ninety ninetieth
11 onze undécimo undécima
12 douze duodécimo duodécima
13 dreizehnte dreizehnter dertiende
14 vierzehnte vierzehnter veertiende
15 fünfzehnte fünfzehnter vijftiende
16 sechzehnte sechzehnter zestiende
17 siebzehnte siebzehnter zeventiende
18 achtzehnte achtzehnter achttiende
19 neunzehnte neunzehnter negentiende
20 vigésimo vigésima zwanzigster zwanzigste twintigste
30 trigésimo trigésima trente
40 cuadragésimo quadragésimo
50 quincuagésimo quinquagésimo
11 elfde onzième
12 twaalfde
# Italian, Polish, Georgian, Armenian
1 primo prima pierwszy pierwsza პირველი առաջին
2 secondo seconda drugi druga მეორე երկրորդ
3 terzo terza trzeci trzecia მესამე երրորդ
4 quarto quarta czwarty czwarta მეოთხე չորրորդ
5 quinto quinta piąty piąta მეხუთე հինգերորդ
# Russian, Ukrainian
1 первый первая первое первой перший перша перше
2 второй вторая второе другий друга друге
3 третий третья третье третьей третій третя третє
4 четвертый четвертая четвертое четвертий четверта
5 пятый пятая пятое п'ятий п'ята
6 шестой шестая шестое шостий шоста
7 седьмой седьмая седьмое сьомий сьома
8 восьмой восьмая восьмое восьмий восьма
9 девятый девятая девятое дев'ятий дев'ята
10 десятый десятая десятое десятий десята
11 одиннадцатый одиннадцатая
12 двенадцатый двенадцатая
13 тринадцатый тринадцатая
14 четырнадцатый четырнадцатая
15 пятнадцатый пятнадцатая
16 шестнадцатый шестнадцатая
17 семнадцатый семнадцатая
18 восемнадцатый восемнадцатая
19 девятнадцатый девятнадцатая
20 двадцать двадцатый двадцатая
30 тридцать тридцатый тридцатая
11 одинадцятий одинадцята
12 дванадцятий дванадцята
20 двадцята двадцятий
40 сорок
50 пятьдесят
# Turkish, Azerbaijani, Uzbek (both scripts), Kazakh, Kyrgyz, Turkmen
1 birinci birinchi биринчи бірінші bir бир бір
2 ikinci ikinchi иккинчи екінші экинчи ikkinchi iki
3 üçüncü uchinchi учинчи үшінші үчүнчү üçünji
4 dördüncü to'rtinchi тўртинчи төртінші төртүнчү dördünji
5 beşinci beshinchi бешинчи бесінші beşinji
6 altıncı altinchi олтинчи oltinchi алтыншы алтынчы altynjy
7 yedinci yeddinci yettinchi еттинчи жетінші жетинчи ýedinji
8 sekizinci səkkizinci sakkizinchi саккизинчи сегізінші сегизинчи sekizinji
9 dokuzuncu doqquzuncu to'qqizinchi тўққизинчи тоғызыншы тогузунчу dokuzynjy
10 onuncu on o'n ўн он o'ninchi ўнинчи оныншы онунчу onunjy
20 yirmi yirminci iyirmi yigirma йигирма жиырма жыйырма ýigrimi
30 otuz otuzuncu o'ttiz ўттиз отыз отуз
40 kırk kırkıncı
50 elli ellinci
60 altmış
70 yetmiş
80 seksen
90 doksan
50 elliginchi эллик елу елуінші элүү elli
60 altmışıncı алтмыш алпыс алтымыш
70 yetmişinci етмиш жетпіс жетимиш
80 sekseninci саксон сексен
90 doksanıncı тўқсон тоқсан токсон
1 birinşi birinji
2 ekinşi ikinji
3 üşinşi
4 törtinşi
5 besinşi bäşinji
# Tajik, Mongolian
1 якум нэгдүгээр
2 дуюм дуввум хоёрдугаар
3 сеюм гуравдугаар
4 чорум чаҳорум дөрөвдүгээр
5 панҷум тавдугаар
6 шашум зургадугаар зургаадугаар
7 ҳафтум долдугаар долоодугаар
8 ҳаштум наймдугаар
9 нуҳум есдүгээр
10 даҳум аравдугаар
11 ёздаҳум
12 дувоздаҳум
13 сездаҳум
14 чордаҳум
15 понздаҳум
20 бистум
1 якуми
10 арван
20 хорин хорьдугаар
30 гучин гучдугаар
40 дөчин
50 тавин
# Arabic (article and conjunction are removed before the look-up), masculine and feminine
1 أول أولى واحد واحدة حادي حادية الأحد
2 ثاني ثانية
3 ثالث ثالثة
4 رابع رابعة
5 خامس خامسة
6 سادس سادسة
7 سابع سابعة
8 ثامن ثامنة
9 تاسع تاسعة
10 عاشر عاشرة عشر عشرة
20 عشرون عشرين
30 ثلاثون ثلاثين
40 أربعون أربعين
50 خمسون خمسين
60 ستون ستين
70 سبعون سبعين
80 ثمانون ثمانين
90 تسعون تسعين
100 مائة مئة
200 مائتان مئتان مائتين
# Persian, Dari, Pashto, Urdu
1 یکم نخست اوله لومړی لومړۍ یک
2 دوم دویم دوهم دوهمه
3 سوم دریم سوئم
4 چهارم څلورم
5 پنجم پنځم پنځمه
6 ششم شپږم
7 هفتم اووم اوم
8 هشتم اتم
9 نهم
10 دهم لسم
11 یازدهم
12 دوازدهم
13 سیزدهم
14 چهاردهم
15 پانزدهم
16 شانزدهم
17 هفدهم
18 هجدهم هیجدهم
19 نوزدهم
20 بیست بیستم
30 سی سی‌ام
40 چهل چهلم
50 پنجاه پنجاهم
60 شصت شصتم
70 هفتاد هفتادم
80 هشتاد هشتادم
90 نود نودم
100 صد صدم
1 پہلا پہلی اول
2 دوسرا دوسری
3 تیسرا تیسری
4 چوتھا چوتھی
5 پانچواں
6 چھٹا چھٹی
7 ساتواں
8 آٹھواں
9 نواں
10 دسواں
# Pashto, feminine
1 لومړنۍ
2 دوه‌یم دوه‌یمه دویمه دویم دوهم
3 دریمه درېیمه درېیم درېیمه
4 څلورمه
5 پنځمه
6 شپږمه
7 اوومه
8 اتمه
9 نهمه نهم
10 لسمه
11 یوولسمه یوولسم
12 دولسمه دوولسمه دولسم
13 دیارلسمه دیارلسم
14 څوارلسمه څوارلسم
15 پنځلسمه پنځلسم
16 شپاړسمه شپاړسم
17 اوولسمه
18 اتلسمه
19 نولسمه نونسمه
20 شلمه شلم
21 یوویشتمه
22 دوه‌ویشتمه
23 درویشتمه
# Hindi, Nepali, Bengali, Sinhala, Tamil
1 एक पहली पहिला पहिले পহেলা முதலாம் முதலாவது පළමුවැනි ප්‍රථම
2 दो दूसरी දෙවැනි දෙවෙනි දෙවන இரண்டாவது
3 तीन तीसरी තුන්වැනි තෙවැනි மூன்றாவது
4 चार चौथी හතරවන හතරවැනි සිව්වැනි நான்காவது
5 पाँच पांच पाँचवीं पाँचवां පස්වැනි ஐந்தாவது
6 छह छः छठी छैटौं හයවන හයවැනි සයවන ஆறாம்
7 सात सातवाँ सातौं හත්වන හත්වැනි ஏழாம்
8 आठ आठवाँ आठौं අටවන අටවැනි எட்டாம்
9 नौ नौवाँ नवौं නවවන නවවැනි ஒன்பதாம்
10 दस दसवाँ दशौं දහවන දහවැනි දසවන பத்தாம்
11 एकादश ग्यारह एघारौं එකොළොස්වන එකොළොස්වැනි
12 द्वादश बारह बाह्रौं දොළොස්වන දොළොස්වැනි
13 तेरह දහතුන්වන
14 चौदह දහහතරවන
15 पंद्रह පහළොස්වන
20 बीस විසිවන
14 চতুর্দশ
15 পঞ্চদশ
16 ষোড়শ
20 বিংশ
1 प्रथम पहला पहिलो প্রথম පළමු පළමුවන முதல்
2 द्वितीय दूसरा दोस्रो দ্বিতীয় දෙවන இரண்டாம்
3 तृतीय तीसरा तेस्रो তৃতীয় තෙවන தුන්වන மூன்றாம்
4 चतुर्थ चौथा चौथो চতুর্থ සිව්වන நான்காம்
5 पंचम पाँचवाँ पाँचौं পঞ্চম පස්වන ஐந்தாம்
6 षष्ठ छठा ষষ্ঠ
7 सप्तम সপ্তম
8 अष्टम অষ্টম
9 नवम নবম
10 दशम দশম
11 একাদশ
12 দ্বাদশ
13 ত্রয়োদশ
# Khmer, Burmese
1 មួយ ပထမ
2 ពីរ ဒုတိယ
3 បី တတိယ
4 បួន စတုတ္ထ
5 ប្រាំ ပဉ္စမ
6 ប្រាំមួយ ဆဋ္ဌမ
7 ប្រាំពីរ သတ္တမ
8 ប្រាំបី အဋ္ဌမ
9 ប្រាំបួន နဝမ
10 ដប់ ဒသမ
# Vietnamese (after "thứ"), Indonesian, Malay, Filipino
1 nhất kesatu pertama una unang
2 hai nhì kedua ikalawa ikalawang
3 ba ketiga ikatlo ikatlong
4 tư bốn keempat ikaapat
5 năm kelima ikalima
6 sáu keenam ikaanim
7 bảy ketujuh ikapito
8 tám kedelapan kelapan ikawalo
9 chín kesembilan ikasiyam
8 kedelapan ikawalong
10 mười kesepuluh ikasampu
11 kesebelas
12 keduabelas
# Hebrew
1 ראשון ראשונה
2 שני שנייה
3 שלישי שלישית
4 רביעי רביעית
5 חמישי חמישית
6 שישי שישית
7 שביעי שביעית
8 שמיני שמינית
9 תשיעי תשיעית
10 עשירי עשירית
"""
