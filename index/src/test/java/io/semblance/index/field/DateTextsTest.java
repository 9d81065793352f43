package io.semblance.index.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.error.SemblanceException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateTextsTest {
  @ParameterizedTest
  @CsvSource({
    "1970-01-01,0",
    "1970-01-02,86400000",
    "2001-09-09T01:46:40Z,1000000000000",
    "2001-09-09T03:46:40+02:00,1000000000000",
    "2001-09-08t20:16:40.0019-05:30,1000000000001",
    "2001-09-09 01:46:40z,1000000000000",
    "1969-12-31T23:59:59.9999Z,-1",
    "0000-01-01,-62167219200000",
    "9999-12-31T23:59:59.999Z,253402300799999"
  })
  void readsMillisecondsSince1970(String text, long millis) {
    assertThat(DateTexts.parse(text)).isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "300000-01-01",
        "+300000-01-01",
        "-0001-01-01",
        "2026",
        "2026-11",
        "26-11-23",
        "2026-11-23T10:00:00",
        "2026-11-23T10:00Z",
        "2026-11-23T10:00:00.Z",
        "2026-11-23T10:00:00+01",
        "٢٠٢٦-11-23",
        ""
      })
  void refusesOtherFormsAndYears(String text) {
    assertThatThrownBy(() -> DateTexts.parse(text))
        .isInstanceOf(SemblanceException.class)
        .hasMessageContaining("a date must be like 2026-11-23")
        .hasMessageEndingWith("got: \"" + text + '"');
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2026-02-29", "2026-13-01", "2026-11-23T24:00:01Z", "2026-11-23T10:00:00+19:00"})
  void refusesDatesThatDoNotExist(String text) {
    assertThatThrownBy(() -> DateTexts.parse(text))
        .isInstanceOf(SemblanceException.class)
        .hasMessageContaining("must exist in the calendar");
  }
}
