package io.semblance.index.field;

import io.semblance.error.SemblanceException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Dates as text: a day, {@code 2026-11-23}, which stands for its first moment in UTC, or RFC 3339
 * with an offset, {@code 2026-11-23T10:00:00.5+01:00}; years 0000 to 9999, as RFC 3339 has it. Kept
 * in milliseconds since 1970, rounded down.
 */
final class DateTexts {
  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern MOMENT =
      Pattern.compile(
          DAY.pattern()
              + "[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})");

  private DateTexts() {}

  static long parse(String text) {
    try {
      if (DAY.matcher(text).matches()) {
        return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
      }
      if (MOMENT.matcher(text).matches()) {
        String moment = text.replace(' ', 'T').toUpperCase(Locale.ROOT);
        return OffsetDateTime.parse(moment).toInstant().toEpochMilli();
      }
    } catch (DateTimeException e) {
      throw refused("a date must exist in the calendar", text);
    }
    throw refused(
        "a date must be like 2026-11-23 or 2026-11-23T10:00:00Z, with a year of 0000 to 9999",
        text);
  }

  private static SemblanceException refused(String rule, String text) {
    return SemblanceException.invalid(rule + ", got: \"" + text + '"');
  }

  /** RFC 3339 in UTC. */
  static String format(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }
}
