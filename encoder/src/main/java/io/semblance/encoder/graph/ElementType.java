package io.semblance.encoder.graph;

/** What a tensor holds ({@code TensorProto.DataType}), as far as a rewrite looks into tensors. */
enum ElementType {
  FLOAT(1, 4),
  UINT8(2, 1),
  INT8(3, 1),
  INT64(7, 8),
  /** Anything else; passed through unread. */
  OTHER(0, 0);

  private final int code;
  private final int bytes;

  ElementType(int code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  static ElementType of(long code) {
    for (ElementType type : values()) {
      if (type.code == code) {
        return type;
      }
    }
    return OTHER;
  }

  int code() {
    return code;
  }

  int bytes() {
    return bytes;
  }
}
