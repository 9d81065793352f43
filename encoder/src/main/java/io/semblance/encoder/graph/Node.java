package io.semblance.encoder.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One operator of a graph ({@code NodeProto}). Immutable; two nodes are equal only when they are
 * the same.
 */
public final class Node {
  private static final int INPUT = 1;
  private static final int OUTPUT = 2;
  private static final int NAME = 3;
  private static final int OP_TYPE = 4;
  private static final int ATTRIBUTE = 5;
  private static final int DOMAIN = 7;

  private final Message message;
  private final String opType;
  private final String domain;
  private final List<String> inputs;
  private final List<String> outputs;
  private final List<Attribute> attributes;

  Node(Message message) {
    this.message = message;
    this.opType = message.string(OP_TYPE);
    this.domain = message.string(DOMAIN);
    this.inputs = message.strings(INPUT);
    this.outputs = message.strings(OUTPUT);
    this.attributes = message.messages(ATTRIBUTE).stream().map(Attribute::new).toList();
  }

  /**
   * Makes a node.
   *
   * @param domain {@code ""} for the standard's own operators
   * @param inputs names of values; {@code ""} where an optional input is left away
   */
  public static Node of(
      String domain,
      String opType,
      List<String> inputs,
      List<String> outputs,
      Attribute... attributes) {
    List<Field> fields = new ArrayList<>();
    inputs.forEach(input -> fields.add(Message.text(INPUT, input)));
    outputs.forEach(output -> fields.add(Message.text(OUTPUT, output)));
    fields.add(Message.text(NAME, opType + ":" + outputs.get(0)));
    fields.add(Message.text(OP_TYPE, opType));
    for (Attribute attribute : attributes) {
      fields.add(new Field.Nested(ATTRIBUTE, attribute.message()));
    }
    if (!domain.isEmpty()) {
      fields.add(Message.text(DOMAIN, domain));
    }
    return new Node(new Message(fields));
  }

  Message message() {
    return message;
  }

  public String opType() {
    return opType;
  }

  /** Whether this is an operator of some domain, {@code ""} being the standard's own. */
  public boolean is(String domain, String opType) {
    return this.opType.equals(opType)
        && (this.domain.equals(domain) || (domain.isEmpty() && this.domain.equals("ai.onnx")));
  }

  /** Names of the values that it takes; {@code ""} stands for an optional one that is left away. */
  public List<String> inputs() {
    return inputs;
  }

  public String input(int position) {
    return position < inputs.size() ? inputs.get(position) : "";
  }

  public List<String> outputs() {
    return outputs;
  }

  public String output() {
    return outputs.isEmpty() ? "" : outputs.get(0);
  }

  /** An attribute; empty where the operator's default holds. */
  public Optional<Attribute> attribute(String name) {
    return attributes.stream().filter(attribute -> attribute.name().equals(name)).findFirst();
  }

  @Override
  public String toString() {
    return (domain.isEmpty() ? "" : domain + ".") + opType + inputs + " -> " + outputs;
  }
}
