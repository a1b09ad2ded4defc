package dev.connections.sample.peers;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

/** A mail server that keeps what it is sent. */
public final class MailServer implements AutoCloseable {

  private final GreenMail server;

  private MailServer(GreenMail server) {
    this.server = server;
  }

  /** Starts it on a free port. */
  public static MailServer start() {
    GreenMail server =
        new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort());
    server.start();
    return new MailServer(server);
  }

  /** Its port. */
  public int port() {
    return server.getSmtp().getPort();
  }

  /** How many mails have arrived. */
  public int received() {
    return server.getReceivedMessages().length;
  }

  @Override
  public void close() {
    server.stop();
  }
}
