package io.semblance.encoder.batch;

import io.semblance.encoder.TokenCount;
import io.semblance.encoder.tokenize.TokenizedText;
import io.semblance.progress.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * One call: inputs are tokenized, sorted by length, and run in batches on the workers, a window of
 * inputs after the other, so that memory for tokens follows the window.
 *
 * @param <I> an input: a text, or a pair of texts
 */
public final class BatchedRun<I> {
  private static final int WINDOW = 4096;
  private static final int PORTION = 256;

  private final Workers workers;
  private final Function<List<I>, List<TokenizedText>> tokenizer;
  private final int tokenBudget;
  private final BatchWork work;
  private final Progress progress;
  private long done;

  /** What is done with a batch; called from many threads at once. */
  @FunctionalInterface
  public interface BatchWork {
    /**
     * Takes one batch.
     *
     * @param positions which of the call's inputs are in it
     */
    void run(List<TokenizedText> batch, int[] positions);
  }

  /**
   * Prepares a call.
   *
   * @param tokenizer safe for many threads
   * @param tokenBudget padded tokens in a batch; 0 runs every input alone
   */
  public BatchedRun(
      Workers workers,
      Function<List<I>, List<TokenizedText>> tokenizer,
      int tokenBudget,
      BatchWork work,
      Progress progress) {
    this.workers = workers;
    this.tokenizer = tokenizer;
    this.tokenBudget = tokenBudget;
    this.work = work;
    this.progress = progress;
  }

  /** Runs all inputs; gives one count each. */
  public List<TokenCount> run(List<I> inputs) {
    List<TokenCount> counts = new ArrayList<>(inputs.size());
    for (int start = 0; start < inputs.size(); start += WINDOW) {
      int end = Math.min(inputs.size(), start + WINDOW);
      List<TokenizedText> tokenized = tokenize(inputs.subList(start, end));
      runWindow(tokenized, start);
      tokenized.forEach(text -> counts.add(text.count()));
    }
    return counts;
  }

  private List<TokenizedText> tokenize(List<I> window) {
    TokenizedText[] tokenized = new TokenizedText[window.size()];
    List<Runnable> jobs = new ArrayList<>();
    for (int start = 0; start < tokenized.length; start += PORTION) {
      int from = start;
      List<I> portion = window.subList(from, Math.min(tokenized.length, from + PORTION));
      jobs.add(
          () -> {
            List<TokenizedText> texts = tokenizer.apply(portion);
            for (int i = 0; i < texts.size(); i++) {
              tokenized[from + i] = texts.get(i);
            }
          });
    }
    workers.run(jobs, progress, "encoding");
    return List.of(tokenized);
  }

  private void runWindow(List<TokenizedText> tokenized, int firstPosition) {
    List<Runnable> jobs = new ArrayList<>();
    for (int[] batch : BatchPlan.batches(tokenized, tokenBudget)) {
      jobs.add(
          () -> {
            List<TokenizedText> texts = Arrays.stream(batch).mapToObj(tokenized::get).toList();
            work.run(texts, Arrays.stream(batch).map(i -> firstPosition + i).toArray());
            advance(batch.length);
          });
    }
    workers.run(jobs, progress, "encoding");
  }

  private synchronized void advance(int inputs) {
    done += inputs;
    progress.advancedTo(done);
  }
}
