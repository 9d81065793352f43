package io.semblance.encoder;

import io.semblance.encoder.folder.Prompts;
import io.semblance.encoder.module.InputModule;
import io.semblance.encoder.pipeline.Pipeline;
import io.semblance.encoder.pipeline.Pipelines;
import io.semblance.encoder.tokenize.TokenizedText;
import io.semblance.progress.Progress;
import io.semblance.vectors.EmbeddingMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a model's pipelines over windows of texts on a fixed set of worker threads. Two windows are
 * under way at once: while the batches of one run, the next is tokenized. Memory beyond the result
 * does not grow with the input.
 */
final class PipelineEncoder implements SentenceEncoder {
  private static final int WINDOWS_UNDER_WAY = 2;
  private static final int WINDOW_CHARACTERS = 8 << 20;

  private final ModelInfo model;
  private final Prompts prompts;
  private final Pipelines pipelines;
  private final boolean oneByOne;
  private final ExecutorService workers;
  private final ReadWriteLock openness = new ReentrantReadWriteLock();
  private boolean closed;

  /**
   * Makes an encoder that owns {@code pipelines} and {@code workers}.
   *
   * @param oneByOne whether no two texts may share a batch
   */
  PipelineEncoder(
      ModelInfo model,
      Prompts prompts,
      Pipelines pipelines,
      boolean oneByOne,
      ExecutorService workers) {
    this.model = model;
    this.prompts = prompts;
    this.pipelines = pipelines;
    this.oneByOne = oneByOne;
    this.workers = workers;
  }

  @Override
  public ModelInfo model() {
    return model;
  }

  @Override
  public Embeddings encode(List<String> texts, EncodeOptions options, Progress progress) {
    return whileOpen(() -> encodeAll(texts, call(options, progress)));
  }

  @Override
  public void encode(
      Iterator<String> texts, EncodeOptions options, WindowConsumer consumer, Progress progress) {
    whileOpen(() -> encodeWindows(texts, call(options, progress), consumer));
  }

  @Override
  public List<float[][]> encodeTokens(List<String> texts, EncodeOptions options) {
    return whileOpen(() -> encodeTokens(texts, call(options, Progress.NONE)));
  }

  @Override
  public int[] countTokens(List<String> texts, InputType type) {
    return whileOpen(
        () -> {
          requireNoNulls(texts);
          return new TokenCounting(call(EncodeOptions.of(type), Progress.NONE), texts).run();
        });
  }

  @Override
  public int passageTokens(InputType type) {
    return whileOpen(
        () -> {
          InputModule input = pipelines.of(type).input();
          int prompt = input.countTokens(List.of(prompts.promptFor(type)))[0];
          return input.maxTokens() == ModelInfo.UNLIMITED
              ? ModelInfo.UNLIMITED
              : input.maxTokens() - input.specialTokens() - prompt;
        });
  }

  private <T extends @Nullable Object> T whileOpen(Supplier<T> work) {
    openness.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("the encoder of model '" + model.id() + "' is closed");
      }
      return work.get();
    } finally {
      openness.readLock().unlock();
    }
  }

  private EncodingCall call(EncodeOptions options, Progress progress) {
    Pipeline pipeline = pipelines.of(options.type());
    int wanted = options.dimensions() == 0 ? model.dimension() : options.dimensions();
    int dimension = Math.min(wanted, pipelines.dimension());
    String prompt = prompts.choose(options.type(), options.promptName(), options.prompt());
    return new EncodingCall(
        pipeline, prompt, dimension, options.normalize(), oneByOne, workers, progress);
  }

  private Embeddings encodeAll(List<String> texts, EncodingCall call) {
    requireNoNulls(texts);
    EmbeddingMatrix vectors = EmbeddingMatrix.allocate(texts.size(), call.dimension());
    List<TokenCount> counts = new ArrayList<>(texts.size());
    try (UnderWay windows = new UnderWay(call, window -> {})) {
      for (int start = 0; start < texts.size(); start += EncodingWindow.TEXTS) {
        int end = Math.min(texts.size(), start + EncodingWindow.TEXTS);
        windows.start(texts.subList(start, end), vectors, start);
        windows.finishUntil(WINDOWS_UNDER_WAY - 1, window -> counts.addAll(window.counts()));
      }
      windows.finishUntil(0, window -> counts.addAll(window.counts()));
    } catch (RuntimeException e) {
      vectors.close();
      throw e;
    }
    return new Embeddings(vectors, counts);
  }

  private @Nullable Void encodeWindows(
      Iterator<String> texts, EncodingCall call, WindowConsumer consumer) {
    try (UnderWay windows = new UnderWay(call, window -> window.target().close())) {
      while (texts.hasNext()) {
        List<String> next = nextWindow(texts);
        windows.start(next, EmbeddingMatrix.allocate(next.size(), call.dimension()), 0);
        windows.finishUntil(WINDOWS_UNDER_WAY, window -> hand(window, consumer));
      }
      windows.finishUntil(0, window -> hand(window, consumer));
    }
    return null;
  }

  private static void hand(EncodingWindow window, WindowConsumer consumer) {
    try (Embeddings embeddings = new Embeddings(window.target(), window.counts())) {
      consumer.accept(window.texts(), embeddings);
    }
  }

  private static List<String> nextWindow(Iterator<String> texts) {
    List<String> window = new ArrayList<>();
    long characters = 0;
    while (texts.hasNext()
        && window.size() < EncodingWindow.TEXTS
        && characters < WINDOW_CHARACTERS) {
      String text = Objects.requireNonNull(texts.next(), "a text is null");
      window.add(text);
      characters += text.length();
    }
    return window;
  }

  private static List<float[][]> encodeTokens(List<String> texts, EncodingCall call) {
    requireNoNulls(texts);
    List<TokenizedText> tokenized = call.tokenize(texts);
    float[][][] tokens = new float[texts.size()][][];
    for (int[] batch : call.plan(tokenized)) {
      List<float[][]> results =
          call.encodeTokens(Arrays.stream(batch).mapToObj(tokenized::get).toList());
      for (int i = 0; i < batch.length; i++) {
        tokens[batch[i]] = results.get(i);
      }
    }
    return List.of(tokens);
  }

  private static void requireNoNulls(List<String> texts) {
    for (int i = 0; i < texts.size(); i++) {
      int position = i;
      Objects.requireNonNull(texts.get(i), () -> "texts.get(" + position + ") is null");
    }
  }

  @Override
  public void close() {
    openness.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        workers.shutdown();
        pipelines.close();
      }
    } finally {
      openness.writeLock().unlock();
    }
  }
}
