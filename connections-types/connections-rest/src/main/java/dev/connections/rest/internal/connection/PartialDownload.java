package dev.connections.rest.internal.connection;

import dev.connections.Effect;
import dev.connections.failure.Outcome;
import dev.connections.failure.Phase;
import dev.connections.rest.RestRequest;
import dev.connections.rest.internal.failure.AnswerException;
import dev.connections.rest.internal.request.RequestParts;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassification.Kind;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Headers;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * How much of a download is there, and by what the server can tell that the rest belongs to it: RFC
 * 9110, sections 13.1.5 and 14. Belongs to one call.
 */
final class PartialDownload {

  private static final int PARTIAL_CONTENT = 206;
  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes ([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18}|\\*)");

  private final boolean resumable;
  private final boolean ownRange;
  private final boolean ownEncoding;
  private long bytes;
  private long announced = -1;
  private boolean rest;
  private @Nullable String validator;

  PartialDownload(RestRequest request) {
    this.ownRange = has(request, "Range") || has(request, "If-Range");
    this.ownEncoding = has(request, "Accept-Encoding");
    this.resumable =
        !ownRange && request.method().equals("GET") && request.operation().effect() == Effect.READ;
  }

  private static boolean has(RestRequest request, String name) {
    return RequestParts.of(request).headers().stream()
        .anyMatch(header -> header.getKey().equalsIgnoreCase(name));
  }

  /** How many bytes are there. */
  long bytes() {
    return bytes;
  }

  /** Whether the last attempt asked for the rest only. */
  boolean isRest() {
    return rest;
  }

  /** So many more are there. */
  void came(int count) {
    bytes += count;
  }

  /**
   * Asks for what is not there yet. What is stored is what the server has: packed bytes have no
   * known length, and another packing would not fit what is there.
   */
  void askForRest(Request.Builder request) {
    if (!ownEncoding) {
      request.header("Accept-Encoding", "identity");
    }
    String known = validator;
    rest = resumable && bytes > 0 && known != null;
    if (rest && known != null) {
      request.header("Range", "bytes=" + bytes + "-").header("If-Range", known);
    }
  }

  /** Where in the file the body of an answer belongs. */
  long begin(Response response, Object label) throws AnswerException {
    Headers headers = response.headers();
    announced = -1;
    if (response.code() == PARTIAL_CONTENT && !ownRange) {
      Matcher range = CONTENT_RANGE.matcher(String.valueOf(headers.get("Content-Range")).strip());
      if (!rest || !range.matches() || !isRest(range, headers)) {
        throw another(
            label
                + " was answered with 206 and 'Content-Range: "
                + headers.get("Content-Range")
                + "', which is not what was asked for");
      }
      announced = range.group(3).equals("*") ? -1 : Long.parseLong(range.group(3));
      return bytes;
    }
    bytes = 0;
    validator = validator(headers);
    return 0;
  }

  private boolean isRest(Matcher range, Headers headers) {
    String tag = headers.get("ETag");
    return Long.parseLong(range.group(1)) == bytes
        && (tag == null || tag.equals(validator) || !isTag(validator));
  }

  private static boolean isTag(@Nullable String text) {
    return text != null && text.startsWith("\"");
  }

  /** By what the same bytes are known again: only a strong one will do. */
  private static @Nullable String validator(Headers headers) {
    String tag = headers.get("ETag");
    if (isTag(tag)) {
      return tag;
    }
    Instant modified = headers.getInstant("Last-Modified");
    Instant now = headers.getInstant("Date");
    return modified != null && now != null && modified.plusSeconds(1).compareTo(now) <= 0
        ? headers.get("Last-Modified")
        : null;
  }

  /** What was announced for the whole must be there. */
  void checkComplete(Object label) throws AnswerException {
    if (announced >= 0 && bytes != announced) {
      throw another(
          label + " was announced to have " + announced + " bytes, but " + bytes + " came");
    }
  }

  /** What is there is of no use: the next attempt begins again. */
  AnswerException another(String problem) {
    boolean asked = rest;
    bytes = 0;
    validator = null;
    return new AnswerException(
        FailureClassification.failure(asked ? Kind.TRANSIENT : Kind.PERMANENT)
            .during(Phase.RECEIVE)
            .outcome(Outcome.APPLIED)
            .nextStep("Compare the server's answers to requests with and without 'Range'")
            .because(problem),
        null);
  }
}
