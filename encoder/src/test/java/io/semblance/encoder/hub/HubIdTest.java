package io.semblance.encoder.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HubIdTest {
  @Test
  void takesBareNamesForSentenceTransformersSaveForTheOriginalBackbones() {
    assertThat(HubId.model("all-mpnet-base-v2").name())
        .isEqualTo("sentence-transformers/all-mpnet-base-v2");
    assertThat(HubId.model("bert-base-uncased").name()).isEqualTo("bert-base-uncased");
    assertThat(HubId.model("XLM-RoBERTa-base").name()).isEqualTo("XLM-RoBERTa-base");
    assertThat(HubId.model("BAAI/bge-m3").name()).isEqualTo("BAAI/bge-m3");
    assertThat(HubId.dataset("squad").name()).isEqualTo("squad");
  }

  @Test
  void namesTheCacheFoldersAsThePythonClientDoes() {
    assertThat(HubId.model("BAAI/bge-m3").folderName()).isEqualTo("models--BAAI--bge-m3");
    assertThat(HubId.model("gpt2").folderName()).isEqualTo("models--gpt2");
    assertThat(HubId.dataset("mteb/stsb").folderName()).isEqualTo("datasets--mteb--stsb");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "a/b/c", "/a", "a/", "../a", "a..b", "a--b", "-a", "a-", ".a", "a.", "org-/a", "a b",
        "a\\b", "a.git", "C:/a", "ä/b", "a\n"
      })
  void refusesWhatCannotBeAnId(String name) {
    assertThatThrownBy(() -> HubId.model(name))
        .hasMessageContaining("a hub id must be 'NAME' or 'ORGANISATION/NAME'");
  }

  @Test
  void refusesNamesThatAreTooLong() {
    assertThat(HubId.isValid("o/" + "n".repeat(96))).isTrue();
    assertThat(HubId.isValid("o/" + "n".repeat(97))).isFalse();
  }

  @Test
  void tellsCommitsFromBranches() {
    assertThat(new Revision("0123456789abcdef0123456789abcdef01234567").isCommit()).isTrue();
    assertThat(new Revision("refs/pr/12").isCommit()).isFalse();
    assertThat(Revision.MAIN.isCommit()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "../x",
        "a/../b",
        "a/..",
        "/etc/passwd",
        "a//b",
        "a/",
        "./a",
        "C:/x",
        "c:x",
        "a\\..\\b",
        "\\\\host\\share",
        "a\u0000b",
        "a\nb"
      })
  void refusesPathsAndRevisionsThatLeadAway(String path) {
    assertThat(RepositoryPath.isSafe(path)).isFalse();
    assertThatThrownBy(() -> new Revision(path)).hasMessageContaining("a revision must be");
  }

  @Test
  void takesPathsThatAreOnlyUnusual() {
    assertThat(RepositoryPath.isSafe("ünï cöde/a+b %.json")).isTrue();
    assertThat(RepositoryPath.isSafe("a/...")).isTrue();
    assertThat(RepositoryPath.isSafe("..a/b..")).isTrue();
  }
}
