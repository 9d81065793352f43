package io.semblance.encoder.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.encoder.EncoderOptions;
import io.semblance.encoder.folder.ModelFolder;
import io.semblance.encoder.folder.ModelKind;
import io.semblance.encoder.folder.ModelSettings;
import io.semblance.encoder.folder.ModuleEntry;
import io.semblance.encoder.folder.ModuleList;
import io.semblance.encoder.folder.Prompts;
import io.semblance.encoder.folder.TransformerSettings;
import io.semblance.encoder.lookup.WordEmbeddings;
import io.semblance.encoder.module.InputModule;
import io.semblance.encoder.tokenize.WhitespaceTokenizer;
import io.semblance.encoder.weights.Cost;
import io.semblance.encoder.weights.Damage;
import io.semblance.encoder.weights.Safetensors;
import io.semblance.encoder.weights.Tensor;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thousands of damaged configurations: each model is described or refused with {@code
 * MODEL_FAILURE}, at once and in little memory.
 */
class DamagedConfigurationsTest {
  private static final int FILES = 10_000;
  private static final long SEED = 20261123;
  private static final long MAX_BYTES = 16 << 20;
  private static final Duration MAX_TIME = Duration.ofSeconds(1);
  private static final String RESOURCES = "/io/semblance/encoder/models/all-MiniLM-L6-v2";

  @TempDir private Path root;
  private final Map<String, Damage> configurations = new LinkedHashMap<>();

  @BeforeEach
  void aModelWithADense() throws IOException {
    copy(RESOURCES + "-256", "modules.json");
    copy(RESOURCES, "config.json");
    copy(RESOURCES, "config_sentence_transformers.json");
    copy(RESOURCES, "sentence_bert_config.json");
    copy(RESOURCES, "tokenizer_config.json");
    copy(RESOURCES, "1_Pooling/config.json");
    Files.createDirectories(root.resolve("3_Dense"));
    damageLater(
        "3_Dense/config.json",
        """
        {"in_features": 3, "out_features": 2, "bias": false,
         "activation_function": "torch.nn.modules.linear.Identity"}
        """
            .getBytes(StandardCharsets.UTF_8));
    Safetensors.write(
        root.resolve("3_Dense/model.safetensors"),
        Map.of("linear.weight", new Tensor(List.of(2, 3), new float[6])));
    Files.createDirectories(root.resolve("onnx"));
    Files.createFile(root.resolve("onnx/model.onnx"));
    Files.createFile(root.resolve("tokenizer.json"));
  }

  private void copy(String resources, String name) throws IOException {
    try (InputStream in = getClass().getResourceAsStream(resources + "/" + name)) {
      damageLater(name, in.readAllBytes());
    }
  }

  private void damageLater(String name, byte[] good) throws IOException {
    Files.createDirectories(root.resolve(name).getParent());
    Files.write(root.resolve(name), good);
    configurations.put(name, new Damage(good, SEED));
  }

  @Test
  @Timeout(300)
  void areReadOrRefused() throws IOException {
    assertThat(isRefused()).isFalse();
    Cost worst = new Cost(Duration.ZERO, 0);
    int refused = 0;
    int files = 0;
    for (Map.Entry<String, Damage> configuration : configurations.entrySet()) {
      Path file = root.resolve(configuration.getKey());
      byte[] good = Files.readAllBytes(file);
      for (int i = 0; i < FILES / configurations.size() + 1; i++) {
        byte[] damaged = configuration.getValue().next();
        Files.write(file, damaged);
        boolean[] outcome = new boolean[1];
        Cost cost = Cost.of(() -> outcome[0] = isRefused());
        refused += outcome[0] ? 1 : 0;
        files++;
        worst = worst.max(cost);
      }
      Files.write(file, good);
    }
    assertThat(worst.cpuTime()).isLessThan(MAX_TIME);
    assertThat(worst.allocatedBytes()).isLessThan(MAX_BYTES);
    System.out.println(
        "configurations: "
            + files
            + " damaged files, "
            + refused
            + " refused, worst time and memory: "
            + worst);
    assertThat(refused).isBetween(files / 3, files - 1);
  }

  private boolean isRefused() {
    try {
      ModelFolder folder = new ModelFolder(root);
      ModelKind.DENSE.require(folder);
      assertThat(Prompts.read(folder)).isNotNull();
      assertThat(ModelSettings.read(folder)).isNotNull();
      assertThat(
              new PipelineLoader(
                      folder, ModuleList.of(folder), entry -> describedOnly(folder, entry))
                  .load())
          .isNotEmpty();
      return false;
    } catch (SemblanceException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.MODEL_FAILURE);
      return true;
    }
  }

  /** Reads everything but the graph and the tokenizer, which are not what is damaged here. */
  private static InputModule describedOnly(ModelFolder folder, ModuleEntry entry) {
    if (entry.className().equals("Transformer")) {
      TransformerSettings.read(folder, entry, EncoderOptions.defaults());
    }
    List<String> words = List.of("a", "b");
    return new WordEmbeddings(
        new WhitespaceTokenizer(words, Set.of(), false), new float[words.size() * 3], 3);
  }
}
