#!/usr/bin/env python3
"""Rewrites files.txt of every built-in model: a line `<sha256> <path in the folder> <resource>` for each of its files.

A model's folder is made of its own resources, and for a reduced model of those of the model that it was made from. Files
that another jar carries (the graph and the tokenizer) are kept as they are listed: their hashes pin that jar's content.
"""

import hashlib
import pathlib

ROOT = pathlib.Path(__file__).parent / "src/main/resources"
MODELS = ROOT / "io/semblance/encoder/models"
BASE_OF = {"all-MiniLM-L6-v2": None, "all-MiniLM-L6-v2-256": "all-MiniLM-L6-v2"}
LIST = "files.txt"


def own_files(model):
    folder = MODELS / model
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.name != LIST:
            digest = hashlib.sha256(file.read_bytes()).hexdigest()
            yield file.relative_to(folder).as_posix(), digest, "/" + file.relative_to(ROOT).as_posix()


def listed(model):
    for line in (MODELS / model / LIST).read_text().splitlines():
        digest, path, resource = line.split(" ")
        yield path, digest, resource


def carried(model):
    return (entry for entry in listed(model) if not (ROOT / entry[2][1:]).exists())


for model, base in BASE_OF.items():
    files = {entry[0]: entry for entry in (listed(base) if base else carried(model))}
    files.update({entry[0]: entry for entry in own_files(model)})
    lines = [f"{digest} {path} {resource}\n" for path, digest, resource in sorted(files.values())]
    (MODELS / model / LIST).write_text("".join(lines))
