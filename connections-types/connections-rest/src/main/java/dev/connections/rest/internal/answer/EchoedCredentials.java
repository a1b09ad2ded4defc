package dev.connections.rest.internal.answer;

import dev.connections.spi.Redactor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Removes from an answer what its request had as the header {@code Authorization}, which a server
 * may repeat: a token, or a password in the form in which it is sent, is in no configuration.
 */
final class EchoedCredentials implements Redactor {

  private final Redactor configured;
  private final String sent;

  private EchoedCredentials(Redactor configured, String sent) {
    this.configured = configured;
    this.sent = sent;
  }

  /**
   * For the texts of an answer.
   *
   * @param configured removes the values of the configuration's secrets
   */
  static Redactor in(Response answer, Redactor configured) {
    Response received = answer.networkResponse();
    String header = received == null ? null : received.request().header("Authorization");
    String credentials = header == null ? "" : header.substring(header.indexOf(' ') + 1);
    return credentials.isBlank() ? configured : new EchoedCredentials(configured, credentials);
  }

  @Override
  public String redact(String text) {
    return configured.redact(text.replace(sent, "***"));
  }

  @Override
  public @Nullable Throwable redact(@Nullable Throwable throwable) {
    return configured.redact(throwable);
  }
}
