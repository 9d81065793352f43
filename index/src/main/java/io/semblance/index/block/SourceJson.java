package io.semblance.index.block;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.index.SourceDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.lucene.util.BytesRef;

/** A document's fields as the JSON that is kept of them, and back without loss. */
final class SourceJson {
  /** What was accepted once is read back, however long. */
  private static final StreamReadConstraints NO_LIMITS =
      StreamReadConstraints.builder()
          .maxStringLength(Integer.MAX_VALUE)
          .maxNameLength(Integer.MAX_VALUE)
          .maxNumberLength(Integer.MAX_VALUE)
          .maxNestingDepth(Integer.MAX_VALUE)
          .build();

  private static final JsonMapper JSON =
      JsonMapper.builder(JsonFactory.builder().streamReadConstraints(NO_LIMITS).build())
          .addModule(
              new SimpleModule()
                  .addSerializer(new FiniteNumber<>(Double.class))
                  .addSerializer(new FiniteNumber<>(Float.class)))
          .build();
  private static final ObjectWriter WRITER = JSON.writer();

  /** Keeps lone surrogates, which UTF-8 cannot hold. */
  private static final ObjectWriter ASCII_WRITER =
      JSON.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

  private static final TypeReference<LinkedHashMap<String, Object>> OBJECT =
      new TypeReference<>() {};

  private SourceJson() {}

  static byte[] write(SourceDocument document) {
    try {
      String json = WRITER.writeValueAsString(document.fields());
      if (hasLoneSurrogate(json)) {
        json = ASCII_WRITER.writeValueAsString(document.fields());
      }
      return json.getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw SemblanceException.invalid(
          "the fields of document '"
              + document.id()
              + "' must be JSON values: "
              + e.getOriginalMessage());
    }
  }

  private static boolean hasLoneSurrogate(String text) {
    return !StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  static Map<String, Object> read(BytesRef json) {
    try {
      return JSON.readValue(json.bytes, json.offset, json.length, OBJECT);
    } catch (IOException e) {
      throw new SemblanceException(
          ErrorCode.STORAGE_FAILURE, "a stored document is damaged: " + e.getMessage(), e);
    }
  }

  /** Refuses numbers that JSON does not have, which would otherwise come back as strings. */
  private static final class FiniteNumber<T extends Number> extends StdSerializer<T> {
    private static final long serialVersionUID = 1L;

    FiniteNumber(Class<T> type) {
      super(type);
    }

    @Override
    public void serialize(T value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (!Double.isFinite(value.doubleValue())) {
        throw new JsonMappingException(json, "a number must be finite, got: " + value);
      }
      if (value instanceof Float real) {
        json.writeNumber(real);
      } else {
        json.writeNumber(value.doubleValue());
      }
    }
  }
}
