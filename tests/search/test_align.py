"""Alignment: what may be trained on, what training aims at, and what four-bit weights keep of it."""

from __future__ import annotations

import math
import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from search_samples import make_bundle  # type: ignore[import-not-found]

from corpus.errors import ConfigurationError, UsageError
from corpus.settings import Settings
from corpus.store import Store
from search.align import align, gather
from search.align.batches import Batches, Cell
from search.align.low_rank import LowRank
from search.align.meanings import Length, Meaning, read_legal_texts, read_parallel, read_terms
from search.align.split import KEPT_OUT_LANGUAGES, Part, part_of_article, part_of_news
from search.align.train import TEMPERATURE, attract
from search.align.variants import slip, vary, write_otherwise
from search.encoders import open_encoder
from search.encoders.bundled import BundledEncoder
from search.encoders.deltas import (
    SHIPPED,
    Alignment,
    dither,
    find_alignment,
    merge_packed,
    place_of,
    read_alignment,
    write_alignment,
)
from search.encoders.packed import bundled_path, hash_file, read_packed
from tests.search.tiny_models import save_encoder

SENTENCES = {
    "eng": [f"The bridge number {n} is painted in spring." for n in range(60)],
    "kaz": [f"{n}-көпір көктемде боялады." for n in range(60)],
    "nld": [f"Brug nummer {n} wordt in het voorjaar geschilderd." for n in range(60)],
}


@pytest.fixture
def parallel(tmp_path: Path) -> Path:
    folder = tmp_path / "parallel"
    folder.mkdir()
    for language, lines in SENTENCES.items():
        name = "nl" if language == "nld" else language
        (folder / f"own.{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    documents = "".join(f"paper.{n // 2}\n" for n in range(60))
    (folder / "document_ids.tsv").write_text(documents, encoding="utf-8")
    return folder


# -- what may be used --------------------------------------------------------------------------------


def test_nothing_kept_out_is_ever_gathered_for_training(parallel: Path, settings: Settings) -> None:
    articles = [f"Pilots of harbour {n} carry a lamp and a register." for n in range(1, 41)]
    with Store.open(settings.database_url) as store:
        for language in ("en", "fr", "nl"):
            store.put(make_bundle("sea", language, [f"{language}: {text}" for text in articles]))
        found = gather(store, parallel)
    training = [text for meaning in found[Part.TRAINING] for text in meaning.texts.items()]
    assert not {code for (code, _), _ in training} & KEPT_OUT_LANGUAGES
    words = {text for _, text in training}
    for number, line in enumerate(SENTENCES["eng"]):
        assert (line in words) == (part_of_news(f"paper.{number // 2}") is Part.TRAINING)
    for number, text in enumerate(articles, start=1):
        part = part_of_article("/akn/xx/act/sea", f"art_{number}")
        for language in ("en", "fr"):
            assert (f"{language}: {text}" in words) == (part is Part.TRAINING), number
    assert Part.HELD_OUT not in found


def test_every_part_has_something_of_both_collections() -> None:
    articles = Counter(part_of_article("/akn/xx/act/1", f"art_{n}") for n in range(400))
    assert 160 < articles[Part.TRAINING] < 240
    assert 70 < articles[Part.TUNING] < 130
    assert part_of_article("/akn/un/act/1961/single-convention", "art_12") is not Part.TRAINING


def test_files_that_do_not_agree_are_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="no parallel texts"):
        read_parallel(tmp_path)
    (tmp_path / "a.eng.txt").write_text("one\ntwo\n", encoding="utf-8")
    (tmp_path / "a.kaz.txt").write_text("бір\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="same number of lines"):
        read_parallel(tmp_path)


def test_our_legal_texts_say_everything_in_every_language() -> None:
    texts = read_legal_texts()
    meanings = texts[Part.TRAINING] + texts[Part.TUNING]
    assert len(meanings) >= 100
    assert texts[Part.TUNING]
    counts = Counter(language for meaning in meanings for language in meaning.languages())
    assert len(counts) == 37
    assert min(counts.values()) > 0.95 * len(meanings)
    for meaning in meanings:
        for language in meaning.languages():
            asked, told = meaning.texts[language, Length.KEYWORDS], meaning.texts[language, Length.TEXT]
            assert len(asked) < len(told), (meaning.topic, language, asked)
        provisions = [text for (_, length), text in meaning.texts.items() if length is Length.TEXT]
        assert len(set(provisions)) == len(provisions), meaning.topic


# -- batches -----------------------------------------------------------------------------------------


def test_a_batch_is_a_table_whose_columns_have_one_language_and_way_of_asking() -> None:
    batches = Batches(read_legal_texts()[Part.TRAINING] + read_terms(), 4)
    for _ in range(20):
        cells = batches.draw()
        columns: dict[int, set[tuple[str, bool]]] = {}
        for cell in cells:
            columns.setdefault(cell.column, set()).add((cell.language, cell.asks))
        assert all(len(kinds) == 1 for kinds in columns.values())
        # Texts of its own language that say something else: each has some to be told from.
        assert min(Counter(cell.column for cell in cells).values()) > 3


def test_the_same_seed_gives_the_same_batches() -> None:
    meanings = read_legal_texts()[Part.TRAINING]
    one, same, other = (Batches(meanings, seed) for seed in (4, 4, 5))
    assert one.draw() == same.draw()
    assert one.draw() != other.draw()


def test_people_write_otherwise_than_it_stands() -> None:
    assert write_otherwise("Қазақстан", "kk") == "Qazaqstan"
    assert write_otherwise("narkotik", "az") == "наркотик"
    assert write_otherwise("narkotika", "de") is None
    chance = random.Random(1)
    assert vary("прекурсоры", "ru", chance, 0.0) == "прекурсоры"
    ways = {vary("прекурсоры", "ru", chance, 1.0) for _ in range(60)}
    assert "prekursory" in ways
    assert len(ways) > 10
    assert slip("12", chance) == "12"


# -- what training aims at ---------------------------------------------------------------------------


def cell(row: int, column: int, text: str = "") -> Cell:
    return Cell(row, column, "en", text or f"{row} {column}", False, "")


def test_the_loss_is_that_of_the_counterpart_among_all_others() -> None:
    vectors = torch.tensor([[1.0, 0.0], [0.8, 0.6], [0.6, 0.8], [0.0, 1.0]])
    cells = [cell(0, 0), cell(0, 1), cell(1, 0), cell(1, 1)]

    def one(counterpart: float, *others: float) -> float:
        against = math.log(sum(math.exp(other / TEMPERATURE) for other in others))
        return math.log1p(math.exp(against - counterpart / TEMPERATURE))

    by_hand = [one(0.8, 0.6, 0.0), one(0.8, 0.96, 0.6), one(0.8, 0.6, 0.96), one(0.8, 0.0, 0.6)]
    assert float(attract(vectors, cells)) == pytest.approx(sum(by_hand) / 4, rel=1e-4)


def test_a_wording_that_two_meanings_share_is_not_held_against_them() -> None:
    vectors = torch.tensor([[1.0, 0.0], [0.8, 0.6], [1.0, 0.0], [0.0, 1.0]])
    alike = [cell(0, 0, "Short title"), cell(0, 1), cell(1, 0, "short title"), cell(1, 1)]
    apart = [cell(0, 0, "Short title"), cell(0, 1), cell(1, 0, "long title"), cell(1, 1)]
    assert float(attract(vectors, alike)) < float(attract(vectors, apart))


# -- four-bit weights --------------------------------------------------------------------------------


def test_a_change_smaller_than_half_a_step_is_kept_on_average() -> None:
    steps = torch.from_numpy(np.random.default_rng(1).integers(-6, 6, (64, 384)).astype(np.float32))
    scales = torch.full((64, 384), 0.02)
    low_rank = LowRank(steps * scales, 2, scales, "a matrix")
    with torch.no_grad():
        # 0.06 of a step everywhere: plain rounding would lose all of it.
        low_rank.up.fill_(0.001)
        low_rank.down.fill_(0.6)
    changed = (low_rank(steps * scales) / scales).detach()
    assert torch.equal(changed.round(), changed.round().clamp(-8, 7))
    assert float((changed - changed.round()).abs().max()) < 1e-4
    assert float((changed - steps).mean()) == pytest.approx(0.06, abs=0.006)


def test_no_change_leaves_the_matrix_as_it_was() -> None:
    weight = torch.randn(8, 32)
    scales = torch.full((8, 32), 0.1)
    on_grid = (weight / scales).round().clamp(-8, 7) * scales
    assert torch.allclose(LowRank(on_grid, 4, scales, "m")(on_grid), on_grid, atol=1e-6)
    assert torch.equal(LowRank(weight, 4, None, "m")(weight), weight)


def make_alignment(place: Path, size: float) -> Alignment:
    base = hash_file(bundled_path())
    draw = np.random.default_rng(2).standard_normal
    arrays: dict[str, np.ndarray] = {}
    for layer in (3, 9):
        name = f"encoder.layer.{layer}.attention.self.value.weight"
        arrays[f"{name}:up"] = (size * draw((384, 4))).astype(np.float16)
        arrays[f"{name}:down"] = (draw((4, 384)) / 20).astype(np.float16)
        arrays[f"encoder.layer.{layer}.output.dense.bias"] = (size * draw(384)).astype(np.float32)
    return write_alignment(place_of(base, place), arrays, {"base": base})


def test_the_bundled_encoder_is_merged_once_and_both_engines_agree(tmp_path: Path) -> None:
    make_alignment(tmp_path, 0.05)
    texts = ["Ships carry lamps at night.", "Суда несут огни ночью.", "船舶夜间须点灯。"]
    encoder = BundledEncoder(tmp_path, bulk=True, threads=1)
    bare = BundledEncoder(tmp_path, bulk=False, aligned=False, threads=1)
    assert encoder.fingerprint != bare.fingerprint
    small, torch_engine = encoder.encode_passages(texts), encoder._open_torch().encode_passages(texts)
    assert (small * torch_engine).sum(axis=1).min() > 0.999
    # It is another encoder now, and not a broken one.
    likeness = (small * bare.encode_passages(texts)).sum(axis=1)
    assert likeness.min() > 0.5
    assert likeness.max() < 0.9995
    merged = next(tmp_path.glob("*.bin"))
    written = merged.stat().st_mtime_ns
    assert BundledEncoder(tmp_path, bulk=False, threads=1).fingerprint == encoder.fingerprint
    assert merged.stat().st_mtime_ns == written


def test_merging_is_what_training_saw(tmp_path: Path) -> None:
    alignment = make_alignment(tmp_path, 0.05)
    merged = read_packed(merge_packed(bundled_path(), alignment, tmp_path, "f" * 64))
    before = read_packed(bundled_path())
    name = "encoder.layer.3.attention.self.value.weight"
    scales = torch.from_numpy(before.grid("l3.v.w")[0].reshape(384, 384))
    weight = torch.from_numpy(before.tensor("l3.v.w").reshape(384, 384))
    seen = LowRank(weight, 4, scales, name)
    with torch.no_grad():
        seen.up.copy_(torch.from_numpy(alignment.deltas[f"{name}:up"].astype(np.float32)))
        seen.down.copy_(torch.from_numpy(alignment.deltas[f"{name}:down"].astype(np.float32)))
    expected = seen(weight).detach().numpy()
    found = merged.tensor("l3.v.w").reshape(384, 384)
    # A value on the border between two steps may fall on either side.
    assert (np.abs(found - expected) > 1e-6).mean() < 1e-4
    assert (np.abs(found - weight.numpy()) > 1e-6).mean() > 0.01
    assert np.array_equal(merged.tensor("l4.v.w"), before.tensor("l4.v.w"))
    bias = "encoder.layer.9.output.dense.bias"
    assert merged.tensor("l9.fo.b") == pytest.approx(before.tensor("l9.fo.b") + alignment.change(bias))


def test_the_dither_never_moves_what_should_stay() -> None:
    numbers = dither("encoder.layer.0.output.dense.weight", (384, 1536))
    assert np.abs(numbers).max() < 0.5
    assert abs(float(numbers.mean())) < 0.01
    assert np.array_equal(numbers, dither("encoder.layer.0.output.dense.weight", (384, 1536)))


def test_a_damaged_alignment_is_told_with_a_remedy(tmp_path: Path) -> None:
    base = "a" * 64
    place_of(base, tmp_path).write_bytes(b"not an archive")
    with pytest.raises(ConfigurationError, match="alignment-aaaaaaaaaaaaaaaa"):
        find_alignment(base, tmp_path)
    assert find_alignment("b" * 64, tmp_path) is None


# -- what ships ---------------------------------------------------------------------------------------

# Four meanings that are near misses of each other, in words that nothing was trained on.
MEANINGS = {
    "en": [
        "The harbour office may take back a pilot's badge.",
        "The harbour office must give a pilot a badge within ten days.",
        "A pilot who lends his badge to another pays a fine.",
        "A pilot may complain to the court about the harbour office.",
    ],
    "ru": [
        "Управление порта может отозвать значок лоцмана.",
        "Управление порта обязано выдать лоцману значок в течение десяти дней.",
        "Лоцман, передавший свой значок другому лицу, платит штраф.",
        "Лоцман вправе обжаловать действия управления порта в суд.",
    ],
    "kk": [
        "Порт басқармасы лоцманның төсбелгісін қайтарып ала алады.",
        "Порт басқармасы лоцманға он күн ішінде төсбелгі беруге міндетті.",
        "Төсбелгісін басқаға берген лоцман айыппұл төлейді.",
        "Лоцман порт басқармасының үстінен сотқа шағымдана алады.",
    ],
    "zh": [
        "港务局可以收回引航员的徽章。",
        "港务局应当在十日内向引航员发放徽章。",
        "引航员将徽章借给他人的，处以罚款。",
        "引航员可以就港务局的行为向法院申诉。",
    ],
    "fa": [
        "اداره بندر می‌تواند نشان راهنمای کشتی را پس بگیرد.",
        "اداره بندر باید ظرف ده روز به راهنمای کشتی نشان بدهد.",
        "راهنمایی که نشان خود را به دیگری بدهد جریمه می‌پردازد.",
        "راهنمای کشتی می‌تواند از اداره بندر به دادگاه شکایت کند.",
    ],
}


def test_what_ships_is_for_the_bundled_encoder_and_knows_37_languages() -> None:
    shipped = read_alignment(SHIPPED)
    assert shipped.facts["base"] == hash_file(bundled_path())
    assert {"seed", "licence", "steps", "meanings"} <= set(shipped.facts)
    assert len(shipped.statistics["languages"]) == 37
    assert not set(shipped.statistics["languages"].tolist()) & KEPT_OUT_LANGUAGES
    assert SHIPPED.stat().st_size < 8_000_000


def test_a_meaning_is_nearer_than_its_language(tmp_path: Path) -> None:
    texts = [text for rows in MEANINGS.values() for text in rows]
    owners, languages = list(range(4)) * 5, [code for code in MEANINGS for _ in range(4)]

    def find(aligned: bool) -> float:
        vectors = BundledEncoder(tmp_path, bulk=False, threads=1, aligned=aligned).encode_passages(texts)
        similar = vectors @ vectors.T
        shares = []
        for at in range(len(texts)):
            others = [n for n in range(len(texts)) if n != at]
            nearest = sorted(others, key=lambda n: -similar[at, n])[:4]
            shares.append(sum(owners[n] == owners[at] for n in nearest) / 4)
        return sum(shares) / len(shares)

    bare, aligned = find(False), find(True)
    assert len(set(languages)) == 5
    assert aligned > bare + 0.1
    assert aligned > 0.7


# -- the whole way -----------------------------------------------------------------------------------


def test_any_model_is_aligned_and_used_from_then_on(tmp_path: Path, parallel: Path, store: Store) -> None:
    model = save_encoder(tmp_path)
    settings = Settings.load({"NARCORD_HOME": str(tmp_path / "home"), "NARCORD_ENCODER": str(model)})
    before = open_encoder(settings)
    told: list[str] = []
    report = align(settings, store, parallel, 0.15, 3, lambda stage, done, total: told.append(stage))
    assert report.languages >= 37
    assert report.meanings["news"] > 30
    assert report.after <= report.before
    assert {"align", "languages"} == set(told)
    after = open_encoder(settings)
    assert after.alignment is not None
    assert after.alignment.facts["seed"] == 3
    assert after.fingerprint != before.fingerprint
    assert len(after.alignment.statistics["languages"]) == report.languages
    if report.steps:
        assert np.abs(after.encode_passages(["ab c"]) - before.encode_passages(["ab c"])).max() > 0


def test_no_minutes_measure_the_languages_alone(tmp_path: Path, store: Store) -> None:
    model = save_encoder(tmp_path)
    settings = Settings.load({"NARCORD_HOME": str(tmp_path / "home"), "NARCORD_ENCODER": str(model)})
    report = align(settings, store, None, 0, 3)
    assert report.steps == 0
    encoder = open_encoder(settings)
    assert encoder.alignment is not None
    assert not encoder.alignment.deltas
    assert encoder.alignment.statistics["queries"].shape == (37, encoder.dimension)


def test_the_demo_encoder_has_nothing_to_align(settings: Settings, store: Store) -> None:
    with pytest.raises(UsageError, match="demo"):
        align(settings, store)


def test_the_bare_encoder_is_not_aligned_but_the_bundled_one_is(settings: Settings, store: Store) -> None:
    with pytest.raises(UsageError, match="bundled") as caught:
        align(replace(settings, encoder="bare"), store, minutes=0)
    assert "NARCORD_ENCODER" in str(caught.value)


def test_meanings_know_their_languages() -> None:
    meaning = Meaning("news", "a", {("kk", Length.TEXT): "бір", ("en", Length.TEXT): "one"})
    assert meaning.languages() == ("en", "kk")
