"""encode() by numpy, one text at a time: prompt, tokens, modules, truncation, normalisation."""

import json

import numpy as np

from modules import unit


class TransformerInput:
    """First module: a tokenizer and a network. `lower` puts a Lowercase normaliser before the tokenizer's own."""

    def __init__(self, tokenizer, net, limit, lower=False):
        self.tokenizer, self.net, self.limit, self.lower = tokenizer, net, limit, lower
        self.max_tokens = limit

    def ids(self, text):
        if not self.lower:
            return self.tokenizer.encode(text, self.limit)
        cased, pieces = self.tokenizer, self.tokenizer.pieces
        cased.pieces = lambda part: pieces(part.lower())
        try:
            return cased.encode(text, self.limit)
        finally:
            cased.pieces = pieces

    def prompt_length(self, prompt):
        ids = self.ids(prompt) if prompt else []
        return len(ids) - (1 if ids and ids[-1] in self.tokenizer.special_ids() else 0)

    def features(self, ids):
        return {"ids": ids, "tokens": self.net(ids), "mask": np.ones(len(ids))}


class StaticInput:
    """First module: the mean of table rows."""

    max_tokens = None

    def __init__(self, tokenizer, table):
        self.tokenizer, self.table = tokenizer, table.astype(float)
        if tokenizer.truncation:
            self.max_tokens = tokenizer.truncation["max_length"]

    def ids(self, text):
        return self.tokenizer.encode(text, specials=False)

    def prompt_length(self, prompt):
        return 0

    def features(self, ids):
        rows = self.table[ids]
        return {"ids": ids, "vector": rows.mean(0) if ids else np.zeros(self.table.shape[1])}


class WordInput:
    """First module: one row a known word, no special tokens."""

    max_tokens = None

    def __init__(self, tokenizer, table=None):
        self.tokenizer, self.table = tokenizer, table

    def ids(self, text):
        return self.tokenizer.encode(text)

    def prompt_length(self, prompt):
        return 0

    def features(self, ids):
        rows = self.table.astype(float)[np.array(ids, int)]
        if ids:
            return {"ids": ids, "tokens": rows, "mask": np.ones(len(ids))}
        return {"ids": ids, "tokens": np.zeros((1, rows.shape[1])), "mask": np.zeros(1)}


class Encoder:
    """`default`: the name of the prompt for texts without one; `truncate`: the model's own truncate_dim."""

    def __init__(self, first, rest=(), prompts=None, default=None, truncate=None):
        self.first, self.rest, self.default, self.truncate = first, rest, default, truncate
        self.prompts = {"query": "", "document": ""} | {k: v or "" for k, v in (prompts or {}).items()}

    def prompt(self, kind, name, text):
        if text is not None:
            return text
        name = name or (kind if kind != "plain" else self.default)
        return self.prompts[name] if name else ""

    def features(self, kind, text, name=None, prompt=None):
        prompt = self.prompt(kind, name, prompt)
        features = self.first.features(self.first.ids(prompt + text))
        features["prompt_length"] = self.first.prompt_length(prompt)
        for module in self.rest:
            features = module(features)
        return features

    def case(self, kind, texts, name=None, prompt=None, truncate=None, normalize=False, tokens=False):
        features = [self.features(kind, text, name, prompt) for text in texts]
        vectors = [f["tokens"] if tokens else f["vector"][: truncate or self.truncate] for f in features]
        case = {
            "type": kind, "promptName": name, "prompt": prompt, "truncateDim": truncate, "normalize": normalize,
            "texts": list(texts), "tokenIds": [f["ids"] for f in features],
            "vectors": [unit(v) if normalize and not tokens else v for v in vectors],
        }
        return case | ({"output": "token_embeddings"} if tokens else {})

    def golden(self, cases, similarity="cosine", **more):
        dimension = next(len(c["vectors"][0]) for c in cases if "output" not in c and c["truncateDim"] is None)
        head = {"kind": "dense", "dimension": dimension, "maxTokens": self.first.max_tokens}
        return head | {"similarity": similarity} | more | {"cases": cases}

    def three_types(self, texts, **options):
        return [self.case(kind, texts, **options) for kind in ("plain", "query", "document")]


def plain(value):
    """Numbers as JSON has them: floats with nine digits."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, np.ndarray)):
        return [plain(item) for item in value]
    if isinstance(value, (float, np.floating)):
        return float(f"{value:.9g}")
    return int(value) if isinstance(value, np.integer) else value


def golden_json(golden):
    """One case a line."""
    cases = ",\n  ".join(json.dumps(plain(case), ensure_ascii=False) for case in golden["cases"])
    head = json.dumps({key: plain(value) for key, value in golden.items() if key != "cases"})
    return f'{head[:-1]}, "cases": [\n  {cases}\n]}}\n'
