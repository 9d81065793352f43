package io.semblance.encoder.lookup;

import io.semblance.encoder.ModelInfo;
import io.semblance.encoder.folder.TokenizerSettings;
import io.semblance.encoder.tokenize.TextTokenizer;
import io.semblance.encoder.tokenize.TokenIds;
import io.semblance.encoder.tokenize.TokenizedText;
import io.semblance.encoder.tokenize.WordPieceTokenizer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjIntConsumer;

/**
 * Text to the ids of its own tokens, without special tokens and uncut: in Java where the file is of
 * BERT's kind, else by the native library. Safe for many threads.
 */
sealed interface StaticEmbeddingTokenizer extends AutoCloseable {
  /**
   * Tokenizes texts in order.
   *
   * @param sink given the ids, which are valid until it returns, and the position of the text
   */
  void tokenize(List<String> texts, ObjIntConsumer<TokenIds> sink);

  @Override
  void close();

  static StaticEmbeddingTokenizer open(Path tokenizerJson, Path nativeCache) {
    Optional<WordPieceTokenizer> wordPiece =
        WordPieceTokenizer.open(tokenizerJson, ModelInfo.UNLIMITED, false);
    return wordPiece.isPresent()
        ? new InJava(wordPiece.get())
        : new InNativeCode(
            TextTokenizer.open(
                new TokenizerSettings(tokenizerJson, ModelInfo.UNLIMITED, false, false, false),
                nativeCache));
  }

  /** BERT's kind. */
  record InJava(WordPieceTokenizer tokenizer) implements StaticEmbeddingTokenizer {
    @Override
    public void tokenize(List<String> texts, ObjIntConsumer<TokenIds> sink) {
      WordPieceTokenizer.Scan scan = tokenizer.scan();
      for (int i = 0; i < texts.size(); i++) {
        sink.accept(scan.ids(texts.get(i)), i);
      }
    }

    @Override
    public void close() {
      // nothing outside the heap
    }
  }

  /** Every other kind. */
  record InNativeCode(TextTokenizer tokenizer) implements StaticEmbeddingTokenizer {
    @Override
    public void tokenize(List<String> texts, ObjIntConsumer<TokenIds> sink) {
      TokenIds ids = new TokenIds();
      List<TokenizedText> tokenized = tokenizer.tokenize(texts);
      for (int i = 0; i < tokenized.size(); i++) {
        ids.clear();
        for (long id : tokenized.get(i).ids()) {
          ids.add((int) id);
        }
        sink.accept(ids, i);
      }
    }

    @Override
    public void close() {
      tokenizer.close();
    }
  }
}
