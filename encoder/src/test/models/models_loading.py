"""What folders and graphs come in: no modules.json, odd inputs and outputs, limits, prompts, truncation."""

from bert import TinyBert
from bert_graph import INT32, BertGraph
from folder import Folder
from modules import Normalize, Pooling
from pipeline import Encoder, TransformerInput
from words import SHORT, TEXTS, byte_bpe, unigram, word_piece


def network(random, tokenizer, **options):
    return TinyBert(random, len(tokenizer.vocabulary), **options)


def mean_model(make_graph):
    """Transformer, mean pooling, Normalize around a graph."""

    def model(random):
        tokenizer = word_piece()
        net = network(random, tokenizer)
        folder = Folder().modules(("Transformer", ""), ("Pooling", "1_Pooling"), ("Normalize", "2_Normalize"))
        graph = make_graph(net, folder)
        folder.transformer(net, tokenizer, graph).json("1_Pooling/config.json", Pooling("mean").config(8))
        first = TransformerInput(tokenizer, net, net.max_positions)
        encoder = Encoder(first, [Pooling("mean"), Normalize()])
        return folder, encoder.golden([encoder.case("plain", TEXTS)])

    return model


def no_modules(random):
    tokenizer = word_piece()
    net = network(random, tokenizer)
    folder = Folder().transformer(net, tokenizer, BertGraph(net).tokens().serialize())
    encoder = Encoder(TransformerInput(tokenizer, net, net.max_positions), [Pooling("mean")])
    return folder, encoder.golden(encoder.three_types(TEXTS))


def no_modules_causal(random):
    tokenizer = byte_bpe()
    pad = tokenizer.ids["<|pad|>"]
    net = network(random, tokenizer, types=0, causal=True, positions="input", pad=pad, max_positions=64)
    config = net.config("tiny", "TinyForCausalLM")
    folder = Folder().transformer(net, tokenizer, BertGraph(net).tokens().serialize(), config=config)
    encoder = Encoder(TransformerInput(tokenizer, net, net.max_positions), [Pooling("lasttoken")])
    return folder, encoder.golden(encoder.three_types(TEXTS))


def past_key_values(random):
    """A decoder's graph made for generating text wants a cache, which stays empty."""
    tokenizer = byte_bpe()
    pad = tokenizer.ids["<|pad|>"]
    net = network(random, tokenizer, types=0, causal=True, positions="input", pad=pad, max_positions=64)
    folder = Folder().modules(("Transformer", ""), ("Pooling", "1_Pooling"))
    config = net.config("qwen3", "Qwen3ForCausalLM", head_dim=4, num_key_value_heads=2)
    marks = {"padding_side": "left", "pad_token": "<|pad|>"}
    graph = BertGraph(net, past=True).tokens().serialize()
    folder.transformer(net, tokenizer, graph, config=config, tokenizer_config=marks)
    folder.json("1_Pooling/config.json", Pooling("lasttoken").config(8))
    encoder = Encoder(TransformerInput(tokenizer, net, net.max_positions), [Pooling("lasttoken")])
    return folder, encoder.golden([encoder.case("plain", TEXTS)])


def half_output(random):
    """The graph rounds its output to half precision; one step of that is 1e-3 at 1."""
    folder, golden = mean_model(lambda net, _: BertGraph(net).tokens(half=True).serialize())(random)
    return folder, golden | {"tolerance": 1e-3}


def external_data(net, folder):
    data = bytearray()
    graph = BertGraph(net).tokens().serialize(("model.onnx_data", data))
    folder.bytes("onnx/model.onnx_data", bytes(data))
    return graph


def two_outputs(random):
    """A pooled vector comes first and last; the token embeddings between them are to be pooled, by max."""
    tokenizer = word_piece()
    net = network(random, tokenizer, heads_out={"pooler": 8})
    graph = BertGraph(net)
    graph.vector("pooler_output", graph.g.node("Tanh", graph.linear(graph.first_token(), "pooler")), 8)
    graph.tokens("token_embeddings").vector("sentence_embedding", graph.mean(), 8)
    folder = Folder().modules(("Transformer", ""), ("Pooling", "1_Pooling"))
    folder.transformer(net, tokenizer, graph.serialize()).json("1_Pooling/config.json", Pooling("max").config(8))
    encoder = Encoder(TransformerInput(tokenizer, net, net.max_positions), [Pooling("max")])
    return folder, encoder.golden([encoder.case("plain", TEXTS)])


def only_sentence_embedding(net, _):
    graph = BertGraph(net)
    return graph.vector("sentence_embedding", graph.mean(), 8).serialize()


def roberta_514(random):
    """Positions start behind the padding id 1, so 512 of 514 can be used."""
    tokenizer = unigram()
    net = network(random, tokenizer, types=0, positions="offset", pad=1, max_positions=514)
    folder = Folder().modules(("Transformer", ""), ("Pooling", "1_Pooling"))
    config = net.config("roberta", "RobertaModel", type_vocab_size=1)
    marks = {"model_max_length": 10**30, "pad_token": "<pad>"}
    graph = BertGraph(net).tokens().serialize()
    folder.transformer(net, tokenizer, graph, config=config, tokenizer_config=marks)
    folder.json("1_Pooling/config.json", Pooling("mean").config(8))
    encoder = Encoder(TransformerInput(tokenizer, net, 512), [Pooling("mean")])
    return folder, encoder.golden([encoder.case("plain", TEXTS + ["the red planet! " * 150])])


def processor_kwargs(random):
    tokenizer = word_piece()
    net = network(random, tokenizer)
    folder = Folder().modules(("Transformer", ""), ("Pooling", "1_Pooling"))
    graph = BertGraph(net).tokens().serialize()
    limits = {"max_seq_length": 12, "processor_kwargs": {"model_max_length": 6}}
    folder.transformer(net, tokenizer, graph, limit=24, **limits)
    folder.json("1_Pooling/config.json", Pooling("mean").config(8))
    encoder = Encoder(TransformerInput(tokenizer, net, 6), [Pooling("mean")])
    return folder, encoder.golden([encoder.case("plain", TEXTS)])


def prompts(random):
    """`passage` is not used for documents, and neither queries nor documents fall back to the default."""
    table = {"query": "query: ", "passage": "passage: ", "custom": "search the world: ", "nothing": None}
    tokenizer = word_piece()
    net = network(random, tokenizer)
    folder = Folder().modules(("Transformer", ""), ("Pooling", "1_Pooling")).settings(table, "custom", "dot")
    folder.transformer(net, tokenizer, BertGraph(net).tokens().serialize())
    folder.json("1_Pooling/config.json", Pooling("mean").config(8))
    encoder = Encoder(TransformerInput(tokenizer, net, net.max_positions), [Pooling("mean")], table, "custom")
    cases = encoder.three_types(TEXTS)
    cases += [encoder.case("plain", SHORT, name=name) for name in (*table, "document")]
    cases += [encoder.case("document", SHORT, name="passage"), encoder.case("query", SHORT, name="custom")]
    cases += [encoder.case(kind, SHORT, prompt="on the red planet ") for kind in ("plain", "query", "document")]
    cases += [encoder.case("query", SHORT, name="custom", prompt="hello ")]
    cases += [encoder.case(kind, SHORT, prompt="") for kind in ("plain", "query")]
    cases += [encoder.case("plain", SHORT, tokens=True), encoder.case("query", SHORT, tokens=True)]
    return folder, encoder.golden(cases, "dot")


def truncate(random):
    """Cutting follows the Normalize module, so a cut vector has length 1 only if asked for."""
    tokenizer = word_piece()
    net = network(random, tokenizer)
    folder = Folder().modules(("Transformer", ""), ("Pooling", "1_Pooling"), ("Normalize", "2_Normalize"))
    folder.settings(truncate_dim=6)
    folder.transformer(net, tokenizer, BertGraph(net).tokens().serialize())
    folder.json("1_Pooling/config.json", Pooling("mean").config(8))
    first = TransformerInput(tokenizer, net, net.max_positions)
    encoder = Encoder(first, [Pooling("mean"), Normalize()], truncate=6)
    cases = [
        encoder.case("plain", TEXTS, truncate=size, normalize=unit)
        for size in (None, 4, 7, 100)
        for unit in (False, True)
    ]
    return folder, encoder.golden(cases)


MODELS = {
    "no-modules": no_modules,
    "no-modules-causal": no_modules_causal,
    "past-key-values": past_key_values,
    "int32-inputs": mean_model(lambda net, _: BertGraph(net, integers=INT32).tokens().serialize()),
    "fixed-batch": mean_model(lambda net, _: BertGraph(net, batch=1).tokens().serialize()),
    "fp16-output": half_output,
    "external-data": mean_model(external_data),
    "two-outputs": two_outputs,
    "sentence-embedding-only": mean_model(only_sentence_embedding),
    "roberta-514": roberta_514,
    "processor-kwargs": processor_kwargs,
    "prompts": prompts,
    "truncate": truncate,
}
