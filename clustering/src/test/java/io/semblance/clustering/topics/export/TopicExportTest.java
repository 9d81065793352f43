package io.semblance.clustering.topics.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.clustering.topics.TopicMap;
import io.semblance.error.SemblanceException;
import io.semblance.vectors.EmbeddingMatrix;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicExportTest {
  private static final List<TopicItem> ITEMS =
      List.of(
          new TopicItem("a\"1\n", 0, 0.75, new TopicMap.Point(0.5, -0.25), 0.125),
          new TopicItem("=SUM(A1,A2)", -1, null, null, 1));

  private final StringWriter written = new StringWriter();

  @Test
  void jsonLinesHaveOneObjectALineAndLeaveOutWhatIsUnknown() throws IOException {
    ItemJsonLines.write(ITEMS.iterator(), written);
    assertThat(written)
        .hasToString(
            """
            {"id":"a\\"1\\n","cluster":0,"probability":0.75,"x":0.5,"y":-0.25,"outlier":0.125}
            {"id":"=SUM(A1,A2)","cluster":-1,"outlier":1.0}
            """);
  }

  @Test
  void csvIsQuotedAsTheRfcSaysAndStartsNoFormula() throws IOException {
    ItemCsv.write(ITEMS.iterator(), written);
    assertThat(written)
        .hasToString(
            "id,cluster,probability,x,y,outlier\r\n"
                + "\"a\"\"1\n\",0,0.75,0.5,-0.25,0.125\r\n"
                + "\"'=SUM(A1,A2)\",-1,,,,1.0\r\n");
  }

  @Test
  void noItemsAreAHeaderOrNothing() throws IOException {
    ItemJsonLines.write(List.<TopicItem>of().iterator(), written);
    assertThat(written).hasToString("");
    ItemCsv.write(List.<TopicItem>of().iterator(), written);
    assertThat(written).hasToString("id,cluster,probability,x,y,outlier\r\n");
  }

  @Test
  void theProjectorReadsVectorsWithTabsBetweenComponents() throws IOException {
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(new float[][] {{1, 0}, {0, -1}})) {
      ProjectorFiles.writeVectors(matrix, written);
    }
    assertThat(written).hasToString("1.0\t0.0\n0.0\t-1.0\n");
  }

  @Test
  void metadataHasAHeaderOnlyAboveSeveralColumnsAndNoTabsInTexts() throws IOException {
    ProjectorFiles.writeMetadata(List.of("id"), 1, row -> List.of("a"), written);
    ProjectorFiles.writeMetadata(
        List.of("id", "text"), 1, row -> List.of("a", "one\ttwo\r\nthree"), written);
    assertThat(written).hasToString("a\nid\ttext\na\tone two  three\n");
  }

  @Test
  void metadataWithoutColumnsOrWithMissingValuesIsRefused() {
    assertThatThrownBy(() -> ProjectorFiles.writeMetadata(List.of(), 0, row -> List.of(), written))
        .isInstanceOf(SemblanceException.class)
        .hasMessage("the metadata must have at least one column");
    assertThatThrownBy(
            () ->
                ProjectorFiles.writeMetadata(
                    List.of("id", "text"), 1, row -> List.of("a"), written))
        .isInstanceOf(SemblanceException.class)
        .hasMessage("row 0 must have 2 values, got: 1");
  }
}
