package dev.connections.sample.readme;

import dev.connections.ConnectionConfiguration;
import dev.connections.Deadline;
import dev.connections.ManagedConnection;
import dev.connections.Operation;
import dev.connections.Secret;
import dev.connections.failure.Phase;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionFactory;
import dev.connections.spi.EndpointContext;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassification.Kind;
import dev.connections.spi.FailureClassifier;
import dev.connections.spi.SharedConnection;
import dev.connections.spi.SocketFailures;
import jakarta.validation.constraints.NotBlank;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The example of a shared client with credentials in {@code docs/new-type.md}. */
final class SharedLicenses {

  private SharedLicenses() {}

  /** Stands for the native client of a vendor's library: thread-safe, and without deadlines. */
  interface LicenseClient extends AutoCloseable {

    /** Connects and logs in. */
    static LicenseClient connect(String host, String password, int timeoutMillis)
        throws IOException {
      throw new IOException("only compiled: " + host + password.length() + timeoutMillis);
    }

    /** The seats that are free; with a time limit of its own. */
    int freeSeats(String product, int timeoutMillis) throws IOException;

    /** Cancels the request that this thread's peer waits for. */
    void cancel(String product);

    /** What the server is. */
    String version(int timeoutMillis) throws IOException;

    @Override
    void close() throws IOException;
  }

  /** The vendor's exception for a login that was rejected. */
  static final class LoginFailedException extends IOException {
    private static final long serialVersionUID = 1;
  }

  interface LicenseConnection extends ManagedConnection<LicenseClient> {
    int freeSeats(String product);
  }

  record LicenseConfiguration(@NotBlank String host, Secret password)
      implements ConnectionConfiguration {}

  static final class LicenseConnectionFactory
      implements ConnectionFactory<LicenseConnection, LicenseConfiguration> {

    @Override
    public LicenseConnection create(ConnectionContext<LicenseConfiguration> context) {
      return new SharedLicenseConnection(context);
    }

    private static final class SharedLicenseConnection
        extends SharedConnection<LicenseClient, LicenseConfiguration> implements LicenseConnection {

      private static final Operation FREE_SEATS = Operation.read("free-seats");

      SharedLicenseConnection(ConnectionContext<LicenseConfiguration> context) {
        super(context);
      }

      @Override
      protected LicenseClient openClient(
          EndpointContext<LicenseConfiguration> endpoint, Deadline deadline) throws IOException {
        LicenseConfiguration settings = endpoint.configuration();
        return LicenseClient.connect(
            settings.host(), settings.password().reveal(), deadline.remainingMillis());
      }

      @Override
      protected ServerMetadata probeClient(LicenseClient client, Deadline deadline)
          throws IOException {
        String version = client.version(deadline.remainingMillis());
        return new ServerMetadata("License server", version, null, null, Map.of());
      }

      @Override
      protected void closeClient(LicenseClient client) throws IOException {
        client.close();
      }

      @Override
      public int freeSeats(String product) {
        return call(
            FREE_SEATS,
            (client, scope) -> {
              scope.onCancel(() -> client.cancel(product));
              return client.freeSeats(product, scope.deadline().remainingMillis());
            });
      }

      @Override
      protected FailureClassifier failures(EndpointContext<LicenseConfiguration> endpoint) {
        return LicenseConnectionFactory::classify;
      }
    }

    private static @Nullable FailureClassification classify(Throwable failure, Phase phase) {
      return failure instanceof LoginFailedException
          ? FailureClassification.answered(Kind.AUTHENTICATION, "The login was rejected", null)
          : SocketFailures.INSTANCE.classify(failure, phase);
    }
  }
}
