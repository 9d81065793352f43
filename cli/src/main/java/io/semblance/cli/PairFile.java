package io.semblance.cli;

import io.semblance.clustering.pairs.Pair;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Pairs as tab-separated lines: score, id1, id2, text1, text2, under a heading. */
final class PairFile implements Sink {
  private static final int BUFFER_CHARACTERS = 1 << 16;
  private static final int SCORE_DIGITS = 6;

  private final FileChannel channel;
  private final List<TextItem> items;
  private final StringBuilder buffer = new StringBuilder();

  PairFile(FileChannel channel, List<TextItem> items) {
    this.channel = channel;
    this.items = items;
    buffer.append("score\tid1\tid2\ttext1\ttext2\n");
  }

  /** Writes one pair; its rows are numbers of items. */
  void write(Pair pair) throws IOException {
    TextItem first = items.get(pair.first());
    TextItem second = items.get(pair.second());
    buffer
        .append(String.format(Locale.ROOT, "%." + SCORE_DIGITS + "f", pair.score()))
        .append('\t')
        .append(cell(first.id()))
        .append('\t')
        .append(cell(second.id()))
        .append('\t')
        .append(cell(first.text()))
        .append('\t')
        .append(cell(second.text()))
        .append('\n');
    if (buffer.length() > BUFFER_CHARACTERS) {
      flush();
    }
  }

  /** Tabs and line breaks would break the table. */
  static String cell(String text) {
    return text.indexOf('\t') < 0 && text.indexOf('\n') < 0 && text.indexOf('\r') < 0
        ? text
        : text.replaceAll("[\\t\\n\\r]+", " ");
  }

  private void flush() throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(buffer.toString().getBytes(StandardCharsets.UTF_8));
    buffer.setLength(0);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  @Override
  public void finish() throws IOException {
    flush();
  }
}
