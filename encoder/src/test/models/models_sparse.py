"""Sparse encoders: SPLADE new, old and without inference on the query side; contrastive sparse representations."""

import numpy as np

from bert import TinyBert
from bert_graph import BertGraph
from folder import Folder
from models_router import RoutedEncoder
from modules import Pooling
from pipeline import Encoder, TransformerInput
from sparse_modules import MaskedLanguageInput, SparseAutoEncoder, SparseStaticInput, SpladePooling, sparse_golden
from words import TEXTS, word_piece

OLD = "sentence_transformers.sparse_encoder.models."


def masked_language(random):
    tokenizer = word_piece()
    size = len(tokenizer.vocabulary)
    net = TinyBert(random, size, heads_out={"mlm": size})
    graph = BertGraph(net).logits("mlm").serialize()
    first = MaskedLanguageInput(TransformerInput(tokenizer, net, net.max_positions))
    return tokenizer, net, graph, first, net.config(architecture="BertForMaskedLM")


def sparse_settings(folder, similarity="dot", **options):
    return folder.settings(similarity=similarity, model_type="SparseEncoder", **options)


def splade(random):
    tokenizer, net, graph, first, config = masked_language(random)
    pooling, prompts = SpladePooling(), {"query": "query: "}
    folder = Folder().modules(("Transformer", ""), ("SpladePooling", "1_SpladePooling"))
    sparse_settings(folder, prompts=prompts)
    folder.transformer(net, tokenizer, graph, config=config, transformer_task="fill-mask")
    folder.json("1_SpladePooling/config.json", pooling.config(len(tokenizer.vocabulary)))
    encoder = Encoder(first, [pooling], prompts)
    return folder, sparse_golden(encoder.golden(encoder.three_types(TEXTS)))


def splade_old(random):
    """No similarity in its settings: the dot product."""
    tokenizer, net, graph, first, config = masked_language(random)
    pooling = SpladePooling("sum", "log1p_relu")
    modules = (OLD + "MLMTransformer", ""), (OLD + "SpladePooling", "1_SpladePooling")
    folder = sparse_settings(Folder().modules(*modules), similarity=None)
    folder.transformer(net, tokenizer, graph, config=config, max_seq_length=20)
    folder.json("1_SpladePooling/config.json", pooling.config(len(tokenizer.vocabulary)))
    first.transformer.limit = first.max_tokens = 20
    encoder = Encoder(first, [pooling])
    return folder, sparse_golden(encoder.golden([encoder.case("plain", TEXTS)]))


def splade_inference_free(random):
    tokenizer, net, graph, first, config = masked_language(random)
    size, pooling = len(tokenizer.vocabulary), SpladePooling("max", "log1p_relu")
    weight = random.uniform(0.1, 8, size).astype(np.float32)
    folder = sparse_settings(Folder().modules(("Router", "")))
    routes = {"query": ["SparseStaticEmbedding"], "document": ["MLMTransformer", "SpladePooling"]}
    folder.router("", routes, default_route="document", allow_empty_key=True)
    query, document = "query_0_SparseStaticEmbedding/", "document_0_MLMTransformer/"
    folder.json(query + "config.json", {"frozen": True}).json(query + "tokenizer.json", tokenizer.json())
    folder.json(query + "tokenizer_config.json", {"model_max_length": 32})
    folder.safetensors(query + "model.safetensors", {"weight": weight})
    folder.transformer(net, tokenizer, graph, base=document, config=config)
    folder.json("document_1_SpladePooling/config.json", pooling.config(size))
    routed = RoutedEncoder(
        {"query": Encoder(SparseStaticInput(tokenizer, weight, 32)), "document": Encoder(first, [pooling])}, "document"
    )
    return folder, sparse_golden(routed.golden(TEXTS + ["cat cat the cat"]))


def csr(tied, normalize):
    """`tied`: the file has the shared weight under the decoder's name, as safetensors saves shared tensors."""

    def model(random):
        tokenizer = word_piece()
        net = TinyBert(random, len(tokenizer.vocabulary))
        folder = Folder().modules(
            ("Transformer", ""), ("Pooling", "1_Pooling"), ("SparseAutoEncoder", "2_SparseAutoEncoder")
        )
        sparse_settings(folder).transformer(net, tokenizer, BertGraph(net).tokens().serialize())
        auto_encoder = SparseAutoEncoder(random, 8, 24, 4, normalize)
        names = {"encoder.weight": "decoder.linear.weight"} if tied else {}
        tensors = {names.get(name, name): tensor for name, tensor in auto_encoder.tensors.items()}
        folder.json("1_Pooling/config.json", Pooling("mean").config(8))
        folder.json("2_SparseAutoEncoder/config.json", auto_encoder.config())
        folder.safetensors("2_SparseAutoEncoder/model.safetensors", tensors, names)
        encoder = Encoder(TransformerInput(tokenizer, net, net.max_positions), [Pooling("mean"), auto_encoder])
        return folder, sparse_golden(encoder.golden([encoder.case("plain", TEXTS)]))

    return model


MODELS = {
    "splade": splade,
    "splade-old": splade_old,
    "splade-inference-free": splade_inference_free,
    "csr": csr(tied=False, normalize=False),
    "csr-tied": csr(tied=True, normalize=True),
}
