package dev.connections.pooling;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeasePoolSettingsTest {

  @Test
  void poolSettingsThatContradictEachOtherSayHow() {
    assertThatThrownBy(
            () -> new LeasePoolSettings(5, 6, Duration.ofMinutes(1), Duration.ofMinutes(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("minIdle must be 0 to maxSize (5), but was 6: lower minIdle or raise maxSize");
    assertThatThrownBy(
            () -> new LeasePoolSettings(0, 0, Duration.ofMinutes(1), Duration.ofMinutes(1)))
        .hasMessageContaining("maxSize must be 1 to 1000, but was 0");
    assertThatThrownBy(() -> new LeasePoolSettings(1, 0, Duration.ZERO, Duration.ofMinutes(1)))
        .hasMessageContaining("maxIdle must be positive");
  }

  /** failsafe#215: what is meant to last forever must not overflow when the pool is opened. */
  @ParameterizedTest
  @ValueSource(strings = {"P366D", "P110000D"})
  void nothingLastsLongerThanAYear(Duration wrong) {
    assertThatThrownBy(() -> new LeasePoolSettings(1, 0, wrong, Duration.ofMinutes(1)))
        .hasMessageContaining("maxIdle must be at most 365d");
    assertThatThrownBy(() -> new LeasePoolSettings(1, 0, Duration.ofMinutes(1), wrong))
        .hasMessageContaining("maxLifetime must be at most 365d");
  }
}
