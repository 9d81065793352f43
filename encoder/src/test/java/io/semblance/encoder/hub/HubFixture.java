package io.semblance.encoder.hub;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/** What the tests of the hub share: impatient options, and a model that is small but whole. */
public final class HubFixture {
  private HubFixture() {}

  static HubOptions options(URI endpoint, Path cache) {
    return new HubOptions(
        endpoint,
        null,
        cache,
        false,
        Duration.ofSeconds(5),
        Duration.ofMillis(400),
        true,
        Duration.ofMillis(10));
  }

  static HubOptions withToken(HubOptions options, String token) {
    return new HubOptions(
        options.endpoint(),
        token,
        options.cache(),
        options.offline(),
        options.metadataTimeout(),
        options.downloadTimeout(),
        options.symlinks(),
        options.retryPause());
  }

  static HubOptions withoutSymlinks(HubOptions options) {
    return new HubOptions(
        options.endpoint(),
        options.token(),
        options.cache(),
        options.offline(),
        options.metadataTimeout(),
        options.downloadTimeout(),
        false,
        options.retryPause());
  }

  public static byte[] bytes(int count, long seed) {
    byte[] bytes = new byte[count];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /** A Transformer with Pooling and Dense, beside files that nobody who runs ONNX needs. */
  public static TestRepository addModel(TestHub hub, String name) {
    return hub.model(name)
        .put("README.md", "---\nlicense: apache-2.0\n---\n# A model\n")
        .put(
            "modules.json",
            """
            [{"idx":0,"name":"0","path":"","type":"sentence_transformers.models.Transformer"},
             {"idx":1,"name":"1","path":"1_Pooling","type":"sentence_transformers.models.Pooling"},
             {"idx":2,"name":"2","path":"2_Dense","type":"sentence_transformers.models.Dense"},
             {"idx":3,"name":"3","path":"3_Normalize","type":"sentence_transformers.models.Normalize"}]
            """)
        .put("config.json", "{\"model_type\":\"bert\"}")
        .put("sentence_bert_config.json", "{\"max_seq_length\":128}")
        .put("tokenizer.json", "{}")
        .put("tokenizer_config.json", "{\"model_max_length\":128}")
        .put("1_Pooling/config.json", "{\"pooling_mode_mean_tokens\":true}")
        .put("2_Dense/config.json", "{\"in_features\":4}")
        .putLarge("2_Dense/model.safetensors", bytes(2_000, 2))
        .putLarge("2_Dense/pytorch_model.bin", bytes(2_000, 3))
        .putLarge("model.safetensors", bytes(50_000, 4))
        .putLarge("pytorch_model.bin", bytes(50_000, 5))
        .putLarge("openvino/openvino_model.bin", bytes(50_000, 6))
        .putLarge("onnx/model.onnx", bytes(300_000, 7))
        .putLarge("onnx/model.onnx_data", bytes(10_000, 8))
        .putLarge("onnx/model_O4.onnx", bytes(3_000, 9))
        .putLarge("onnx/model_quantized.onnx", bytes(3_000, 10));
  }
}
