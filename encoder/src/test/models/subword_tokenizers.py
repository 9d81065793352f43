"""Byte-level BPE, as GPT-2 and its heirs have it, and Unigram, as XLM-R has it."""

import re
import unicodedata

from tokenizers_tiny import Tokenizer

# Letters and digits by Python's own classes, which agree with the library's on the texts used here.
GPT2_WORDS = re.compile(r"'s|'t|'re|'ve|'m|'ll|'d| ?[^\W\d_]+| ?\d+| ?(?:_|[^\s\w])+|\s+(?!\S)|\s+")


def byte_alphabet():
    """The printable character that stands for each byte."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [b for b in range(256) if b not in printable]
    return {b: chr(b) for b in printable} | {b: chr(256 + i) for i, b in enumerate(others)}


class ByteLevelBpe(Tokenizer):
    pre_tokenizer = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}
    decoder = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}

    def __init__(self, words, specials, before=(), after=()):
        self.alphabet = byte_alphabet()
        self.merges = self.merges_for(words)
        vocabulary = list(self.alphabet.values()) + ["".join(pair) for pair in self.merges] + list(specials)
        super().__init__(vocabulary, specials, before, after)

    def merges_for(self, words):
        """Joins each word from left to right."""
        merges = {}
        for word in words:
            letters = [self.alphabet[b] for b in word.encode()]
            for i in range(1, len(letters)):
                merges.setdefault(("".join(letters[:i]), letters[i]))
        return list(merges)

    def model(self):
        settings = dict.fromkeys(("dropout", "unk_token", "continuing_subword_prefix", "end_of_word_suffix"))
        ids = {token: i for token, i in self.ids.items() if token not in self.specials}
        merges = [" ".join(pair) for pair in self.merges]
        return {"type": "BPE", **settings, "fuse_unk": False, "byte_fallback": False, "vocab": ids, "merges": merges}

    def pieces(self, text):
        return [piece for word in GPT2_WORDS.findall(text) for piece in self.merged(word)]

    def merged(self, word):
        parts = [self.alphabet[b] for b in word.encode()]
        rank = {pair: i for i, pair in enumerate(self.merges)}
        while True:
            pairs = [(rank.get(pair, len(rank)), i) for i, pair in enumerate(zip(parts, parts[1:]))]
            best, i = min(pairs, default=(len(rank), 0))
            if best == len(rank):
                return parts
            parts[i : i + 2] = ["".join(parts[i : i + 2])]


class Unigram(Tokenizer):
    """The most likely cut of each word; `scores` are log probabilities by token."""

    normalizer = {
        "type": "Sequence",
        "normalizers": [{"type": "NFKC"}, {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "}],
    }
    pre_tokenizer = {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True}
    decoder = pre_tokenizer

    def __init__(self, specials, scores, unknown, before=(), after=()):
        super().__init__(list(specials) + list(scores), specials, before, after)
        self.scores = scores
        self.unknown = unknown

    def model(self):
        vocabulary = [[token, self.scores.get(token, 0.0)] for token in self.vocabulary]
        return {"type": "Unigram", "unk_id": self.ids[self.unknown], "vocab": vocabulary, "byte_fallback": False}

    def pieces(self, text):
        text = re.sub(" {2,}", " ", unicodedata.normalize("NFKC", text)).replace(" ", "▁")
        text = text if text.startswith("▁") else "▁" + text
        return [piece for word in re.findall("▁?[^▁]+|▁", text) for piece in self.best_cut(word)]

    def best_cut(self, word):
        unknown_score = min([0.0, *self.scores.values()]) - 10.0
        best = [(0.0, [])] + [None] * len(word)
        for start in range(len(word)):
            score, pieces = best[start]
            for end in range(start + 1, len(word) + 1):
                part = word[start:end]
                gain = self.scores.get(part, unknown_score if end == start + 1 else None)
                if gain is not None and (best[end] is None or score + gain > best[end][0]):
                    best[end] = score + gain, pieces + [part if part in self.scores else self.unknown]
        return self.fused(best[-1][1])

    def fused(self, pieces):
        """Unknown characters in a row are one unknown token."""
        kept = []
        for piece in pieces:
            if piece != self.unknown or kept[-1:] != [self.unknown]:
                kept.append(piece)
        return kept
