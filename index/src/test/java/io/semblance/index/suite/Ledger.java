package io.semblance.index.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.index.VectorCollection;
import io.semblance.index.VersionedDocument;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What must be in a collection: every acknowledged change, and of the changes that were handed over
 * after it any number from the first. Safe for many threads.
 */
final class Ledger implements Journal {
  private final Map<String, Account> accounts = new HashMap<>();
  private long acknowledged;
  private long newestVersion;

  /** A document's last acknowledged state and what was tried since. */
  private static final class Account {
    private Optional<ScriptedDocument> state = Optional.empty();
    private long version;
    private final Deque<Optional<ScriptedDocument>> tried = new ArrayDeque<>();
  }

  /**
   * What a comparison found.
   *
   * @param documents that are there
   * @param acknowledged changes that were acknowledged so far, all of them in effect
   * @param inFlight documents with changes that were not acknowledged
   * @param inFlightKept those of them that show such a change, whole
   */
  record Comparison(int documents, long acknowledged, int inFlight, int inFlightKept) {}

  @Override
  public synchronized void trying(List<Step> steps) {
    for (Step step : steps) {
      account(step.id()).tried.add(step.after());
    }
  }

  @Override
  public synchronized void acknowledged(List<Step> steps, List<Long> versions) {
    for (int i = 0; i < steps.size(); i++) {
      acknowledged(steps.get(i).id(), versions.get(i));
    }
  }

  /** The first change of a document that was tried and not yet acknowledged is acknowledged. */
  synchronized void acknowledged(String id, long version) {
    Account account = account(id);
    account.state = account.tried.remove();
    account.version = version;
    newestVersion = Math.max(newestVersion, version);
    acknowledged++;
  }

  /** A change is about to be handed over. */
  synchronized void trying(String id, Optional<ScriptedDocument> after) {
    account(id).tried.add(after);
  }

  private Account account(String id) {
    return accounts.computeIfAbsent(id, unknown -> new Account());
  }

  synchronized long acknowledged() {
    return acknowledged;
  }

  /** The highest version that was acknowledged. */
  synchronized long newestVersion() {
    return newestVersion;
  }

  /**
   * Compares a collection, as its searches see it, with what must be there; afterwards what was
   * found is what must be there.
   */
  synchronized Comparison compare(VectorCollection collection) {
    Map<String, VersionedDocument> found = new HashMap<>();
    collection.forEach(
        null,
        document ->
            assertThat(found.put(document.document().id(), document))
                .as("two documents of one id")
                .isNull());
    assertThat(accounts.keySet()).containsAll(found.keySet());
    assertThat(collection.size()).isEqualTo(found.size());
    int inFlight = 0;
    int kept = 0;
    for (Map.Entry<String, Account> entry : accounts.entrySet()) {
      Account account = entry.getValue();
      boolean open = !account.tried.isEmpty();
      boolean moved = settle(account, Optional.ofNullable(found.get(entry.getKey())));
      inFlight += open ? 1 : 0;
      kept += moved ? 1 : 0;
    }
    return new Comparison(found.size(), acknowledged, inFlight, kept);
  }

  private static boolean settle(Account account, Optional<VersionedDocument> found) {
    Optional<ScriptedDocument> state =
        found.map(document -> ScriptedDocument.claimedBy(document.document()));
    long version = found.map(VersionedDocument::version).orElse(0L);
    assertThat(found.map(VersionedDocument::document))
        .isEqualTo(state.map(ScriptedDocument::document));
    boolean moved = !state.equals(account.state);
    if (moved) {
      List<Optional<ScriptedDocument>> possible = new ArrayList<>(account.tried);
      assertThat(possible).as("acknowledged: %s", account.state).contains(state);
    }
    if (state.isPresent() && moved) {
      assertThat(version).isGreaterThan(account.version);
    } else if (state.isPresent()) {
      assertThat(version).isEqualTo(account.version);
    }
    account.state = state;
    account.version = version;
    account.tried.clear();
    return moved;
  }
}
