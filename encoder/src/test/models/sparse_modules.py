"""The modules of sparse encoders by numpy."""

import numpy as np


class MaskedLanguageInput:
    """First module: a transformer with the logits of a masked language model as its token vectors."""

    def __init__(self, transformer, weight="mlm"):
        self.transformer, self.weight = transformer, weight
        self.max_tokens, self.ids = transformer.max_tokens, transformer.ids
        self.prompt_length = transformer.prompt_length

    def features(self, ids):
        features = self.transformer.features(ids)
        return features | {"tokens": self.transformer.net.linear(features["tokens"], self.weight)}


class SpladePooling:
    def __init__(self, strategy="max", activation="relu"):
        self.strategy, self.activation = strategy, activation

    def __call__(self, features):
        weights = np.log1p(np.maximum(features["tokens"], 0))
        if self.activation == "log1p_relu":
            weights = np.log1p(weights)
        return features | {"vector": weights.max(0) if self.strategy == "max" else weights.sum(0)}

    def config(self, width):
        return {
            "pooling_strategy": self.strategy,
            "activation_function": self.activation,
            "embedding_dimension": width,
        }


class SparseStaticInput:
    """First module: the weight of every token that occurs, however often."""

    def __init__(self, tokenizer, weight, limit):
        self.tokenizer, self.weight, self.max_tokens = tokenizer, weight, limit

    def ids(self, text):
        return self.tokenizer.encode(text, self.max_tokens, specials=False)

    def prompt_length(self, prompt):
        return 0

    def features(self, ids):
        present = np.zeros(len(self.weight))
        present[ids] = 1
        return {"ids": ids, "vector": self.weight * present}


class SparseAutoEncoder:
    def __init__(self, random, width_in, width, k, normalize=False):
        draw = lambda *shape: (random.standard_normal(shape) * 0.5).astype(np.float32)
        self.k, self.normalize = k, normalize
        self.tensors = {
            "pre_bias": draw(width_in),
            "encoder.weight": draw(width, width_in),
            "latent_bias": draw(width),
            "stats_last_nonzero": random.integers(0, 9, width).astype(np.int64),
        }

    def __call__(self, features):
        x, t = features["vector"], {name: tensor.astype(float) for name, tensor in self.tensors.items()}
        if self.normalize:
            x = (x - x.mean()) / (x.std(ddof=1) + 1e-5)
        latents = t["encoder.weight"] @ (x - t["pre_bias"]) + t["latent_bias"]
        kept = np.argsort(-latents, kind="stable")[: self.k]
        vector = np.zeros(len(latents))
        vector[kept] = np.maximum(latents[kept], 0)
        return features | {"vector": vector}

    def config(self):
        width, width_in = self.tensors["encoder.weight"].shape
        sizes = {"input_dim": width_in, "hidden_dim": width, "k": self.k, "k_aux": width}
        return sizes | {"normalize": self.normalize, "dead_threshold": 30}


def sparse_golden(golden, similarity="dot"):
    """A dense golden whose vectors become {"indices": [...], "values": [...]}."""

    def sparse(vector):
        indices = np.flatnonzero(vector)
        return {"indices": indices, "values": np.asarray(vector)[indices]}

    cases = [case | {"vectors": [sparse(vector) for vector in case["vectors"]]} for case in golden["cases"]]
    return golden | {"kind": "sparse", "similarity": similarity, "cases": cases}
