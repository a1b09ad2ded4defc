package dev.connections.rest;

import dev.connections.Deadline;
import dev.connections.Outcome;
import dev.connections.Phase;
import dev.connections.ServerMetadata;
import dev.connections.spi.Endpoint;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassification.Kind;
import dev.connections.spi.FailureClassifier;
import java.io.IOException;
import okhttp3.OkHttpClient;

/**
 * A server as the runtime drives it. The client is there from the beginning and connects by itself;
 * opening finds out whether the server answers at all.
 */
final class RestEndpoint implements Endpoint {

  /** How many requests at once make sense where nobody says otherwise. */
  static final int DEFAULT_CAPACITY = 64;

  private final OkHttpClient client;
  private final HealthProbe health;
  private final RestFailures failures;

  RestEndpoint(OkHttpClient client, HealthProbe health, RestFailures failures) {
    this.client = client;
    this.health = health;
    this.failures = failures;
  }

  /** Any answer will do: a server whose health path fails may well serve everything else. */
  @Override
  public ServerMetadata open(Deadline deadline) throws IOException {
    return health.ask(deadline).server();
  }

  @Override
  public void probe(Deadline deadline) throws IOException {
    HealthProbe.Sign sign = health.ask(deadline);
    if (sign.isServerFailure()) {
      throw new AnswerException(
          new FailureClassification(
              Kind.TRANSIENT,
              Phase.AWAIT,
              Outcome.NOT_APPLIED,
              true,
              false,
              "The probe was answered with " + sign.status(),
              "HTTP " + sign.status(),
              null,
              null),
          null,
          null);
    }
  }

  @Override
  public void abort() {
    client.dispatcher().cancelAll();
  }

  @Override
  public void close() {
    client.connectionPool().evictAll();
  }

  @Override
  public int capacity() {
    return DEFAULT_CAPACITY;
  }

  @Override
  public FailureClassifier failures() {
    return failures;
  }
}
