"""The vocabularies and texts that the models share."""

from subword_tokenizers import ByteLevelBpe, Unigram
from tokenizers_tiny import WordPiece

SPECIALS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
WORDS = (
    "the a of is it on in and to red planet cat dog mat sat run far away where search query passage document hello "
    "world cafe naive . , : ? ! ' ##s ##ing ##ning ##er ##n ##ed"
).split()
CASED = SPECIALS + "The the Cat cat sat Hello hello World world café cafe mat on . , ! ##s ##S".split()

TEXTS = [
    "the cat sat on the mat",
    "searching",
    "",
    "  Hello, WORLD!  ",
    "where is the red planet? it is far away, in the world of the running dogs and the searching cats.",
    "Café naïve zebra [MASK] 'cats'",
]
SHORT = TEXTS[:4]


def word_piece(**options):
    return WordPiece(SPECIALS + WORDS, **options)


def byte_bpe(before=(), after=("<|endoftext|>",)):
    words = [" the", " cat", " sat", " red", " planet", "query", "search", " search", "ing", "Hello", " world", " is"]
    return ByteLevelBpe(words, ["<|im_start|>", "<|endoftext|>", "<|pad|>"], before, after)


def unigram(before=("<s>",), after=("</s>",)):
    tokens = (
        "▁ ▁the ▁cat ▁sat ▁on ▁mat ▁search ing s ▁hello ▁Hello , . ▁world ! ▁red ▁planet ? ▁is ▁it a c e h l n o r t "
        "▁where w W O R L D é f"
    ).split()
    scores = {token: -2.0 - 0.25 * i for i, token in enumerate(tokens)}
    return Unigram(["<s>", "<pad>", "</s>", "<unk>"], scores, "<unk>", before, after)
