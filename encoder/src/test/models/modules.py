"""SentenceTransformers' modules by numpy in double precision, for one text at a time.

A module takes and gives a dict of features: `tokens` [T, H], `mask` [T], `vector` [D], `prompt_length`, `first_real`.
"""

import math
import string

import numpy as np

from bert import gelu, layer_norm

FLAGS = {
    "cls": "pooling_mode_cls_token",
    "max": "pooling_mode_max_tokens",
    "mean": "pooling_mode_mean_tokens",
    "mean_sqrt_len_tokens": "pooling_mode_mean_sqrt_len_tokens",
    "weightedmean": "pooling_mode_weightedmean_tokens",
    "lasttoken": "pooling_mode_lasttoken",
}

sigmoid = lambda x: 1 / (1 + np.exp(-x))
softplus = lambda x: np.where(x > 20, x, np.log1p(np.exp(np.minimum(x, 20))))
elu = lambda x: np.where(x > 0, x, np.expm1(np.minimum(x, 0)))
SELU_ALPHA, SELU_SCALE = 1.6732632423543772848170429916717, 1.0507009873554804934193349852946

"""Activations with torch's default arguments, by the last part of torch's class name."""
ACTIVATIONS = {
    "Identity": lambda x: x,
    "Tanh": np.tanh,
    "Sigmoid": sigmoid,
    "ReLU": lambda x: np.maximum(x, 0),
    "GELU": gelu,
    "SiLU": lambda x: x * sigmoid(x),
    "Mish": lambda x: x * np.tanh(softplus(x)),
    "LeakyReLU": lambda x: np.where(x >= 0, x, 0.01 * x),
    "ELU": elu,
    "Softplus": softplus,
    "SELU": lambda x: SELU_SCALE * np.where(x > 0, x, SELU_ALPHA * np.expm1(np.minimum(x, 0))),
    "CELU": elu,
    "Softsign": lambda x: x / (1 + np.abs(x)),
    "Hardtanh": lambda x: np.clip(x, -1, 1),
    "ReLU6": lambda x: np.clip(x, 0, 6),
    "Hardswish": lambda x: x * np.clip(x + 3, 0, 6) / 6,
    "Hardsigmoid": lambda x: np.clip(x + 3, 0, 6) / 6,
    "LogSigmoid": lambda x: np.minimum(x, 0) - np.log1p(np.exp(-np.abs(x))),
    "Tanhshrink": lambda x: x - np.tanh(x),
    "Softshrink": lambda x: np.sign(x) * np.maximum(np.abs(x) - 0.5, 0),
    "Hardshrink": lambda x: np.where(np.abs(x) > 0.5, x, 0),
}


def activation_class(name):
    return "torch.nn.modules.linear.Identity" if name == "Identity" else f"torch.nn.modules.activation.{name}"


def pool(mode, tokens, mask, weights_sum=None):
    positions = np.flatnonzero(mask)
    total = weights_sum if weights_sum is not None else mask.sum()
    if mode == "cls":
        return tokens[positions[0] if len(positions) else 0]
    if mode == "lasttoken":
        return tokens[positions[-1]] if len(positions) else np.zeros(tokens.shape[1])
    if mode == "max":
        return tokens[positions].max(0)
    if mode == "weightedmean":
        weights = mask * np.arange(1, len(mask) + 1)
        total = weights_sum if weights_sum is not None else weights.sum()
        return weights @ tokens / max(total, 1e-9)
    return mask @ tokens / (max(total, 1e-9) if mode == "mean" else math.sqrt(max(total, 1e-9)))


class Pooling:
    def __init__(self, *modes, include_prompt=True):
        self.modes, self.include_prompt = modes, include_prompt

    def __call__(self, features):
        mask = features["mask"].astype(float)
        if not self.include_prompt:
            mask[: features["prompt_length"]] = 0
        sums = features.get("weights_sum")
        vector = np.concatenate([pool(mode, features["tokens"], mask, sums) for mode in self.modes])
        return features | {"vector": vector}

    def config(self, width):
        mode = self.modes[0] if len(self.modes) == 1 else list(self.modes)
        return {"embedding_dimension": width, "pooling_mode": mode, "include_prompt": self.include_prompt}

    def old_config(self, width, flags=tuple(FLAGS)):
        return {"word_embedding_dimension": width} | {FLAGS[flag]: flag in self.modes for flag in flags}


def unit(x):
    return x / max(np.linalg.norm(x), 1e-12)


class Normalize:
    def __call__(self, features):
        return features | {"vector": unit(features["vector"])}


class Dense:
    def __init__(self, random, width_in, width_out, activation="Tanh", bias=True, residual=False, half=False):
        draw = lambda *shape: (random.standard_normal(shape) * 0.4).astype(np.float16 if half else np.float32)
        self.activation, self.residual, self.bias = activation, residual, bias
        self.tensors = {"linear.weight": draw(width_out, width_in)}
        if bias:
            self.tensors["linear.bias"] = draw(width_out)
        if residual and width_in != width_out:
            self.tensors["residual.weight"] = draw(width_out, width_in)

    def __call__(self, features):
        x, tensors = features["vector"], {name: t.astype(float) for name, t in self.tensors.items()}
        y = ACTIVATIONS[self.activation](tensors["linear.weight"] @ x + tensors.get("linear.bias", 0))
        if self.residual:
            y = y + (tensors["residual.weight"] @ x if "residual.weight" in tensors else x)
        return features | {"vector": y}

    def config(self):
        width_out, width_in = self.tensors["linear.weight"].shape
        sizes = {"in_features": width_in, "out_features": width_out, "bias": self.bias}
        names = {"module_input_name": "sentence_embedding", "module_output_name": "sentence_embedding"}
        residual = {"use_residual": True} if self.residual else {}
        return sizes | {"activation_function": activation_class(self.activation)} | names | residual


class LayerNorm:
    def __init__(self, random, width):
        draw = lambda: random.standard_normal(width).astype(np.float32)
        self.tensors = {"norm.weight": draw(), "norm.bias": draw()}

    def __call__(self, features):
        weight, bias = (t.astype(float) for t in self.tensors.values())
        return features | {"vector": layer_norm(features["vector"], weight, bias, 1e-5)}


class Dropout:
    def __call__(self, features):
        return features


class WordTokenizer:
    """Whitespace tokenizer: a word as it is, then without punctuation, then lower-cased; unknown ones are dropped."""

    def __init__(self, vocabulary, stop_words=(), lower=False):
        self.vocabulary, self.stop_words, self.lower = vocabulary, set(stop_words), lower
        self.index = {word: i for i, word in enumerate(vocabulary)}

    def encode(self, text):
        ids = (self.word(word) for word in (text.lower() if self.lower else text).split())
        return [i for i in ids if i is not None]

    def word(self, token):
        """The first form that is a stop word or known decides."""
        stripped = token.strip(string.punctuation)
        for form in (token, stripped, stripped.lower()):
            if form in self.stop_words:
                return None
            if form in self.index:
                return self.index[form]
        return None

    def config(self):
        return {"vocab": self.vocabulary, "stop_words": sorted(self.stop_words), "do_lower_case": self.lower}


def word_table(vocabulary, weights, unknown):
    """A weight for each word: its own, else that of its lower-cased form, else `unknown`."""
    return np.array([weights.get(word, weights.get(word.lower(), unknown)) for word in vocabulary], float)


class WordWeights:
    def __init__(self, vocabulary, weights, unknown=1.0):
        self.vocabulary, self.weights, self.unknown = vocabulary, weights, unknown

    def __call__(self, features):
        ids = np.array(features["ids"], int)
        weights = np.zeros(len(features["mask"]))
        weights[: len(ids)] = word_table(self.vocabulary, self.weights, self.unknown)[ids]
        return features | {"tokens": features["tokens"] * weights[:, None], "weights_sum": weights.sum()}

    def config(self):
        return {"vocab": self.vocabulary, "word_weights": self.weights, "unknown_word_weight": self.unknown}
