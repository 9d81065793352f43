package io.semblance.index.clusters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.index.field.ClusterField;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.document.Field;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;

class ClusteringFieldsTest {
  private static final ClusterField FIELD =
      new ClusterField("c1", "_cluster.3", 1_000_000_007L, List.of(4, 9), List.of("a", "b"));

  private static ClusterPoint point(int cluster) {
    return new ClusterPoint(
        "id", cluster, 0.5f, 0.25f, 0.75f, new ClusterPoint.Position(-1, 0.125f), true);
  }

  private static long number(Field[] fields, int index) {
    return fields[index].numericValue().longValue();
  }

  @Test
  void aPlaceIsReadAsItWasWritten() {
    for (int cluster = -1; cluster < 2; cluster++) {
      Field[] fields = ClusteringFields.of(FIELD, 3, point(cluster), -1);
      assertThat(fields).extracting(Field::name).containsExactly("_cluster.3", "_point.3");
      assertThat(FIELD.isOwn(number(fields, 0))).isTrue();
      assertThat(FIELD.label(number(fields, 0))).isEqualTo(cluster);
      assertThat(ClusteringFields.point("id", cluster, fields[1].binaryValue()))
          .isEqualTo(point(cluster));
    }
  }

  @Test
  void absentPartsStayAbsent() {
    ClusterPoint bare = new ClusterPoint("id", 1, 0.5f, 0, null, null, false);
    BytesRef bytes = ClusteringFields.of(FIELD, 0, bare, -1)[1].binaryValue();
    assertThat(ClusteringFields.point("id", 1, bytes)).isEqualTo(bare);
  }

  @Test
  void anExemplarTellsItsRunClusterAndRank() {
    Field[] fields = ClusteringFields.of(FIELD, 3, point(1), 4);
    long value = number(fields, 2);
    assertThat(fields[2].name()).isEqualTo("_exemplar.3");
    assertThat(ClusteringFields.isExemplarOf(1_000_000_007L, value)).isTrue();
    assertThat(ClusteringFields.isExemplarOf(1_000_000_006L, value)).isFalse();
    assertThat(ClusteringFields.clusterOfExemplar(value)).isEqualTo(1);
    assertThat(ClusteringFields.rankOfExemplar(value)).isEqualTo(4);
  }

  @Test
  void valuesOfAnotherRunAreNoValues() {
    ClusterField later =
        new ClusterField("c1", "_cluster.3", 1_000_000_008L, List.of(0), List.of());
    assertThat(FIELD.isOwn(later.value(0))).isFalse();
    assertThat(later.isOwn(FIELD.value(1))).isFalse();
  }

  @Test
  void damagedValuesAreNamedAndNotReadPastTheirEnd() {
    Field[] fields = ClusteringFields.of(FIELD, 3, point(1), -1);
    BytesRef whole = fields[1].binaryValue();
    for (int length = 0; length < whole.length; length++) {
      BytesRef cut = new BytesRef(Arrays.copyOf(whole.bytes, length));
      assertThatThrownBy(() -> ClusteringFields.point("id", 1, cut))
          .isInstanceOfSatisfying(
              SemblanceException.class,
              problem -> assertThat(problem.code()).isEqualTo(ErrorCode.STORAGE_FAILURE));
    }
    assertThatThrownBy(() -> FIELD.label(FIELD.value(1) + 1))
        .hasMessage("clusterings.c1 has 2 clusters, and a document is in cluster 2");
  }
}
