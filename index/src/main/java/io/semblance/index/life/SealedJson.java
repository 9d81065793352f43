package io.semblance.index.life;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/**
 * A record in a small JSON file that says when it was damaged: beside the fields it has the SHA-256
 * of them in {@code checksum}. Written whole or not at all.
 */
public final class SealedJson {
  private static final String CHECKSUM = "checksum";
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private SealedJson() {}

  /** Writes a file, replacing one that is there in one step. */
  public static void write(Path file, Object value) throws IOException {
    byte[] json = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(sealed(value));
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    Files.write(unfinished, json);
    force(unfinished);
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceFolder(file.toAbsolutePath().getParent());
  }

  private static ObjectNode sealed(Object value) throws JsonProcessingException {
    ObjectNode content = JSON.valueToTree(value);
    content.put(CHECKSUM, checksum(content));
    return content;
  }

  /** The content of such a file, for where it is kept in another way. */
  public static byte[] bytes(Object value) throws IOException {
    return JSON.writeValueAsBytes(sealed(value));
  }

  private static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Makes a folder's list of files durable, where the system can. */
  public static void forceFolder(@Nullable Path folder) throws IOException {
    IOUtils.fsync(Objects.requireNonNull(folder), true);
  }

  /**
   * Reads a file.
   *
   * @param check sees the content before it is bound, to refuse what cannot be bound
   * @throws SemblanceException {@code STORAGE_FAILURE} when the file is damaged, which it names
   */
  public static <T> T read(Path file, Class<T> type, Consumer<JsonNode> check) {
    try {
      return read(Files.readAllBytes(file), file.toString(), type, check);
    } catch (IOException e) {
      throw damaged(file.toString(), e.toString(), e);
    }
  }

  /**
   * Reads what {@link #bytes} made, as {@link #read(Path, Class, Consumer)} reads a file.
   *
   * @param file what it is called in messages
   */
  public static <T> T read(byte[] json, String file, Class<T> type, Consumer<JsonNode> check) {
    try {
      JsonNode tree = JSON.readTree(json);
      if (!(tree instanceof ObjectNode content)) {
        throw damaged(file, "it is not a JSON object", null);
      }
      JsonNode checksum = content.remove(CHECKSUM);
      check.accept(content);
      if (checksum == null || !checksum.asText().equals(checksum(content))) {
        throw damaged(file, "its checksum does not match its content", null);
      }
      return JSON.treeToValue(content, type);
    } catch (JsonProcessingException e) {
      throw damaged(file, e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw damaged(file, e.toString(), e);
    }
  }

  private static SemblanceException damaged(
      String file, String problem, @Nullable Throwable cause) {
    return new SemblanceException(
        ErrorCode.STORAGE_FAILURE, "cannot use " + file + ": " + problem, cause);
  }

  private static String checksum(ObjectNode content) throws JsonProcessingException {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(JSON.writeValueAsBytes(content)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK lacks SHA-256", e);
    }
  }
}
