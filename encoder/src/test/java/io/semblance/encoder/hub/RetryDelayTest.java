package io.semblance.encoder.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryDelayTest {
  private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");

  private static Optional<Duration> asked(String header, String value) {
    HttpHeaders headers = HttpHeaders.of(Map.of(header, List.of(value)), (name, text) -> true);
    return RetryDelay.asked(headers, NOW);
  }

  @Test
  void readsSecondsAndDates() {
    assertThat(asked("Retry-After", "7")).contains(Duration.ofSeconds(7));
    assertThat(asked("Retry-After", "Mon, 5 Jan 2026 10:01:30 GMT"))
        .contains(Duration.ofSeconds(90));
    assertThat(asked("Retry-After", "Mon, 5 Jan 2026 09:00:00 GMT")).contains(Duration.ZERO);
  }

  @Test
  void readsTheWindowOfTheRateLimit() {
    assertThat(asked("RateLimit", "\"api\";r=0;t=55")).contains(Duration.ofSeconds(55));
  }

  @Test
  void saysNothingWhereTheServerSaysNothingUseful() {
    assertThat(asked("Retry-After", "soon")).isEmpty();
    assertThat(asked("Retry-After", "-1")).isEmpty();
    assertThat(asked("Date", "7")).isEmpty();
  }
}
