package io.semblance.encoder.graph;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files beside a graph that hold its large tensors. Their names come from the graph, so none
 * may lead out of the graph's folder, by {@code ..}, by an absolute path or by a symbolic link.
 */
final class ExternalFiles {
  /** For tensors that hold their own values. */
  static final ExternalFiles NONE = new ExternalFiles(null);

  private static final int EXTERNAL_DATA = 13;
  private static final int KEY = 1;
  private static final int VALUE = 2;

  private final @Nullable Path folder;
  private final Map<Path, ByteBuffer> mapped = new HashMap<>();

  private ExternalFiles(@Nullable Path folder) {
    this.folder = folder;
  }

  static ExternalFiles beside(Path graph) throws IOException {
    return new ExternalFiles(graph.toRealPath().getParent());
  }

  /** The bytes that a tensor's {@code external_data} points to. */
  ByteBuffer content(String tensor, Message message) {
    Map<String, String> entries = new HashMap<>();
    for (Message entry : message.messages(EXTERNAL_DATA)) {
      entries.put(entry.string(KEY), entry.string(VALUE));
    }
    ByteBuffer file = file(tensor, entries.getOrDefault("location", ""));
    long offset = number(tensor, entries, "offset", 0);
    long length = number(tensor, entries, "length", file.capacity() - offset);
    if (offset < 0 || length < 0 || offset > file.capacity() - length) {
      throw new MalformedGraphException(
          "tensor '"
              + tensor
              + "' lies at bytes "
              + offset
              + " to "
              + (offset + length)
              + " of a file of "
              + file.capacity());
    }
    return file.slice((int) offset, (int) length);
  }

  private static long number(
      String tensor, Map<String, String> entries, String key, long otherwise) {
    String text = entries.get(key);
    try {
      return text == null ? otherwise : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new MalformedGraphException(
          "tensor '" + tensor + "' has the external " + key + " '" + text + "'");
    }
  }

  private ByteBuffer file(String tensor, String location) {
    try {
      Path file = folder == null ? null : folder.resolve(location).normalize();
      if (file == null
          || location.isEmpty()
          || Path.of(location).isAbsolute()
          || !file.startsWith(folder)
          || (Files.exists(file) && !file.toRealPath().startsWith(folder))) {
        throw new MalformedGraphException(
            "tensor '" + tensor + "' lies outside the graph's folder: '" + location + "'");
      }
      ByteBuffer content = mapped.get(file);
      if (content == null) {
        content = map(file);
        mapped.put(file, content);
      }
      return content;
    } catch (IOException | InvalidPathException e) {
      throw new MalformedGraphException(
          "tensor '" + tensor + "' lies in '" + location + "', which cannot be read: " + e);
    }
  }

  /** Maps a whole file; the mapping lives as long as a tensor that points into it. */
  static ByteBuffer map(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      if (channel.size() > Integer.MAX_VALUE) {
        throw new MalformedGraphException(
            file + " has " + channel.size() + " bytes, at most " + Integer.MAX_VALUE);
      }
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
    }
  }
}
