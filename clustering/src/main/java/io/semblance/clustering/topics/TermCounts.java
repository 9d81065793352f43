package io.semblance.clustering.topics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Counts terms by class while texts come in. One thread at a time.
 *
 * <p>Holds at most a given number of different terms. When one more comes, the terms that are in
 * the fewest texts so far go (among equals the last of the alphabet) until half of the room is
 * free; one that comes again starts anew (in the manner of Manku and Motwani, "Approximate
 * frequency counts over data streams", 2002). So only rare terms are missed or counted too low, and
 * the same texts in the same order give the same counts.
 */
public final class TermCounts {
  /** More occurrences of a term in one text count no more. */
  public static final int MOST_OF_TEXT = 20;

  private static final Comparator<Entry> COMMON_FIRST =
      Comparator.comparingInt((Entry entry) -> -entry.texts).thenComparing(entry -> entry.term);

  private final int classes;
  private final int maxTerms;
  private final Map<String, Entry> entries = new HashMap<>();
  private int texts;

  /**
   * Starts with no counts.
   *
   * @param classes how many classes there are, numbered from 0
   * @param maxTerms the most different terms held, at least 2
   */
  public TermCounts(int classes, int maxTerms) {
    this.classes = classes;
    this.maxTerms = maxTerms;
  }

  /** Counts the terms of one text of a class. */
  public void add(int inClass, String text, Terms terms) {
    add(inClass, consumer -> terms.terms(text, consumer));
  }

  /** Counts the terms of one text of a class, already cut. */
  void add(int inClass, Consumer<TermConsumer> cut) {
    texts++;
    cut.accept((term, written) -> count(inClass, term, written));
  }

  private void count(int inClass, String term, String written) {
    Entry entry = entries.get(term);
    if (entry == null) {
      if (entries.size() >= maxTerms) {
        forgetRareTerms();
      }
      entry = new Entry(term);
      entries.put(term, entry);
    }
    entry.count(inClass, texts, written);
  }

  private void forgetRareTerms() {
    List<Entry> common =
        entries.values().stream().sorted(COMMON_FIRST).limit(maxTerms / 2).toList();
    entries.clear();
    common.forEach(entry -> entries.put(entry.term, entry));
  }

  /**
   * What was counted so far.
   *
   * @param minTexts terms in fewer texts are left out
   */
  public ClassTerms counted(int minTexts) {
    List<Entry> kept =
        entries.values().stream()
            .filter(entry -> entry.texts >= minTexts)
            .sorted(Comparator.comparing(entry -> entry.term))
            .toList();
    return ClassTerms.of(classes, kept);
  }

  /** The counts of one term.. */
  static final class Entry {
    final String term;
    private final WrittenForms forms = new WrittenForms();
    private int texts;
    private int lastText;
    private int ofLastText;
    private int[] inClasses = new int[1];
    private int[] counts = new int[1];
    private int size;

    Entry(String term) {
      this.term = term;
    }

    private void count(int inClass, int text, String written) {
      if (text != lastText) {
        lastText = text;
        ofLastText = 0;
        texts++;
      }
      if (ofLastText++ < MOST_OF_TEXT) {
        count(inClass, written);
      }
    }

    private void count(int inClass, String written) {
      forms.count(written);
      int at = Arrays.binarySearch(inClasses, 0, size, inClass);
      if (at < 0) {
        at = -at - 1;
        insert(at, inClass);
      }
      counts[at]++;
    }

    private void insert(int at, int inClass) {
      if (size == counts.length) {
        inClasses = Arrays.copyOf(inClasses, 2 * size);
        counts = Arrays.copyOf(counts, 2 * size);
      }
      System.arraycopy(inClasses, at, inClasses, at + 1, size - at);
      System.arraycopy(counts, at, counts, at + 1, size - at);
      inClasses[at] = inClass;
      counts[at] = 0;
      size++;
    }

    String written() {
      return forms.mostFrequent();
    }

    int classes() {
      return size;
    }

    int inClass(int index) {
      return inClasses[index];
    }

    int countOf(int index) {
      return counts[index];
    }
  }
}
