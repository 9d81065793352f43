package io.semblance.encoder.graph;

import java.util.ArrayList;
import java.util.List;

/** A named constant of a node ({@code AttributeProto}). Immutable. */
public final class Attribute {
  private static final int NAME = 1;
  private static final int FLOAT = 2;
  private static final int INTEGER = 3;
  private static final int INTEGERS = 8;
  private static final int TYPE = 20;
  private static final int TYPE_FLOAT = 1;
  private static final int TYPE_INTEGER = 2;
  private static final int TYPE_INTEGERS = 7;

  private final Message message;
  private final String name;

  Attribute(Message message) {
    this.message = message;
    this.name = message.string(NAME);
  }

  public static Attribute of(String name, float value) {
    return of(name, TYPE_FLOAT, List.of(new Field.Fixed32(FLOAT, Float.floatToRawIntBits(value))));
  }

  public static Attribute of(String name, long value) {
    return of(name, TYPE_INTEGER, List.of(new Field.Varint(INTEGER, value)));
  }

  public static Attribute of(String name, List<Long> values) {
    return of(
        name,
        TYPE_INTEGERS,
        values.stream().map(value -> (Field) new Field.Varint(INTEGERS, value)).toList());
  }

  private static Attribute of(String name, int type, List<Field> value) {
    List<Field> fields = new ArrayList<>();
    fields.add(Message.text(NAME, name));
    fields.addAll(value);
    fields.add(new Field.Varint(TYPE, type));
    return new Attribute(new Message(fields));
  }

  Message message() {
    return message;
  }

  public String name() {
    return name;
  }

  /** Its value as a float; 0 where it holds something else. */
  public float asFloat() {
    return message
        .all(FLOAT)
        .map(field -> field instanceof Field.Fixed32 fixed ? fixed.bits() : 0)
        .reduce((first, last) -> last)
        .map(Float::intBitsToFloat)
        .orElse(0f);
  }

  /** Its value as an integer; 0 where it holds something else. */
  public long asInteger() {
    return message.integer(INTEGER, 0);
  }

  /** Its value as integers; empty where it holds something else. */
  public List<Long> asIntegers() {
    return message.integers(INTEGERS);
  }
}
