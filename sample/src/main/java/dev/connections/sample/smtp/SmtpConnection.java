package dev.connections.sample.smtp;

import dev.connections.Leasing;
import dev.connections.ManagedConnection;
import dev.connections.Operation;

/** A named mail server. */
public interface SmtpConnection
    extends ManagedConnection<Leasing<SmtpSession>>, Leasing<SmtpSession> {

  /** Sending the same mail twice delivers it twice, so it is never repeated by itself. */
  Operation SEND = Operation.nonIdempotent("send-mail");

  /** Hands one mail to the server; returns when the server has taken responsibility for it. */
  default void send(Mail mail) {
    run(SEND, session -> session.send(mail));
  }
}
