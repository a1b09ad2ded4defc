package dev.connections.rest;

import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.TimeSource;
import dev.connections.provider.ConnectionProviderBuilder;
import dev.connections.provider.Connections;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** A provider with the connections {@code shop} and {@code idp}, and servers for both. */
final class AuthFixture implements AutoCloseable {

  /** The machine's clocks, which can skip a while. */
  static final class SkippingTime implements TimeSource {
    private final AtomicLong skipped = new AtomicLong();

    void skip(Duration length) {
      skipped.addAndGet(length.toNanos());
    }

    @Override
    public long nanoTime() {
      return System.nanoTime() + skipped.get();
    }

    @Override
    public Instant now() {
      return Instant.now().plusNanos(skipped.get());
    }
  }

  final SkippingTime time = new SkippingTime();
  final TokenEndpoint idp = new TokenEndpoint();

  /** Accepts what begins like the tokens of the token server, except those that were revoked. */
  final ProtectedApi api =
      new ProtectedApi(
          seen ->
              seen.header("Authorization").startsWith("Bearer token-")
                  && !isRevoked(seen.header("Authorization")));

  final Map<String, String> environment =
      new ConcurrentHashMap<>(Map.of("SECRET", TokenEndpoint.SECRET));

  private final java.util.Set<String> revoked = ConcurrentHashMap.newKeySet();
  private final java.util.List<ConnectionProvider> providers =
      new java.util.concurrent.CopyOnWriteArrayList<>();

  private boolean isRevoked(String header) {
    return revoked.contains(header.substring("Bearer ".length()));
  }

  void revoke(String token) {
    revoked.add(token);
  }

  /** The usual settings of {@code oauth2}. */
  static final String USUAL =
      """
      oauth2: { connection: idp, path: /token, clientId: 'shop:1', clientSecret: '${env:SECRET}' }
      """;

  /**
   * Opens a provider.
   *
   * @param shop more settings of the connection {@code shop}, in lines of YAML
   */
  ConnectionProvider open(String shop) {
    return open(shop, "");
  }

  /** As {@link #open(String)}, with more settings of {@code idp}. */
  ConnectionProvider open(String shop, String ofIdp) {
    String yaml =
        "connections:\n  shop:\n    type: Rest\n    url: "
            + api.url()
            + "\n"
            + indented(shop)
            + "  idp:\n    type: Rest\n    url: "
            + idp.url()
            + "\n"
            + indented(ofIdp);
    ConnectionProviderBuilder builder =
        Connections.builder()
            .configuration(
                ConnectionsConfiguration.ofText("connections.yaml", yaml).environment(environment))
            .time(time);
    builder.types(RestConnectionTypes.source());
    ConnectionProvider provider = builder.open();
    providers.add(provider);
    return provider;
  }

  private static String indented(String lines) {
    return lines.lines().map(line -> "    " + line + "\n").collect(Collectors.joining());
  }

  /** The connection {@code shop} of a new provider. */
  RestConnection shop(String settings) {
    return open(settings).get("shop", RestConnection.class);
  }

  @Override
  public void close() {
    idp.release();
    providers.forEach(provider -> provider.close(Duration.ofSeconds(1)));
    api.close();
    idp.close();
  }
}
