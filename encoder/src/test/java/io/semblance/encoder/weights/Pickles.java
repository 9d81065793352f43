package io.semblance.encoder.weights;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes archives as {@code torch.save} does, around pickles it would never write. */
public final class Pickles {
  private Pickles() {}

  /** An archive with a pickle and the storages 0, 1, … */
  public static byte[] zip(byte[] pickle, byte[]... storages) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      put(zip, "archive/data.pkl", pickle);
      for (int i = 0; i < storages.length; i++) {
        put(zip, "archive/data/" + i, storages[i]);
      }
    }
    return out.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
  }

  /** A dictionary with one tensor {@code w} of one axis, a view of storage 0 of floats. */
  static byte[] tensor(int elements, int offset, int size, int stride) {
    String text =
        "}X\1\0\0\0wctorch._utils\n_rebuild_tensor_v2\n((X\7\0\0\0storagectorch\nFloatStorage\n"
            + "X\1\0\0\0000X\3\0\0\0cpuK%ctQK%cK%c\205K%c\205\211NtRs."
                .formatted((char) elements, (char) offset, (char) size, (char) stride);
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
