package io.semblance.encoder.weights;

import io.semblance.error.SemblanceException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs the part of the pickle language that {@code torch.save} needs for a dictionary of tensors.
 * It has no way to call code: {@code REDUCE} and persistent ids go to {@link TorchObjects}, which
 * knows three functions and gives descriptions of tensors. Anything else is refused by name.
 *
 * <p>Values are {@link String}, {@link Long}, {@link Boolean}, {@link Nothing}, {@link Tuple},
 * lists and maps with texts as keys, and what {@link TorchObjects} makes. Nothing compares or
 * prints compound values, so that a value which contains itself a billion times costs what was
 * written.
 */
final class PickleMachine {
  private static final int MAX_OPERATIONS = 1_000_000;
  private static final int MAX_STACK = 1 << 16;
  private static final int MAX_MARKS = 1 << 8;
  private static final int MAX_MEMO = 1 << 18;
  private static final int MIN_PROTOCOL = 2;
  private static final int MAX_PROTOCOL = 5;

  private final PickleInput in;
  private final TorchObjects objects;
  private final ArrayList<Object> stack = new ArrayList<>();
  private final Deque<Integer> marks = new ArrayDeque<>();
  private final Map<Integer, Object> memo = new HashMap<>();

  private PickleMachine(PickleInput in, TorchObjects objects) {
    this.in = in;
    this.objects = objects;
  }

  /** Runs one pickle and leaves the input behind its {@code STOP}. */
  static Object run(PickleInput in, TorchObjects objects) {
    return new PickleMachine(in, objects).run();
  }

  private Object run() {
    for (int operations = 0; operations < MAX_OPERATIONS; operations++) {
      PickleOpcode opcode = opcode();
      if (opcode == PickleOpcode.STOP) {
        return pop();
      }
      step(opcode);
    }
    throw in.failure("has more than " + MAX_OPERATIONS + " operations");
  }

  private PickleOpcode opcode() {
    int code = in.unsignedByte();
    PickleOpcode opcode = PickleOpcode.of(code);
    if (opcode == null) {
      throw in.failure("has byte " + code + ", which is no opcode");
    }
    return opcode;
  }

  private void step(PickleOpcode opcode) {
    switch (opcode) {
      case PROTO -> requireProtocol(in.unsignedByte());
      case FRAME -> in.signedLong();
      case MARK -> mark();
      case NONE -> push(Nothing.NONE);
      case NEWTRUE -> push(true);
      case NEWFALSE -> push(false);
      case BININT -> push((long) in.signedInt());
      case BININT1 -> push((long) in.unsignedByte());
      case BININT2 -> push((long) in.unsignedShort());
      case LONG1 -> push(in.signedLong(in.unsignedByte()));
      case BINUNICODE -> push(in.text(Integer.toUnsignedLong(in.signedInt())));
      case SHORT_BINUNICODE -> push(in.text(in.unsignedByte()));
      case BINUNICODE8 -> push(in.text(in.signedLong()));
      case EMPTY_DICT -> push(new LinkedHashMap<String, Object>());
      case EMPTY_LIST -> push(new ArrayList<>());
      case EMPTY_TUPLE -> push(new Tuple(List.of()));
      case TUPLE -> push(new Tuple(popToMark()));
      case TUPLE1 -> push(new Tuple(popLast(1)));
      case TUPLE2 -> push(new Tuple(popLast(2)));
      case TUPLE3 -> push(new Tuple(popLast(3)));
      case APPEND -> append(popLast(1));
      case APPENDS -> append(popToMark());
      case SETITEM -> setItems(popLast(2));
      case SETITEMS -> setItems(popToMark());
      case BINPUT -> remember(in.unsignedByte());
      case LONG_BINPUT -> remember(in.signedInt());
      case MEMOIZE -> remember(memo.size());
      case BINGET -> recall(in.unsignedByte());
      case LONG_BINGET -> recall(in.signedInt());
      case GLOBAL -> push(objects.global(in, in.line(), in.line()));
      case STACK_GLOBAL -> stackGlobal();
      case BINPERSID -> push(objects.storage(in, popAs(Tuple.class)));
      case REDUCE -> reduce();
      case BUILD -> build();
      default -> throw in.failure("uses the opcode " + opcode + ", which weights do not need");
    }
  }

  private void requireProtocol(int protocol) {
    if (protocol < MIN_PROTOCOL || protocol > MAX_PROTOCOL) {
      throw in.failure("has protocol " + protocol + ", must be 2 to 5");
    }
  }

  private void stackGlobal() {
    String name = popAs(String.class);
    push(objects.global(in, popAs(String.class), name));
  }

  private void reduce() {
    Tuple arguments = popAs(Tuple.class);
    push(objects.call(in, popAs(TorchGlobal.class), arguments));
  }

  /** An {@code OrderedDict} of weights carries versions of its modules; they say nothing here. */
  private void build() {
    popAs(Map.class);
    peekAs(Map.class);
  }

  private void append(List<Object> items) {
    @SuppressWarnings("unchecked")
    List<Object> list = peekAs(ArrayList.class);
    list.addAll(items);
  }

  private void setItems(List<Object> items) {
    @SuppressWarnings("unchecked")
    Map<String, Object> map = peekAs(LinkedHashMap.class);
    if (items.size() % 2 != 0) {
      throw in.failure("sets a key without a value");
    }
    for (int i = 0; i < items.size(); i += 2) {
      if (!(items.get(i) instanceof String key)) {
        throw in.failure("has a dictionary key that is no text but " + kind(items.get(i)));
      }
      map.put(key, items.get(i + 1));
    }
  }

  private void mark() {
    if (marks.size() == MAX_MARKS) {
      throw in.failure("has more than " + MAX_MARKS + " marks on its stack");
    }
    marks.push(stack.size());
  }

  private void push(Object value) {
    if (stack.size() == MAX_STACK) {
      throw in.failure("has more than " + MAX_STACK + " values on its stack");
    }
    stack.add(value);
  }

  private void remember(int place) {
    if (memo.size() == MAX_MEMO) {
      throw in.failure("remembers more than " + MAX_MEMO + " values");
    }
    memo.put(place, peekAs(Object.class));
  }

  private void recall(int place) {
    Object value = memo.get(place);
    if (value == null) {
      throw in.failure("recalls value " + place + ", which it never stored");
    }
    push(value);
  }

  /** How many values lie above the last mark, which guards those below it. */
  private int available() {
    Integer mark = marks.peek();
    return stack.size() - (mark == null ? 0 : mark);
  }

  private List<Object> popToMark() {
    if (marks.isEmpty()) {
      throw in.failure("has no mark on its stack");
    }
    List<Object> values = popLast(available());
    marks.pop();
    return values;
  }

  private List<Object> popLast(int count) {
    requireAvailable(count);
    List<Object> last = stack.subList(stack.size() - count, stack.size());
    List<Object> values = List.copyOf(last);
    last.clear();
    return values;
  }

  private Object pop() {
    requireAvailable(1);
    return stack.removeLast();
  }

  private <T> T popAs(Class<T> type) {
    T value = peekAs(type);
    pop();
    return value;
  }

  private <T> T peekAs(Class<T> type) {
    requireAvailable(1);
    Object value = stack.getLast();
    if (!type.isInstance(value)) {
      throw unexpected(type, value);
    }
    return type.cast(value);
  }

  private SemblanceException unexpected(Class<?> type, Object value) {
    return in.failure("has " + kind(value) + " where it needs " + type.getSimpleName());
  }

  private void requireAvailable(int count) {
    if (available() < count) {
      throw in.failure("takes a value from an empty stack");
    }
  }

  /** What a value is, without looking into it. */
  static String kind(@Nullable Object value) {
    return value == null ? "nothing" : value.getClass().getSimpleName();
  }

  /** Python's {@code None}. */
  enum Nothing {
    NONE
  }

  /** Python's tuple. Its parts may hold each other many times over: compare and print it never. */
  record Tuple(List<Object> items) {
    @Nullable Object at(int position) {
      return position < items.size() ? items.get(position) : null;
    }
  }
}
