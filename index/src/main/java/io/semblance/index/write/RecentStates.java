package io.semblance.index.write;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * States of documents that were changed since the view that searches see was opened. Two
 * generations are kept: while a new view is being opened, the states before it are needed until it
 * is there. Safe for many threads.
 */
final class RecentStates {
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private Map<String, DocumentState> young = new ConcurrentHashMap<>();
  private Map<String, DocumentState> old = Map.of();

  /**
   * Must be held from before a change is written until its state is {@link #put}, so that no change
   * falls between two generations.
   */
  Lock changing() {
    return lock.readLock();
  }

  /** The state of a document, or null when the current view has it. */
  @Nullable DocumentState get(String id) {
    lock.readLock().lock();
    try {
      DocumentState state = young.get(id);
      return state == null ? old.get(id) : state;
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Called with {@link #changing()} held. */
  void put(String id, DocumentState state) {
    young.put(id, state);
  }

  boolean isEmpty() {
    lock.readLock().lock();
    try {
      return young.isEmpty() && old.isEmpty();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Begins a generation; a view that is opened from now on has all that was put before. */
  void beginView() {
    lock.writeLock().lock();
    try {
      old = young;
      young = new ConcurrentHashMap<>();
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Forgets what the new view has. */
  void viewOpened() {
    lock.writeLock().lock();
    try {
      old = Map.of();
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** The view could not be opened: what it should have had is still needed. */
  void viewFailed() {
    lock.writeLock().lock();
    try {
      Map<String, DocumentState> both = new ConcurrentHashMap<>(old);
      both.putAll(young);
      young = both;
      old = Map.of();
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Forgets everything, when what was not committed is lost. */
  void clear() {
    lock.writeLock().lock();
    try {
      young = new ConcurrentHashMap<>();
      old = Map.of();
    } finally {
      lock.writeLock().unlock();
    }
  }
}
