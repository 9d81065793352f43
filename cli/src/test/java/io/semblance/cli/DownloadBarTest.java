package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class DownloadBarTest {
  private final StringWriter err = new StringWriter();

  private DownloadBar bar() {
    PrintWriter out = new PrintWriter(new StringWriter());
    return new DownloadBar(new Terminal(out, new PrintWriter(err), false, false, 100));
  }

  @Test
  void namesEachFileOnceWhenItIsWhole() {
    try (DownloadBar bar = bar()) {
      bar.progressed("a.json", 0, 20);
      bar.progressed("a.json", 20, 20);
      bar.progressed("onnx/model.onnx", 0, 3000);
      bar.progressed("onnx/model.onnx", 1500, 3000);
      bar.progressed("onnx/model.onnx", 3000, 3000);
    }

    assertThat(err.toString().lines()).containsExactly("a.json  20 B", "onnx/model.onnx  3.0 kB");
  }

  @Test
  void saysWhereAnEarlierDownloadIsTakenUp() {
    try (DownloadBar bar = bar()) {
      bar.progressed("model.onnx", 1500, 3000);
    }

    assertThat(err.toString()).contains("model.onnx: going on from 1.5 kB");
  }
}
