package io.semblance.clustering.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.clustering.Clustering;
import io.semblance.error.SemblanceException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineageTest {
  /** Clusters as strings of one-letter ids, named by them; outliers last, after a bar. */
  private static Generation generation(String clusters) {
    List<String> items = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    String[] parts = clusters.split("\\|", -1);
    List<String> names = Arrays.stream(parts[0].split(" ")).filter(n -> !n.isEmpty()).toList();
    for (int cluster = 0; cluster < names.size(); cluster++) {
      for (String id : names.get(cluster).split("")) {
        items.add(id);
        labels.add(cluster);
      }
    }
    for (String id : parts.length > 1 ? parts[1].split("") : new String[0]) {
      items.add(id);
      labels.add(Clustering.OUTLIER);
    }
    int[] ofItems = labels.stream().mapToInt(Integer::intValue).toArray();
    return Generation.first(items, new Clustering(ofItems, names.size()), names);
  }

  private static Lineage lineage(String before, String now) {
    return Lineage.between(generation(before), generation(now));
  }

  @Test
  void aClusterThatKeepsHalfOfTheUnionKeepsItsIdAndName() {
    Lineage lineage = lineage("abcd efg", "efgd abc");
    assertThat(lineage.now().stableIds()).containsExactly(1, 0);
    assertThat(lineage.now().names()).containsExactly("efg", "abcd");
    assertThat(lineage.now().nextId()).isEqualTo(2);
    assertThat(lineage.events())
        .containsExactly(new LineageEvent.Kept(0, .75), new LineageEvent.Kept(1, .75));
  }

  @Test
  void aClusterThatFallsApartIsSplitAndItsPartsAreNew() {
    Lineage lineage = lineage("abcdef xyz", "ab cd ef xyz");
    assertThat(lineage.now().stableIds()).containsExactly(2, 3, 4, 1);
    assertThat(lineage.events())
        .containsExactly(new LineageEvent.Kept(1, 1), new LineageEvent.Split(0, List.of(2, 3, 4)));
  }

  @Test
  void thePartThatIsLargeEnoughKeepsTheIdOfASplitCluster() {
    Lineage lineage = lineage("abcdef", "abcd ef");
    assertThat(lineage.now().stableIds()).containsExactly(0, 1);
    assertThat(lineage.events())
        .containsExactly(
            new LineageEvent.Kept(0, 4. / 6), new LineageEvent.Split(0, List.of(0, 1)));
  }

  @Test
  void ofTwoEqualHalvesTheFirstKeepsTheId() {
    assertThat(lineage("abcd", "ab cd").now().stableIds()).containsExactly(0, 1);
  }

  @Test
  void clustersThatBecomeOneAreMerged() {
    Lineage lineage = lineage("abc def gh", "abcdefgh");
    assertThat(lineage.now().stableIds()).containsExactly(3);
    assertThat(lineage.events()).containsExactly(new LineageEvent.Merged(List.of(0, 1, 2), 3));
  }

  @Test
  void aClusterOfOutliersIsBornAndOneWhoseMembersGoManyWaysIsGone() {
    Lineage lineage = lineage("abc def|xyz", "abcdx yz|ef");
    assertThat(lineage.events())
        .containsExactly(
            new LineageEvent.Kept(0, .6), new LineageEvent.Born(2), new LineageEvent.Gone(1));
  }

  @Test
  void onlyItemsOfBothRunsAreCompared() {
    Lineage lineage = lineage("abcdpq xyz", "abcdefghijklmno");
    assertThat(lineage.events())
        .containsExactly(new LineageEvent.Kept(0, 1), new LineageEvent.Gone(1));
  }

  @Test
  void idsThatAreGoneAreNeverGivenAgain() {
    Generation first = generation("abc xyz");
    Generation second = Lineage.between(first, generation("abc|xyz")).now();
    Lineage third = Lineage.between(second, generation("abc xyz"));
    assertThat(third.now().stableIds()).containsExactly(0, 2);
    assertThat(third.events())
        .containsExactly(new LineageEvent.Kept(0, 1), new LineageEvent.Born(2));
  }

  @Test
  void runsWithoutClustersHaveBirthsAndEndsOnly() {
    assertThat(lineage("|abc", "|abc").events()).isEmpty();
    assertThat(lineage("|abc", "abc").events()).containsExactly(new LineageEvent.Born(0));
    assertThat(lineage("abc", "|abc").events()).containsExactly(new LineageEvent.Gone(0));
    assertThat(lineage("", "").events()).isEmpty();
  }

  @Test
  void anIdThatStandsTwiceIsRefused() {
    assertThatThrownBy(() -> lineage("aba", "ab"))
        .isInstanceOf(SemblanceException.class)
        .hasMessage("items must have different ids, got twice: 'a'");
  }
}
