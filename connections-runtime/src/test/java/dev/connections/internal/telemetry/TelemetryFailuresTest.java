package dev.connections.internal.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TelemetryFailuresTest {

  private static boolean isApiLeftOut(String missing) {
    return TelemetryFailures.isApiLeftOut(new NoClassDefFoundError(missing));
  }

  @Test
  void onlyAnApiThatIsNotThereIsLeftOut() {
    assertThat(isApiLeftOut("io/opentelemetry/api/GlobalOpenTelemetry")).isTrue();
    assertThat(isApiLeftOut("io/opentelemetry/api/OpenTelemetry")).isTrue();
    assertThat(isApiLeftOut("io/opentelemetry/api/incubator/metrics/BoundLongCounter")).isFalse();
    assertThat(isApiLeftOut("io/opentelemetry/context/ContextStorage")).isFalse();
    assertThat(isApiLeftOut("Could not initialize class io.opentelemetry.sdk.Foo")).isFalse();
  }
}
