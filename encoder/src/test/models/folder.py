"""A model's folder before it is written: paths and bytes."""

import json

import numpy as np

from tensor_files import safetensors, torch_zip

BASE = "sentence_transformers.base.modules."
DENSE = "sentence_transformers.sentence_transformer.modules."
SPARSE = "sentence_transformers.sparse_encoder.modules."

"""Today's dotted name of each class."""
MODULES = {
    "Transformer": BASE + "transformer.Transformer",
    "Dense": BASE + "dense.Dense",
    "Normalize": BASE + "normalize.Normalize",
    "Router": BASE + "router.Router",
    "Pooling": DENSE + "pooling.Pooling",
    "LayerNorm": DENSE + "layer_norm.LayerNorm",
    "Dropout": DENSE + "dropout.Dropout",
    "StaticEmbedding": DENSE + "static_embedding.StaticEmbedding",
    "WordEmbeddings": DENSE + "word_embeddings.WordEmbeddings",
    "WordWeights": DENSE + "word_weights.WordWeights",
    "BoW": DENSE + "bow.BoW",
    "CNN": DENSE + "cnn.CNN",
    "LSTM": DENSE + "lstm.LSTM",
    "WeightedLayerPooling": DENSE + "weighted_layer_pooling.WeightedLayerPooling",
    "SpladePooling": SPARSE + "splade_pooling.SpladePooling",
    "MLMTransformer": SPARSE + "mlm_transformer.MLMTransformer",
    "SparseStaticEmbedding": SPARSE + "sparse_static_embedding.SparseStaticEmbedding",
    "SparseAutoEncoder": SPARSE + "sparse_auto_encoder.SparseAutoEncoder",
}


class Folder:
    def __init__(self):
        self.files, self.beside = {}, {}

    def json(self, path, value):
        self.files[path] = (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
        return self

    def bytes(self, path, data):
        self.files[path] = data
        return self

    def safetensors(self, path, tensors, metadata=None):
        return self.bytes(path, safetensors({name: np.asarray(t) for name, t in tensors.items()}, metadata or {}))

    def torch(self, path, tensors):
        return self.bytes(path, torch_zip(tensors))

    def modules(self, *entries):
        """Entries are (class, path); a class without a dot gets today's package."""
        lines = [
            {"idx": i, "name": str(i), "path": path, "type": MODULES.get(name, name)}
            for i, (name, path) in enumerate(entries)
        ]
        return self.json("modules.json", lines)

    def settings(self, prompts=None, default=None, similarity="cosine", model_type="SentenceTransformer", **more):
        head = {"__version__": {"sentence_transformers": "6.0.0", "transformers": "5.0.0", "pytorch": "2.9.0"}}
        names = {"default_prompt_name": default, "similarity_fn_name": similarity}
        value = {"model_type": model_type} | head | {"prompts": prompts or {"query": "", "document": ""}} | names | more
        return self.json("config_sentence_transformers.json", value)

    def transformer(
        self, net, tokenizer, graph, limit=None, base="", config=None, tokenizer_config=None, file="model", **settings
    ):
        """The files of a Transformer module; `limit` is the tokenizer's model_max_length."""
        self.json(base + "config.json", config or net.config())
        if settings:
            self.json(base + "sentence_bert_config.json", settings)
        more = {"model_max_length": limit} if limit else {}
        self.json(base + "tokenizer_config.json", {"padding_side": "right"} | more | (tokenizer_config or {}))
        self.json(base + "tokenizer.json", tokenizer.json())
        return self.bytes(f"{base}onnx/{file}.onnx", graph)

    def router(self, path, routes, file="router_config.json", **parameters):
        """`routes`: route -> class names of its modules; gives the folder of each as `path` has them."""
        structure = {route: [f"{route}_{i}_{name}" for i, name in enumerate(names)] for route, names in routes.items()}
        types = {folder: MODULES[folder.split("_")[-1]] for folders in structure.values() for folder in folders}
        return self.json(path + file, {"types": types, "structure": structure, "parameters": parameters})

    def dense(self, path, dense, torch=False):
        self.json(f"{path}/config.json", dense.config())
        if torch:
            return self.torch(f"{path}/pytorch_model.bin", dense.tensors)
        return self.safetensors(f"{path}/model.safetensors", dense.tensors)
