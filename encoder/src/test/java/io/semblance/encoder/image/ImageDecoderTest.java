package io.semblance.encoder.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.encoder.ImageLimits;
import io.semblance.encoder.ImageSource;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures of every kind, and files that were made to hurt. */
@Timeout(20)
class ImageDecoderTest {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  @TempDir private Path temporary;

  private static byte[] png(int width, int height, int bits, int colourType, byte[] data)
      throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    DataOutputStream fields = new DataOutputStream(head);
    fields.writeInt(width);
    fields.writeInt(height);
    fields.write(new byte[] {(byte) bits, (byte) colourType, 0, 0, 0});
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(SIGNATURE);
    chunk(file, "IHDR", head.toByteArray());
    chunk(file, "IDAT", data);
    chunk(file, "IEND", new byte[0]);
    return file.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream file, String type, byte[] data)
      throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 check = new CRC32();
    check.update(name);
    check.update(data);
    DataOutputStream out = new DataOutputStream(file);
    out.writeInt(data.length);
    out.write(name);
    out.write(data);
    out.writeInt((int) check.getValue());
  }

  private static byte[] deflated(byte[] data) {
    Deflater deflater = new Deflater(9);
    deflater.setInput(data);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return out.toByteArray();
  }

  private static byte[] written(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, out)).as(format).isTrue();
    return out.toByteArray();
  }

  private static Rgb decode(byte[] content) {
    return new ImageDecoder(ImageLimits.DEFAULT)
        .decode(ImageSource.of("picture", content), Rgb::copyOf);
  }

  private static void assertRefused(byte[] content, String... parts) {
    long start = System.nanoTime();
    assertThatThrownBy(() -> decode(content))
        .isInstanceOfSatisfying(
            SemblanceException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
        .hasMessageContaining("picture")
        .satisfies(
            e -> {
              for (String part : parts) {
                assertThat(e).hasMessageContaining(part);
              }
            });
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  private static BufferedImage colours(int type) {
    BufferedImage image = new BufferedImage(16, 16, type);
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 16; x++) {
        image.setRGB(x, y, 0xff000000 | (x * 16 << 16) | (y * 16 << 8) | 77);
      }
    }
    return image;
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp"})
  void coloursComeOutAsTheyWentIn(String format) throws IOException {
    Rgb picture = decode(written(colours(BufferedImage.TYPE_INT_RGB), format));

    assertThat(picture.width()).isEqualTo(16);
    assertThat(Arrays.copyOfRange(picture.rows()[3], 15, 18))
        .containsExactly((byte) 80, (byte) 48, (byte) 77);
  }

  @Test
  void aPhotographIsAboutAsItWas() throws IOException {
    BufferedImage even = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 256; i++) {
      even.setRGB(i % 16, i / 16, 0xc86432);
    }

    Rgb picture = decode(written(even, "jpg"));

    assertThat(picture.rows()[7][21] & 0xff).isBetween(197, 203);
    assertThat(picture.rows()[7][22] & 0xff).isBetween(97, 103);
    assertThat(picture.rows()[7][23] & 0xff).isBetween(47, 53);
  }

  @Test
  void greyIsRepeatedWithoutChangeOfBrightness() throws IOException {
    byte[] rows = new byte[2 * 4];
    rows[1] = 100;
    rows[2] = (byte) 200;
    rows[3] = 3;
    Rgb picture = decode(png(3, 2, 8, 0, deflated(rows)));

    assertThat(picture.rows()[0])
        .containsExactly(
            (byte) 100,
            (byte) 100,
            (byte) 100,
            (byte) 200,
            (byte) 200,
            (byte) 200,
            (byte) 3,
            (byte) 3,
            (byte) 3);
  }

  @Test
  void transparencyIsLeftOut() throws IOException {
    byte[] row = {0, 10, 20, 30, 0, 40, 50, 60, (byte) 128};

    assertThat(decode(png(2, 1, 8, 6, deflated(row))).rows()[0])
        .containsExactly(10, 20, 30, 40, 50, 60);
  }

  @Test
  void ofSixteenBitsTheUpperEightAreKept() throws IOException {
    byte[] row = {0, 10, 99, 20, 99, 30, 99};

    assertThat(decode(png(1, 1, 16, 2, deflated(row))).rows()[0]).containsExactly(10, 20, 30);
  }

  @Test
  void aPaletteIsLookedUp() throws IOException {
    byte[] shades = {0, 50, 100, 127};
    IndexColorModel palette = new IndexColorModel(2, 4, shades, new byte[4], shades);
    BufferedImage image = new BufferedImage(4, 1, BufferedImage.TYPE_BYTE_BINARY, palette);
    for (int x = 0; x < 4; x++) {
      image.getRaster().setSample(x, 0, 0, x);
    }

    assertThat(decode(written(image, "gif")).rows()[0])
        .containsExactly(0, 0, 0, 50, 0, 50, 100, 0, 100, 127, 0, 127);
  }

  @Test
  void aHeaderThatClaimsTooMuchIsRefusedBeforeMemoryIsTaken() throws IOException {
    assertRefused(
        png(100_000, 100_000, 8, 2, new byte[10]), "at most 64000000 pixels", "100000 x 100000");
  }

  @Test
  void aBombOfZerosCostsNoMoreThanItsPicture() throws IOException {
    byte[] bomb = deflated(new byte[300 << 20]);
    assertThat(bomb.length).isLessThan(1 << 20);

    Rgb picture = decode(png(4, 4, 8, 0, bomb));

    assertThat(picture.rows()).hasDimensions(4, 12);
  }

  @Test
  void aBombBehindAnAllowedHeaderIsOnlyAsLargeAsItSays() throws IOException {
    ImageDecoder small = new ImageDecoder(new ImageLimits(1_000_000, 1 << 20));
    ImageSource source =
        ImageSource.of("picture", png(1001, 1000, 8, 2, deflated(new byte[3_004_000])));

    assertThatThrownBy(() -> small.decode(source, Rgb::copyOf))
        .hasMessageContaining("at most 1000000 pixels, its header says 1001 x 1000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "bmp"})
  void aTruncatedFileIsRefused(String format) throws IOException {
    byte[] whole = written(colours(BufferedImage.TYPE_INT_RGB), format);

    for (int percent : new int[] {1, 10, 50, 80}) {
      assertRefused(Arrays.copyOf(whole, whole.length * percent / 100 + 1));
    }
  }

  @Test
  void aTextIsNoPicture() {
    assertRefused(
        "Hello, this is a text.".getBytes(StandardCharsets.UTF_8),
        "must be a PNG, JPEG, GIF or BMP");
    assertRefused(new byte[0], "must be a PNG, JPEG, GIF or BMP");
  }

  @Test
  void aLineIsNoPicture() throws IOException {
    assertRefused(
        written(new BufferedImage(101, 1, BufferedImage.TYPE_BYTE_GRAY), "png"),
        "at most 100 times as long as wide",
        "101 x 1");
  }

  @Test
  void aFileThatIsTooLargeIsNotOpened() {
    ImageDecoder small = new ImageDecoder(new ImageLimits(100, 10));

    assertThatThrownBy(() -> small.decode(ImageSource.of("picture", new byte[11]), Rgb::copyOf))
        .hasMessage("image picture must have at most 10 bytes, got: 11");
  }

  @Test
  void aFolderIsNoPicture() {
    assertThatThrownBy(
            () ->
                new ImageDecoder(ImageLimits.DEFAULT)
                    .decode(ImageSource.of(temporary), Rgb::copyOf))
        .hasMessageContaining("an image must be a file");
  }

  @Test
  void damageAnywhereIsRefusedOrDecodedButNeverAnotherFailure() throws IOException {
    for (String format : new String[] {"png", "jpg", "gif", "bmp"}) {
      byte[] whole = written(colours(BufferedImage.TYPE_INT_RGB), format);
      for (int position = 0; position < whole.length; position += 3) {
        byte[] damaged = whole.clone();
        damaged[position] ^= (byte) 0xff;
        try {
          assertThat(decode(damaged).width()).isPositive();
        } catch (SemblanceException e) {
          assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        }
      }
    }
  }
}
