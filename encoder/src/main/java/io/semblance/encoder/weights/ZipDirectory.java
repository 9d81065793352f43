package io.semblance.encoder.weights;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The table of contents of a zip archive whose entries are stored, not compressed, as {@code
 * torch.save} writes them: each entry is then a range of the file. Names are compared and never
 * used as paths; nothing is unpacked.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE.TXT, 4.3</a>
 */
final class ZipDirectory {
  static final int LOCAL_SIGNATURE = 0x04034b50;
  private static final int CENTRAL_SIGNATURE = 0x02014b50;
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END64_SIGNATURE = 0x06064b50;
  private static final int LOCATOR64_SIGNATURE = 0x07064b50;
  private static final int LOCAL_BYTES = 30;
  private static final int CENTRAL_BYTES = 46;
  private static final int END_BYTES = 22;
  private static final int END64_BYTES = 56;
  private static final int LOCATOR64_BYTES = 20;
  private static final int MAX_COMMENT = 0xffff;
  private static final int MAX_DIRECTORY_BYTES = 8 << 20;
  private static final int ZIP64_EXTRA = 1;
  private static final long IN_EXTRA = 0xffffffffL;

  private final UntrustedFile file;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private ZipDirectory(UntrustedFile file) {
    this.file = file;
  }

  static ZipDirectory read(UntrustedFile file) {
    ZipDirectory directory = new ZipDirectory(file);
    directory.readEntries(directory.end());
    return directory;
  }

  Set<String> names() {
    return entries.keySet();
  }

  /** The range of the file that is an entry's content. */
  Range content(String name) {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw file.failure("has no zip entry '" + name + "'");
    }
    ByteBuffer header = file.read(entry.header, LOCAL_BYTES);
    file.require(
        header.getInt(0) == LOCAL_SIGNATURE,
        () -> "has no zip entry at byte " + entry.header + ", where '" + name + "' should be");
    int names = Short.toUnsignedInt(header.getShort(26)) + Short.toUnsignedInt(header.getShort(28));
    long start = entry.header + LOCAL_BYTES + names;
    file.require(
        entry.size <= entry.limit - start,
        () ->
            "has zip entry '" + name + "' of " + entry.size + " bytes, beyond the file's contents");
    return new Range(start, start + entry.size);
  }

  /** The record at the file's end that says where the directory is. */
  private End end() {
    int tail = (int) Math.min(file.size(), END_BYTES + MAX_COMMENT);
    long tailStart = file.size() - tail;
    ByteBuffer bytes = file.read(tailStart, tail);
    for (int at = tail - END_BYTES; at >= 0; at--) {
      if (bytes.getInt(at) == END_SIGNATURE
          && at + END_BYTES + Short.toUnsignedInt(bytes.getShort(at + 20)) == tail) {
        return end(bytes.position(at).slice().order(bytes.order()), tailStart + at);
      }
    }
    throw file.failure("starts like a zip archive but has no directory at its end");
  }

  private End end(ByteBuffer record, long position) {
    long locator = position - LOCATOR64_BYTES;
    if (locator >= 0) {
      ByteBuffer bytes = file.read(locator, LOCATOR64_BYTES);
      if (bytes.getInt(0) == LOCATOR64_SIGNATURE) {
        return end64(bytes.getLong(8), locator);
      }
    }
    return new End(
        Integer.toUnsignedLong(record.getInt(16)),
        Integer.toUnsignedLong(record.getInt(12)),
        position);
  }

  private End end64(long position, long locator) {
    ByteBuffer record = file.read(position, END64_BYTES);
    file.require(
        record.getInt(0) == END64_SIGNATURE && position <= locator - END64_BYTES,
        () -> "has a zip64 locator that points to byte " + position + ", where no directory ends");
    return new End(record.getLong(48), record.getLong(40), position);
  }

  private void readEntries(End end) {
    file.require(
        end.directory >= 0
            && end.size >= 0
            && end.size <= MAX_DIRECTORY_BYTES
            && end.directory <= end.position - end.size,
        () -> "says that its zip directory is " + end.size + " bytes at " + end.directory);
    ByteBuffer bytes = file.read(end.directory, (int) end.size);
    while (bytes.hasRemaining()) {
      readEntry(bytes, end.directory);
    }
  }

  private void readEntry(ByteBuffer bytes, long directory) {
    int at = bytes.position();
    requireWhole(bytes.remaining() >= CENTRAL_BYTES && bytes.getInt(at) == CENTRAL_SIGNATURE);
    int nameLength = Short.toUnsignedInt(bytes.getShort(at + 28));
    int extraLength = Short.toUnsignedInt(bytes.getShort(at + 30));
    int commentLength = Short.toUnsignedInt(bytes.getShort(at + 32));
    int length = CENTRAL_BYTES + nameLength + extraLength + commentLength;
    requireWhole(bytes.remaining() >= length);
    String name = text(bytes, at + CENTRAL_BYTES, nameLength);
    requireStored(bytes, at, name);
    ByteBuffer extra = bytes.slice(at + CENTRAL_BYTES + nameLength, extraLength);
    add(name, entry(bytes, at, extra, directory));
    bytes.position(at + length);
  }

  private void requireWhole(boolean whole) {
    file.require(whole, () -> "has a damaged zip directory");
  }

  private static String text(ByteBuffer bytes, int at, int length) {
    byte[] text = new byte[length];
    bytes.get(at, text);
    return new String(text, StandardCharsets.UTF_8);
  }

  private void requireStored(ByteBuffer bytes, int at, String name) {
    boolean encrypted = (bytes.getShort(at + 8) & 1) != 0;
    file.require(
        bytes.getShort(at + 10) == 0 && !encrypted,
        () -> "has a compressed zip entry '" + name + "'; torch.save stores entries as they are");
  }

  private void add(String name, Entry entry) {
    file.require(
        entry.size >= 0 && entry.header >= 0 && entry.size <= entry.limit - entry.header,
        () -> "has zip entry '" + name + "' of " + entry.size + " bytes at " + entry.header);
    file.require(
        entries.put(name, entry) == null, () -> "has two zip entries called '" + name + "'");
  }

  private Entry entry(ByteBuffer bytes, int at, ByteBuffer extra, long directory) {
    long packed = Integer.toUnsignedLong(bytes.getInt(at + 20));
    long size = Integer.toUnsignedLong(bytes.getInt(at + 24));
    long header = Integer.toUnsignedLong(bytes.getInt(at + 42));
    ByteBuffer longs = zip64(extra.order(bytes.order()));
    size = size == IN_EXTRA ? nextLong(longs) : size;
    packed = packed == IN_EXTRA ? nextLong(longs) : packed;
    header = header == IN_EXTRA ? nextLong(longs) : header;
    if (packed != size) {
      throw file.failure("has a stored zip entry of " + size + " bytes packed as " + packed);
    }
    return new Entry(header, size, directory);
  }

  private long nextLong(ByteBuffer longs) {
    file.require(longs.remaining() >= Long.BYTES, () -> "has a zip64 entry without its sizes");
    return longs.getLong();
  }

  /** The extra field that holds what does not fit 32 bits, or nothing. */
  private ByteBuffer zip64(ByteBuffer extra) {
    while (extra.remaining() >= 4) {
      int id = Short.toUnsignedInt(extra.getShort());
      int length = Short.toUnsignedInt(extra.getShort());
      requireWhole(length <= extra.remaining());
      if (id == ZIP64_EXTRA) {
        return extra.slice(extra.position(), length).order(extra.order());
      }
      extra.position(extra.position() + length);
    }
    return ByteBuffer.allocate(0);
  }

  /** A part of the file, {@code end} excluded. */
  record Range(long start, long end) {
    long length() {
      return end - start;
    }
  }

  /**
   * What the end of an archive says.
   *
   * @param directory where the directory starts
   * @param size the directory's bytes
   * @param position where this record itself starts
   */
  private record End(long directory, long size, long position) {}

  /**
   * An entry as the directory tells it.
   *
   * @param header where its own header starts
   * @param limit where the directory starts, before which it must end
   */
  private record Entry(long header, long size, long limit) {}
}
