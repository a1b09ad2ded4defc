package dev.connections.internal.subscription;

import static dev.connections.monitoring.SubscriptionState.CLOSED;
import static dev.connections.monitoring.SubscriptionState.FAILED;
import static dev.connections.monitoring.SubscriptionState.OPENING;
import static dev.connections.monitoring.SubscriptionState.RECONNECTING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.internal.connection.StoppedTime;
import dev.connections.internal.lifecycle.ConnectionLock;
import dev.connections.internal.lifecycle.EventHub;
import dev.connections.internal.lifecycle.EventJournal;
import dev.connections.monitoring.SubscriptionState;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubscriptionMachineTest {

  private final StoppedTime time = new StoppedTime();
  private final EventHub hub = new EventHub();
  private final ConnectionLock lock = new ConnectionLock();
  private final SubscriptionMachine machine =
      new SubscriptionMachine(
          "orders", lock, new EventJournal("push", lock, time, hub), time.now());

  @AfterEach
  void stop() {
    hub.close(Duration.ofSeconds(5));
  }

  @Test
  void itGoesRoundUntilItIsStopped() {
    assertThat(machine.lost("never open", time.now())).isFalse();
    machine.notOpened("refused");
    assertThat(machine.now().problem()).isEqualTo("refused");
    assertThat(machine.opened("primary", time.now())).isTrue();
    assertThat(machine.now().problem()).isNull();
    assertThat(machine.lost("gone", time.now())).isTrue();
    assertThat(machine.state()).isEqualTo(RECONNECTING);
    assertThat(machine.failed("no", time.now())).isFalse();
    assertThat(machine.opened("standby", time.now())).isTrue();
    assertThat(machine.now().openings()).isEqualTo(2);
    assertThat(machine.stopping(time.now())).isTrue();
    assertThat(machine.stopping(time.now())).isFalse();
    assertThat(machine.opened("primary", time.now())).isFalse();
    assertThat(machine.closed(time.now())).isTrue();
    assertThat(machine.isWanted()).isFalse();
  }

  @Test
  void nothingFollowsWhatIsFinal() {
    for (SubscriptionState state : SubscriptionState.values()) {
      boolean hasNext = EnumSet.allOf(SubscriptionState.class).stream().anyMatch(state::canBecome);
      assertThat(hasNext).as(state.name()).isEqualTo(!state.isFinal());
      assertThat(state.canBecome(OPENING)).isFalse();
    }
    assertThat(FAILED.isFinal() && CLOSED.isFinal()).isTrue();
  }
}
