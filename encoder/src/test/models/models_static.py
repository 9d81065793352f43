"""Models without a transformer: static embeddings, model2vec, words."""

import numpy as np

from folder import Folder
from modules import Normalize, Pooling, WordTokenizer, WordWeights, word_table
from pipeline import Encoder, StaticInput, WordInput
from tokenizers_tiny import WordLevel
from words import SPECIALS, TEXTS, WORDS, unigram, word_piece

OLD = "sentence_transformers.models."
WORD_TEXTS = [
    "The cat sat on the mat.",
    "unknown",
    "",
    "  (hello), World! 'planet' ",
    "red red Cat",
    "THE CAT is zebra",
]


def table(random, rows, width=8, dtype=np.float32):
    return random.standard_normal((rows, width)).astype(dtype)


def static(random):
    """Half precision, no truncation block: a text has no limit."""
    tokenizer = word_piece(around=False)
    weights = table(random, len(tokenizer.vocabulary), dtype=np.float16)
    folder = Folder().modules(("StaticEmbedding", "0_StaticEmbedding")).settings({"query": "search: "})
    folder.json("0_StaticEmbedding/tokenizer.json", tokenizer.json())
    folder.safetensors("0_StaticEmbedding/model.safetensors", {"embedding.weight": weights})
    encoder = Encoder(StaticInput(tokenizer, weights), prompts={"query": "search: "})
    texts = TEXTS + ["a [UNK] cat", "the red planet is far away, " * 90]
    return folder, encoder.golden(encoder.three_types(texts))


def static_truncation(random):
    block = {"direction": "Right", "max_length": 5, "strategy": "LongestFirst", "stride": 0}
    tokenizer = WordLevel(SPECIALS + WORDS, "[UNK]", ["[UNK]"], truncation=block)
    weights = table(random, len(tokenizer.vocabulary))
    folder = Folder().modules((OLD + "StaticEmbedding", "")).settings()
    folder.json("tokenizer.json", tokenizer.json()).safetensors("model.safetensors", {"embedding.weight": weights})
    encoder = Encoder(StaticInput(tokenizer, weights))
    return folder, encoder.golden(encoder.three_types(TEXTS))


def static_i8(random):
    """Integers as they are; [CLS] and [SEP] of the post-processor are not added; 1_Normalize has no folder."""
    tokenizer = unigram()
    weights = random.integers(-128, 128, (len(tokenizer.vocabulary), 8)).astype(np.int8)
    folder = Folder().modules((OLD + "StaticEmbedding", "."), (OLD + "Normalize", "1_Normalize"))
    folder.json("tokenizer.json", tokenizer.json()).safetensors("model.safetensors", {"embeddings": weights})
    encoder = Encoder(StaticInput(tokenizer, weights), [Normalize()])
    return folder, encoder.golden(encoder.three_types(TEXTS))


class Model2VecInput(StaticInput):
    """model2vec's own rules: texts cut by characters, no unknown tokens, 512 tokens, weighted rows."""

    max_tokens = 512

    def __init__(self, tokenizer, embeddings, weights=None, mapping=None):
        rows = np.arange(len(tokenizer.vocabulary)) if mapping is None else mapping
        factors = np.ones(len(rows)) if weights is None else weights.astype(float)
        super().__init__(tokenizer, embeddings.astype(float)[rows] * factors[:, None])
        self.characters = 512 * int(np.median([len(token) for token in tokenizer.vocabulary]))

    def ids(self, text):
        unknown = self.tokenizer.ids["[UNK]"]
        ids = super().ids(text[: self.characters])
        return [i for i in ids if i != unknown][:512]


def model2vec_files(folder, tokenizer, tensors):
    config = {
        "model_type": "model2vec", "architectures": ["StaticModel"], "tokenizer_name": "tiny", "apply_zipf": True,
        "hidden_dim": 8, "seq_length": 1000000, "normalize": True, "embedding_dtype": "float32",
    }
    folder.json("config.json", config).json("tokenizer.json", tokenizer.json())
    return folder.safetensors("model.safetensors", tensors)


# The first is cut by characters, the second by tokens, as the median token has 3 of them.
LONG = ["document planet " * 120, "a " * 700 + "cat"]


def model2vec(random):
    """Vocabulary quantised: 20 rows for all tokens."""
    tokenizer = word_piece(around=False)
    size = len(tokenizer.vocabulary)
    tensors = {
        "embeddings": table(random, 20),
        "weights": random.uniform(0.1, 1, size).astype(np.float32),
        "mapping": random.integers(0, 20, size).astype(np.int64),
    }
    folder = Folder().modules((OLD + "StaticEmbedding", "."), (OLD + "Normalize", "1_Normalize"))
    model2vec_files(folder, tokenizer, tensors)
    encoder = Encoder(Model2VecInput(tokenizer, *tensors.values()), [Normalize()])
    texts = TEXTS + ["zebra", "a [UNK] cat", *LONG]
    return folder, encoder.golden([encoder.case("plain", texts)])


def model2vec_plain(random):
    tokenizer = word_piece(around=False)
    tensors = {"embeddings": table(random, len(tokenizer.vocabulary))}
    folder = model2vec_files(Folder(), tokenizer, tensors)
    encoder = Encoder(Model2VecInput(tokenizer, *tensors.values()), [Normalize()])
    return folder, encoder.golden([encoder.case("plain", TEXTS + ["zebra", *LONG])])


VOCABULARY = ["<pad>", "cat", "Cat", "mat.", "mat", "sat", "hello", "world", "planet", "red", "on"]
TOKENIZER = WordTokenizer(VOCABULARY, ["the", "is", "THE"])


def words(random, *later):
    weights = table(random, len(VOCABULARY))
    folder = Folder().modules(("WordEmbeddings", "0_WordEmbeddings"), *later)
    name = "sentence_transformers.sentence_transformer.modules.tokenizer.WhitespaceTokenizer"
    config = {"tokenizer_class": name, "update_embeddings": False, "max_seq_length": 3}
    folder.json("0_WordEmbeddings/wordembedding_config.json", config)
    folder.json("0_WordEmbeddings/whitespacetokenizer_config.json", TOKENIZER.config())
    folder.safetensors("0_WordEmbeddings/model.safetensors", {"emb_layer.weight": weights})
    return folder, WordInput(TOKENIZER, weights)


def word_embeddings(random):
    folder, first = words(random, (OLD + "Pooling", "1_Pooling"))
    folder.json("1_Pooling/config.json", Pooling("mean").old_config(8, ("cls", "mean", "max")))
    encoder = Encoder(first, [Pooling("mean")])
    return folder, encoder.golden(encoder.three_types(WORD_TEXTS))


def word_weights(random):
    later = WordWeights(VOCABULARY, {"cat": 2.5, "red": 0.25, "mat.": 3.0}, 0.5)
    pooling = Pooling("mean", "mean_sqrt_len_tokens", "weightedmean")
    folder, first = words(random, ("WordWeights", "1_WordWeights"), ("Pooling", "2_Pooling"))
    folder.json("1_WordWeights/config.json", later.config()).json("2_Pooling/config.json", pooling.config(8))
    encoder = Encoder(first, [later, pooling])
    return folder, encoder.golden([encoder.case("plain", WORD_TEXTS)])


class BagInput(WordInput):
    """Weights of a text's words, each once or as often as it occurs."""

    def __init__(self, tokenizer, weights, unknown, cumulative):
        super().__init__(tokenizer)
        self.weights = word_table(tokenizer.vocabulary, weights, unknown)
        self.cumulative = cumulative

    def features(self, ids):
        counts = np.bincount(np.array(ids, int), minlength=len(self.weights))
        return {"ids": ids, "vector": self.weights * (counts if self.cumulative else counts > 0)}


def bag(cumulative):
    def model(random):
        weights = {word: round(float(random.uniform(0.1, 3)), 3) for word in VOCABULARY[1:2] + VOCABULARY[3:8]}
        settings = {"unknown_word_weight": 0.5, "cumulative_term_frequency": cumulative}
        folder = Folder().modules(("BoW", "0_BoW"))
        folder.json("0_BoW/config.json", {"vocab": VOCABULARY, "word_weights": weights, **settings})
        encoder = Encoder(BagInput(WordTokenizer(VOCABULARY), weights, 0.5, cumulative))
        return folder, encoder.golden([encoder.case("plain", WORD_TEXTS)])

    return model


MODELS = {
    "static": static,
    "static-truncation": static_truncation,
    "static-i8": static_i8,
    "model2vec": model2vec,
    "model2vec-plain": model2vec_plain,
    "word-embeddings": word_embeddings,
    "word-weights": word_weights,
    "bow": bag(True),
    "bow-set": bag(False),
}
