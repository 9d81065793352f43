"""Cross encoders: pairs of texts in, one score or one a label out."""

import numpy as np

from bert import TinyBert
from bert_graph import BertGraph
from folder import Folder
from modules import ACTIVATIONS
from words import word_piece

LIMIT = 16
QUERY = "where is the red planet?"
DOCUMENTS = [
    "the red planet is far away.",
    "the cat sat on the mat",
    "",
    "running, searching: the world of the dogs and the cats is far away in the red world, and on it sat a dog.",
    "Hello, World!",
]
CASES = [(QUERY, DOCUMENTS), ("", DOCUMENTS[:2]), (DOCUMENTS[3], ["cat", DOCUMENTS[3]])]


def logits(net, ids, types):
    pooled = np.tanh(net.linear(net(ids, types)[0], "pooler"))
    return net.linear(pooled, "classifier")


def case(net, tokenizer, activation, query, documents, prompt=""):
    pairs = [tokenizer.encode_pair(prompt + query, document, LIMIT) for document in documents]
    scores = [ACTIVATIONS[activation](logits(net, *pair)) for pair in pairs]
    return {
        "query": query, "documents": documents,
        "tokenIds": [ids for ids, _ in pairs], "typeIds": [types for _, types in pairs],
        "scores": [score[0] if len(score) == 1 else score for score in scores],
    }


def cross_encoder(labels=1, activation="Sigmoid", settings=None, modules=False, **config):
    """`config`: more keys of config.json; `modules`: with a modules.json, as today's library writes it."""

    def model(random):
        tokenizer = word_piece()
        net = TinyBert(random, len(tokenizer.vocabulary), heads_out={"pooler": 8, "classifier": labels})
        graph = BertGraph(net)
        pooled = graph.g.node("Tanh", graph.linear(graph.first_token(), "pooler"))
        graph.vector("logits", graph.linear(pooled, "classifier"), labels)
        names = {str(i): f"LABEL_{i}" for i in range(labels)}
        ids = {name: int(i) for i, name in names.items()}
        architecture = "BertForSequenceClassification"
        all_config = net.config(architecture=architecture, id2label=names, label2id=ids, **config)
        folder = Folder()
        task = {"transformer_task": "sequence-classification"} if modules else {}
        folder.transformer(net, tokenizer, graph.serialize(), limit=LIMIT, config=all_config, **task)
        if modules:
            folder.modules(("Transformer", ""))
        prompts, default = {}, None
        if settings:
            folder.settings(model_type="CrossEncoder", similarity=None, **settings)
            prompts, default = settings.get("prompts", {}), settings.get("default")
        prompt = prompts.get(default, "")
        cases = [case(net, tokenizer, activation, query, documents, prompt) for query, documents in CASES]
        return folder, {"kind": "reranker", "labels": labels, "maxTokens": LIMIT, "cases": cases}

    return model


IDENTITY, SIGMOID = "torch.nn.modules.linear.Identity", "torch.nn.modules.activation.Sigmoid"

MODELS = {
    "cross-encoder": cross_encoder(),
    "cross-encoder-logits": cross_encoder(
        activation="Identity",
        sentence_transformers={"activation_fn": IDENTITY, "version": "5.0.0"},
        sbert_ce_default_activation_function=SIGMOID,
    ),
    "cross-encoder-legacy": cross_encoder(activation="Identity", sbert_ce_default_activation_function=IDENTITY),
    "cross-encoder-settings": cross_encoder(
        activation="Tanh",
        settings={
            "activation_fn": "torch.nn.modules.activation.Tanh", "prompts": {"ask": "search: "}, "default": "ask",
        },
        modules=True,
        sentence_transformers={"activation_fn": IDENTITY},
    ),
    "cross-encoder-3-labels": cross_encoder(3, "Identity"),
}
