#!/usr/bin/env python3
"""Writes the tiny models and their golden vectors. Needs Python 3.11 and numpy; the same bytes every time."""

import pathlib
import shutil
import zlib

import numpy as np

import models_clip
import models_head
import models_loading
import models_reranker
import models_router
import models_sparse
import models_static
import models_transformer
from pipeline import golden_json

TARGET = pathlib.Path(__file__).resolve().parent.parent / "resources" / "tiny"
LISTS = (
    models_transformer,
    models_head,
    models_static,
    models_loading,
    models_router,
    models_reranker,
    models_sparse,
    models_clip,
)
MODELS = {name: make for part in LISTS for name, make in part.MODELS.items()}


def write(name, make):
    folder, golden = make(np.random.default_rng(zlib.crc32(name.encode())))
    files = {f"model/{path}": data for path, data in folder.files.items()}
    files |= folder.beside
    if golden is not None:
        files["golden.json"] = golden_json(golden).encode()
    for path, data in files.items():
        file = TARGET / name / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    print(f"{name}: {sum(map(len, files.values()))} bytes")


if __name__ == "__main__":
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    (TARGET / ".gitattributes").write_text("*.onnx_data binary\n*.bin binary\n")
    for name, make in MODELS.items():
        write(name, make)
    (TARGET / "activations.json").write_bytes(models_head.activations())
