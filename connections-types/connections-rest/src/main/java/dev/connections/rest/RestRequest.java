package dev.connections.rest;

import dev.connections.Operation;
import dev.connections.rest.internal.request.MethodEffects;
import dev.connections.rest.internal.request.PartedRequest;
import dev.connections.rest.internal.request.RequestContent;
import dev.connections.rest.internal.request.RequestParts;
import java.io.File;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import okhttp3.RequestBody;
import okio.ByteString;

/**
 * What to send: a method, a route and the rest. Immutable and thread-safe; every method gives a
 * changed copy, so a request without values can be a constant.
 *
 * <pre>{@code
 * RestRequest.post("/orders")
 *     .operation(PLACE.key(order.id()))
 *     .header("X-Tenant", "graz")
 *     .query("notify", true)
 *     .body(order)
 * }</pre>
 *
 * <p>A route begins with a slash and is appended to the connection's {@code url}. {@code {name}} in
 * it stands for a value, which is escaped and stays within its segment. The route, never the path,
 * appears in messages and as a label.
 *
 * <p>Without an {@linkplain #operation operation} the method decides what doing it twice would do:
 * GET, HEAD, OPTIONS, TRACE, PROPFIND, REPORT, SEARCH and QUERY read, PUT and DELETE are
 * idempotent, all others are not.
 */
public final class RestRequest extends PartedRequest {

  private final RequestParts parts;

  private RestRequest(RequestParts parts) {
    super(parts);
    this.parts = parts;
  }

  /**
   * A request.
   *
   * @param method the method, in the case in which it is sent
   * @param route where to, such as {@code /orders/{id}}; empty for the connection's url itself
   * @throws IllegalArgumentException if the method is no word or the route is not allowed
   */
  public static RestRequest of(String method, String route) {
    return new RestRequest(RequestParts.of(method, route));
  }

  /** A GET; see {@link #of}. */
  public static RestRequest get(String route) {
    return of("GET", route);
  }

  /** A HEAD; see {@link #of}. */
  public static RestRequest head(String route) {
    return of("HEAD", route);
  }

  /** A POST; see {@link #of}. */
  public static RestRequest post(String route) {
    return of("POST", route);
  }

  /** A PUT; see {@link #of}. */
  public static RestRequest put(String route) {
    return of("PUT", route);
  }

  /** A PATCH; see {@link #of}. */
  public static RestRequest patch(String route) {
    return of("PATCH", route);
  }

  /** A DELETE; see {@link #of}. */
  public static RestRequest delete(String route) {
    return of("DELETE", route);
  }

  /** With the value of a variable of the route; its text is {@code String.valueOf(value)}. */
  public RestRequest path(String variable, Object value) {
    return path(Map.of(variable, value));
  }

  /** With the values of variables of the route. */
  public RestRequest path(Map<String, ?> variables) {
    return new RestRequest(parts.withValues(variables));
  }

  /** With one more query parameter, escaped; the same name may be given several times. */
  public RestRequest query(String name, Object value) {
    return new RestRequest(parts.withQuery(name, String.valueOf(value)));
  }

  /**
   * With one more header. It takes the place of the connection's own header of that name.
   *
   * @throws IllegalArgumentException if the name or the value is not allowed, such as one with a
   *     line break
   */
  public RestRequest header(String name, String value) {
    return new RestRequest(parts.withHeader(name, value));
  }

  /**
   * With a body: a value that the connection's codec turns into JSON.
   *
   * @throws IllegalArgumentException if it is a file or a stream, which are given with their media
   *     type
   */
  public RestRequest body(Object value) {
    if (value instanceof Path || value instanceof File || value instanceof InputStream) {
      throw new IllegalArgumentException(
          "body(value) sends JSON; a "
              + value.getClass().getSimpleName()
              + " is sent by body(path, mediaType) or body(stream, length, mediaType)");
    }
    return content(new RequestContent.Json(value));
  }

  /** With a body: a text in UTF-8, of a media type such as {@code text/csv}. */
  public RestRequest body(String text, String mediaType) {
    return body(text.getBytes(StandardCharsets.UTF_8), mediaType);
  }

  /** With a body: bytes, which are copied. */
  public RestRequest body(byte[] bytes, String mediaType) {
    RequestBodies.mediaType(mediaType);
    return content(new RequestContent.Raw(ByteString.of(bytes), mediaType));
  }

  /**
   * With a body: a file, which is streamed. It is looked at when a call begins; if it is missing
   * then, the call throws an {@link IllegalArgumentException}, and if it has changed by a later
   * attempt, that fails before anything is sent.
   */
  public RestRequest body(Path file, String mediaType) {
    return content(new RequestContent.File(file, RequestBodies.mediaType(mediaType)));
  }

  /** With a body: a stream that can be reopened; see {@link RequestBodies}. */
  public RestRequest body(BodySource source, long length, String mediaType) {
    return body(RequestBodies.stream(source, length, mediaType));
  }

  /**
   * With a body: a stream that can be read once. Such a request is sent once: it is not retried
   * once a byte of the stream was read. See {@link RequestBodies}.
   */
  public RestRequest body(InputStream stream, long length, String mediaType) {
    return body(RequestBodies.stream(stream, length, mediaType));
  }

  /**
   * With a body of OkHttp's, such as a {@link okhttp3.MultipartBody}; {@link RequestBodies} has
   * parts for it. One that says {@code isOneShot()} is not sent again.
   *
   * @throws IllegalArgumentException if it is duplex
   */
  public RestRequest body(RequestBody body) {
    if (body.isDuplex()) {
      throw new IllegalArgumentException(
          "A duplex body is written while the answer is read; send it through client()");
    }
    return content(new RequestContent.Made(body));
  }

  /**
   * With one more field of a form, sent as {@code application/x-www-form-urlencoded}; the same name
   * may be given several times.
   *
   * @throws IllegalArgumentException if the request has another body
   */
  public RestRequest form(String name, Object value) {
    return new RestRequest(parts.withField(name, String.valueOf(value)));
  }

  private RestRequest content(RequestContent newContent) {
    return new RestRequest(parts.withContent(newContent));
  }

  /** As an operation: its name, its effect, its limits, and its key if it has one. */
  public RestRequest operation(Operation newOperation) {
    return new RestRequest(parts.withOperation(newOperation));
  }

  /** With a limit for everything together, in place of the operation's or the connection's. */
  public RestRequest timeout(Duration newTimeout) {
    return new RestRequest(parts.withTimeout(newTimeout));
  }

  /** The method. */
  public String method() {
    return parts.method();
  }

  /** The route, variables unreplaced. */
  public String route() {
    return parts.route().toString();
  }

  /** What it runs as: the given operation, or one named after method and route. */
  public Operation operation() {
    Operation given = parts.operation();
    Operation runsAs = given == null ? MethodEffects.operation(parts.method(), toString()) : given;
    Duration limit = parts.timeout();
    return limit == null ? runsAs : runsAs.deadline(limit);
  }

  /** The method and the route; never a value. */
  @Override
  public String toString() {
    return parts.label();
  }
}
