package dev.connections.testing.sqlserver;

import dev.connections.testing.sqlserver.SqlServerAnswer.Failed;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** One client, from its first word to its last. Used by one thread. */
final class TdsConversation {

  private static final int LOGIN_FAILED = 18456;
  private static final int NOT_ENCRYPTED = 17836;

  private final Socket socket;
  private final @Nullable SSLContext tls;
  private DataInputStream in;
  private OutputStream out;
  private boolean encrypted;

  TdsConversation(Socket socket, @Nullable SSLContext tls) throws IOException {
    this.socket = socket;
    this.tls = tls;
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    this.out = socket.getOutputStream();
  }

  /**
   * Lets the client log in, and answers it until it is gone.
   *
   * @param password what it must know
   * @param logins gets every login, admitted or not
   */
  void run(
      String username, String password, Consumer<SqlServerLogin> logins, SqlServerScript script)
      throws IOException {
    hello();
    SqlServerLogin login = login(username, password, logins);
    if (login == null) {
      return;
    }
    SqlServerSession session = script.begin(login);
    try {
      serve(session);
    } finally {
      session.end();
    }
  }

  private void hello() throws IOException {
    TdsMessage hello = expect(TdsMessage.PRELOGIN);
    boolean encrypts = tls != null && TdsHello.wantsEncryption(hello.body());
    say(TdsHello.answer(encrypts));
    if (tls != null && encrypts) {
      SSLSocket secure = TdsTls.accept(tls, socket, in, out);
      in = new DataInputStream(new BufferedInputStream(secure.getInputStream()));
      out = secure.getOutputStream();
      encrypted = true;
    }
  }

  private @Nullable SqlServerLogin login(
      String username, String password, Consumer<SqlServerLogin> logins) throws IOException {
    TdsLogin asked = TdsLogin.read(expect(TdsMessage.LOGIN).body());
    boolean admitted = asked.username().equals(username) && asked.password().equals(password);
    SqlServerLogin login = asked.told(encrypted, admitted);
    logins.accept(login);
    if (admitted) {
      say(
          new TdsTokens()
              .admitted(asked.database().isEmpty() ? "master" : asked.database())
              .toBytes());
      return login;
    }
    TdsAnswers rejection = new TdsAnswers();
    rejection.batch(
        new Failed(LOGIN_FAILED, 14, "Login failed for user '" + asked.username() + "'."));
    say(rejection.toBytes());
    return null;
  }

  private void serve(SqlServerSession session) throws IOException {
    TdsProcedures procedures = new TdsProcedures(session);
    boolean goesOn = true;
    while (goesOn) {
      TdsMessage request = TdsMessage.read(in);
      TdsReader body = new TdsReader(request.body());
      goesOn =
          switch (request.type()) {
            case TdsMessage.BATCH -> {
              TdsReader text = body.afterHeaders();
              yield batch(session.answer(text.text(text.left() / 2), List.of()));
            }
            case TdsMessage.RPC -> calls(procedures, TdsCall.read(body.afterHeaders()));
            case TdsMessage.ATTENTION -> say(TdsAnswers.canceled());
            case TdsMessage.TRANSACTION_MANAGER -> batch(SqlServerAnswer.DONE);
            default -> batch(new Failed(NOT_ENCRYPTED, 20, "The message is not known."));
          };
    }
  }

  /** Answers a text; whether the session goes on. */
  private boolean batch(SqlServerAnswer answer) throws IOException {
    if (!TdsAnswers.isSpoken(answer)) {
      return keepsWaiting(answer);
    }
    TdsAnswers spoken = new TdsAnswers();
    spoken.batch(answer);
    return say(spoken.toBytes()) && !spoken.isFatal();
  }

  private boolean calls(TdsProcedures procedures, List<TdsCall> calls) throws IOException {
    List<TdsProcedures.Outcome> outcomes = new ArrayList<>();
    for (TdsCall call : calls) {
      TdsProcedures.Outcome outcome = procedures.run(call);
      if (!TdsAnswers.isSpoken(outcome.answer())) {
        return keepsWaiting(outcome.answer());
      }
      outcomes.add(outcome);
    }
    TdsAnswers spoken = new TdsAnswers();
    Iterator<TdsProcedures.Outcome> each = outcomes.iterator();
    while (each.hasNext()) {
      TdsProcedures.Outcome outcome = each.next();
      spoken.procedure(outcome.answer(), outcome.handle(), !each.hasNext());
    }
    return say(spoken.toBytes()) && !spoken.isFatal();
  }

  /** Says nothing until the client takes its statement back. */
  private boolean keepsWaiting(SqlServerAnswer answer) throws IOException {
    if (answer instanceof SqlServerAnswer.Closed) {
      return false;
    }
    expect(TdsMessage.ATTENTION);
    return say(TdsAnswers.unfinished()) && say(TdsAnswers.canceled());
  }

  private boolean say(byte[] answer) throws IOException {
    new TdsMessage(TdsMessage.ANSWER, answer).write(out);
    return true;
  }

  private TdsMessage expect(int type) throws IOException {
    TdsMessage message = TdsMessage.read(in);
    if (message.type() != type) {
      throw new IOException(
          "A message of type 0x%02X, where 0x%02X was expected".formatted(message.type(), type));
    }
    return message;
  }
}
