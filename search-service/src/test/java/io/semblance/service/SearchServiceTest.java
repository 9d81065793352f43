package io.semblance.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchServiceTest {
  @TempDir private static Path home;

  @Test
  void anUnknownPathIsAProblem() {
    try (RunningService service = RunningService.at(home)) {
      HttpResponse<String> answer = service.get("/api/v1/nothing");

      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
      assertThat(answer.body()).contains("\"type\":\"/problems/not-found\"");
    }
  }
}
