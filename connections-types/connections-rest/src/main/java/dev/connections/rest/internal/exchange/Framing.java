package dev.connections.rest.internal.exchange;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.HashSet;
import okhttp3.Connection;
import okhttp3.Headers;
import okhttp3.Interceptor.Chain;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/**
 * Rejects an answer that does not say clearly how long it is (RFC 9112, section 6.3), and closes
 * its connection: what is left on it could be taken for the answer to the next request. Of several
 * lengths OkHttp believes the last one, and one that is no number it takes for none. Headers that
 * are longer than OkHttp reads are rejected as such, which OkHttp tells as a lost connection. A 304
 * ends with its headers (RFC 9112, section 6.3).
 */
final class Framing {

  private static final int NOT_MODIFIED = 304;

  private static final String LENGTH = "Content-Length";

  private Framing() {}

  /** The answer to a request, if it says clearly how long it is. */
  static Response answer(Chain chain, Request request) throws IOException {
    Response response;
    try {
      response = chain.proceed(request);
    } catch (IOException failure) {
      throw isTooLong(failure, chain.connection()) ? tooLong(failure) : failure;
    }
    if (response.header("Transfer-Encoding") != null || isClear(response.headers())) {
      return response.code() == NOT_MODIFIED ? withoutBody(response) : response;
    }
    Connection connection = chain.connection();
    if (connection != null && connection.socket() != null) {
      connection.socket().close();
    }
    response.close();
    throw new ProtocolException(
        new HashSet<>(response.headers(LENGTH)).size() > 1
            ? "An answer has several headers 'Content-Length' that differ"
            : "The header 'Content-Length' of an answer is no number");
  }

  /** Whether the length is said once, or the same each time, or not at all, and is a number. */
  private static boolean isClear(Headers headers) {
    String said = null;
    for (int index = 0; index < headers.size(); index++) {
      if (headers.name(index).equalsIgnoreCase(LENGTH)) {
        String length = headers.value(index);
        if (!isNumber(length) || (said != null && !said.equals(length))) {
          return false;
        }
        said = length;
      }
    }
    return true;
  }

  private static boolean isNumber(String text) {
    for (int index = 0; index < text.length(); index++) {
      if (text.charAt(index) < '0' || text.charAt(index) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** It never has one; a length there is that of what was not sent, but OkHttp waits for it. */
  private static Response withoutBody(Response response) {
    response.close();
    return response
        .newBuilder()
        .removeHeader(LENGTH)
        .removeHeader("Transfer-Encoding")
        .body(ResponseBody.EMPTY)
        .build();
  }

  /**
   * Whether OkHttp stopped in the middle of the headers though the server has not: it tells both
   * its own limit and the server's end as an end of the stream.
   */
  private static boolean isTooLong(IOException failure, @Nullable Connection connection) {
    return connection != null
        && failure.getCause() instanceof EOFException limit
        && String.valueOf(limit.getMessage()).startsWith("\\n not found")
        && !KeptSocket.hasEnded(connection.socket());
  }

  private static IOException tooLong(IOException failure) {
    IOException rejected =
        new ProtocolException("The headers of an answer are too long: OkHttp reads 256 KiB");
    rejected.addSuppressed(failure); // as its cause it would be judged as an end of the stream
    return rejected;
  }
}
