package io.semblance.encoder.tokenize;

import java.util.Map;

/**
 * One pass over texts: characters to words to token ids (the greedy longest-match-first rule of
 * Schuster and Nakajima, 2012, as BERT has it). One thread at a time; reused from text to text.
 */
final class WordPieceScanner {
  private final WordPieceTokenizer tokenizer;
  private final WordPieceNormalizer normalizer;
  private final char[] word;
  private final int[] hashes;
  private int length;
  private int hash;

  WordPieceScanner(WordPieceTokenizer tokenizer) {
    this.tokenizer = tokenizer;
    this.normalizer = tokenizer.definition().normalizer();
    // One pair more than a word may have, so that a word that is too long can be told.
    this.word = new char[2 * tokenizer.definition().maxWordCharacters() + 2];
    this.hashes = new int[word.length];
  }

  /** Adds the ids of a text to {@code target}, without special tokens around it. */
  void scan(String text, TokenIds target) {
    int start = 0;
    for (int found = tokenizer.nextAdded(text, 0);
        found < text.length();
        found = tokenizer.nextAdded(text, start)) {
      Map.Entry<String, Integer> added = tokenizer.addedAt(text, found);
      scanSegment(text, start, found, target);
      target.add(added.getValue());
      start = found + added.getKey().length();
    }
    scanSegment(text, start, text.length(), target);
  }

  private void scanSegment(String text, int from, int to, TokenIds target) {
    int mark = target.size();
    for (int i = from; i < to; i++) {
      int action = normalizer.action(text.charAt(i));
      switch (action >> 16) {
        case WordPieceNormalizer.WORD -> append((char) action);
        case WordPieceNormalizer.SPACE -> endWord(target);
        case WordPieceNormalizer.ALONE -> {
          endWord(target);
          append((char) action);
          endWord(target);
        }
        case WordPieceNormalizer.DROP -> {}
        default -> {
          target.truncate(mark);
          clearWord();
          scanNormalized(normalizer.normalize(text.substring(from, to)), target);
          return;
        }
      }
    }
    endWord(target);
  }

  private void scanNormalized(String text, TokenIds target) {
    int point;
    for (int i = 0; i < text.length(); i += Character.charCount(point)) {
      point = text.codePointAt(i);
      int kind = WordPieceNormalizer.kind(point);
      if (kind != WordPieceNormalizer.WORD) {
        endWord(target);
      }
      if (kind != WordPieceNormalizer.SPACE) {
        append(text.charAt(i));
        if (Character.charCount(point) == 2) {
          append(text.charAt(i + 1));
        }
      }
      if (kind == WordPieceNormalizer.ALONE) {
        endWord(target);
      }
    }
    endWord(target);
  }

  private void append(char character) {
    if (length < word.length) {
      word[length++] = character;
      hash = PieceTable.hash(hash, character);
    }
  }

  private void endWord(TokenIds target) {
    if (length == 0) {
      return;
    }
    if (isTooLong()) {
      target.add(tokenizer.definition().unknownId());
    } else {
      int whole = tokenizer.starts().find(word, 0, length, hash);
      if (whole != PieceTable.NONE) {
        target.add(whole);
      } else {
        addPieces(target);
      }
    }
    clearWord();
  }

  private void clearWord() {
    length = 0;
    hash = 0;
  }

  private boolean isTooLong() {
    int limit = tokenizer.definition().maxWordCharacters();
    return length > limit && Character.codePointCount(word, 0, length) > limit;
  }

  private void addPieces(TokenIds target) {
    int mark = target.size();
    PieceTable table = tokenizer.starts();
    for (int from = 0; from < length; table = tokenizer.continuations()) {
      int to = Math.min(length, from + table.longest());
      hashPrefixes(from, to);
      int id = PieceTable.NONE;
      while (to > from) {
        id = table.find(word, from, to, hashes[to - 1]);
        if (id != PieceTable.NONE) {
          break;
        }
        to--;
      }
      if (id == PieceTable.NONE) {
        target.truncate(mark);
        target.add(tokenizer.definition().unknownId());
        return;
      }
      target.add(id);
      from = to;
    }
  }

  private void hashPrefixes(int from, int to) {
    int prefixHash = 0;
    for (int i = from; i < to; i++) {
      prefixHash = PieceTable.hash(prefixHash, word[i]);
      hashes[i] = prefixHash;
    }
  }
}
