package dev.connections.sample.smtp;

import dev.connections.Deadline;
import dev.connections.failure.Phase;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.pooling.LeasePoolSettings;
import dev.connections.pooling.PooledConnection;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionFactory;
import dev.connections.spi.EndpointContext;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassification.Kind;
import dev.connections.spi.FailureClassifier;
import dev.connections.spi.SocketFailures;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

final class SmtpConnectionFactory implements ConnectionFactory<SmtpConnection, SmtpConfiguration> {

  @Override
  public SmtpConnection create(ConnectionContext<SmtpConfiguration> context) {
    return new PooledSmtpConnection(context);
  }

  private static final class PooledSmtpConnection
      extends PooledConnection<SmtpSession, SmtpConfiguration> implements SmtpConnection {

    PooledSmtpConnection(ConnectionContext<SmtpConfiguration> context) {
      super(context);
    }

    @Override
    protected LeasePoolSettings poolSettings(SmtpConfiguration configuration) {
      return configuration.pool();
    }

    @Override
    protected SmtpSession openResource(
        EndpointContext<SmtpConfiguration> endpoint, Deadline deadline) throws IOException {
      SmtpConfiguration settings = endpoint.configuration();
      return SmtpSession.open(settings.host(), settings.port(), settings.clientName(), deadline);
    }

    @Override
    protected ServerMetadata probeResource(SmtpSession session, Deadline deadline)
        throws IOException {
      session.noop(deadline);
      return new ServerMetadata("SMTP", session.greeting(), null, session.address(), Map.of());
    }

    @Override
    protected void resetResource(SmtpSession session) throws IOException {
      session.reset();
    }

    @Override
    protected void cancelResource(SmtpSession session) {
      session.cut();
    }

    @Override
    protected void closeResource(SmtpSession session) throws IOException {
      session.quit();
    }

    @Override
    protected FailureClassifier failures(EndpointContext<SmtpConfiguration> endpoint) {
      return SmtpConnectionFactory::classify;
    }
  }

  private static @Nullable FailureClassification classify(Throwable failure, Phase phase) {
    if (failure instanceof SmtpRefusedException refused) {
      Kind kind = refused.isTransient() ? Kind.TRANSIENT : Kind.PERMANENT;
      String problem = String.valueOf(refused.getMessage());
      return FailureClassification.answered(kind, problem, "SMTP " + refused.code());
    }
    return SocketFailures.INSTANCE.classify(failure, phase);
  }
}
