package io.semblance.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.encoder.weights.Pickles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Weights made to harm: headers that lie, pickles that are programs, archives that explode. */
class HostileWeightsIT extends HostileModel {
  private static final String TORCH = "3_Dense/pytorch_model.bin";
  private static final String SAFETENSORS = "3_Dense/model.safetensors";

  /** Leaves the pickle as the only weights. */
  private void pickle(byte[] pickle, byte[]... storages) throws IOException {
    torch(Pickles.zip(pickle, storages));
  }

  private void pickle(String pickle) throws IOException {
    pickle(pickle.getBytes(StandardCharsets.ISO_8859_1));
  }

  private void torch(byte[] content) throws IOException {
    Files.delete(folder.resolve(SAFETENSORS));
    write(TORCH, content);
  }

  private void safetensors(long headerLength, String header) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + text.length).order(ByteOrder.LITTLE_ENDIAN);
    write(SAFETENSORS, bytes.putLong(headerLength).put(text).array());
  }

  private void safetensors(String header) throws IOException {
    safetensors(header.length(), header);
  }

  private static String many(int count, IntFunction<String> part) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(part.apply(i));
    }
    return text.toString();
  }

  private static String littleEndian(int value) {
    byte[] bytes = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  @Test
  void aHeaderLongerThanTheFile() throws IOException {
    safetensors(Long.MAX_VALUE, "{}");

    assertRefused(SAFETENSORS, "9223372036854775807 bytes");
  }

  @Test
  void aHeaderOf100Megabytes() throws IOException {
    safetensors(100L << 20, "{}");
    grow(SAFETENSORS, 101L << 20);

    assertRefused(SAFETENSORS, "104857600 bytes");
  }

  @Test
  void aHeaderOfManyLevels() throws IOException {
    safetensors("{\"__metadata__\":" + "[".repeat(5_000_000));

    assertRefused(SAFETENSORS, "nesting depth");
  }

  @Test
  void aHeaderOfManyTensors() throws IOException {
    String empty = "{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}";
    safetensors("{" + many(130_000, i -> "\"" + i + "\":" + empty + ",") + "\"x\":" + empty + "}");

    assertRefused(SAFETENSORS, "more than 16384 tensors");
  }

  @Test
  void aHeaderOfLongNames() throws IOException {
    String empty = "{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}";
    safetensors("{\"" + "x".repeat(5_000_000) + "\":" + empty + "}");

    assertRefused(SAFETENSORS, "exceeds the maximum");
  }

  @Test
  void tensorsThatOverlap() throws IOException {
    safetensors(
        "{\"a\":{\"dtype\":\"I8\",\"shape\":[0],\"data_offsets\":[0,0]},"
            + "\"b\":{\"dtype\":\"I8\",\"shape\":[4],\"data_offsets\":[0,4]},"
            + "\"c\":{\"dtype\":\"I8\",\"shape\":[4],\"data_offsets\":[2,6]}}");
    grow(SAFETENSORS, Files.size(folder.resolve(SAFETENSORS)) + 6);

    assertRefused(SAFETENSORS, "'c' at [2,6], must start at 4");
  }

  @Test
  void aShapeThatOverflows() throws IOException {
    safetensors(
        "{\"linear.weight\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647,4,4],"
            + "\"data_offsets\":[0,0]}}");

    assertRefused(SAFETENSORS, "2147483647", "0 bytes");
  }

  @Test
  void aWeightOfGigabytes() throws IOException {
    String weight =
        "{\"linear.weight\":{\"dtype\":\"F32\",\"shape\":[256,2097152],"
            + "\"data_offsets\":[0,2147483648]}}";
    safetensors(weight);
    replace("3_Dense/config.json", "\"in_features\" : 384", "\"in_features\" : 2097152");
    grow(SAFETENSORS, (2L << 30) + 8 + weight.length());

    assertRefused(SAFETENSORS, "'linear.weight' too large");
  }

  @Test
  void aPickleThatRunsAProgram() throws IOException {
    Path victim = temporary.resolve("victim");
    String command = "touch " + victim;
    pickle("cos\nsystem\nX" + littleEndian(command.length()) + command + "\205R.");

    assertRefused(TORCH, "asks for os.system", "not run");
    assertThat(victim).doesNotExist();
  }

  @Test
  void aPickleThatNestsGlobals() throws IOException {
    pickle("\200\4\214\10builtins\214\22__import__.getattr\223\214\2os\205R.");

    assertRefused(TORCH, "asks for builtins.__import__");
  }

  @Test
  void aPickleThatLooksUpAnAttributeOfTorch() throws IOException {
    pickle("\200\4\214\14torch._utils\214\20_import_dotted_n\223.");

    assertRefused(TORCH, "asks for torch._utils._import_dotted_n");
  }

  @Test
  void aPickleOfMarks() throws IOException {
    pickle("(".repeat(7_000_000));

    assertRefused(TORCH, "marks");
  }

  @Test
  void aPickleThatFillsTheStack() throws IOException {
    pickle("N".repeat(7_000_000));

    assertRefused(TORCH, "values on its stack");
  }

  @Test
  void aPickleThatFillsTheMemo() throws IOException {
    pickle("}" + many(1_000_000, i -> "r" + littleEndian(i)));

    assertRefused(TORCH, "remembers more than");
  }

  @Test
  void aPickleOfAMillionOperations() throws IOException {
    pickle("}" + "q\0".repeat(3_000_000));

    assertRefused(TORCH, "more than 1000000 operations");
  }

  @Test
  void aPickleOfTextsWithoutEnd() throws IOException {
    String text = "X" + littleEndian(4000) + "x".repeat(4000);
    pickle(many(2_000, i -> text));

    assertRefused(TORCH, "longer than 8388608 bytes");
  }

  @Test
  void aPickleWithAHugeNumber() throws IOException {
    pickle("\213" + littleEndian(Integer.MAX_VALUE));

    assertRefused(TORCH, "LONG4");
  }

  @Test
  void aPickleWithAHugeText() throws IOException {
    pickle("X" + littleEndian(-1));

    assertRefused(TORCH, "text of 4294967295 bytes");
  }

  @Test
  void aPickleOfTuplesThatDoubleAHundredThousandTimes() throws IOException {
    pickle("}X\1\0\0\0a)" + "q\0h\0\206".repeat(100_000) + "s.");

    assertRefused(TORCH, "'a' that is Tuple, must be a tensor");
  }

  @Test
  void aDictionaryThatHoldsItself() throws IOException {
    pickle("}q\0X\1\0\0\0ah\0s.");

    assertRefused(TORCH, "'a' that is LinkedHashMap, must be a tensor");
  }

  @Test
  void aLegacyPickleThatRunsAProgram() throws IOException {
    String magic = "\200\2\212\nl\374\234F\371 j\250P\31.";
    torch((magic + "cposix\nsystem\n(X\2\0\0\0lstR.").getBytes(StandardCharsets.ISO_8859_1));

    assertRefused(TORCH, "asks for posix.system");
  }

  @Test
  void aCompressedPickle() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("archive/data.pkl"));
      zip.write(new byte[64 << 20]);
    }
    torch(out.toByteArray());

    assertRefused(TORCH, "compressed zip entry 'archive/data.pkl'");
  }

  @Test
  void anArchiveOfManyEntries() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setMethod(ZipOutputStream.STORED);
      for (int i = 0; i < 200_000; i++) {
        ZipEntry entry = new ZipEntry("archive/" + i);
        entry.setSize(0);
        entry.setCrc(0);
        zip.putNextEntry(entry);
      }
    }
    torch(out.toByteArray());

    assertRefused(TORCH, "zip directory");
  }

  @Test
  void anEntryLongerThanTheFile() throws IOException {
    byte[] zip = Pickles.zip("}.".getBytes(StandardCharsets.ISO_8859_1));
    ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    int directory = bytes.getInt(zip.length - 22 + 16);
    bytes.putInt(directory + 20, 0x7fffffff).putInt(directory + 24, 0x7fffffff);
    torch(zip);

    assertRefused(TORCH, "'archive/data.pkl' of 2147483647 bytes");
  }

  @Test
  void twoPicklesInOneArchive() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setMethod(ZipOutputStream.STORED);
      for (String name : List.of("a/data.pkl", "b/data.pkl")) {
        ZipEntry entry = new ZipEntry(name);
        entry.setSize(0);
        entry.setCrc(0);
        zip.putNextEntry(entry);
      }
    }
    torch(out.toByteArray());

    assertRefused(TORCH, "2 entries data.pkl");
  }
}
