"""Models of some kilobytes, made from a configuration and a seed: real code, no real weights.

They understand nothing, but they are loaded, asked and saved as any sentence-transformers model is.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

WIDTH = 32
# Letters of a few scripts are the vocabulary; everything else is one unknown letter.
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789.,:;'абвгдежзийклмнопрстуфхцчшщъыьэюяқғұүіһңө"


def save_tokenizer(folder: Path, window: int = 128) -> None:
    """A tokenizer that takes a text letter by letter."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    vocabulary = {piece: number for number, piece in enumerate([*special, *_LETTERS])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    fast: Any = PreTrainedTokenizerFast
    fast(
        tokenizer_object=tokenizer,
        model_max_length=window,
        pad_token="[PAD]",
        unk_token="[UNK]",
        cls_token="[CLS]",
        sep_token="[SEP]",
    ).save_pretrained(folder)


def make_config(window: int = 128, **more: Any) -> Any:
    """A BERT of two layers."""
    from transformers import BertConfig

    return BertConfig(
        vocab_size=4 + len(_LETTERS),
        hidden_size=WIDTH,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=2 * WIDTH,
        max_position_embeddings=window,
        pad_token_id=0,
        **more,
    )


def save_encoder(folder: Path, seed: int = 1) -> Path:
    """A sentence-transformers encoder of ``WIDTH`` dimensions."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
    from transformers import BertModel

    torch.manual_seed(seed)
    raw = folder / "raw"
    BertModel(make_config(), add_pooling_layer=False).save_pretrained(raw)
    save_tokenizer(raw)
    modules = [Transformer(str(raw)), Pooling(WIDTH), Normalize()]
    SentenceTransformer(modules=modules, device="cpu").save(str(folder / "encoder"), create_model_card=False)
    return folder / "encoder"


def save_reranker(folder: Path, seed: int = 1, numbers: int = 1) -> Path:
    """A cross-encoder that gives so many numbers for a pair."""
    import torch
    from transformers import BertForSequenceClassification

    torch.manual_seed(seed)
    # Wider than usual at the start, so that scores of different pairs differ.
    model = BertForSequenceClassification(make_config(num_labels=numbers, initializer_range=0.5))
    model.save_pretrained(folder / "reranker")
    save_tokenizer(folder / "reranker")
    return folder / "reranker"
