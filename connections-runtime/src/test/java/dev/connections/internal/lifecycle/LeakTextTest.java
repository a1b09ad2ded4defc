package dev.connections.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.monitoring.LeaseHolder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeakTextTest {

  private static final List<StackTraceElement> PLACE =
      List.of(
          new StackTraceElement("shop.Orders", "open", "Orders.java", 42),
          new StackTraceElement("shop.Main", "main", "Main.java", 7));

  private static LeaseHolder holder(
      List<StackTraceElement> takenAt, List<StackTraceElement> nowAt) {
    return new LeaseHolder("report", Duration.ofMinutes(1), "worker-1", takenAt, nowAt);
  }

  @Test
  void aLeaseIsShownWithThePlaceWhereItWasTakenAsInAStackTrace() {
    assertThat(LeakText.of(holder(PLACE, List.of())).lines())
        .containsExactly(
            "possible leak: a permit has been held for 60000 ms for operation 'report' by thread"
                + " 'worker-1'; close what was taken here:",
            "\tat shop.Orders.open(Orders.java:42)",
            "\tat shop.Main.main(Main.java:7)");
  }

  @Test
  void aCallIsShownWithWhatItDoesNow() {
    assertThat(LeakText.of(holder(List.of(), PLACE)))
        .contains("'worker-1'; it ignores its deadline, and is here:")
        .contains("\tat shop.Orders.open(Orders.java:42)");
  }

  @Test
  void whereNoPlaceIsKnownTheLineIsAll() {
    assertThat(LeakText.of(holder(List.of(), List.of()))).endsWith("by thread 'worker-1'");
  }
}
