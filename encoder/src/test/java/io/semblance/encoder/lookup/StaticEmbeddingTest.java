package io.semblance.encoder.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.encoder.EncoderOptions;
import io.semblance.encoder.InputType;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.encoder.SentenceEncoders;
import io.semblance.encoder.TokenCount;
import io.semblance.encoder.folder.ModelFolder;
import io.semblance.encoder.folder.ModuleEntry;
import io.semblance.encoder.tokenize.TokenizedText;
import io.semblance.encoder.weights.Safetensors;
import io.semblance.encoder.weights.Tensor;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables small enough to work out by hand: [UNK]=0, cat=1, dog=2, ##s=3. */
class StaticEmbeddingTest {
  private static final ModuleEntry MODULE = new ModuleEntry("StaticEmbedding", "0_StaticEmbedding");
  private static final Tensor ROWS =
      new Tensor(List.of(4, 2), new float[] {8, 8, 1, 0, 0, 1, 4, 2});

  @TempDir private Path root;

  @Test
  void averagesTheRowsOfAllTokensUnknownOnesToo() throws IOException {
    StaticEmbedding embedding = open("null", Map.of("embedding.weight", ROWS), "{}");

    assertThat(embed(embedding, "cat dog")).containsExactly(0.5f, 0.5f);
    assertThat(embed(embedding, "Cats")).containsExactly(2.5f, 1);
    assertThat(embed(embedding, "cat bird")).containsExactly(4.5f, 4);
  }

  @Test
  void givesTheZeroVectorForNoTokens() throws IOException {
    StaticEmbedding embedding = open("null", Map.of("embedding.weight", ROWS), "{}");

    assertThat(embed(embedding, "  ")).containsExactly(0, 0);
  }

  @Test
  void keepsTheTruncationOfTheTokenizerFile() throws IOException {
    String truncation =
        "{\"direction\":\"Right\",\"max_length\":2,\"strategy\":\"LongestFirst\",\"stride\":0}";
    StaticEmbedding embedding = open(truncation, Map.of("embedding.weight", ROWS), "{}");

    TokenizedText cut = embedding.tokenize(List.of("cat dog cat cat")).get(0);

    assertThat(embed(embedding, "cat dog cat cat")).containsExactly(0.5f, 0.5f);
    assertThat(cut.count()).isEqualTo(new TokenCount(4, true));
    assertThat(embedding.maxTokens()).isEqualTo(2);
  }

  @Test
  void runsATokenizedBatchToTheSameVectors() throws IOException {
    StaticEmbedding embedding = open("null", Map.of("embedding.weight", ROWS), "{}");
    List<TokenizedText> batch = embedding.tokenize(List.of("cat dog", "cats bird"));

    float[][] vectors = embedding.run(batch).vectors();

    assertThat(batch.get(1).ids()).containsExactly(1, 3, 0);
    assertThat(vectors[0]).containsExactly(0.5f, 0.5f);
    assertThat(vectors[1]).containsExactly(embed(embedding, "cats bird"));
  }

  @Test
  void followsModel2VecWhereTheFileHasWeights() throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("embeddings", new Tensor(List.of(4, 2), new float[] {3, 0, 3, 0, 0, 2, 0, 2}));
    tensors.put("weights", new Tensor(List.of(4), new float[] {9, 1, 2, 4}));
    StaticEmbedding embedding = open("null", tensors, "{\"normalize\":true}");

    // cat: 1 x (3, 0), dog: 2 x (0, 2), bird is unknown and left out: the mean is (1.5, 2).
    assertThat(embed(embedding, "cat bird dog")).containsExactly(0.6f, 0.8f);
    assertThat(embed(embedding, "bird")).containsExactly(0, 0);
  }

  @Test
  void loadsModel2VecsOwnLayoutAndFollowsItsRules() throws IOException {
    open("null", Map.of("embeddings", ROWS), "{\"model_type\":\"model2vec\",\"normalize\":true}");
    Path folder = root.resolve(MODULE.path());
    Path cache = root.resolve("cache");

    try (SentenceEncoder encoder =
        SentenceEncoders.load(
            folder.toString(), EncoderOptions.defaults().withModelsFolder(cache))) {
      assertThat(encoder.encode("cats bird", InputType.PLAIN))
          .containsExactly(
              new float[] {0.9284767f, 0.3713907f}, within(1e-6f)); // (5, 2) / |(5, 2)|
      assertThat(encoder.model().maxTokens()).isEqualTo(512);
    }
  }

  @Test
  void cutsTextsTheWayModel2VecDoes() throws IOException {
    Tensor weights = new Tensor(List.of(4), new float[] {1, 1, 1, 1});
    StaticEmbedding embedding = open("null", Map.of("embeddings", ROWS, "weights", weights), "{}");

    // The median token has three characters, so 3 * 512 = 1536 are read: 384 times "cat ".
    assertThat(embed(embedding, "cat ".repeat(384) + "dog ".repeat(384))).containsExactly(1, 0);
    // 1,024 unknown marks are left out before 512 tokens are counted.
    assertThat(embed(embedding, "?".repeat(1024) + " cat")).containsExactly(1, 0);
  }

  @Test
  void refusesATableThatDoesNotFit() {
    assertThatThrownBy(
            () -> open("null", Map.of("weight", new Tensor(List.of(1), new float[1])), "{}"))
        .isInstanceOf(SemblanceException.class)
        .hasMessageContaining("has no tensor 'embeddings'")
        .hasMessageContaining("weight");
  }

  @Test
  void refusesAMappingToARowThatIsNotThere() throws IOException {
    StaticEmbedding good = open("null", Map.of("embedding.weight", ROWS), "{}");
    good.close();
    String header =
        "{\"embeddings\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]},"
            + "\"mapping\":{\"dtype\":\"I32\",\"shape\":[1],\"data_offsets\":[8,12]}}";
    ByteBuffer file = ByteBuffer.allocate(8 + header.length() + 12).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(header.length()).put(header.getBytes(StandardCharsets.US_ASCII));
    file.putFloat(1).putFloat(2).putInt(4);
    Files.write(root.resolve(MODULE.path()).resolve("model.safetensors"), file.array());

    assertThatThrownBy(() -> StaticEmbedding.open(new ModelFolder(root), MODULE, root))
        .isInstanceOf(SemblanceException.class)
        .hasMessageContaining("maps token 0 to row 4 of a table of 1 rows");
  }

  @Test
  void refusesATokenBeyondTheTable() throws IOException {
    Tensor tooShort = new Tensor(List.of(2, 2), new float[4]);
    StaticEmbedding embedding = open("null", Map.of("embedding.weight", tooShort), "{}");

    assertThatThrownBy(() -> embed(embedding, "dog"))
        .isInstanceOf(SemblanceException.class)
        .hasMessageContaining("gives token 2, the table has vectors for 2 tokens");
  }

  private static float[] embed(StaticEmbedding embedding, String text) {
    return embedding.run(embedding.tokenize(List.of(text))).vectors()[0];
  }

  private StaticEmbedding open(String truncation, Map<String, Tensor> tensors, String config)
      throws IOException {
    Path folder = Files.createDirectories(root.resolve(MODULE.path()));
    Files.writeString(
        folder.resolve("tokenizer.json"),
        """
        {"version":"1.0","truncation":%s,"padding":null,"added_tokens":[],
         "normalizer":{"type":"BertNormalizer","clean_text":true,"handle_chinese_chars":true,
           "strip_accents":null,"lowercase":true},
         "pre_tokenizer":{"type":"BertPreTokenizer"},"post_processor":null,"decoder":null,
         "model":{"type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"##",
           "max_input_chars_per_word":100,"vocab":{"[UNK]":0,"cat":1,"dog":2,"##s":3}}}
        """
            .formatted(truncation));
    Files.writeString(folder.resolve("config.json"), config);
    Files.writeString(root.resolve("modules.json"), "[]");
    Safetensors.write(folder.resolve("model.safetensors"), tensors);
    return StaticEmbedding.open(new ModelFolder(root), MODULE, root);
  }
}
