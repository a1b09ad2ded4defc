package dev.connections.rest.internal.token;

import dev.connections.rest.internal.failure.NoTokenException;
import dev.connections.spi.FailureClassification.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a token server has given (RFC 6749, section 5.1). Never shows the token.
 *
 * @param value the token
 * @param life how long it serves
 */
public record TokenAnswer(String value, Duration life) {

  /** For servers that do not say how long: short enough to be right, long enough to be kept. */
  static final Duration UNSAID = Duration.ofMinutes(5);

  private static final Duration LONGEST = Duration.ofDays(365);

  /** What a header can hold without a space, which would end the token. */
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

  /** Longer ones are no tokens: servers reject such headers. */
  private static final int LONGEST_TOKEN = 64 * 1024;

  /**
   * Reads an answer.
   *
   * @param server what to call the token server
   * @param answer the object that it has sent
   * @throws NoTokenException if there is no token in it that can be used
   */
  public static TokenAnswer of(String server, Map<String, ?> answer) throws NoTokenException {
    Object token = answer.get("access_token");
    if (!(token instanceof String value) || value.isEmpty()) {
      throw unusable(
          server + " answered without an access_token",
          "Check that oauth2.path is the token endpoint");
    }
    if (!TOKEN.matcher(value).matches() || value.length() > LONGEST_TOKEN) {
      throw unusable(
          server
              + " gave a token ("
              + value.length()
              + " characters) that is too long for a header, or holds a space, a line break or"
              + " another character that a token must not hold",
          "Correct the token server");
    }
    Object type = answer.get("token_type"); // those that leave it out mean what all others mean
    if (type != null && !(type instanceof String text && text.equalsIgnoreCase("bearer"))) {
      throw unusable(
          server
              + " gave a token of the type '"
              + shown(type)
              + "', which cannot be sent as a bearer"
              + " token",
          "Have the token server give this client tokens of the type Bearer");
    }
    return new TokenAnswer(value, life(answer.get("expires_in")));
  }

  private static String shown(Object type) {
    String text = type.toString().replaceAll("[^\\x20-\\x7e]", "?");
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }

  /** A number, or one written as text, as some servers have it. */
  private static Duration life(@Nullable Object expiresIn) {
    if (!(expiresIn instanceof Number || expiresIn instanceof String)) {
      return UNSAID;
    }
    String text = expiresIn.toString().strip();
    try {
      // The length first: the value of 1e999999999 takes long to compute.
      BigDecimal seconds = text.length() > 30 ? BigDecimal.ZERO : new BigDecimal(text);
      if (seconds.signum() <= 0) {
        return UNSAID;
      }
      return seconds.compareTo(BigDecimal.valueOf(LONGEST.toSeconds())) >= 0
          ? LONGEST
          : Duration.ofMillis(seconds.movePointRight(3).longValue());
    } catch (NumberFormatException noNumber) {
      return UNSAID;
    }
  }

  private static NoTokenException unusable(String problem, String nextStep) {
    return new NoTokenException(
        NoTokenException.because(Kind.PERMANENT).nextStep(nextStep).because(problem), null);
  }

  @Override
  public String toString() {
    return "TokenAnswer(***, " + life + ")";
  }
}
