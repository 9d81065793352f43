package io.semblance.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.ByteBuffer;

/** How one vector is written. */
sealed interface RowFormat permits FloatRows, CodeRows {
  /** NumPy's name of the type of a row's numbers. */
  String numPyType();

  /** How many numbers a row has. */
  int width();

  /** How many bytes a row has in a NumPy file. */
  int bytes();

  /** Appends a vector's bytes, little-endian. */
  void put(float[] vector, ByteBuffer target);

  /** Writes a vector as an array of numbers. */
  void write(float[] vector, JsonGenerator json) throws IOException;
}
