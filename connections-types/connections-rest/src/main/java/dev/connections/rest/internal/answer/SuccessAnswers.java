package dev.connections.rest.internal.answer;

import dev.connections.failure.Outcome;
import dev.connections.failure.Phase;
import dev.connections.rest.RestResponse;
import dev.connections.rest.internal.exchange.PhaseListener;
import dev.connections.rest.internal.failure.AnswerException;
import dev.connections.rest.internal.failure.RestFailures;
import dev.connections.rest.internal.request.HeaderMap;
import dev.connections.rest.json.JsonCodec;
import dev.connections.rest.json.JsonType;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassification.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads an answer that is a success. Whatever goes wrong from here on, the server has done what it
 * was asked to: every failure says so. Thread-safe.
 */
public final class SuccessAnswers {

  private final int maxBytes;
  private final RestFailures failures;

  public SuccessAnswers(int maxBytes, RestFailures failures) {
    this.maxBytes = maxBytes;
    this.failures = failures;
  }

  /** The answer, its body read to its end. */
  public <T> RestResponse<T> read(
      Response response,
      Object label,
      JsonType<T> type,
      Supplier<JsonCodec> codec,
      PhaseListener phases)
      throws IOException {
    return new RestResponse<>(
        response.code(),
        HeaderMap.of(response.headers()),
        isWanted(type, Void.class) ? null : decoded(response, label, type, codec, phases));
  }

  /**
   * The body of an answer that must have one. Null is the only value of {@code Void.class}, of
   * which no one expects a body.
   *
   * @throws AnswerException if there is none
   */
  @SuppressWarnings("NullAway") // null only as a Void
  public <T> T body(
      Response response,
      Object label,
      JsonType<T> type,
      Supplier<JsonCodec> codec,
      PhaseListener phases)
      throws IOException {
    if (isWanted(type, Void.class)) {
      return null;
    }
    T body = decoded(response, label, type, codec, phases);
    if (body == null) {
      throw unusable(
          label
              + " was answered with "
              + response.code()
              + ", but the body is empty or null, which is no "
              + type,
          "Compare the answer with the Java type; where it may have no body, use exchange(), and"
              + " send(request) where it is not needed",
          null);
    }
    return body;
  }

  private <T> @Nullable T decoded(
      Response response,
      Object label,
      JsonType<T> type,
      Supplier<JsonCodec> codec,
      PhaseListener phases)
      throws IOException {
    byte[] body = bytes(response, label, phases);
    if (body.length == 0) {
      return null;
    }
    if (type instanceof JsonType.Plain<T> plain && plain.type() == byte[].class) {
      return plain.type().cast(body);
    }
    if (type instanceof JsonType.Plain<T> plain && plain.type() == String.class) {
      MediaType mediaType = response.body().contentType();
      return plain
          .type()
          .cast(
              new String(
                  body,
                  mediaType == null
                      ? StandardCharsets.UTF_8
                      : mediaType.charset(StandardCharsets.UTF_8)));
    }
    JsonCodec json = codec.get();
    try {
      return json.decode(JsonText.utf8(body, response.body().contentType()), type);
    } catch (IOException | RuntimeException unreadable) {
      // Codecs differ in what they throw for a text that does not fit.
      throw unusable(
          label
              + " was answered with "
              + response.code()
              + ", but the body ("
              + response.body().contentType()
              + ") could not be read as "
              + type,
          "Compare the answer with the Java type; ask for String.class to see it",
          unreadable);
    }
  }

  /** The answer with its body in memory, so that no one has to close it. */
  public Response buffered(Response response, Object label, PhaseListener phases)
      throws IOException {
    byte[] body = bytes(response, label, phases);
    return response
        .newBuilder()
        .body(ResponseBody.create(body, response.body().contentType()))
        .build();
  }

  /** An answer that is not a success, with the beginning of its body; the body is still there. */
  public Response copied(Response response) throws IOException {
    return response.newBuilder().body(response.peekBody(maxBytes)).build();
  }

  private byte[] bytes(Response response, Object label, PhaseListener phases) throws IOException {
    try {
      BufferedSource body = response.body().source();
      if (!body.request(maxBytes + 1L)) {
        return body.readByteArray();
      }
    } catch (IOException lost) {
      if (!phases.isBodyLost() && phases.isBodyEmpty()) {
        return new byte[0]; // said to be packed, but there is nothing to unpack
      }
      throw broken(response, label, lost, phases);
    }
    throw unusable(
        label + " was answered with more than " + maxBytes + " bytes",
        "Ask for less, raise http.maxResponseBytes, or use download() or stream()",
        null);
  }

  /** What it means that a body could not be read to its end. */
  public IOException broken(
      Response response, Object label, IOException failure, PhaseListener phases) {
    return phases.isBodyLost()
        ? lost(response, label, failure)
        : unusable(
            label
                + " was answered with "
                + response.code()
                + ", but the body could not be unpacked: "
                + failure.getMessage(),
            "Correct how the server encodes the answer (Content-Encoding)",
            failure);
  }

  private IOException lost(Response response, Object label, IOException lost) {
    FailureClassification cause = failures.classify(lost, Phase.RECEIVE);
    if (cause == null) {
      return lost;
    }
    return new AnswerException(
        FailureClassification.failure(cause.kind())
            .during(Phase.RECEIVE)
            .outcome(Outcome.APPLIED)
            .endpointFault(cause.endpointFault())
            .connectionLost()
            .because(
                label
                    + " was answered with "
                    + response.code()
                    + ", but the body was lost on the way: "
                    + cause.problem()),
        lost);
  }

  private static AnswerException unusable(
      String problem, String nextStep, @Nullable Throwable cause) {
    return new AnswerException(
        FailureClassification.failure(Kind.PERMANENT)
            .during(Phase.RECEIVE)
            .outcome(Outcome.APPLIED)
            .nextStep(nextStep)
            .because(problem),
        cause);
  }

  /** Whether a codec is needed for it. */
  public static boolean needsCodec(JsonType<?> type) {
    return !(isWanted(type, Void.class)
        || isWanted(type, String.class)
        || isWanted(type, byte[].class));
  }

  private static boolean isWanted(JsonType<?> type, Class<?> plainClass) {
    return type instanceof JsonType.Plain<?> plain && plain.type() == plainClass;
  }
}
