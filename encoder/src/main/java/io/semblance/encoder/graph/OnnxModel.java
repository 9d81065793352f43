package io.semblance.encoder.graph;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An ONNX file ({@code ModelProto}): a graph, the operator sets that it uses, and notes about it.
 * Fields that are not understood are kept. A file that nothing was changed in is written back byte
 * by byte as any protocol buffer library would have written it. One thread at a time.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/docs/IR.md">Open Neural Network Exchange
 *     Intermediate Representation</a>
 */
public final class OnnxModel {
  private static final int IR_VERSION = 1;
  private static final int GRAPH = 7;
  private static final int OPSET_IMPORT = 8;
  private static final int METADATA = 14;
  private static final int KEY = 1;
  private static final int VALUE = 2;

  /** From this version on, initializers are constants that need not be inputs too. */
  private static final int CONSTANT_INITIALIZERS = 4;

  private Message rest;
  private final Graph graph;

  private OnnxModel(Message rest, Graph graph) {
    this.rest = rest;
    this.graph = graph;
  }

  /**
   * Reads a file. Large tensors stay on the disk, so the file must not change while the model is in
   * use.
   *
   * @throws SemblanceException {@code MODEL_FAILURE} naming the file and what is wrong with it
   */
  public static OnnxModel read(Path file) {
    try {
      return parse(ExternalFiles.map(file), ExternalFiles.beside(file));
    } catch (MalformedGraphException e) {
      throw new SemblanceException(
          ErrorCode.MODEL_FAILURE, file + " is not a sound ONNX file: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new SemblanceException(ErrorCode.MODEL_FAILURE, "cannot read " + file + ": " + e, e);
    }
  }

  static OnnxModel parse(ByteBuffer bytes, ExternalFiles files) {
    Message message = Message.parse(bytes);
    List<Message> graphs = message.messages(GRAPH);
    if (graphs.size() != 1) {
      throw new MalformedGraphException("it must hold one graph, got: " + graphs.size());
    }
    long version = message.integer(IR_VERSION, 0);
    if (version < CONSTANT_INITIALIZERS) {
      throw new MalformedGraphException(
          "its IR version must be at least " + CONSTANT_INITIALIZERS + ", got: " + version);
    }
    return new OnnxModel(message.without(GRAPH), new Graph(graphs.get(0), files));
  }

  /**
   * Makes a model around an empty graph.
   *
   * @param irVersion version of the file format
   * @param opset version of the standard's own operators
   */
  public static OnnxModel empty(long irVersion, long opset) {
    Message rest = Message.of(new Field.Varint(IR_VERSION, irVersion), opset("", opset));
    return new OnnxModel(rest, new Graph(Message.of(), ExternalFiles.NONE));
  }

  /** The graph itself, not a copy. */
  public Graph graph() {
    return graph;
  }

  /** Says that operators of a domain are used, unless the model says so already. */
  public void importDomain(String domain, long version) {
    boolean imported =
        rest.messages(OPSET_IMPORT).stream().anyMatch(set -> set.string(KEY).equals(domain));
    if (!imported) {
      rest = rest.with(opset(domain, version));
    }
  }

  private static Field opset(String domain, long version) {
    return new Field.Nested(
        OPSET_IMPORT, Message.of(Message.text(1, domain), new Field.Varint(2, version)));
  }

  /** Notes about the model, by key. */
  public Map<String, String> metadata() {
    Map<String, String> metadata = new LinkedHashMap<>();
    for (Message entry : rest.messages(METADATA)) {
      metadata.put(entry.string(KEY), entry.string(VALUE));
    }
    return metadata;
  }

  /** Adds a note; one with the same key is replaced. */
  public void putMetadata(String key, String value) {
    Map<String, String> metadata = metadata();
    metadata.put(key, value);
    rest = rest.without(METADATA);
    metadata.forEach(
        (name, text) ->
            rest =
                rest.with(
                    new Field.Nested(
                        METADATA, Message.of(Message.text(KEY, name), Message.text(VALUE, text)))));
  }

  /** Writes the model to a file, replacing what was there. */
  public void write(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ProtoWriter writer = new ProtoWriter(channel);
      writer.write(message());
      writer.flush();
    }
  }

  private Message message() {
    return new Message(
        Stream.concat(rest.fields().stream(), Stream.of(new Field.Nested(GRAPH, graph.message())))
            .sorted(Comparator.comparingInt(Field::number))
            .toList());
  }

  /** A message as bytes; for small ones. */
  static ByteBuffer bytes(Message message) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ProtoWriter writer = new ProtoWriter(Channels.newChannel(bytes));
    try {
      writer.write(message);
      writer.flush();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return ByteBuffer.wrap(bytes.toByteArray());
  }
}
