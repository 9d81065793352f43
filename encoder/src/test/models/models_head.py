"""Models with modules after the pooling, and models that must be refused."""

import json

import numpy as np

from bert import TinyBert
from bert_graph import BertGraph
from folder import Folder
from modules import ACTIVATIONS, Dense, Dropout, LayerNorm, Normalize, Pooling, activation_class
from pipeline import Encoder, TransformerInput, plain
from words import TEXTS, word_piece

OLD = "sentence_transformers.models."


def backbone(random, *later):
    """Transformer and mean pooling with the entries of modules.json for what follows."""
    tokenizer = word_piece()
    net = TinyBert(random, len(tokenizer.vocabulary))
    folder = Folder().modules(("Transformer", ""), ("Pooling", "1_Pooling"), *later)
    folder.transformer(net, tokenizer, BertGraph(net).tokens().serialize())
    folder.json("1_Pooling/config.json", Pooling("mean").config(8))
    encoder = Encoder(TransformerInput(tokenizer, net, net.max_positions), [Pooling("mean")])
    return folder, encoder


def dense_chain(random):
    first = Dense(random, 8, 12, "Tanh")
    second = Dense(random, 12, 6, "Identity", bias=False, half=True)
    modules = (OLD + "Dense", "2_Dense_12"), ("Dense", "3_Dense"), ("Normalize", "4_Normalize")
    folder, encoder = backbone(random, *modules)
    folder.dense("2_Dense_12", first, torch=True).dense("3_Dense", second)
    unused = Dense(random, 8, 4)
    folder.dense("2_Dense_4", unused)
    encoder.rest += [first, second, Normalize()]
    return folder, encoder.golden([encoder.case("plain", TEXTS)])


def dense_activations(random):
    names = ("ReLU", "GELU", "SiLU", "Sigmoid", "Mish", "LeakyReLU", "ELU", "Softplus")
    layers = [Dense(random, 8, 8, name) for name in names]
    paths = [f"{i + 2}_Dense" for i in range(len(layers))]
    folder, encoder = backbone(random, *(("Dense", path) for path in paths))
    for path, layer in zip(paths, layers):
        folder.dense(path, layer)
    encoder.rest += layers
    return folder, encoder.golden([encoder.case("plain", TEXTS)])


def dense_residual(random):
    same, wider = Dense(random, 8, 8, "Tanh", residual=True), Dense(random, 8, 12, "GELU", residual=True)
    folder, encoder = backbone(random, ("Dense", "2_Dense"), ("Dense", "3_Dense"))
    folder.dense("2_Dense", same).dense("3_Dense", wider)
    encoder.rest += [same, wider]
    return folder, encoder.golden([encoder.case("plain", TEXTS)])


def dense_defaults(random):
    """A Dense whose config has only its sizes: a bias and Tanh."""
    dense = Dense(random, 8, 8)
    folder, encoder = backbone(random, ("Dense", "2_Dense"))
    folder.dense("2_Dense", dense).json("2_Dense/config.json", {"in_features": 8, "out_features": 8})
    encoder.rest += [dense]
    return folder, encoder.golden([encoder.case("plain", TEXTS)])


def layer_norm(random):
    norm = LayerNorm(random, 8)
    folder, encoder = backbone(random, ("LayerNorm", "2_LayerNorm"))
    folder.json("2_LayerNorm/config.json", {"dimension": 8}).safetensors("2_LayerNorm/model.safetensors", norm.tensors)
    encoder.rest += [norm]
    return folder, encoder.golden([encoder.case("plain", TEXTS)])


def dropout(random):
    folder, encoder = backbone(random, ("Dropout", "2_Dropout"), ("Normalize", "3_Normalize"))
    folder.json("2_Dropout/config.json", {"dropout": 0.2})
    encoder.rest += [Dropout(), Normalize()]
    return folder, encoder.golden([encoder.case("plain", TEXTS)])


def refused(name, config_file, config):
    def model(random):
        folder, _ = backbone(random, (name, "2_Module"))
        return folder.json("2_Module/" + config_file, config), None

    return model


def activations():
    """Every activation at 15 points, on both sides of every corner: {"x": [...], "values": {class name: [...]}}."""
    points = [-8.0, -4.0, -3.0, -2.5, -1.0, -0.5, -0.25, 0.0, 0.25, 0.5, 1.0, 2.5, 3.0, 6.5, 25.0]
    values = {activation_class(name): f(np.array(points)) for name, f in ACTIVATIONS.items()}
    return (json.dumps(plain({"x": points, "values": values})).replace('], "', '],\n"') + "\n").encode()


MODELS = {
    "dense-chain": dense_chain,
    "dense-activations": dense_activations,
    "dense-residual": dense_residual,
    "dense-defaults": dense_defaults,
    "layer-norm": layer_norm,
    "dropout": dropout,
    "custom-module": refused("modeling_tiny.TinyHead", "config.json", {"width": 8}),
    "cnn": refused(
        "CNN", "cnn_config.json", {"in_embedding_dimension": 8, "out_channels": 4, "kernel_sizes": [1, 3, 5]}
    ),
    "lstm": refused(
        "LSTM",
        "lstm_config.json",
        {"embedding_dimension": 8, "hidden_dim": 4, "num_layers": 1, "dropout": 0, "bidirectional": True},
    ),
    "weighted-layer-pooling": refused(
        "WeightedLayerPooling", "config.json", {"embedding_dimension": 8, "num_hidden_layers": 1, "layer_start": 0}
    ),
}
