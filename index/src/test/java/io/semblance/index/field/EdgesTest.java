package io.semblance.index.field;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.index.FieldType;
import org.apache.lucene.util.NumericUtils;
import org.junit.jupiter.api.Test;

class EdgesTest {
  @Test
  void bucketsOfWholeNumbersAreOneWide() {
    Edges edges = Edges.of(FieldType.LONG, 10, 12, 10);

    assertThat(edges.buckets()).isEqualTo(3);
    assertThat(edges.from(1)).isEqualTo(11);
    assertThat(edges.bucketOf(12)).isEqualTo(2);
  }

  @Test
  void allLongsFallIntoBuckets() {
    Edges one = Edges.of(FieldType.LONG, Long.MIN_VALUE, Long.MAX_VALUE, 1);
    Edges two = Edges.of(FieldType.LONG, Long.MIN_VALUE, Long.MAX_VALUE, 2);

    assertThat(one.buckets()).isEqualTo(1);
    assertThat(one.to(0)).isEqualTo(Long.MAX_VALUE);
    assertThat(two.buckets()).isEqualTo(2);
    assertThat(two.from(1)).isZero();
    assertThat(two.bucketOf(-1)).isZero();
    assertThat(two.bucketOf(Long.MAX_VALUE)).isEqualTo(1);
  }

  @Test
  void allDoublesFallIntoBuckets() {
    Edges edges = doubles(-Double.MAX_VALUE, Double.MAX_VALUE, 4);

    assertThat(edges.buckets()).isEqualTo(4);
    assertThat(NumericUtils.sortableLongToDouble(edges.from(2))).isZero();
    assertThat(edges.bucketOf(DeclaredField.sortable(Double.MAX_VALUE))).isEqualTo(3);
  }

  private static Edges doubles(double least, double greatest, int most) {
    return Edges.of(
        FieldType.DOUBLE, DeclaredField.sortable(least), DeclaredField.sortable(greatest), most);
  }

  @Test
  void oneValueFillsOneBucket() {
    assertThat(Edges.of(FieldType.LONG, 5, 5, 10).buckets()).isEqualTo(1);
    assertThat(doubles(0.1, 0.1, 10).buckets()).isEqualTo(1);
    assertThat(doubles(-0.7, -0.7, 7).buckets()).isEqualTo(1);
  }

  @Test
  void neighbouringDoublesHaveNoEmptyBucketsBetween() {
    assertThat(doubles(1, Math.nextUp(1.0), 10).buckets()).isBetween(1, 2);
  }

  @Test
  void firstBoundIsTheLeastValue() {
    for (int most = 1; most < 50; most++) {
      Edges edges = doubles(0.1, 0.7, most);
      assertThat(edges.buckets()).isEqualTo(most);
      assertThat(edges.from(0)).isEqualTo(DeclaredField.sortable(0.1));
      assertThat(edges.to(most - 1)).isEqualTo(DeclaredField.sortable(0.7));
    }
  }
}
