package dev.connections.sample.smtp;

import dev.connections.Deadline;
import dev.connections.ServerMetadata;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionFactory;
import dev.connections.spi.PooledConnection;
import java.io.IOException;
import java.util.Map;

final class SmtpConnectionFactory implements ConnectionFactory<SmtpConnection, SmtpConfiguration> {

  @Override
  public SmtpConnection create(ConnectionContext<SmtpConfiguration> context) {
    return new PooledSmtpConnection(context);
  }

  private static final class PooledSmtpConnection extends PooledConnection<SmtpSession>
      implements SmtpConnection {
    private final SmtpConfiguration settings;

    PooledSmtpConnection(ConnectionContext<SmtpConfiguration> context) {
      super(context, context.configuration().pool());
      this.settings = context.configuration();
    }

    @Override
    protected SmtpSession openResource(Deadline deadline) throws IOException {
      return SmtpSession.open(settings.host(), settings.port(), settings.clientName(), deadline);
    }

    @Override
    protected ServerMetadata probeResource(SmtpSession session, Deadline deadline)
        throws IOException {
      session.noop();
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
  }
}
