package io.semblance.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Vectors as they are. */
record FloatRows(int width) implements RowFormat {
  @Override
  public String numPyType() {
    return "<f4";
  }

  @Override
  public int bytes() {
    return Float.BYTES * width;
  }

  @Override
  public void put(float[] vector, ByteBuffer target) {
    for (float value : vector) {
      target.putFloat(value);
    }
  }

  @Override
  public void write(float[] vector, JsonGenerator json) throws IOException {
    json.writeStartArray();
    for (float value : vector) {
      json.writeNumber(value);
    }
    json.writeEndArray();
  }
}
