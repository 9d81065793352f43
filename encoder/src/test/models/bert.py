"""A BERT-like network of a few neurons: its weights and its output by numpy in double precision."""

import math

import numpy as np

ERF = np.vectorize(math.erf, otypes=[float])


def gelu(x):
    return 0.5 * x * (1 + ERF(x / math.sqrt(2)))


def layer_norm(x, weight, bias, epsilon=1e-12):
    centred = x - x.mean(-1, keepdims=True)
    return centred / np.sqrt((centred**2).mean(-1, keepdims=True) + epsilon) * weight + bias


def softmax(x):
    e = np.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


class TinyBert:
    """
    `positions`: "absolute" counts from 0, "offset" from pad + 1 as RoBERTa does, "input" leaves it to the caller.
    `heads_out`: further weights by name and width, such as {"classifier": 3}, for the graph's other outputs.
    """

    HEADS = 2

    def __init__(self, random, vocabulary, hidden=8, layers=1, max_positions=32, types=2, causal=False,
                 positions="absolute", pad=0, heads_out=None):
        self.hidden_size, self.layers, self.types, self.causal = hidden, layers, types, causal
        self.max_positions, self.positions, self.pad, self.vocabulary_size = max_positions, positions, pad, vocabulary
        draw = lambda *shape: (random.standard_normal(shape) * 1.4 / math.sqrt(hidden)).astype(np.float32)
        around_one = lambda n: (1 + random.standard_normal(n) * 0.1).astype(np.float32)
        self.weights = {"word": draw(vocabulary, hidden) * 2, "position": draw(max_positions, hidden)}
        if types:
            self.weights["type"] = draw(types, hidden)
        norms = ["norm"]
        for layer in range(layers):
            square = [(part, hidden, hidden) for part in "qkvo"]
            for part, rows, columns in square + [("up", hidden, 16), ("down", 16, hidden)]:
                self.weights[f"{layer}.{part}"] = draw(rows, columns)
                self.weights[f"{layer}.{part}.bias"] = draw(columns) * np.float32(0.2)
            norms += [f"{layer}.norm1", f"{layer}.norm2"]
        for norm in norms:
            self.weights[norm], self.weights[norm + ".bias"] = around_one(hidden), draw(hidden) * np.float32(0.2)
        for name, width in (heads_out or {}).items():
            self.weights[name], self.weights[name + ".bias"] = draw(hidden, width), draw(width)

    def w(self, name):
        return self.weights[name].astype(np.float64)

    def linear(self, x, name):
        return x @ self.w(name) + self.w(name + ".bias")

    def norm(self, x, name):
        return layer_norm(x, self.w(name), self.w(name + ".bias"))

    def __call__(self, ids, types=None):
        """Token embeddings [T, hidden] of one text without padding."""
        first = self.pad + 1 if self.positions == "offset" else 0
        x = self.w("word")[ids] + self.w("position")[first : first + len(ids)]
        if self.types:
            x = x + self.w("type")[np.zeros(len(ids), int) if types is None else types]
        x = self.norm(x, "norm")
        for layer in range(self.layers):
            x = self.norm(x + self.attention(x, layer), f"{layer}.norm1")
            x = self.norm(x + self.linear(gelu(self.linear(x, f"{layer}.up")), f"{layer}.down"), f"{layer}.norm2")
        return x

    def attention(self, x, layer):
        width = self.hidden_size // self.HEADS
        split = lambda name: self.linear(x, f"{layer}.{name}").reshape(len(x), self.HEADS, width).swapaxes(0, 1)
        scores = split("q") @ split("k").swapaxes(1, 2) / math.sqrt(width)
        if self.causal:
            scores = np.where(np.tri(len(x), dtype=bool), scores, -np.inf)
        return self.linear((softmax(scores) @ split("v")).swapaxes(0, 1).reshape(x.shape), f"{layer}.o")

    def config(self, model_type="bert", architecture="BertModel", **more):
        return {
            "architectures": [architecture],
            "model_type": model_type,
            "hidden_size": self.hidden_size,
            "num_attention_heads": self.HEADS,
            "num_hidden_layers": self.layers,
            "intermediate_size": 16,
            "hidden_act": "gelu",
            "layer_norm_eps": 1e-12,
            "max_position_embeddings": self.max_positions,
            "type_vocab_size": self.types,
            "pad_token_id": self.pad,
            "vocab_size": self.vocabulary_size,
            **more,
        }
