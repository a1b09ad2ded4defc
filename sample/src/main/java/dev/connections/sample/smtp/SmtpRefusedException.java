package dev.connections.sample.smtp;

import java.io.IOException;

/** The mail server answered something else than what was hoped for. */
public final class SmtpRefusedException extends IOException {

  private static final long serialVersionUID = 1L;

  private final String code;

  SmtpRefusedException(String answer, int expected) {
    super("The mail server answered '" + answer + "' where " + expected + " was expected");
    this.code = answer.substring(0, Math.min(3, answer.length()));
  }

  /** The three digits of the answer. */
  public String code() {
    return code;
  }

  /** Whether it may work later: RFC 5321 section 4.2.1 says so of codes that begin with 4. */
  public boolean isTransient() {
    return code.startsWith("4");
  }
}
