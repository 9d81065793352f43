"""A model's folder before it is written: paths and bytes."""

import json

import numpy as np

from tensor_files import safetensors, torch_zip

MODULES = {
    "Transformer": "sentence_transformers.base.modules.transformer.Transformer",
    "Pooling": "sentence_transformers.sentence_transformer.modules.pooling.Pooling",
    "Dense": "sentence_transformers.base.modules.dense.Dense",
    "Normalize": "sentence_transformers.base.modules.normalize.Normalize",
    "LayerNorm": "sentence_transformers.sentence_transformer.modules.layer_norm.LayerNorm",
    "Dropout": "sentence_transformers.sentence_transformer.modules.dropout.Dropout",
    "StaticEmbedding": "sentence_transformers.sentence_transformer.modules.static_embedding.StaticEmbedding",
    "WordEmbeddings": "sentence_transformers.sentence_transformer.modules.word_embeddings.WordEmbeddings",
    "WordWeights": "sentence_transformers.sentence_transformer.modules.word_weights.WordWeights",
    "BoW": "sentence_transformers.sentence_transformer.modules.bow.BoW",
    "CNN": "sentence_transformers.sentence_transformer.modules.cnn.CNN",
    "LSTM": "sentence_transformers.sentence_transformer.modules.lstm.LSTM",
    "WeightedLayerPooling": "sentence_transformers.sentence_transformer.modules.weighted_layer_pooling.WeightedLayerPooling",
    "CLIPModel": "sentence_transformers.sentence_transformer.modules.clip_model.CLIPModel",
    "Router": "sentence_transformers.base.modules.router.Router",
    "SpladePooling": "sentence_transformers.sparse_encoder.modules.splade_pooling.SpladePooling",
    "MLMTransformer": "sentence_transformers.sparse_encoder.modules.mlm_transformer.MLMTransformer",
    "SparseStaticEmbedding": "sentence_transformers.sparse_encoder.modules.sparse_static_embedding.SparseStaticEmbedding",
    "SparseAutoEncoder": "sentence_transformers.sparse_encoder.modules.sparse_auto_encoder.SparseAutoEncoder",
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
        types = {f"{route}_{i}_{name}": MODULES[name] for route, names in routes.items() for i, name in enumerate(names)}
        return self.json(path + file, {"types": types, "structure": structure, "parameters": parameters})

    def dense(self, path, dense, torch=False):
        self.json(f"{path}/config.json", dense.config())
        if torch:
            return self.torch(f"{path}/pytorch_model.bin", dense.tensors)
        return self.safetensors(f"{path}/model.safetensors", dense.tensors)
