package dev.connections.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.ManagedSubscription;
import dev.connections.monitoring.SubscriptionState;
import dev.connections.spi.uses.SubscriptionScope;
import dev.connections.testsupport.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SubscriptionPauseTest {

  private final StoppedTime time = new StoppedTime();
  private final List<SubscriptionScope> openings = new CopyOnWriteArrayList<>();

  @Test
  void whatWasLostIsOpenedAgainAfterAPauseByTheClockOfTheConnection() {
    try (ReplacementHarness harness = new ReplacementHarness(Once.SETTINGS, time)) {
      ManagedSubscription orders =
          harness.core.subscribe(
              "orders",
              (endpoint, scope, deadline) -> {
                openings.add(scope);
                return () -> {};
              });
      Await.until("active", () -> orders.state() == SubscriptionState.ACTIVE);

      openings.get(0).lost(new IOException("gone"));
      Await.until("lost", () -> orders.state() == SubscriptionState.RECONNECTING);
      assertThat(orders.snapshot().problem()).contains("gone");
      assertThat(openings).hasSize(1);
      time.advance(Duration.ofSeconds(10));

      Await.until("active again", () -> orders.state() == SubscriptionState.ACTIVE);
      assertThat(openings).hasSize(2);
    }
  }
}
