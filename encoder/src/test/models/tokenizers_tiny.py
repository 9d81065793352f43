"""Tokenizers small enough to check by eye: each gives its tokenizer.json and, by plain Python, the ids of a text."""

import re
import unicodedata


def added(token, token_id):
    flags = dict.fromkeys(("single_word", "lstrip", "rstrip", "normalized"), False)
    return {"id": token_id, "content": token, **flags, "special": True}


def template(before, after, ids):
    """Post-processor: `before` text `after`, and for pairs `before` a `after` b `after` with type 1 from b on."""
    special = lambda token, kind: {"SpecialToken": {"id": token, "type_id": kind}}
    part = lambda name, kind: {"Sequence": {"id": name, "type_id": kind}}
    single = [special(t, 0) for t in before] + [part("A", 0)] + [special(t, 0) for t in after]
    return {
        "type": "TemplateProcessing",
        "single": single,
        "pair": single + [part("B", 1)] + [special(t, 1) for t in after],
        "special_tokens": {t: {"id": t, "ids": [ids[t]], "tokens": [t]} for t in dict.fromkeys(before + after)},
    }


class Tokenizer:
    """What all share: special tokens are cut out of the text first, and put around it last."""

    normalizer = pre_tokenizer = decoder = None

    def __init__(self, vocabulary, specials, before=(), after=(), truncation=None):
        self.vocabulary = vocabulary
        self.ids = {token: i for i, token in enumerate(vocabulary)}
        self.specials = list(specials)
        self.before, self.after, self.truncation = list(before), list(after), truncation

    def json(self):
        processor = template(self.before, self.after, self.ids) if self.before or self.after else None
        return {
            "version": "1.0",
            "truncation": self.truncation,
            "padding": None,
            "added_tokens": [added(t, self.ids[t]) for t in self.specials],
            "normalizer": self.normalizer,
            "pre_tokenizer": self.pre_tokenizer,
            "post_processor": processor,
            "decoder": self.decoder,
            "model": self.model(),
        }

    def plain(self, text):
        """Ids without those around the text."""
        parts = re.split("(" + "|".join(map(re.escape, self.specials)) + ")", text)
        ids = []
        for i, part in enumerate(parts):
            ids += [self.ids[part]] if i % 2 else [self.ids[t] for t in self.pieces(part)] if part else []
        return ids

    def around(self, tokens):
        return [self.ids[t] for t in tokens]

    def encode(self, text, limit=None, specials=True):
        before, after = (self.around(self.before), self.around(self.after)) if specials else ([], [])
        ids = self.plain(text)
        if self.truncation and not specials:
            limit = self.truncation["max_length"]
        room = len(ids) if limit is None else max(0, limit - len(before) - len(after))
        return before + ids[:room] + after

    def encode_pair(self, first, second, limit):
        """Ids and types; the longer side is cut first, then both to halves."""
        before, after = self.around(self.before), self.around(self.after)
        a, b = self.plain(first), self.plain(second)
        room = limit - len(before) - 2 * len(after)
        short, long = sorted((len(a), len(b)))
        long = short if short > room else max(short, min(long, room - short))
        if short + long > room:
            short, long = room // 2, room // 2 + room % 2
        cut_a, cut_b = (short, long) if len(a) <= len(b) else (long, short)
        left, right = before + a[:cut_a] + after, b[:cut_b] + after
        return left + right, [0] * len(left) + [1] * len(right)

    def special_ids(self):
        return {self.ids[t] for t in self.specials}


def is_punctuation(c):
    return c in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~" or unicodedata.category(c).startswith("P")


class WordPiece(Tokenizer):
    """BERT's: clean, lower-case without accents (or cased), split at blanks and punctuation, longest piece first."""

    pre_tokenizer = {"type": "BertPreTokenizer"}
    decoder = {"type": "WordPiece", "prefix": "##", "cleanup": True}

    def __init__(self, vocabulary, lower=True, around=True, truncation=None):
        specials = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
        before, after = (("[CLS]",), ("[SEP]",)) if around else ((), ())
        super().__init__(vocabulary, specials, before, after, truncation)
        self.lower = lower
        flags = {"clean_text": True, "handle_chinese_chars": True, "strip_accents": None, "lowercase": lower}
        self.normalizer = {"type": "BertNormalizer", **flags}

    def model(self):
        settings = {"unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100}
        return {"type": "WordPiece", **settings, "vocab": self.ids}

    def pieces(self, text):
        if self.lower:
            text = "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn").lower()
        text = "".join(f" {c} " if is_punctuation(c) else c for c in text)
        return [piece for word in text.split() for piece in self.word_pieces(word)]

    def word_pieces(self, word):
        pieces, start = [], 0
        while start < len(word):
            prefix = "##" if start else ""
            ends = (end for end in range(len(word), start, -1) if prefix + word[start:end] in self.ids)
            end = next(ends, None)
            if end is None:
                return ["[UNK]"]
            pieces.append(prefix + word[start:end])
            start = end
        return pieces


class WordLevel(Tokenizer):
    """Lower-cased words and marks, one id each."""

    normalizer = {"type": "Lowercase"}
    pre_tokenizer = {"type": "Whitespace"}

    def __init__(self, vocabulary, unknown, specials, before=(), after=(), truncation=None):
        super().__init__(vocabulary, specials, before, after, truncation)
        self.unknown = unknown

    def model(self):
        return {"type": "WordLevel", "vocab": self.ids, "unk_token": self.unknown}

    def pieces(self, text):
        return [word if word in self.ids else self.unknown for word in re.findall(r"\w+|[^\w\s]+", text.lower())]
