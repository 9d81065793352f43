"""Models of a Transformer and a Pooling: names of classes, pooling modes, prompts, padding sides."""

from bert import TinyBert
from bert_graph import BertGraph
from folder import Folder
from modules import FLAGS, Normalize, Pooling
from pipeline import Encoder, TransformerInput
from tokenizers_tiny import WordPiece
from words import CASED, SHORT, TEXTS, byte_bpe, word_piece

PROMPTS = {"query": "query: ", "document": "passage: "}


def bert(random, tokenizer, **options):
    return TinyBert(random, len(tokenizer.vocabulary), **options)


def bert_mean(random):
    tokenizer = word_piece()
    net = bert(random, tokenizer, hidden=16, layers=2)
    pooling = Pooling("mean")
    encoder = Encoder(TransformerInput(tokenizer, net, 24), [pooling, Normalize()])
    folder = Folder().modules(("Transformer", ""), ("Pooling", "1_Pooling"), ("Normalize", "2_Normalize")).settings()
    graph = BertGraph(net).tokens().serialize()
    folder.transformer(net, tokenizer, graph, limit=24, transformer_task="feature-extraction")
    folder.json("1_Pooling/config.json", pooling.config(16))
    return folder, encoder.golden(encoder.three_types(TEXTS) + [encoder.case("plain", SHORT, tokens=True)])


def bert_old_names(random):
    """What a model of 2020 has: no __version__, seven of today's keys missing."""
    tokenizer = WordPiece(CASED, lower=False)
    net = bert(random, tokenizer)
    pooling, old = Pooling("mean"), "sentence_transformers.models."
    folder = Folder().modules((old + "Transformer", ""), (old + "Pooling", "1_Pooling"))
    folder.transformer(net, tokenizer, BertGraph(net).tokens().serialize(), limit=512)
    folder.json("sentence_roberta_config.json", {"max_seq_length": 8, "do_lower_case": True})
    folder.json("1_Pooling/config.json", pooling.old_config(8, list(FLAGS)[:4]))
    encoder = Encoder(TransformerInput(tokenizer, net, 8, lower=True), [pooling])
    texts = ["The CAT sat.", "HELLO world, hello World! The cats sat on the mat", "", "[MASK] the Café"]
    return folder, encoder.golden(encoder.three_types(texts))


def pooled(*modes, old=False):
    def model(random):
        tokenizer = word_piece()
        net = bert(random, tokenizer)
        pooling = Pooling(*modes)
        folder = Folder().modules(("Transformer", ""), ("Pooling", "1_Pooling"))
        folder.transformer(net, tokenizer, BertGraph(net).tokens().serialize())
        folder.json("1_Pooling/config.json", pooling.old_config(8) if old else pooling.config(8))
        encoder = Encoder(TransformerInput(tokenizer, net, net.max_positions), [pooling])
        return folder, encoder.golden([encoder.case("plain", TEXTS)])

    return model


def include_prompt_false(random):
    tokenizer = word_piece()
    net = bert(random, tokenizer)
    pooling = Pooling("mean", "cls", include_prompt=False)
    folder = Folder().modules(("Transformer", ""), ("Pooling", "1_Pooling")).settings(PROMPTS)
    folder.transformer(net, tokenizer, BertGraph(net).tokens().serialize())
    folder.json("1_Pooling/config.json", pooling.config(8))
    encoder = Encoder(TransformerInput(tokenizer, net, net.max_positions), [pooling], PROMPTS)
    explicit = encoder.case("plain", TEXTS, prompt="search the world: ")
    return folder, encoder.golden(encoder.three_types(TEXTS) + [explicit])


def decoder(*modes, include_prompt):
    """A causal network that wants position ids and padding on the left, as Qwen3 embeddings do."""

    def model(random):
        tokenizer = byte_bpe()
        pad = tokenizer.ids["<|pad|>"]
        net = bert(random, tokenizer, types=0, causal=True, positions="input", pad=pad, max_positions=64)
        pooling = Pooling(*modes, include_prompt=include_prompt)
        folder = Folder().modules(("Transformer", ""), ("Pooling", "1_Pooling"), ("Normalize", "2_Normalize"))
        folder.settings(PROMPTS)
        marks = {"padding_side": "left", "pad_token": "<|pad|>", "eos_token": "<|endoftext|>"}
        config = net.config("qwen3", "Qwen3ForCausalLM")
        graph = BertGraph(net).tokens().serialize()
        folder.transformer(net, tokenizer, graph, limit=48, config=config, tokenizer_config=marks)
        folder.json("1_Pooling/config.json", pooling.config(8))
        encoder = Encoder(TransformerInput(tokenizer, net, 48), [pooling, Normalize()], PROMPTS)
        explicit = encoder.case("plain", TEXTS, prompt="search:")
        return folder, encoder.golden(encoder.three_types(TEXTS) + [explicit])

    return model


MODELS = {
    "bert-mean": bert_mean,
    "bert-old-names": bert_old_names,
    "pool-cls": pooled("cls"),
    "pool-max": pooled("max"),
    "pool-sqrt": pooled("mean_sqrt_len_tokens"),
    "pool-weightedmean": pooled("weightedmean"),
    "pool-lasttoken": pooled("lasttoken"),
    "pool-all-flags": pooled(*FLAGS, old=True),
    "pool-list-order": pooled("max", "cls"),
    "include-prompt-false": include_prompt_false,
    "left-padding": decoder("lasttoken", include_prompt=True),
    "left-padding-no-prompt": decoder("mean", include_prompt=False),
}
