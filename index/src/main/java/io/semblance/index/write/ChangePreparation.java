package io.semblance.index.write;

import io.semblance.error.SemblanceException;
import io.semblance.index.Change;
import io.semblance.index.CollectionSchema;
import io.semblance.index.GivenPassage;
import io.semblance.index.SourceDocument;
import io.semblance.index.block.EncodedDocument;
import io.semblance.index.block.StoredDocument;
import io.semblance.index.search.CollectionView;
import io.semblance.progress.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.lucene.index.IndexReader;
import org.jspecify.annotations.Nullable;

/**
 * Turns changes into {@link PreparedChange}s: finds out what is the same already, takes vectors
 * over from documents whose texts did not change, and encodes the rest in one batch. Safe for many
 * threads.
 */
final class ChangePreparation {
  private final CollectionSchema schema;
  private final PassageCutter cutter;
  private final DocumentEncoder encoder;
  private final RecentStates recent;
  private final CollectionView view;
  private final Refresh refresh;

  /** Makes everything that was applied visible. */
  @FunctionalInterface
  interface Refresh {
    void now() throws IOException;
  }

  ChangePreparation(
      CollectionSchema schema,
      PassageCutter cutter,
      DocumentEncoder encoder,
      RecentStates recent,
      CollectionView view,
      Refresh refresh) {
    this.schema = schema;
    this.cutter = cutter;
    this.encoder = encoder;
    this.recent = recent;
    this.view = view;
    this.refresh = refresh;
  }

  /** One prepared change for each change, in order. */
  CollectionWriter.Prepared prepare(List<Change> changes, Progress progress) throws IOException {
    List<PreparedChange> prepared = new ArrayList<>(changes.size());
    List<PreparedChange.Write> unencoded = new ArrayList<>();
    List<Integer> positions = new ArrayList<>();
    for (Change change : changes) {
      Draft draft = draft(change);
      if (draft.unencoded() && draft.prepared() instanceof PreparedChange.Write write) {
        unencoded.add(write);
        positions.add(prepared.size());
      }
      prepared.add(draft.prepared());
    }
    EncodedBatch encoded =
        encoder.encode(unencoded.stream().map(PreparedChange.Write::document).toList(), progress);
    for (int i = 0; i < unencoded.size(); i++) {
      prepared.set(positions.get(i), unencoded.get(i).with(encoded.documents().get(i)));
    }
    return new CollectionWriter.Prepared(prepared, encoded.work());
  }

  /** A prepared change that may lack its vectors. */
  private record Draft(PreparedChange prepared, boolean unencoded) {
    static Draft done(PreparedChange prepared) {
      return new Draft(prepared, false);
    }
  }

  private Draft draft(Change change) throws IOException {
    try {
      if (change instanceof Change.Upsert upsert) {
        return recent.get(change.id()) == null
            ? view.read(searcher -> upsert(upsert, find(searcher.getIndexReader(), change.id())))
            : write(change, upsert.document(), null, -1);
      }
      if (change instanceof Change.Patch patch) {
        if (recent.get(change.id()) != null) {
          refresh.now();
        }
        return view.read(searcher -> patch(patch, find(searcher.getIndexReader(), change.id())));
      }
      return Draft.done(new PreparedChange.Remove(change));
    } catch (SemblanceException e) {
      return Draft.done(new PreparedChange.Rejected(change, e));
    }
  }

  private static @Nullable StoredDocument find(IndexReader reader, String id) throws IOException {
    return StoredDocument.find(reader, id);
  }

  private Draft upsert(Change.Upsert upsert, @Nullable StoredDocument stored) throws IOException {
    return write(upsert, upsert.document(), stored, -1);
  }

  private Draft patch(Change.Patch patch, @Nullable StoredDocument stored) throws IOException {
    if (stored == null) {
      return Draft.done(new PreparedChange.NothingToPatch(patch));
    }
    return write(patch, patched(patch, stored.source(schema)), stored, stored.version());
  }

  /** The owner's passages are dropped when a text changes: they were cut from another text. */
  private SourceDocument patched(Change.Patch patch, SourceDocument before) {
    SourceDocument after =
        new SourceDocument(before.id(), MergePatch.apply(before.fields(), patch.fields()));
    boolean sameTexts =
        schema.textFields().stream()
            .allMatch(field -> Objects.equals(before.text(field), after.text(field)));
    List<GivenPassage> passages = sameTexts ? before.passages() : List.of();
    return new SourceDocument(after.id(), after.fields(), passages);
  }

  private Draft write(
      Change change, SourceDocument document, @Nullable StoredDocument stored, long basedOn)
      throws IOException {
    cutter.requireValid(document);
    EncodedDocument unencoded = EncodedDocument.unencoded(document, schema);
    if (stored != null && stored.contents().equals(unencoded.contents())) {
      return Draft.done(new PreparedChange.Unchanged(change, DocumentState.of(stored)));
    }
    if (stored != null && stored.texts().equals(unencoded.texts())) {
      EncodedDocument encoded = unencoded.withPassages(stored.passages(schema));
      return Draft.done(new PreparedChange.Write(change, encoded, basedOn));
    }
    return new Draft(new PreparedChange.Write(change, unencoded, basedOn), true);
  }
}
