"""A CLIP: one graph for texts, one for images, vectors in one space."""

import numpy as np

from bert import TinyBert
from bert_graph import BertGraph
from folder import Folder
from images import png, preprocess
from onnx_writer import FLOAT, Graph
from pipeline import Encoder
from tokenizers_tiny import WordLevel
from words import WORDS

LIMIT, SIZE, PATCH, WIDTH = 16, 8, 4, 8
PROCESSOR = {
    "image_processor_type": "CLIPImageProcessor",
    "do_convert_rgb": True,
    "do_resize": True,
    "size": {"shortest_edge": SIZE},
    "resample": 3,
    "do_center_crop": True,
    "crop_size": {"height": SIZE, "width": SIZE},
    "do_rescale": True,
    "rescale_factor": 1 / 255,
    "do_normalize": True,
    "image_mean": [0.48145466, 0.4578275, 0.40821073],
    "image_std": [0.26862954, 0.26130258, 0.27577711],
}


class TextInput:
    """First module: the projected hidden state of the end mark."""

    max_tokens = LIMIT

    def __init__(self, tokenizer, net):
        self.tokenizer, self.net = tokenizer, net

    def ids(self, text):
        return self.tokenizer.encode(text, LIMIT)

    def prompt_length(self, prompt):
        return 0

    def features(self, ids):
        return {"ids": ids, "vector": self.net(ids)[-1] @ self.net.w("projection")}


def text_graph(net, end):
    """Padding is the end mark itself, told apart by the mask."""
    graph = BertGraph(net)
    g = graph.g
    at_end = g.node("Cast", g.node("Equal", graph.ids, g.constant(end, np.int64)), to=FLOAT)
    chosen = g.node("Mul", at_end, g.node("Cast", graph.mask, to=FLOAT))
    column = g.node("Unsqueeze", chosen, g.constant([2], np.int64))
    state = g.node("ReduceSum", g.node("Mul", graph.state, column), g.constant([1], np.int64), keepdims=0)
    return graph.vector("text_embeds", g.node("MatMul", state, "projection"), WIDTH).serialize()


class Vision:
    """Patches by a convolution, their mean, a projection."""

    def __init__(self, random):
        draw = lambda *shape: (random.standard_normal(shape) * 0.3).astype(np.float32)
        self.patch, self.bias, self.projection = draw(6, 3, PATCH, PATCH), draw(6), draw(6, WIDTH)

    def __call__(self, pixels):
        n = SIZE // PATCH
        patches = pixels.reshape(3, n, PATCH, n, PATCH)
        hidden = np.einsum("cipjq,hcpq->hij", patches, self.patch.astype(float)) + self.bias[:, None, None]
        return hidden.mean((1, 2)) @ self.projection.astype(float)

    def graph(self):
        g = Graph()
        pixels = g.input("pixel_values", FLOAT, ["batch", 3, SIZE, SIZE])
        for name in ("patch", "bias", "projection"):
            g.weight(name, getattr(self, name))
        hidden = g.node("Conv", pixels, "patch", "bias", kernel_shape=[PATCH, PATCH], strides=[PATCH, PATCH])
        mean = g.node("ReduceMean", g.node("Reshape", hidden, g.constant([0, 0, -1], np.int64)), axes=[2], keepdims=0)
        g.output("image_embeds", g.node("MatMul", mean, "projection"), ["batch", WIDTH])
        return g.serialize()


def pictures(random):
    """One of the right size; one to shrink, cut left and right; a grey one to enlarge, cut above and below."""
    draw = lambda *shape: random.integers(0, 256, shape).astype(np.uint8)
    return {"a.png": (draw(SIZE, SIZE, 3), 1e-5), "b.png": (draw(12, 20, 3), 5e-3), "c.png": (draw(9, 5), 5e-3)}


def clip(random):
    marks = ["<|startoftext|>", "<|endoftext|>"]
    tokenizer = WordLevel(marks + WORDS[:29], marks[1], marks, marks[:1], marks[1:])
    net = TinyBert(random, len(tokenizer.vocabulary), types=0, causal=True, pad=1, max_positions=LIMIT)
    net.weights["projection"] = (random.standard_normal((8, WIDTH)) * 0.5).astype(np.float32)
    vision = Vision(random)
    folder, base = Folder().modules(("sentence_transformers.models.CLIPModel", "0_CLIPModel")), "0_CLIPModel/"
    config = {
        "architectures": ["CLIPModel"], "model_type": "clip", "projection_dim": WIDTH,
        "text_config": {"max_position_embeddings": LIMIT, "eos_token_id": 1, "pad_token_id": 1},
        "vision_config": {"image_size": SIZE, "patch_size": PATCH},
    }
    pad = {"model_max_length": LIMIT, "pad_token": marks[1]}
    folder.transformer(
        net, tokenizer, text_graph(net, 1), base=base, config=config, tokenizer_config=pad, file="text_model"
    )
    folder.bytes(base + "onnx/vision_model.onnx", vision.graph()).json(base + "preprocessor_config.json", PROCESSOR)
    images = []
    for name, (pixels, tolerance) in pictures(random).items():
        folder.beside[f"images/{name}"] = png(pixels)
        vector = vision(preprocess(pixels, PROCESSOR))
        images.append({"file": f"images/{name}", "vector": vector, "tolerance": tolerance})
    encoder = Encoder(TextInput(tokenizer, net))
    # Every word is known: the unknown token is the end mark, which the graph would find twice.
    long = "where is the red planet, it is far away in the world of the cat and the red dog on the mat."
    texts = ["the cat sat on the mat", "", "  Hello, WORLD.  ", long]
    return folder, encoder.golden([encoder.case("plain", texts)], images=images) | {"kind": "image"}


MODELS = {"clip": clip}
