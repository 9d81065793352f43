package io.semblance.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.index.HashingEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the example of docs/lucene.md and holds the guide to it. */
class HelpPagesTest {
  private static final Path GUIDE = Path.of("..", "docs", "lucene.md");
  private static final Path EXAMPLE =
      Path.of("src/test/java/io/semblance/index/lucene/HelpPages.java");

  @Test
  void findsPagesOfASectionByTheirWords(@TempDir Path folder) throws IOException {
    try (HashingEncoder encoder = HashingEncoder.ofDimension(64);
        Directory directory = FSDirectory.open(folder)) {
      HelpPages pages = new HelpPages(directory, encoder);
      pages.write("account", List.of("change the password", "close an account"));
      pages.write("billing", List.of("pay an invoice", "change the password of billing"));

      assertThat(pages.search("change the password", "account", 1))
          .containsExactly("100 % change the password");
      assertThat(pages.search("change the password", "billing", 2)).hasSize(2);
      assertThat(pages.search("change the password", "billing", 1).get(0))
          .endsWith("% change the password of billing");
    }
  }

  @Test
  void isQuotedByTheGuideAsItIs() throws IOException {
    String example = Files.readString(EXAMPLE);
    String quoted = example.substring(example.indexOf("/** The pages"));

    assertThat(Files.readString(GUIDE)).contains("```java\n" + quoted + "```");
  }
}
