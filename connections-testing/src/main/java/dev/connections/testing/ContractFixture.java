package dev.connections.testing;

import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.ManagedConnection;
import dev.connections.Operation;
import dev.connections.failure.ConnectionException;
import dev.connections.provider.ConnectionProviderBuilder;
import dev.connections.provider.Connections;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one test of the contract works with: the external system, the network between, a provider
 * with one connection through the proxy, and what they said. Opened and closed by each test.
 *
 * @param <C> the connection users hold
 */
final class ContractFixture<C extends ManagedConnection<?>> implements AutoCloseable {

  /** The name of the connection in all configurations. */
  static final String NAME = "under-test";

  /** How long a test waits for what should happen soon. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  /** What a machine under load may add to a time limit. */
  static final Duration SLACK = Duration.ofSeconds(3);

  static final Operation READ = Operation.read("contract-read");
  static final Operation WRITE = Operation.nonIdempotent("contract-write");

  private static final Map<String, String> SETTINGS =
      Map.of(
          "timeouts.total", "20s",
          "timeouts.attempt", "20s",
          "timeouts.acquire", "10s",
          "timeouts.connect", "5s",
          "timeouts.health", "5s",
          "timeouts.drain", "10s");

  final ConnectionTypeContract<C> type;
  final Peer peer;
  final ContractWire wire;
  final SkippingTime time = new SkippingTime();
  final RecordingListener events = new RecordingListener();

  private final AtomicInteger requests = new AtomicInteger();
  private final List<ConnectionProvider> providers = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private @Nullable ConnectionProvider provider;

  ContractFixture(ConnectionTypeContract<C> type) throws Exception {
    this.type = type;
    this.peer = type.peer();
    peer.start();
    this.wire = new ContractWire(peer, type::requestText);
    wire.onRequest(
        piece -> {
          if (new String(piece, StandardCharsets.ISO_8859_1).contains(type.requestText())) {
            requests.incrementAndGet();
          }
        });
  }

  /** Opens the provider of this test with some settings of the connection changed. */
  ConnectionProvider open(Map<String, String> settings) {
    ConnectionProvider opened = open(configuration(settings, type.secrets()), events);
    provider = opened;
    return opened;
  }

  /** The provider of this test, opened if need be. */
  ConnectionProvider provider() {
    ConnectionProvider opened = provider;
    return opened == null ? open(Map.of()) : opened;
  }

  /** The connection under test. */
  C connection() {
    return provider().get(NAME, type.connectionClass());
  }

  /** Opens another provider, which the fixture closes. */
  ConnectionProvider open(ConnectionsConfiguration configuration, RecordingListener listener) {
    ConnectionProviderBuilder builder =
        Connections.builder().configuration(configuration).time(time).listener(listener);
    type.register(builder);
    ConnectionProvider opened = builder.open();
    providers.add(opened);
    return opened;
  }

  /** A configuration with the one connection, with some of its settings changed. */
  ConnectionsConfiguration configuration(
      Map<String, String> settings, Map<String, String> environment) {
    String entry = type.entry(wire.ports()).stripTrailing().indent(4);
    ConnectionsConfiguration configuration =
        ConnectionsConfiguration.ofText("contract.yaml", "connections:\n  " + NAME + ":\n" + entry)
            .environment(environment);
    for (Map.Entry<String, String> setting : SETTINGS.entrySet()) {
      if (!settings.containsKey(setting.getKey())) {
        configuration = configuration.with(path(setting.getKey()), setting.getValue());
      }
    }
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      configuration = configuration.with(path(setting.getKey()), setting.getValue());
    }
    return configuration;
  }

  private static String path(String setting) {
    return "connections." + NAME + "." + setting;
  }

  /** One exchange on the connection under test. */
  void exchange(Operation operation) {
    exchange(connection(), operation);
  }

  /** One exchange on a connection. */
  void exchange(C connection, Operation operation) {
    try {
      type.exchange(connection, operation);
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Exception checked) {
      throw new AssertionError("Users of connections see no checked exceptions", checked);
    }
  }

  /** One exchange, once the connection has got over what was done to it. */
  void eventuallyExchanges(Operation operation) {
    eventually(
        () -> {
          try {
            exchange(operation);
            return true;
          } catch (ConnectionException notYet) {
            return false;
          }
        },
        "the connection works again");
  }

  /** How many requests of exchanges have been seen to go to the external system. */
  int requests() {
    return requests.get();
  }

  /** Runs something by a thread of its own, which ends with the test. */
  <T extends @Nullable Object> Background<T> background(Callable<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(work.call());
              } catch (Exception | AssertionError failure) {
                result.completeExceptionally(failure);
              }
            },
            "contract-" + (threads.size() + 1));
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
    return new Background<>(thread, result);
  }

  /**
   * An exchange in flight: its request is at the external system, its reply is held back until the
   * {@linkplain ContractWire#heal() network heals}.
   */
  Background<Boolean> heldExchange(Operation operation) {
    C connection = connection();
    int before = requests();
    wire.holdRepliesFrom();
    Background<Boolean> held =
        background(
            () -> {
              exchange(connection, operation);
              return true;
            });
    eventually(() -> requests() > before || held.isDone(), "the request has gone out");
    return held;
  }

  /** Waits until a condition holds. */
  void eventually(BooleanSupplier condition, String expected) {
    Poll.until(
        PATIENCE,
        condition,
        () -> "Expected that " + expected + ", but it is " + connectionOrNothing());
  }

  /** Waits until nothing goes out any more, such as what a pool opens in the background. */
  void awaitQuiet() {
    long[] last = {-1};
    Poll.untilStable(
        PATIENCE,
        () -> {
          long before = last[0];
          last[0] = wire.requestBytes();
          return last[0] == before;
        },
        () -> "Expected that the connection would send nothing while it is not used");
  }

  private String connectionOrNothing() {
    ConnectionProvider opened = provider;
    return opened == null ? "not opened" : opened.snapshot().toString();
  }

  @Override
  public void close() throws Exception {
    wire.heal();
    providers.forEach(opened -> opened.close(Duration.ofSeconds(5)));
    wire.close();
    for (Thread thread : threads) {
      thread.interrupt();
      thread.join(PATIENCE.toMillis());
    }
  }
}
