package dev.connections.sample.smtp;

import dev.connections.Deadline;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One conversation with a mail server, as RFC 5321 describes it. Used by one thread at a time. */
public final class SmtpSession {

  private final Socket socket;
  private final BufferedReader in;
  private final BufferedWriter out;
  private final String greeting;

  private SmtpSession(Socket socket, String clientName) throws IOException {
    this.socket = socket;
    this.in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    this.out =
        new BufferedWriter(
            new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8));
    this.greeting = expect(220);
    command("EHLO " + clientName, 250);
  }

  static SmtpSession open(String host, int port, String clientName, Deadline deadline)
      throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(host, port), deadline.remainingMillis());
      socket.setSoTimeout(deadline.remainingMillis());
      SmtpSession session = new SmtpSession(socket, clientName);
      socket.setSoTimeout(0); // work is cut by its attempt's deadline, however many lines it takes
      return session;
    } catch (IOException | RuntimeException failure) {
      socket.close();
      throw failure;
    }
  }

  void send(Mail mail) throws IOException {
    command("MAIL FROM:<" + mail.from() + ">", 250);
    command("RCPT TO:<" + mail.to() + ">", 250);
    command("DATA", 354);
    line("From: " + mail.from());
    line("To: " + mail.to());
    line("Subject: " + mail.subject());
    line("");
    for (String text : mail.text().lines().toList()) {
      line(text.startsWith(".") ? "." + text : text); // RFC 5321 section 4.5.2: a lone dot ends it
    }
    command(".", 250);
  }

  void noop(Deadline deadline) throws IOException {
    socket.setSoTimeout(deadline.remainingMillis());
    command("NOOP", 250);
    socket.setSoTimeout(0);
  }

  void reset() throws IOException {
    command("RSET", 250);
  }

  void quit() throws IOException {
    try (socket) {
      socket.setSoTimeout(1000); // a courtesy, not worth more
      command("QUIT", 221);
    }
  }

  /** Breaks the conversation off, from whatever thread. */
  void cut() {
    try {
      socket.close();
    } catch (IOException failure) {
      throw new UncheckedIOException("The mail session could not be cut", failure);
    }
  }

  String greeting() {
    return greeting;
  }

  String address() {
    return socket.getInetAddress().getHostName() + ":" + socket.getPort();
  }

  private void command(String command, int expected) throws IOException {
    line(command);
    out.flush();
    expect(expected);
  }

  private void line(String text) throws IOException {
    out.write(text);
    out.write("\r\n");
  }

  /** Reads an answer of one or more lines; the code of the last one counts. */
  private String expect(int expected) throws IOException {
    String answer;
    do {
      answer = in.readLine();
      if (answer == null) {
        throw new EOFException("The mail server closed the connection");
      }
    } while (answer.length() > 3 && answer.charAt(3) == '-');
    if (!answer.startsWith(Integer.toString(expected))) {
      throw new SmtpRefusedException(answer, expected);
    }
    return answer.substring(Math.min(4, answer.length()));
  }
}
