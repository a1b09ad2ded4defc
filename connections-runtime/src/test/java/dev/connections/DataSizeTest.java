package dev.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Sizes are read and written as configurations write them. */
class DataSizeTest {

  @Test
  void unitsAreOfTwoFamilies() {
    assertThat(
            Stream.of("1B", "1kB", "1KiB", "1MB", "1MiB", "1GB", "1GiB", "1TB", "1TiB")
                .map(text -> DataSize.parse(text).bytes()))
        .containsExactly(
            1L,
            1_000L,
            1_024L,
            1_000_000L,
            1_048_576L,
            1_000_000_000L,
            1_073_741_824L,
            1_000_000_000_000L,
            1_099_511_627_776L);
  }

  @Test
  void aSizeIsWrittenWithTheGreatestUnitThatGivesAWholeNumber() {
    for (String text : List.of("0B", "1B", "1023B", "1kB", "1KiB", "10MB", "10MiB", "3TiB")) {
      assertThat(DataSize.parse(text)).hasToString(text);
    }
    assertThat(DataSize.ofBytes(2048)).hasToString("2KiB").isEqualTo(DataSize.parse("2KiB"));
    assertThat(DataSize.parse("1024MiB")).hasToString("1GiB");
  }

  @Test
  void sizesAreOrdered() {
    assertThat(DataSize.parse("1KiB")).isGreaterThan(DataSize.parse("1kB"));
  }

  @Test
  void whatIsNoSizeIsRefused() {
    for (String text : List.of("", "10", "10M", "10 MiB", "1.5MiB", "-1B", "1KB", "1mib", "B")) {
      assertThatThrownBy(() -> DataSize.parse(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'" + text + "' is not a size");
    }
    assertThat(DataSize.parse("9223372036854775807B").bytes()).isEqualTo(Long.MAX_VALUE);
    for (String text : List.of("9223372036854775808B", "8388608TiB")) {
      assertThatThrownBy(() -> DataSize.parse(text)).hasMessageContaining("is too large");
    }
    assertThatThrownBy(() -> DataSize.ofBytes(-1)).hasMessageContaining("-1");
  }
}
