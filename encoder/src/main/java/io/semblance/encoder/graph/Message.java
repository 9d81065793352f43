package io.semblance.encoder.graph;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A protocol buffer message as the list of its fields, in the order of the file, so that what is
 * not understood is written back as it was. Immutable but for the bytes, which nobody writes to.
 */
record Message(List<Field> fields) {
  /** Far above what a graph has; keeps a small hostile file from becoming a large heap. */
  static final int MAX_FIELDS = 1 << 20;

  Message {
    fields = List.copyOf(fields);
  }

  static Message of(Field... fields) {
    return new Message(List.of(fields));
  }

  static Message parse(ByteBuffer bytes) {
    List<Field> fields = new ArrayList<>();
    for (ProtoReader reader = new ProtoReader(bytes); reader.hasNext(); ) {
      if (fields.size() == MAX_FIELDS) {
        throw new MalformedGraphException("a message has more than " + MAX_FIELDS + " fields");
      }
      fields.add(reader.next());
    }
    return new Message(fields);
  }

  /** Bytes on the wire. */
  long size() {
    long size = 0;
    for (Field field : fields) {
      size += ProtoWriter.size(field);
    }
    return size;
  }

  Stream<Field> all(int number) {
    return fields.stream().filter(field -> field.number() == number);
  }

  /** A copy without the fields of some number. */
  Message without(int number) {
    return new Message(fields.stream().filter(field -> field.number() != number).toList());
  }

  /** A copy with fields added at the end. */
  Message with(Field... added) {
    return new Message(Stream.concat(fields.stream(), Stream.of(added)).toList());
  }

  List<String> strings(int number) {
    return all(number).map(Message::text).toList();
  }

  /** A string; the last one counts where there are several, as the format wants it. */
  String string(int number) {
    List<String> values = strings(number);
    return values.isEmpty() ? "" : values.getLast();
  }

  List<Message> messages(int number) {
    return all(number).map(Message::message).toList();
  }

  long integer(int number, long otherwise) {
    List<Long> values = integers(number);
    return values.isEmpty() ? otherwise : values.getLast();
  }

  /** Repeated integers, packed or not. */
  List<Long> integers(int number) {
    List<Long> values = new ArrayList<>();
    all(number)
        .forEach(
            field -> {
              if (field instanceof Field.Varint single) {
                values.add(single.value());
              } else {
                unpack(content(field), values);
              }
            });
    return values;
  }

  private static void unpack(ByteBuffer packed, List<Long> values) {
    for (ProtoReader reader = new ProtoReader(packed); reader.hasNext(); ) {
      if (values.size() == MAX_FIELDS) {
        throw new MalformedGraphException("a list has more than " + MAX_FIELDS + " numbers");
      }
      values.add(reader.varint());
    }
  }

  static ByteBuffer content(Field field) {
    if (field instanceof Field.Bytes bytes) {
      return bytes.content();
    }
    throw new MalformedGraphException(
        "field " + field.number() + " must be a string or a message, got: " + field);
  }

  private static Message message(Field field) {
    return field instanceof Field.Nested nested ? nested.content() : parse(content(field));
  }

  private static String text(Field field) {
    return StandardCharsets.UTF_8.decode(content(field).duplicate()).toString();
  }

  static Field text(int number, String value) {
    return new Field.Bytes(number, ByteBuffer.wrap(value.getBytes(StandardCharsets.UTF_8)));
  }
}
