package io.semblance.encoder.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCardTest {
  private static final String CARD =
      """
      ---
      language:
      - en
      - multilingual
      license: apache-2.0
      library_name: sentence-transformers
      pipeline_tag: sentence-similarity
      base_model: microsoft/mpnet-base
      tags: [sentence-transformers, "loss:CosineSimilarityLoss"]
      datasets:
      - sentence-transformers/stsb
      metrics:
      - spearman_cosine
      co2_eq_emissions:
        emissions: 3.51
        energy_consumed: 0.009
        source: codecarbon
        on_cloud: false
        hardware_used: 1 x NVIDIA GeForce RTX 3090
        hours_used: 0.04
      model-index:
      - name: my model
        results:
        - task: {type: semantic-similarity, name: Semantic Similarity}
          dataset: {name: sts dev, type: sts-dev}
          metrics:
          - {type: spearman_cosine, value: 0.8776, name: Spearman Cosine}
          - {type: pearson_cosine, value: "0.86"}
          - {type: broken, value: n/a}
      ---
      # SentenceTransformer based on mpnet

      ## Uses
      ### Direct Use
      Search in English text.

      ```python
      # Limitations of this comment: none
      ```
      <!--
      ## Limitations
      Left over from a template.
      -->
      ## Bias, Risks and Limitations

      Poor at numbers.

      ## Training Details
      ### Training Dataset
      Pairs of sentences.
      """;

  @Test
  void readsTheHead() {
    ModelCard card = ModelCard.parse(CARD);

    assertThat(card.warnings()).isEmpty();
    assertThat(card.task()).isEqualTo("sentence-similarity");
    assertThat(card.licence()).isEqualTo("apache-2.0");
    assertThat(card.library()).isEqualTo("sentence-transformers");
    assertThat(card.languages()).containsExactly("en", "multilingual");
    assertThat(card.baseModels()).containsExactly("microsoft/mpnet-base");
    assertThat(card.tags()).containsExactly("sentence-transformers", "loss:CosineSimilarityLoss");
    assertThat(card.datasets()).containsExactly("sentence-transformers/stsb");
    assertThat(card.metrics()).containsExactly("spearman_cosine");
    assertThat(card.results())
        .containsExactly(
            new ClaimedResult("Semantic Similarity", "sts dev", "Spearman Cosine", 0.8776),
            new ClaimedResult("Semantic Similarity", "sts dev", "pearson_cosine", 0.86));
    assertThat(card.emissions())
        .isEqualTo(
            new Emissions(3.51, 0.009, 0.04, "codecarbon", "1 x NVIDIA GeForce RTX 3090", false));
  }

  @Test
  void findsSectionsByTheirHeadings() {
    ModelCard card = ModelCard.parse(CARD);

    assertThat(card.intendedUse()).contains("Search in English text.").contains("```python");
    assertThat(card.limitations()).isEqualTo("Poor at numbers.");
    assertThat(card.trainingData()).contains("Pairs of sentences.");
    assertThat(card.text()).startsWith("# SentenceTransformer based on mpnet");
  }

  @Test
  void keepsTheTextOfACardWithADamagedHead() {
    ModelCard card = ModelCard.parse("---\nlicense: [mit\nfoo: bar: baz\n---\n# Title\n");

    assertThat(card.licence()).isNull();
    assertThat(card.text()).isEqualTo("# Title");
    assertThat(card.warnings()).hasSize(1);
    assertThat(card.warnings().get(0)).startsWith("the head of the card is not YAML");
  }

  @Test
  void readsCardsWithoutHeadOrWithAnUnendedOne() {
    assertThat(ModelCard.parse("# Title").text()).isEqualTo("# Title");
    assertThat(ModelCard.parse("").warnings()).isEmpty();
    assertThat(ModelCard.parse("---\nlicense: mit\n").licence()).isNull();
    assertThat(ModelCard.parse("---\n---\ntext").text()).isEqualTo("text");
    assertThat(ModelCard.parse("---\n- a\n- b\n---\ntext").warnings()).hasSize(1);
    assertThat(ModelCard.parse("\ufeff---\r\nlicense: mit\r\n---\r\ntext").licence())
        .isEqualTo("mit");
  }

  @Test
  void takesASingleValueForAListAndAListForASingleValue() {
    ModelCard card = ModelCard.parse("---\nlanguage: de\nlicense: [mit, apache-2.0]\n---\n");

    assertThat(card.languages()).containsExactly("de");
    assertThat(card.licence()).isEqualTo("mit, apache-2.0");
  }

  @Test
  void readsEmissionsThatAreOnlyANumber() {
    Emissions emissions = ModelCard.parse("---\nco2_eq_emissions: 12.5\n---\n").emissions();

    assertThat(emissions).isEqualTo(new Emissions(12.5, null, null, null, null, null));
  }

  @Test
  void survivesHeadsThatAreMeantToHarm() {
    String deep = "a: " + "[".repeat(20_000) + "]".repeat(20_000);
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 30; i++) {
      String previous = "*a" + (i - 1);
      bomb.append(
          "a%d: &a%d [%s, %s, %s, %s]\n".formatted(i, i, previous, previous, previous, previous));
    }
    String code = "!!javax.script.ScriptEngineManager [!!java.net.URL [\"http://127.0.0.1/\"]]";
    for (String head : new String[] {deep, bomb.toString(), "license: " + code, "a: *nowhere"}) {
      ModelCard card = ModelCard.parse("---\n" + head + "\n---\nthe text");

      assertThat(card.text()).isEqualTo("the text");
      assertThat(card.results()).isEmpty();
    }
    assertThat(ModelCard.parse("---\n" + deep + "\n---\n").warnings()).hasSize(1);
  }

  @Test
  void givesAnEmptyCardForAFolderWithoutOne(@TempDir Path folder) {
    assertThat(ModelCard.ofFolder(folder).text()).isEmpty();
  }
}
