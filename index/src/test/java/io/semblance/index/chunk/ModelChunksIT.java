package io.semblance.index.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.encoder.Embeddings;
import io.semblance.encoder.EncoderOptions;
import io.semblance.encoder.InputType;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.encoder.SentenceEncoders;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.index.Chunking;
import io.semblance.index.Chunking.Respect;
import io.semblance.progress.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chunks for tokenizers of every kind, on the encoder's own tiny models. */
class ModelChunksIT {
  private static final List<String> FIELDS = List.of("title", "text");

  @TempDir private static Path models;

  private static SentenceEncoder open(String model, EncoderOptions options) {
    Path folder =
        Path.of(System.getProperty("semblance.root"), "encoder/src/test/resources/tiny", model);
    return SentenceEncoders.load(
        folder.resolve("model").toString(), options.withModelsFolder(models));
  }

  /**
   * WordPiece; bytes with pair encoding, and a prompt before documents; unigrams; a table that
   * reads texts of limited length. The encoder itself tells whether it read all of each chunk.
   */
  @ParameterizedTest
  @ValueSource(strings = {"bert-mean", "left-padding", "roberta-514", "model2vec"})
  void noChunkIsCutByTheModel(String model) {
    RandomTexts random = new RandomTexts(11);
    List<List<String>> documents =
        IntStream.range(0, 16)
            .mapToObj(i -> List.of(random.text(4), random.text(i % 2 == 0 ? 20 : 400)))
            .toList();
    try (SentenceEncoder encoder = open(model, EncoderOptions.defaults())) {
      TokenCounter counter = texts -> encoder.countTokens(texts, InputType.DOCUMENT);
      int room = encoder.passageTokens(InputType.DOCUMENT);
      for (Respect respect : Respect.values()) {
        Chunker chunker = Chunker.of(FIELDS, new Chunking(0, 8, respect), encoder);

        List<List<ChunkedPassage>> chunks = chunker.chunk(documents);

        new ChunkRules(FIELDS, room, counter).assertHold(documents, chunks);
        List<String> inputs =
            chunks.stream().flatMap(List::stream).map(ChunkedPassage::input).toList();
        assertThat(inputs).hasSizeGreaterThan(documents.size());
        try (Embeddings embeddings = encoder.encode(inputs, InputType.DOCUMENT, Progress.NONE)) {
          assertThat(embeddings.truncatedTexts()).isZero();
        }
      }
    }
  }

  @Test
  void aModelWhosePromptTakesAllRoomIsRefused() {
    try (SentenceEncoder encoder =
        open("left-padding", EncoderOptions.defaults().withMaxTokens(5))) {
      assertThatThrownBy(() -> Chunker.of(FIELDS, Chunking.DEFAULT, encoder))
          .isInstanceOfSatisfying(
              SemblanceException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
          .hasMessageContaining("room for text beside its prompt");
    }
  }
}
