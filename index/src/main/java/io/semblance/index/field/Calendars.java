package io.semblance.index.field;

import io.semblance.index.filter.CalendarUnit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Intervals of the calendar in UTC, in milliseconds since 1970. */
final class Calendars {
  private static final long DAY = 86_400_000;

  private Calendars() {}

  /** The first moment of the interval that holds a moment. */
  static long start(CalendarUnit unit, long millis) {
    long day = Math.floorDiv(millis, DAY);
    return switch (unit) {
      case DAY -> day * DAY;
      case MONTH -> millis(LocalDate.ofEpochDay(day).withDayOfMonth(1));
      case YEAR -> millis(LocalDate.ofEpochDay(day).withDayOfYear(1));
    };
  }

  /** The first moment of the next interval. */
  static long next(CalendarUnit unit, long start) {
    LocalDate day = Instant.ofEpochMilli(start).atZone(ZoneOffset.UTC).toLocalDate();
    return switch (unit) {
      case DAY -> millis(day.plusDays(1));
      case MONTH -> millis(day.plusMonths(1));
      case YEAR -> millis(day.plusYears(1));
    };
  }

  private static long millis(LocalDate day) {
    return day.toEpochDay() * DAY;
  }
}
