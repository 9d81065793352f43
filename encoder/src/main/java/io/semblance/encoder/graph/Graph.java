package io.semblance.encoder.graph;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A graph that is being changed ({@code GraphProto}): nodes, initializers, and who makes and who
 * takes each value. One thread at a time.
 */
public final class Graph {
  private static final int NODE = 1;
  private static final int INITIALIZER = 5;
  private static final int INPUT = 11;
  private static final int OUTPUT = 12;
  private static final int VALUE_NAME = 1;
  private static final int VALUE_TYPE = 2;

  /** All fields of all nodes and tensors; some thirty times what a large model has. */
  private static final int MAX_FIELDS_IN_ALL = 1 << 22;

  private final List<Field> rest = new ArrayList<>();
  private final Set<Node> nodes = new LinkedHashSet<>();
  private final Map<String, Initializer> initializers = new LinkedHashMap<>();
  private final Map<String, Node> producers = new HashMap<>();
  private final Map<String, Set<Node>> consumers = new HashMap<>();

  Graph(Message message, ExternalFiles files) {
    long fields = 0;
    for (Field field : message.fields()) {
      switch (field.number()) {
        case NODE -> {
          Node node = new Node(Message.parse(Message.content(field)));
          fields += node.message().fields().size();
          add(node);
        }
        case INITIALIZER -> {
          Initializer tensor = new Initializer(Message.parse(Message.content(field)), files);
          fields += tensor.message().fields().size();
          add(tensor);
        }
        default -> rest.add(field);
      }
      if (fields > MAX_FIELDS_IN_ALL) {
        throw new MalformedGraphException(
            "the graph has more than " + MAX_FIELDS_IN_ALL + " fields in all");
      }
    }
  }

  /** This graph in the order that protocol buffer libraries write: by field number. */
  Message message() {
    Stream<Field> made =
        Stream.concat(
            nodes.stream().map(node -> new Field.Nested(NODE, node.message())),
            initializers.values().stream()
                .map(tensor -> new Field.Nested(INITIALIZER, tensor.message())));
    return new Message(
        Stream.concat(rest.stream(), made).sorted(Comparator.comparingInt(Field::number)).toList());
  }

  /** A view of the nodes in the order of the file, added ones last. */
  public Collection<Node> nodes() {
    return Collections.unmodifiableCollection(nodes);
  }

  /** All nodes of one operator. */
  public List<Node> nodes(String domain, String opType) {
    return nodes.stream().filter(node -> node.is(domain, opType)).toList();
  }

  public Optional<Initializer> initializer(String name) {
    return Optional.ofNullable(initializers.get(name));
  }

  /** Names of the inputs; in very old files, those of the initializers too. */
  public List<String> inputs() {
    return valueNames(INPUT);
  }

  public List<String> outputs() {
    return valueNames(OUTPUT);
  }

  private List<String> valueNames(int number) {
    return rest.stream()
        .filter(field -> field.number() == number)
        .map(field -> Message.parse(Message.content(field)).string(VALUE_NAME))
        .toList();
  }

  /** The node that makes a value; empty for inputs and initializers. */
  public Optional<Node> producer(String value) {
    return Optional.ofNullable(producers.get(value));
  }

  /** The nodes that take a value, each once. */
  public List<Node> consumers(String value) {
    return List.copyOf(consumers.getOrDefault(value, Set.of()));
  }

  /**
   * Adds a node.
   *
   * @throws SemblanceException {@code MODEL_FAILURE} when one of its outputs is made already
   */
  public void add(Node node) {
    for (String output : node.outputs()) {
      if (!output.isEmpty() && producers.putIfAbsent(output, node) != null) {
        throw new MalformedGraphException("two nodes make the value '" + output + "'");
      }
    }
    for (String input : node.inputs()) {
      consumers.computeIfAbsent(input, name -> new LinkedHashSet<>()).add(node);
    }
    nodes.add(node);
  }

  public void remove(Node node) {
    if (nodes.remove(node)) {
      node.outputs().forEach(producers::remove);
      node.inputs().forEach(input -> consumers.getOrDefault(input, new HashSet<>()).remove(node));
    }
  }

  public void add(Initializer tensor) {
    if (initializers.putIfAbsent(tensor.name(), tensor) != null) {
      throw new MalformedGraphException("two tensors have the name '" + tensor.name() + "'");
    }
  }

  /** Adds an input of int64 numbers of any shape. */
  public void addInput(String value) {
    addValue(INPUT, value, ElementType.INT64);
  }

  /** Makes a float value of the graph one of its outputs too. */
  public void addOutput(String value) {
    addValue(OUTPUT, value, ElementType.FLOAT);
  }

  private void addValue(int field, String value, ElementType elements) {
    Message tensor = Message.of(new Field.Varint(1, elements.code()));
    Message type = Message.of(new Field.Nested(1, tensor));
    Message info = Message.of(Message.text(VALUE_NAME, value), new Field.Nested(VALUE_TYPE, type));
    rest.add(new Field.Bytes(field, OnnxModel.bytes(info)));
  }

  /** Drops nodes and initializers that no output needs. */
  public void dropUnused() {
    Set<String> needed = new HashSet<>();
    Set<Node> kept = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(outputs());
    while (!open.isEmpty()) {
      String value = open.pop();
      Node producer = needed.add(value) ? producers.get(value) : null;
      if (producer != null && kept.add(producer)) {
        open.addAll(producer.inputs());
      }
    }
    nodes.stream().filter(node -> !kept.contains(node)).toList().forEach(this::remove);
    initializers.keySet().retainAll(needed);
  }

  /**
   * Puts every node behind those whose values it takes, as the standard asks.
   *
   * @throws SemblanceException {@code MODEL_FAILURE} when a value is taken that nothing makes, or
   *     nodes wait for each other
   */
  public void sort() {
    Set<String> known = new HashSet<>(inputs());
    known.addAll(initializers.keySet());
    known.add("");
    List<Node> sorted = new ArrayList<>();
    List<Node> waiting = new ArrayList<>(nodes);
    while (!waiting.isEmpty()) {
      List<Node> blocked = new ArrayList<>();
      for (Node node : waiting) {
        if (known.containsAll(node.inputs())) {
          sorted.add(node);
          known.addAll(node.outputs());
        } else {
          blocked.add(node);
        }
      }
      if (blocked.size() == waiting.size()) {
        throw new SemblanceException(
            ErrorCode.MODEL_FAILURE, "ONNX graph: nothing makes an input of " + blocked.get(0));
      }
      waiting = blocked;
    }
    nodes.clear();
    nodes.addAll(sorted);
  }
}
