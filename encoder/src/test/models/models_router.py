"""Models that treat queries and documents by different modules."""

import numpy as np

from bert import TinyBert
from bert_graph import BertGraph
from folder import Folder
from modules import Dense, Normalize, Pooling
from pipeline import Encoder, StaticInput, TransformerInput
from words import TEXTS, word_piece

OLD = "sentence_transformers.models."


class RoutedEncoder:
    """One encoder a route; plain texts take the default one."""

    def __init__(self, routes, default):
        self.routes, self.default = routes, default

    def golden(self, texts, types=("plain", "query", "document"), **more):
        cases = [self.routes.get(kind, self.routes[self.default]).case(kind, texts) for kind in types]
        limits = [encoder.first.max_tokens for encoder in self.routes.values()]
        golden = self.routes[self.default].golden(cases, **more)
        return golden | {"maxTokens": None if None in limits else max(limits)}


def towers(random):
    """A static encoder for queries and a transformer for documents, both 8 wide."""
    static, around = word_piece(around=False), word_piece()
    net = TinyBert(random, len(around.vocabulary))
    weights = random.standard_normal((len(static.vocabulary), 8)).astype(np.float32)
    query = Encoder(StaticInput(static, weights), [Normalize()])
    document = Encoder(TransformerInput(around, net, net.max_positions), [Pooling("mean"), Normalize()])
    return static, weights, around, net, query, document


def router(path, query_route, document_route, default, **parameters):
    def model(random):
        static, weights, around, net, query, document = towers(random)
        folder = Folder().modules(("Router", path.rstrip("/")), ("Normalize", "1_Normalize")).settings()
        routes = {query_route: ["StaticEmbedding"], document_route: ["Transformer", "Pooling"]}
        folder.router(path, routes, allow_empty_key=True, **parameters)
        base = f"{path}{query_route}_0_StaticEmbedding/"
        folder.json(base + "tokenizer.json", static.json())
        folder.safetensors(base + "model.safetensors", {"embedding.weight": weights})
        graph = BertGraph(net).tokens().serialize()
        folder.transformer(net, around, graph, base=f"{path}{document_route}_0_Transformer/")
        folder.json(f"{path}{document_route}_1_Pooling/config.json", Pooling("mean").config(8))
        return folder, RoutedEncoder({"query": query, "document": document}, default).golden(TEXTS)

    return model


def asym(second, identifiers):
    """
    A legacy Asym after the pooling; plain texts take its first route. Its folders were named by any number; documents
    take a route that is called "doc", as older models have it.
    """

    def model(random):
        tokenizer = word_piece()
        net = TinyBert(random, len(tokenizer.vocabulary))
        heads = {"query": Dense(random, 8, 6), second: Dense(random, 8, 6, "Identity", bias=False)}
        folder = Folder().modules((OLD + "Transformer", ""), (OLD + "Pooling", "1_Pooling"), (OLD + "Asym", "2_Asym"))
        folder.transformer(net, tokenizer, BertGraph(net).tokens().serialize())
        folder.json("1_Pooling/config.json", Pooling("mean").old_config(8))
        names = {route: identifiers.get(route, f"{route}_0_Dense") for route in heads}
        types = {name: OLD + "Dense" for name in names.values()}
        structure = {route: [name] for route, name in names.items()}
        parameters = {"allow_empty_key": True}
        folder.json("2_Asym/config.json", {"types": types, "structure": structure, "parameters": parameters})
        for route, dense in heads.items():
            folder.dense(f"2_Asym/{names[route]}", dense, torch=True)
        first = TransformerInput(tokenizer, net, net.max_positions)
        routes = {route: Encoder(first, [Pooling("mean"), dense]) for route, dense in heads.items()}
        routes["document"] = routes.pop(second)
        return folder, RoutedEncoder(routes, "query").golden(TEXTS)

    return model


MAPPINGS = {"('query', 'text')": "short", "('document', None)": "long", "(None, None)": "long"}

MODELS = {
    "router": router("", "query", "document", "document", default_route="document"),
    "router-mappings": router("0_Router/", "short", "long", "document", default_route=None, route_mappings=MAPPINGS),
    "router-first-route": router("", "query", "document", "query", default_route=None),
    "asym": asym("document", {"query": "140240180_Dense", "document": "140240196_Dense"}),
    "asym-doc": asym("doc", {}),
}
