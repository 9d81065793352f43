package io.semblance.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encoding an iterator: order, memory, failure, cancelling; and encoding without company. */
class StreamingIT {
  private static final int TEXTS = 20_000;

  @TempDir private static Path models;
  private static SentenceEncoder encoder;

  @BeforeAll
  static void load() throws IOException {
    encoder = load(EncoderOptions.defaults());
  }

  private static SentenceEncoder load(EncoderOptions options) throws IOException {
    return SentenceEncoders.load(
        TinyModel.named("bert-mean").folder().toString(), options.withModelsFolder(models));
  }

  @AfterAll
  static void close() {
    encoder.close();
  }

  private static List<String> texts(int count) {
    return IntStream.range(0, count).mapToObj(i -> "the cat sat ".repeat(1 + i % 7) + i).toList();
  }

  @Test
  void givesTheVectorsOfTheListInItsOrder() {
    List<String> texts = texts(TEXTS);
    float[][] expected = encoder.encode(texts, EncodeOptions.PLAIN);
    List<float[]> vectors = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    AtomicLong done = new AtomicLong();

    encoder.encode(
        texts.iterator(),
        EncodeOptions.PLAIN,
        (window, embeddings) -> {
          seen.addAll(window);
          vectors.addAll(List.of(embeddings.vectors().copyRows()));
          assertThat(embeddings.tokenCounts()).hasSameSizeAs(window);
        },
        done::set);

    assertThat(seen).isEqualTo(texts);
    assertThat(vectors.toArray(float[][]::new)).isDeepEqualTo(expected);
    assertThat(done).hasValue(TEXTS);
  }

  @Test
  void readsOnlySomeWindowsAhead() {
    AtomicInteger read = new AtomicInteger();
    AtomicInteger consumed = new AtomicInteger();
    AtomicInteger furthest = new AtomicInteger();
    Iterator<String> texts =
        texts(TEXTS * 2).stream().peek(text -> read.incrementAndGet()).iterator();

    encoder.encode(
        texts,
        EncodeOptions.PLAIN,
        (window, embeddings) -> {
          furthest.accumulateAndGet(read.get() - consumed.get(), Math::max);
          consumed.addAndGet(window.size());
        },
        Progress.NONE);

    assertThat(consumed).hasValue(TEXTS * 2);
    assertThat(furthest).hasValueLessThanOrEqualTo(3 * EncodingWindow.TEXTS + 1);
  }

  @Test
  void aConsumerThatFailsEndsTheCall() {
    IllegalArgumentException full = new IllegalArgumentException("the disk is full");

    assertThatThrownBy(
            () ->
                encoder.encode(
                    texts(TEXTS).iterator(),
                    EncodeOptions.PLAIN,
                    (window, embeddings) -> {
                      throw full;
                    },
                    Progress.NONE))
        .isSameAs(full);
    assertThat(encoder.encode("still there", InputType.PLAIN)).hasSize(encoder.dimension());
  }

  @Test
  void canBeCancelled() {
    Progress impatient =
        new Progress() {
          @Override
          public void advancedTo(long done) {}

          @Override
          public boolean isCancelled() {
            return true;
          }
        };

    assertThatThrownBy(
            () ->
                encoder.encode(
                    texts(TEXTS).iterator(),
                    EncodeOptions.PLAIN,
                    (window, embeddings) -> {},
                    impatient))
        .isInstanceOfSatisfying(
            SemblanceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
  }

  @Test
  void batchInvariantVectorsAreTheSameToTheLastBit() throws IOException {
    List<String> texts = texts(300);
    try (SentenceEncoder alone = load(EncoderOptions.defaults().withBatchInvariant(true))) {
      float[][] together = alone.encode(texts, InputType.PLAIN);

      for (int i = 0; i < texts.size(); i++) {
        assertThat(alone.encode(texts.get(i), InputType.PLAIN)).isEqualTo(together[i]);
      }
    }
  }

  @Test
  void anUnknownPromptNameListsTheKnown() {
    assertThatThrownBy(
            () ->
                encoder.encode(List.of("x"), EncodeOptions.PLAIN.withPromptName("classification")))
        .hasMessage("prompt name 'classification' must be one of [document, query]");
  }
}
