package dev.connections.rest;

import dev.connections.Operation;
import java.io.File;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.RequestBody;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

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
public final class RestRequest {

  /** Some of WebDAV's have a hyphen, such as VERSION-CONTROL. */
  private static final Pattern METHOD = Pattern.compile("[A-Z]+(-[A-Z]+)*");

  private final String method;
  private final RouteTemplate route;
  private final Map<String, Object> values;
  private final List<Map.Entry<String, String>> query;
  private final List<Map.Entry<String, String>> headers;
  private final RequestContent content;
  private final @Nullable Operation operation;
  private final @Nullable Duration timeout;

  private RestRequest(
      String method,
      RouteTemplate route,
      Map<String, Object> values,
      List<Map.Entry<String, String>> query,
      List<Map.Entry<String, String>> headers,
      RequestContent content,
      @Nullable Operation operation,
      @Nullable Duration timeout) {
    this.method = method;
    this.route = route;
    this.values = values;
    this.query = query;
    this.headers = headers;
    this.content = content;
    this.operation = operation;
    this.timeout = timeout;
  }

  /**
   * A request.
   *
   * @param method the method, in the case in which it is sent
   * @param route where to, such as {@code /orders/{id}}; empty for the connection's url itself
   * @throws IllegalArgumentException if the method is no word or the route is not allowed
   */
  public static RestRequest of(String method, String route) {
    if (!MethodEffects.isKnown(method) && !METHOD.matcher(method).matches()) {
      throw new IllegalArgumentException(
          "'" + method + "' is not a method; it is written in capital letters, such as GET");
    }
    return new RestRequest(
        method,
        new RouteTemplate(route),
        Map.of(),
        List.of(),
        List.of(),
        RequestContent.NONE,
        null,
        null);
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
    Map<String, Object> more = new LinkedHashMap<>(values);
    more.putAll(variables);
    return new RestRequest(
        method,
        route,
        Collections.unmodifiableMap(more),
        query,
        headers,
        content,
        operation,
        timeout);
  }

  /** With one more query parameter, escaped; the same name may be given several times. */
  public RestRequest query(String name, Object value) {
    return new RestRequest(
        method,
        route,
        values,
        plus(query, name, String.valueOf(value)),
        headers,
        content,
        operation,
        timeout);
  }

  /**
   * With one more header. It takes the place of the connection's own header of that name.
   *
   * @throws IllegalArgumentException if the name or the value is not allowed, such as one with a
   *     line break
   */
  public RestRequest header(String name, String value) {
    HeaderRules.check(name, value);
    return new RestRequest(
        method, route, values, query, plus(headers, name, value), content, operation, timeout);
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

  /** With a body: a form with secrets, which is made for each attempt and never redirected. */
  RestRequest secretForm(Function<HttpUrl, String> text) {
    return content(new RequestContent.SecretForm(text));
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
    if (content instanceof RequestContent.Form form) {
      return content(new RequestContent.Form(plus(form.fields(), name, String.valueOf(value))));
    }
    if (content != RequestContent.NONE) {
      throw new IllegalArgumentException(
          this + " has a body already, to which the field '" + name + "' cannot be added");
    }
    return content(new RequestContent.Form(plus(List.of(), name, String.valueOf(value))));
  }

  private RestRequest content(RequestContent newContent) {
    if (method.equals("GET") || method.equals("HEAD")) {
      throw new IllegalArgumentException(
          this + " cannot have a body; use query(name, value), or another method");
    }
    return new RestRequest(method, route, values, query, headers, newContent, operation, timeout);
  }

  /** As an operation: its name, its effect, its limits, and its key if it has one. */
  public RestRequest operation(Operation newOperation) {
    return new RestRequest(method, route, values, query, headers, content, newOperation, timeout);
  }

  /** With a limit for everything together, in place of the operation's or the connection's. */
  public RestRequest timeout(Duration newTimeout) {
    return new RestRequest(method, route, values, query, headers, content, operation, newTimeout);
  }

  private static List<Map.Entry<String, String>> plus(
      List<Map.Entry<String, String>> entries, String name, String value) {
    List<Map.Entry<String, String>> more = new ArrayList<>(entries);
    more.add(Map.entry(name, value));
    return List.copyOf(more);
  }

  /** The method. */
  public String method() {
    return method;
  }

  /** The route, variables unreplaced. */
  public String route() {
    return route.toString();
  }

  /** What it runs as: the given operation, or one named after method and route. */
  public Operation operation() {
    Operation runsAs = operation == null ? MethodEffects.operation(method, toString()) : operation;
    return timeout == null ? runsAs : runsAs.deadline(timeout);
  }

  /** Equal for requests that ask for the same; one with a body equals only itself. */
  Object identity() {
    return content == RequestContent.NONE ? List.of(method, route(), values, query, headers) : this;
  }

  RouteTemplate template() {
    return route;
  }

  Map<String, Object> values() {
    return values;
  }

  List<Map.Entry<String, String>> query() {
    return query;
  }

  List<Map.Entry<String, String>> headers() {
    return headers;
  }

  RequestContent content() {
    return content;
  }

  /** The method and the route; never a value. */
  @Override
  public String toString() {
    return method + " " + route;
  }
}
