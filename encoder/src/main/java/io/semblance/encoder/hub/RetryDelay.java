package io.semblance.encoder.hub;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a server asks to wait: {@code Retry-After} in seconds or as a date (RFC 9110, section
 * 10.2.3), or the seconds {@code t} until the window of {@code RateLimit} is new.
 */
final class RetryDelay {
  private static final Pattern WINDOW = Pattern.compile("\\bt=(\\d{1,9})\\b");
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

  private RetryDelay() {}

  static Optional<Duration> asked(HttpHeaders headers, Instant now) {
    return headers
        .firstValue("retry-after")
        .flatMap(value -> parse(value.strip(), now))
        .or(() -> headers.firstValue("ratelimit").flatMap(RetryDelay::window));
  }

  private static Optional<Duration> parse(String value, Instant now) {
    if (SECONDS.matcher(value).matches()) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
    }
    try {
      Instant then = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration delay = Duration.between(now, then);
      return Optional.of(delay.isNegative() ? Duration.ZERO : delay);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> window(String value) {
    Matcher matcher = WINDOW.matcher(value);
    return matcher.find()
        ? Optional.of(Duration.ofSeconds(Long.parseLong(matcher.group(1))))
        : Optional.empty();
  }
}
