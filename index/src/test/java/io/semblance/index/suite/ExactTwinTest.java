package io.semblance.index.suite;

class ExactTwinTest extends SearchContract {
  @Override
  Searchable open() {
    return new ExactTwin(ENCODER, SCHEMA);
  }
}
