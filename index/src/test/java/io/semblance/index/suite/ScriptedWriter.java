package io.semblance.index.suite;

import io.semblance.error.SemblanceException;
import io.semblance.index.BulkIndexer;
import io.semblance.index.Change;
import io.semblance.index.ChangeResult;
import io.semblance.index.VectorCollection;
import io.semblance.progress.Progress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Writes to documents of its own: upserts, patches and deletes, picked at random but the same for
 * the same seed. One thread at a time.
 */
final class ScriptedWriter {
  private final VectorCollection collection;
  private final Journal journal;
  private final String prefix;
  private final int ids;
  private final Random random;
  private final Map<String, ScriptedDocument> current = new HashMap<>();
  private final Set<String> inDoubt = new HashSet<>();
  private int stamp;

  /**
   * Goes on from what the collection holds.
   *
   * @param prefix with which its ids begin, and no other writer's
   * @param ids how many it has
   * @param firstStamp every text and note that it makes is at least this, and made once
   */
  ScriptedWriter(
      VectorCollection collection, Journal journal, String prefix, int ids, int firstStamp) {
    this.collection = collection;
    this.journal = journal;
    this.prefix = prefix;
    this.ids = ids;
    this.random = new Random(firstStamp);
    this.stamp = firstStamp;
    collection.forEach(
        null,
        found -> {
          if (found.document().id().startsWith(prefix)) {
            current.put(found.document().id(), ScriptedDocument.claimedBy(found.document()));
          }
        });
  }

  /** Its documents that are there, in no order. */
  List<ScriptedDocument> present() {
    return List.copyOf(current.values());
  }

  /**
   * Writes one batch through {@link VectorCollection#write}. After a failure its documents are left
   * alone, since it is not known which of its changes happened.
   */
  void write(int most) {
    List<Step> steps = steps(1 + random.nextInt(most));
    journal.trying(steps);
    try {
      acknowledge(steps, collection.write(changes(steps), Progress.NONE));
    } catch (SemblanceException e) {
      steps.forEach(step -> inDoubt.add(step.id()));
      throw e;
    }
  }

  /** Writes many through a {@link BulkIndexer}. */
  void load(int most) {
    Deque<Step> open = new ArrayDeque<>(steps(1 + random.nextInt(most)));
    journal.trying(List.copyOf(open));
    new BulkIndexer(
            collection,
            results -> {
              List<Step> done = new ArrayList<>();
              results.forEach(result -> done.add(open.remove()));
              acknowledge(done, results);
            },
            Progress.NONE)
        .run(changes(List.copyOf(open)).iterator());
    if (!open.isEmpty()) {
      throw new AssertionError(open.size() + " changes were never acknowledged");
    }
  }

  private void acknowledge(List<Step> steps, List<ChangeResult> results) {
    for (int i = 0; i < results.size(); i++) {
      ChangeResult result = results.get(i);
      if (!result.isSuccess() || !result.id().equals(steps.get(i).id())) {
        throw new AssertionError(steps.get(i) + " became " + result, result.problem());
      }
    }
    journal.acknowledged(steps, results.stream().map(ChangeResult::version).toList());
  }

  private static List<Change> changes(List<Step> steps) {
    return steps.stream().map(Step::change).toList();
  }

  private List<Step> steps(int count) {
    List<Step> steps = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Step step = step(nextId());
      step.after()
          .ifPresentOrElse(after -> current.put(step.id(), after), () -> current.remove(step.id()));
      steps.add(step);
    }
    return steps;
  }

  private String nextId() {
    String id = prefix + random.nextInt(ids);
    while (inDoubt.contains(id)) {
      id = prefix + random.nextInt(ids);
    }
    return id;
  }

  private Step step(String id) {
    ScriptedDocument before = current.get(id);
    int made = stamp++;
    int kind = random.nextInt(10);
    if (before == null || kind < 4) {
      ScriptedDocument after = new ScriptedDocument(id, made, made);
      return new Step(after.upsert(), Optional.of(after));
    }
    if (kind < 6) {
      return Step.delete(id);
    }
    boolean note = kind < 8;
    ScriptedDocument after =
        new ScriptedDocument(id, note ? before.text() : made, note ? made : before.note());
    return new Step(note ? after.patchOfNote() : after.patchOfText(), Optional.of(after));
  }
}
