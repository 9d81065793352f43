"""The same network as an ONNX graph, for batches with padding."""

import math

import numpy as np

from onnx_writer import FLOAT, FLOAT16, INT32, INT64, Graph

MASKED = -10000.0


class BertGraph:
    def __init__(self, net, integers=INT64, batch="batch", past=False):
        self.net, self.g, self.integers, self.batch, self.past = net, Graph(), integers, batch, past
        for name, array in net.weights.items():
            self.g.weight(name, array)
        self.ids = self.integer_input("input_ids")
        self.mask = self.integer_input("attention_mask")
        self.state = self.layers(self.embed())

    def integer_input(self, name):
        return self.g.input(name, self.integers, [self.batch, "sequence"])

    def embed(self):
        g, net = self.g, self.net
        x = g.node("Add", g.node("Gather", "word", self.ids), self.position_embeddings())
        if net.types:
            x = g.node("Add", x, g.node("Gather", "type", self.integer_input("token_type_ids")))
        return self.norm(x, "norm")

    def position_embeddings(self):
        g, net = self.g, self.net
        if net.positions == "input":
            return g.node("Gather", "position", self.integer_input("position_ids"))
        if net.positions == "offset":
            pad = g.constant(net.pad, np.int64)
            real = g.node("Cast", g.node("Not", g.node("Equal", self.ids, pad)), to=INT64)
            counted = g.node("Mul", g.node("CumSum", real, g.constant(1, np.int64)), real)
            return g.node("Gather", "position", g.node("Add", counted, pad))
        return g.node("Unsqueeze", g.node("Gather", "position", self.range()), g.constant([0], np.int64))

    def range(self):
        """0 to T - 1."""
        g = self.g
        length = g.node("Gather", g.node("Shape", self.ids), g.constant(1, np.int64))
        return g.node("Range", g.constant(0, np.int64), length, g.constant(1, np.int64))

    def layers(self, x):
        g, bias = self.g, self.attention_bias()
        for layer in range(self.net.layers):
            x = self.norm(g.node("Add", x, self.attention(x, layer, bias)), f"{layer}.norm1")
            up = self.gelu(self.linear(x, f"{layer}.up"))
            x = self.norm(g.node("Add", x, self.linear(up, f"{layer}.down")), f"{layer}.norm2")
        return x

    def attention_bias(self):
        """0 where a token may look, a large negative number where not: [B, 1, 1, T] or [B, 1, T, T]."""
        g, axes = self.g, np.int64
        hidden = g.node("Sub", g.constant(1.0), g.node("Cast", self.mask, to=FLOAT))
        bias = g.node("Unsqueeze", g.node("Mul", hidden, g.constant(MASKED)), g.constant([1, 2], axes))
        if not self.net.causal:
            return bias
        position = self.range()
        row, column = (g.node("Unsqueeze", position, g.constant([axis], axes)) for axis in (1, 0))
        future = g.node("Cast", g.node("Greater", column, row), to=FLOAT)
        return g.node("Add", bias, g.node("Mul", future, g.constant(MASKED)))

    def attention(self, x, layer, bias):
        g, width = self.g, self.net.hidden_size // self.net.HEADS
        shape = g.constant([0, 0, self.net.HEADS, width], np.int64)
        split = lambda name: g.node("Reshape", self.linear(x, f"{layer}.{name}"), shape)
        q, v = (g.node("Transpose", split(name), perm=[0, 2, 1, 3]) for name in "qv")
        k = g.node("Transpose", split("k"), perm=[0, 2, 3, 1])
        if self.past:
            k, v = self.after_past(layer, k, v, width)
        scores = g.node("MatMul", q, k)
        scores = g.node("Add", g.node("Div", scores, g.constant(math.sqrt(width))), bias)
        mixed = g.node("Transpose", g.node("MatMul", g.node("Softmax", scores, axis=-1), v), perm=[0, 2, 1, 3])
        return self.linear(g.node("Reshape", mixed, g.constant([0, 0, self.net.hidden_size], np.int64)), f"{layer}.o")

    def after_past(self, layer, k, v, width):
        """Puts the keys and values of earlier tokens first, of which an encoder has none: [B, heads, 0, width]."""
        g = self.g
        dims = [self.batch, self.net.HEADS, "past", width]
        past = {name: g.input(f"past_key_values.{layer}.{name}", FLOAT, dims) for name in ("key", "value")}
        keys = g.node("Concat", g.node("Transpose", past["key"], perm=[0, 1, 3, 2]), k, axis=3)
        return keys, g.node("Concat", past["value"], v, axis=2)

    def linear(self, x, name):
        return self.g.node("Add", self.g.node("MatMul", x, name), name + ".bias")

    def gelu(self, x):
        g = self.g
        erf = g.node("Erf", g.node("Div", x, g.constant(math.sqrt(2))))
        return g.node("Mul", g.node("Mul", x, g.node("Add", erf, g.constant(1.0))), g.constant(0.5))

    def norm(self, x, name):
        g = self.g
        centred = g.node("Sub", x, g.node("ReduceMean", x, axes=[-1]))
        variance = g.node("ReduceMean", g.node("Mul", centred, centred), axes=[-1])
        scaled = g.node("Div", centred, g.node("Sqrt", g.node("Add", variance, g.constant(1e-12))))
        return g.node("Add", g.node("Mul", scaled, name), name + ".bias")

    def mean(self):
        """Mean over the tokens that are not padding: [B, hidden]."""
        g = self.g
        mask = g.node("Unsqueeze", g.node("Cast", self.mask, to=FLOAT), g.constant([2], np.int64))
        total = g.node("ReduceSum", g.node("Mul", self.state, mask), g.constant([1], np.int64), keepdims=0)
        return g.node("Div", total, g.node("ReduceSum", mask, g.constant([1], np.int64), keepdims=0))

    def first_token(self):
        return self.g.node("Gather", self.state, self.g.constant(0, np.int64), axis=1)

    def tokens(self, name="last_hidden_state", half=False):
        value = self.g.node("Cast", self.state, to=FLOAT16) if half else self.state
        dims = [self.batch, "sequence", self.net.hidden_size]
        self.g.output(name, value, dims, FLOAT16 if half else FLOAT)
        return self

    def vector(self, name, value, width):
        self.g.output(name, value, [self.batch, width])
        return self

    def logits(self, weight):
        """The logits of a masked language model: [B, T, V]."""
        dims = [self.batch, "sequence", self.net.weights[weight].shape[1]]
        self.g.output("logits", self.linear(self.state, weight), dims)
        return self

    def serialize(self, external=None):
        return self.g.serialize(external)


__all__ = ["BertGraph", "INT32", "INT64"]
