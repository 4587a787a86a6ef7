"""Small words that tell languages apart where statistical models confuse them.

For languages in Latin script: words of high frequency in any text, weighted by nothing but their
presence. Malay and Indonesian share most of them, so for these two the table has the words that
the standards of the two countries spell or choose differently.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_WORDS = {
    "en": (
        "the of and to in that is for shall with by any or be not this are was which from has it on "
        "at as an such under other may must into than its their these those been have had will would "
        "there where when who whom whose if but no nor all each every upon about between before after"
    ),
    "de": (
        "der die und den das von mit des zu ist nicht ein eine dem im sich auf für oder werden wird "
        "bei nach durch an aus über unter zum zur bis vom beim einer eines einem einen kann können "
        "muss sind war dieser diese dieses sowie soweit wenn dass wie nur auch alle jeder er sie wir "
        "haben hat"
    ),
    "fr": (
        "le la les des et du une est dans que pour par sur au aux qui ou sont avec ne pas cette ces "
        "être de un en il elle ce son sa ses leur leurs a été ont entre avant après sous tout toute "
        "tous lorsque dont à chaque afin si"
    ),
    "es": (
        "el los las de y del una en que para por con se su al como no ser lo más sus este esta será "
        "deberá un a sobre entre hasta desde sin cuando cada todo toda todos ha han sido son fue "
        "donde cual cuyo estos dicha"
    ),
    "pt": (
        "o os as de do da dos das e em que para por com não uma um ao à pelo pela são ou no na nos "
        "nas sobre entre até desde sem quando cada todo toda todos foi foram este esta estes deve se "
        "sua seu"
    ),
    "nl": (
        "de het een van en in is dat op te zijn met voor niet aan door ook bij worden wordt of deze "
        "als naar haar hun wanneer indien tussen over uit tot elk elke kan kunnen moet heeft hebben "
        "werd zal dan maar er die geen hij wij jaar"
    ),
    "cs": (
        "a se na je že z v s o do k i ve za by pro jako nebo podle při který která které od musí být "
        "není jak co aby tím tohoto této těchto jeho jejich může mohou bude byl byla bylo mezi před "
        "pod nad každý rok tom tato tyto jsou však"
    ),
    "vi": (
        "và của các có được cho không trong là với người này theo định khi tại những để từ về một quy "
        "vào ra trên dưới sau trước hoặc do thì đã đang sẽ phải bị hay nào việc hàng năm như"
    ),
    "tr": (
        "ve bir bu ile için olarak de da olan veya ya göre kadar en çok daha her ise gibi sonra değil "
        "ancak olup üzere olmak tarafından bunların şu kendi arasında dair ilişkin önce eden edilen "
        "yıl hem"
    ),
    "az": (
        "və bir bu ilə üçün olan də da ya görə kimi daha hər onun olaraq həmin isə qədər deyil edir "
        "əgər il haqqında barədə onu bunlar tərəfindən arasında sonra əvvəl öz heç necə idi olub"
    ),
    "uz": (
        "va bu bilan uchun bir ham yoki boʻlgan o'z deb agar edi esa kerak bo'lgan o‘z bo‘lgan emas "
        "ushbu har yili qanday haqida to‘g‘risida toʻgʻrisida tomonidan keyin oldin uning ular qilish "
        "boʻyicha mumkin lozim"
    ),
    "tk": (
        "we bu bilen üçin bir hem ýa bolan şol öz diýip ol eger edip ýaly soň däl ýada bolsa etmek "
        "onuň her ýyl barada tarapyndan soňra onda olar biz bolup bilýär däldir"
    ),
    "fil": (
        "ang ng sa na mga at ay ni kay para hindi ito siya nang kung mula isang may nito o kanyang "
        "dahil kanilang nila namin dapat bawat lahat tungkol upang habang noong ngunit pero kapag"
    ),
    "id": (
        "karena bahwa bisa saat ketika dari namun hanya saja lalu hingga tetapi sangat sebuah "
        "beberapa lainnya setiap yaitu yakni sebesar serta pihak antarnegara tersebut sedangkan "
        "daerah provinsi kabupaten kota negara pemerintah polisi kepolisian jaksa pengadilan pidana "
        "pasal ayat huruf peraturan undang-undang keputusan menteri presiden narkotika psikotropika "
        "republik komite sekretaris pejabat kantor perusahaan informasi pribadi rahasia kebijakan "
        "biaya pernyataan kesepakatan konferensi kampanye proyek energi posisi tanggal persen ratusan "
        "uang mobil korban kekerasan serikat uni eropa inggris prancis jerman skotlandia selandia "
        "suriah tiongkok rusia swiss belanda agustus desember maret jumat senin selasa rabu mendukung "
        "mengatakan berbicara berhasil mencoba mengajukan mengakhiri menemukan memenangkan "
        "menambahkan harus mempunyai merupakan berarti kata berkata tim pria punya sekitar terkait "
        "tahun"
    ),
    "ms": (
        "kerana bahawa boleh ialah selepas semasa apabila daripada beliau amat ramai tiada sahaja "
        "walau adakah mengikut berkenaan manakala iaitu bagi telah sebarang hendaklah mana-mana tiap- "
        "tiap sekiranya semenjak terhadap kepada negeri kerajaan polis mahkamah pendakwa akta seksyen "
        "subseksyen perenggan pindaan dadah kesalahan hukuman pegawai jawatankuasa setiausaha jawatan "
        "syarikat pejabat persekutuan kesatuan kawasan maklumat peribadi laman akhbar kajian "
        "rancangan kempen sukan rekod kereta sempadan hospital baharu peratus ratus wang kanak-kanak "
        "kanak rakan lelaki mangsa keganasan kecederaan parti ahli pasukan eropah britain england "
        "perancis scotland zealand rusia ogos disember mac jumaat ahad isnin khamis julai menyokong "
        "memberitahu bercakap berjaya cuba memenangi menyertai bertanding bersedia menambah mempunyai "
        "perlu berkata beratus sukar tahun pula turut"
    ),
}
# Words that both use with the same frequency decide nothing between them.
_SHARED = set(_WORDS["id"].split()) & set(_WORDS["ms"].split())
FUNCTION_WORDS: Mapping[str, frozenset[str]] = {
    # Single letters are also labels, abbreviations and symbols.
    code: frozenset(word for word in words.split() if len(word) > 1)
    - (_SHARED if code in ("id", "ms") else frozenset())
    for code, words in _WORDS.items()
}
# Not beside a bracket or a hyphen with a digit: "dibenzo[de,g]" and "4-en-3" have no words in them.
_WORD = re.compile(r"(?<![\w\[(-])[^\W\d_]+(?:[-'’ʻʼ‘][^\W\d_]+)*(?![\w\]]|-\d)")


def count_function_words(text: str) -> dict[str, int]:
    """Count the occurrences of each language's words in ``text``; languages without any are absent."""
    words = _WORD.findall(text.lower())
    found = {code: sum(word in vocabulary for word in words) for code, vocabulary in FUNCTION_WORDS.items()}
    return {code: count for code, count in found.items() if count}


def count_words(text: str) -> int:
    """Count the words of ``text``."""
    return len(_WORD.findall(text))
