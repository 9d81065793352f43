package io.semblance.index.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.MergeState;
import org.apache.lucene.index.SegmentInfo;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/**
 * A merge of one field: which vectors go on, and under which ordinals. A vector goes on while any
 * of its documents is live, brought along by the first segment that has it; segments are taken in
 * order, so that the delegate, which sees vectors as documents, sees a plain merge of segments with
 * some documents deleted and joins graphs as it always does.
 *
 * <p>Some 30 bytes of heap a vector; vectors stay in their files. One thread at a time.
 */
final class VectorMerge {
  private static final int ABORT_CHECK_INTERVAL = 4096;

  private final MergeState merge;
  private final @Nullable MergeSource[] sources;
  private int uniqueVectors;

  private VectorMerge(MergeState merge, @Nullable MergeSource[] sources) {
    this.merge = merge;
    this.sources = sources;
  }

  static VectorMerge plan(FieldInfo field, MergeState merge) throws IOException {
    @Nullable MergeSource[] sources = new MergeSource[merge.knnVectorsReaders.length];
    for (int i = 0; i < sources.length; i++) {
      if (KnnVectorsWriter.MergedVectorValues.hasVectorValues(merge.fieldInfos[i], field.name)) {
        sources[i] = MergeSource.of(field.name, merge.knnVectorsReaders[i], merge.docMaps[i]);
      }
    }
    VectorMerge plan = new VectorMerge(merge, sources);
    plan.chooseVectors();
    return plan;
  }

  private List<MergeSource> present() {
    return Arrays.stream(sources).filter(Objects::nonNull).toList();
  }

  private void chooseVectors() throws IOException {
    List<MergeSource> present = present();
    for (MergeSource source : present) {
      source.markLive();
    }
    if (present.size() == 1 && present.get(0).isDistinct()) {
      bringAllLive(present.get(0));
    } else {
      new Deduplication(present).run();
    }
  }

  private void bringAllLive(MergeSource source) {
    for (int vector = 0; vector < source.size(); vector++) {
      if (source.isLive(vector)) {
        source.bring(vector, uniqueVectors++);
      }
    }
  }

  /** Finds equal vectors by hash and compares them where their files are mapped. */
  private final class Deduplication {
    private final List<MergeSource> present;
    private final List<FloatVectorValues> known = new ArrayList<>();
    private final HashedOrdinals ordinals = new HashedOrdinals();
    private final OrdinalOrigins origins = new OrdinalOrigins();

    Deduplication(List<MergeSource> present) {
      this.present = present;
    }

    void run() throws IOException {
      for (MergeSource source : present) {
        known.add(source.newVectors());
        origins.startSource(ordinals.size());
        add(source, source.newVectors());
      }
      uniqueVectors = ordinals.size();
    }

    private void add(MergeSource source, FloatVectorValues vectors) throws IOException {
      for (int vector = 0; vector < source.size(); vector++) {
        if (vector % ABORT_CHECK_INTERVAL == 0) {
          merge.checkAborted();
        }
        if (source.isLive(vector)) {
          add(source, vector, vectors.vectorValue(vector));
        }
      }
    }

    private void add(MergeSource source, int vector, float[] value) {
      int hash = HashedOrdinals.hash(value);
      int target = ordinals.find(hash, other -> Arrays.equals(known(other), value));
      if (target == HashedOrdinals.NONE) {
        origins.add(vector);
        source.bring(vector, ordinals.add(hash));
      } else {
        source.join(vector, target);
      }
    }

    private float[] known(int ordinal) {
      try {
        return known.get(origins.source(ordinal)).vectorValue(origins.vector(ordinal));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  int uniqueVectors() {
    return uniqueVectors;
  }

  /** Which document of the merged segment has which vector. */
  VectorOwners owners(int maxDoc) throws IOException {
    int[] vectorOf = new int[maxDoc];
    Arrays.fill(vectorOf, HashedOrdinals.NONE);
    for (MergeSource source : present()) {
      source.assign(vectorOf);
    }
    return VectorOwners.of(vectorOf);
  }

  /** The merge as the delegate sees it: documents are vectors. */
  MergeState virtualMerge() {
    int count = sources.length;
    MergeState.DocMap[] docMaps = new MergeState.DocMap[count];
    @Nullable Bits[] liveDocs = new Bits[count];
    KnnVectorsReader[] readers = new KnnVectorsReader[count];
    int[] maxDocs = new int[count];
    for (int i = 0; i < count; i++) {
      MergeSource source = sources[i];
      docMaps[i] = source == null ? document -> HashedOrdinals.NONE : source.virtualDocMap();
      if (source != null) {
        liveDocs[i] = source.virtualLiveDocs();
        readers[i] = source.reader();
        maxDocs[i] = source.size();
      }
    }
    return virtualMerge(docMaps, liveDocs, readers, maxDocs);
  }

  private MergeState virtualMerge(
      MergeState.DocMap[] docMaps,
      @Nullable Bits[] liveDocs,
      KnnVectorsReader[] readers,
      int[] maxDocs) {
    return new MergeState(
        docMaps,
        virtualSegment(merge.segmentInfo, uniqueVectors),
        merge.mergeFieldInfos,
        merge.storedFieldsReaders,
        merge.termVectorsReaders,
        merge.normsProducers,
        merge.docValuesProducers,
        merge.fieldInfos,
        liveDocs,
        merge.fieldsProducers,
        merge.pointsReaders,
        readers,
        maxDocs,
        merge.infoStream,
        merge.intraMergeTaskExecutor,
        false,
        merge.oneMerge);
  }

  private static SegmentInfo virtualSegment(SegmentInfo segment, int maxDoc) {
    return new SegmentInfo(
        segment.dir,
        segment.getVersion(),
        segment.getMinVersion(),
        segment.name,
        maxDoc,
        segment.getUseCompoundFile(),
        false,
        segment.getCodec(),
        segment.getDiagnostics(),
        segment.getId(),
        segment.getAttributes(),
        null);
  }
}
