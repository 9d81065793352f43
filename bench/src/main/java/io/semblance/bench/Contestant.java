package io.semblance.bench;

import java.util.List;

/** An engine that encodes sentences, set up as fast as its own API allows. */
interface Contestant extends AutoCloseable {
  String name();

  /** How it was set up, in words. */
  String setting();

  /** Vectors of all texts, in their order. */
  float[][] vectors(List<String> texts);

  /** Encodes all texts once and gives the seconds that took. */
  double seconds(List<String> texts);

  @Override
  void close();
}
