package io.semblance.index.filter;

/** An interval of the calendar, in UTC. */
public enum CalendarUnit {
  DAY,
  MONTH,
  YEAR
}
