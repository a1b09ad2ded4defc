package dev.connections.rest.internal.answer;

import dev.connections.TimeSource;
import dev.connections.failure.Phase;
import dev.connections.rest.HttpAnswer;
import dev.connections.rest.ProblemDetails;
import dev.connections.rest.internal.exchange.RedirectRules;
import dev.connections.rest.internal.failure.AnswerException;
import dev.connections.rest.internal.failure.RestFailures;
import dev.connections.rest.internal.failure.StatusMeaning;
import dev.connections.rest.json.JsonCodec;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.Redactor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Reads an answer that is not a success into an exception. Thread-safe. */
public final class ErrorAnswers {

  /** How much of an error's body is read. */
  public static final int MAX_BYTES = 64 * 1024;

  private static final int MAX_MESSAGE_LENGTH = 300;

  private final Redactor configured;
  private final TimeSource time;

  public ErrorAnswers(Redactor configured, TimeSource time) {
    this.configured = configured;
    this.time = time;
  }

  /**
   * The exception for an answer; reads the body, but does not close it.
   *
   * @param renewed whether another attempt has other credentials
   */
  public AnswerException read(
      Response response, Object label, Supplier<JsonCodec> codec, boolean renewed) {
    Redactor redactor = EchoedCredentials.in(response, configured);
    byte[] body = beginning(response);
    Duration retryAfter = RetryAfter.in(response.headers(), time.now());
    MediaType mediaType = response.body().contentType();
    HttpAnswer answer =
        new HttpAnswer(
            response.code(),
            headers(response.headers(), redactor),
            ProblemReader.read(body, mediaType, codec, redactor),
            isText(mediaType) ? redactor.redact(text(body, mediaType)) : "",
            retryAfter);
    StatusMeaning meaning = StatusMeaning.of(response.code(), retryAfter != null);
    return new AnswerException(
        FailureClassification.failure(meaning.kind())
            .during(Phase.RECEIVE)
            .outcome(meaning.outcome())
            .endpointFault(meaning.endpointFault())
            .detail("HTTP " + response.code())
            .nextStep(nextStep(answer, response))
            .retryAfter(retryAfter)
            .credentialsRenewed(renewed)
            .carrying(answer)
            .because(problem(label, response, answer, redactor)),
        null);
  }

  private static String problem(
      Object label, Response response, HttpAnswer answer, Redactor redactor) {
    String reason = response.message().isBlank() ? "" : " " + response.message().strip();
    String said =
        Optional.ofNullable(answer.problem())
            .flatMap(ProblemDetails::summary)
            .map(text -> ": " + text)
            .orElse("");
    return oneLine(
        redactor.redact(
            label
                + " was answered with "
                + response.code()
                + reason
                + later(answer)
                + moved(response)
                + said));
  }

  /** What an operator looks for who is asked why nothing comes through. */
  private static String later(HttpAnswer answer) {
    Duration wait = answer.retryAfter();
    return (answer.status() == 429 ? " (rate limited)" : "")
        + (wait == null ? "" : ", retry after " + wait.toSeconds() + " s");
  }

  /** Where the request must be sent instead, without what may be secret in that URL. */
  private static String moved(Response response) {
    if (!RedirectRules.isRedirect(response.code())) {
      return "";
    }
    String location = response.header("Location");
    HttpUrl place = location == null ? null : response.request().url().resolve(location);
    String where =
        location == null
            ? "without saying where to"
            : place == null
                ? "to a place that is no http or https URL"
                : "to "
                    + place
                        .newBuilder()
                        .username("")
                        .password("")
                        .query(null)
                        .fragment(null)
                        .build();
    return response.code() == 303
        ? ": see other, " + where + ", not followed"
        : ": moved " + where + ", redirect not followed";
  }

  private static @Nullable String nextStep(HttpAnswer answer, Response response) {
    Duration wait = answer.retryAfter();
    if (wait != null) {
      return "The server asks to retry after " + wait.toSeconds() + " s";
    }
    return switch (answer.status()) {
      case 401 ->
          "Check bearerToken, apiKey, basic or oauth2 in the configuration: the server does not"
              + " accept what it was sent";
      case 403 ->
          "The server recognized the caller, but forbids this request: grant the caller the"
              + " permission";
      case 407 -> RestFailures.PROXY_HINT;
      case 300, 301, 302, 303, 307, 308 -> ofRedirect(answer.status(), response);
      case 404 -> "Check url and route; code that expects it asks detail(HttpAnswer.class)";
      case 511 -> "Log in to the network: something in it answers instead of the server";
      default ->
          answer.status() < 500 || answer.status() == 501 || answer.status() == 505
              ? "Read what the server says of it, in detail(HttpAnswer.class); a retry would fail"
                  + " the same way"
              : null;
    };
  }

  private static String ofRedirect(int status, Response response) {
    String location = response.header("Location");
    if (location == null || response.request().url().resolve(location) == null) {
      return "Correct the header Location that the server sends";
    }
    String which =
        RedirectRules.losesEncryption(response.request().url(), location)
            ? "what is sent to https is never taken to http"
            : RedirectRules.changesRequest(status, response.request().method())
                ? "a 300, 301 or 302 is followed by GET, HEAD and PROPFIND only"
                : status == 307 || status == 308
                    ? "a 307 or 308 is followed unless the request must not be sent twice, or"
                        + " http.followRedirects is false"
                    : "http.followRedirects is false";
    return "Send the request to the new place, or correct url; " + which;
  }

  private static byte[] beginning(Response response) {
    try {
      return response.body().byteStream().readNBytes(MAX_BYTES);
    } catch (IOException lost) {
      // The status says what there is to say; the body would only have explained it.
      return new byte[0];
    }
  }

  private static Map<String, List<String>> headers(Headers headers, Redactor redactor) {
    Map<String, List<String>> shown = new HashMap<>();
    for (String name : headers.names()) {
      if (!name.toLowerCase(Locale.ROOT).startsWith("set-cookie")) {
        List<String> values = new ArrayList<>();
        headers.values(name).forEach(value -> values.add(redactor.redact(value)));
        shown.put(name, values);
      }
    }
    return shown;
  }

  private static boolean isText(@Nullable MediaType type) {
    return type == null
        || type.type().equals("text")
        || type.subtype().endsWith("json")
        || type.subtype().endsWith("xml");
  }

  private static String text(byte[] body, @Nullable MediaType type) {
    return new String(
        body, type == null ? StandardCharsets.UTF_8 : type.charset(StandardCharsets.UTF_8));
  }

  private static String oneLine(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() <= MAX_MESSAGE_LENGTH ? line : line.substring(0, MAX_MESSAGE_LENGTH) + "…";
  }
}
