package dev.connections.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.ConnectionEvent;
import dev.connections.Subscription;
import dev.connections.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class EventHubTest {

  private final EventHub hub = new EventHub();
  private final EventJournal journal = new EventJournal("db", TimeSource.system(), hub);
  private final List<Long> heard = Collections.synchronizedList(new ArrayList<>());

  private void publish(int count) {
    for (int index = 0; index < count; index++) {
      journal.append((name, sequence, at) -> new ConnectionEvent.Closed(name, sequence, at, 0));
    }
  }

  @Test
  void everythingIsHeardInOrderByTheTimeTheHubIsClosed() {
    hub.subscribe(event -> heard.add(event.sequence()));
    publish(1_000);

    assertThat(hub.close(Duration.ofSeconds(10))).isTrue();
    assertThat(heard).containsExactlyElementsOf(LongStream.rangeClosed(1, 1_000).boxed().toList());
  }

  @Test
  void aListenerThatThrowsHearsTheNextEventAndDisturbsNobody() {
    List<Long> heardByFaulty = Collections.synchronizedList(new ArrayList<>());
    hub.subscribe(
        event -> {
          heardByFaulty.add(event.sequence());
          throw new IllegalStateException("a bug of the listener");
        });
    hub.subscribe(event -> heard.add(event.sequence()));
    publish(3);

    assertThat(hub.close(Duration.ofSeconds(10))).isTrue();
    assertThat(heardByFaulty).containsExactly(1L, 2L, 3L);
    assertThat(heard).containsExactly(1L, 2L, 3L);
  }

  @Test
  void aListenerThatBlocksHoldsUpNeitherThePublisherNorTheOthers() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch others = new CountDownLatch(3);
    hub.subscribe(event -> awaitQuietly(release));
    hub.subscribe(event -> others.countDown());
    publish(3);

    assertThat(others.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(hub.close(Duration.ofMillis(50)))
        .as("closing waits no longer than allowed")
        .isFalse();
    release.countDown();
  }

  @Test
  void aClosedSubscriptionHearsNothingMore() {
    Subscription subscription = hub.subscribe(event -> heard.add(event.sequence()));
    subscription.close();
    subscription.close();
    publish(3);

    assertThat(hub.close(Duration.ofSeconds(10))).isTrue();
    assertThat(heard).isEmpty();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    }
  }
}
