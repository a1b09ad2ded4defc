package dev.connections.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.failure.CircuitOpenException;
import dev.connections.failure.ConnectionAuthenticationException;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.DeadlineExceededException;
import dev.connections.failure.OutcomeUnknownException;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.failure.TransientConnectionException;
import dev.connections.provider.ConnectionProviderBuilder;
import dev.connections.provider.Connections;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.TestThreads;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import okhttp3.ConnectionPool;
import org.jspecify.annotations.Nullable;

/**
 * Makes the requests of a row, each with a connection and a counterpart of its own and all at once,
 * and sees what each gave and that nothing is left of it.
 */
final class MatrixRun {

  /** What must not reach another host, and must be in no message. */
  static final String TOKEN = "s3cr3t-canary-token";

  private static final Map<String, Class<? extends ConnectionException>> BY_CODE =
      Map.of(
          "transient", TransientConnectionException.class,
          "permanent", PermanentConnectionException.class,
          "authentication", ConnectionAuthenticationException.class,
          "deadline-exceeded", DeadlineExceededException.class,
          "outcome-unknown", OutcomeUnknownException.class,
          "circuit-open", CircuitOpenException.class);

  /** What was thrown, in one line, by fault and method. */
  private static final Map<String, String> MESSAGES = new ConcurrentSkipListMap<>();

  private final UnaryOperator<RestRequest> limits;

  /**
   * A run.
   *
   * @param limits gives a request its limits
   */
  MatrixRun(UnaryOperator<RestRequest> limits) {
    this.limits = limits;
  }

  /** All that was thrown so far, each in one line. */
  static Map<String, String> messages() {
    return MESSAGES;
  }

  /** Asserts a whole row. */
  void check(FaultRow row, Supplier<? extends Counterpart> counterpart) throws Exception {
    Map<MatrixMethod, Future<String>> running = new EnumMap<>(MatrixMethod.class);
    ExecutorService threads = TestThreads.pool();
    try {
      for (MatrixMethod method : MatrixMethod.values()) {
        running.put(method, threads.submit(() -> cell(row, method, counterpart)));
      }
      Map<MatrixMethod, String> gave = new EnumMap<>(MatrixMethod.class);
      for (Map.Entry<MatrixMethod, Future<String>> each : running.entrySet()) {
        gave.put(each.getKey(), each.getValue().get());
      }
      assertThat(gave).isEqualTo(row.expected());
    } finally {
      threads.shutdownNow();
    }
  }

  private String cell(FaultRow row, MatrixMethod method, Supplier<? extends Counterpart> supplier) {
    try (Counterpart counterpart = supplier.get()) {
      String gave;
      try (ConnectionProvider provider = open(counterpart)) {
        RestConnection shop = provider.get("shop", RestConnection.class);
        ConnectionPool pool = connected(shop);
        if (pool != null) {
          counterpart.opened(pool);
        }
        gave = call(row, method, shop) + counterpart.requests();
        assertThat(shop.snapshot().operations().inFlight()).as("permits held").isZero();
        if (pool != null) {
          Await.until(
              "no connection in use", () -> pool.connectionCount() == pool.idleConnectionCount());
        }
      }
      Await.until("no open socket", () -> counterpart.openSockets() == 0);
      return gave;
    }
  }

  /** A provider with the connection {@code shop} to a counterpart. */
  static ConnectionProvider open(Counterpart counterpart) {
    ConnectionProviderBuilder builder =
        Connections.builder()
            .configuration(
                ConnectionsConfiguration.ofText(
                        "connections.yaml",
                        """
                        connections:
                          shop:
                            type: Rest
                            url: %s
                            headers: {X-Tenant: graz}
                            bearerToken: ${env:TOKEN}
                            apiKey: ${env:TOKEN}
                            timeouts: {total: 10s, attempt: 10s, drain: 100ms}
                            retry: {base: 1ms, cap: 2ms, budget: {ratio: 100%%, perSecond: 100}}
                            circuit: {enabled: false}
                            %s
                        """
                            .formatted(counterpart.url(), counterpart.settings()))
                    .environment(Map.of("TOKEN", TOKEN)));
    builder.types(RestConnectionTypes.source());
    return builder.open();
  }

  /** The sockets of the client; null if the connection cannot be opened. */
  private static @Nullable ConnectionPool connected(RestConnection shop) {
    try {
      shop.connect();
      return shop.client().connectionPool();
    } catch (ConnectionException away) {
      return null;
    }
  }

  private String call(FaultRow row, MatrixMethod method, RestConnection shop) {
    try {
      shop.exchange(limits.apply(method.request()), String.class);
      return "succeeds " + (1 + shop.snapshot().operations().retries()) + "/";
    } catch (ConnectionException failure) {
      MESSAGES.put(row.fault() + ", " + method, failure.getMessage());
      assertThat(failure).isExactlyInstanceOf(BY_CODE.get(failure.code()));
      assertThat(failure.getMessage()).as("is one line").doesNotContainPattern("\\p{Cntrl}");
      assertThat(failure.diagnosis().toString()).doesNotContain(TOKEN);
      return failure.code() + " " + failure.outcome() + " " + failure.diagnosis().attempts() + "/";
    }
  }
}
