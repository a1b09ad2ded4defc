package dev.connections.sample.smtp;

import java.io.IOException;

/** The mail server answered something else than what was hoped for. */
public final class SmtpRefusedException extends IOException {

  private static final long serialVersionUID = 1L;

  SmtpRefusedException(String answer, int expected) {
    super("The mail server answered '" + answer + "' where " + expected + " was expected");
  }
}
