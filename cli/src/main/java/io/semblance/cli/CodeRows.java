package io.semblance.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.semblance.vectors.precision.Quantizer;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Vectors as codes of a byte, or of a bit with eight to a byte. */
record CodeRows(Quantizer quantizer) implements RowFormat {
  @Override
  public String numPyType() {
    return quantizer.precision().isSigned() ? "|i1" : "|u1";
  }

  @Override
  public int width() {
    return quantizer.codeBytes();
  }

  @Override
  public int bytes() {
    return quantizer.codeBytes();
  }

  @Override
  public void put(float[] vector, ByteBuffer target) {
    target.put(quantizer.quantize(vector));
  }

  @Override
  public void write(float[] vector, JsonGenerator json) throws IOException {
    json.writeStartArray();
    for (byte code : quantizer.quantize(vector)) {
      json.writeNumber(quantizer.precision().number(code));
    }
    json.writeEndArray();
  }
}
