package dev.connections.sample.smtp;

/**
 * A plain text mail.
 *
 * @param from the sender's address
 * @param to the recipient's address
 * @param subject one line
 * @param text the lines
 */
public record Mail(String from, String to, String subject, String text) {

  /** Refuses line breaks where they would let a value forge headers or commands. */
  public Mail {
    for (String line : new String[] {from, to, subject}) {
      if (line.indexOf('\r') >= 0 || line.indexOf('\n') >= 0) {
        throw new IllegalArgumentException(
            "Addresses and subject of a mail must be single lines; the subject was '"
                + subject.lines().findFirst().orElse("")
                + "'");
      }
    }
  }
}
