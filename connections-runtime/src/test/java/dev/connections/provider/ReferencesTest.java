package dev.connections.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.connections.ConnectionProvider;
import dev.connections.Operation;
import dev.connections.failure.ConnectionConfigurationException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ReferencesTest {

  private static final Operation READ = Operation.read("use");

  private final FakeSystem system = new FakeSystem();

  private ConnectionProvider open(String entries) {
    return Connections.builder()
        .configuration(Yaml.connections(entries))
        .types(new FakeTypes(system))
        .open();
  }

  private FakeConnection usedBy(String name) {
    return Objects.requireNonNull(system.used.get(name)).get();
  }

  @Test
  void aConnectionHasAnotherOneOfItsProviderWhateverTheirOrder() {
    try (ConnectionProvider provider =
        open(
            """
            api: { type: Fake, url: 'fake://api?uses=tokens' }
            tokens: { type: Fake, url: 'fake://tokens' }
            """)) {
      assertThat(system.opened).isEmpty();
      assertThat(usedBy("api")).isSameAs(provider.get("tokens"));
    }
  }

  @Test
  void whatIsUsedIsClosedAfterItsUsersAlthoughItWasOpenedLater() {
    try (ConnectionProvider provider =
        open(
            """
            keys: { type: Fake, url: 'fake://keys' }
            api: { type: Fake, url: 'fake://api?uses=tokens' }
            tokens: { type: Fake, url: 'fake://tokens?uses=keys' }
            other: { type: Fake, url: 'fake://other' }
            """)) {
      for (String name : new String[] {"other", "api", "tokens", "keys"}) {
        provider.get(name).connect();
      }
    }
    assertThat(system.closed).containsExactly("api", "other", "tokens", "keys");
  }

  @Test
  void whoIsBeingDrainedCanStillUseWhatItNeeds() throws Exception {
    ConnectionProvider provider =
        open(
            """
            api: { type: Fake, url: 'fake://api?uses=tokens' }
            tokens: { type: Fake, url: 'fake://tokens' }
            """);
    CountDownLatch working = new CountDownLatch(1);
    CountDownLatch draining = new CountDownLatch(1);
    CountDownLatch used = new CountDownLatch(1);
    FakeConnection api = provider.get("api", FakeConnection.class);
    Thread caller =
        new Thread(
            () ->
                api.work(
                    READ,
                    () -> {
                      working.countDown();
                      assertThat(draining.await(10, TimeUnit.SECONDS)).isTrue();
                      usedBy("api").work(READ, () -> "a token");
                      used.countDown();
                      return null;
                    }));
    caller.start();
    assertThat(working.await(10, TimeUnit.SECONDS)).isTrue();
    Thread closing = new Thread(() -> provider.close(Duration.ofSeconds(10)));
    closing.start();
    while (!provider.snapshot().connections().get(0).lifecycle().toString().contains("DRAINING")) {
      Thread.onSpinWait();
    }
    draining.countDown();

    assertThat(used.await(5, TimeUnit.SECONDS)).isTrue();
    closing.join();
    caller.join();
  }

  @Test
  void namesThatLeadNowhereAreToldTogether() {
    assertThatExceptionOfType(ConnectionConfigurationException.class)
        .isThrownBy(
            () ->
                open(
                    """
                    api: { type: Fake, url: 'fake://api?uses=token' }
                    shop: { type: Fake, url: 'fake://shop?uses=nothing' }
                    tokens: { type: Fake, url: 'fake://tokens' }
                    """))
        .satisfies(
            failure ->
                assertThat(failure)
                    .hasMessageContaining(
                        "api uses the connection 'token': no connection of this name is configured")
                    .hasMessageContaining("did you mean 'tokens'?")
                    .hasMessageContaining("shop uses the connection 'nothing'"));
    assertThat(system.opened).isEmpty();
  }

  @Test
  void aCircleIsRejectedAndShown() {
    assertThatExceptionOfType(ConnectionConfigurationException.class)
        .isThrownBy(
            () ->
                open(
                    """
                    a: { type: Fake, url: 'fake://a?uses=b' }
                    b: { type: Fake, url: 'fake://b?uses=c' }
                    c: { type: Fake, url: 'fake://c?uses=a' }
                    """))
        .withMessageContaining("in a circle: a -> b -> c -> a");
    assertThatExceptionOfType(ConnectionConfigurationException.class)
        .isThrownBy(() -> open("self: { type: Fake, url: 'fake://self?uses=self' }\n"))
        .withMessageContaining("in a circle: self -> self");
  }
}
