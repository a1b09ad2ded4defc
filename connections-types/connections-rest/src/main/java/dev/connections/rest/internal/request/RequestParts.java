package dev.connections.rest.internal.request;

import dev.connections.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request is made of. Immutable.
 *
 * @param method the method, in the case in which it is sent
 * @param route where to, variables unreplaced
 * @param values the values of the route's variables
 * @param query the query parameters in their order, not escaped
 * @param headers the headers in their order
 * @param content what it carries
 * @param operation what it runs as; null if the method decides
 * @param timeout a limit for everything together; null for that of the operation
 */
public record RequestParts(
    String method,
    RouteTemplate route,
    Map<String, Object> values,
    List<Map.Entry<String, String>> query,
    List<Map.Entry<String, String>> headers,
    RequestContent content,
    @Nullable Operation operation,
    @Nullable Duration timeout) {

  /** Some of WebDAV's have a hyphen, such as VERSION-CONTROL. */
  private static final Pattern METHOD = Pattern.compile("[A-Z]+(-[A-Z]+)*");

  /**
   * A request without anything else.
   *
   * @throws IllegalArgumentException if the method is no word or the route is not allowed
   */
  public static RequestParts of(String method, String route) {
    if (!MethodEffects.isKnown(method) && !METHOD.matcher(method).matches()) {
      throw new IllegalArgumentException(
          "'" + method + "' is not a method; it is written in capital letters, such as GET");
    }
    return new RequestParts(
        method,
        new RouteTemplate(route),
        Map.of(),
        List.of(),
        List.of(),
        RequestContent.NONE,
        null,
        null);
  }

  /** The parts of a request of users. */
  public static RequestParts of(PartedRequest request) {
    return request.parts;
  }

  /** With values of variables of the route. */
  public RequestParts withValues(Map<String, ?> variables) {
    Map<String, Object> all = new LinkedHashMap<>(values);
    all.putAll(variables);
    return new RequestParts(
        method,
        route,
        Collections.unmodifiableMap(all),
        query,
        headers,
        content,
        operation,
        timeout);
  }

  /** With one more query parameter. */
  public RequestParts withQuery(String name, String value) {
    return new RequestParts(
        method, route, values, plus(query, name, value), headers, content, operation, timeout);
  }

  /**
   * With one more header.
   *
   * @throws IllegalArgumentException if the name or the value is not allowed
   */
  public RequestParts withHeader(String name, String value) {
    HeaderRules.check(name, value);
    return new RequestParts(
        method, route, values, query, plus(headers, name, value), content, operation, timeout);
  }

  /**
   * With one more field of a form.
   *
   * @throws IllegalArgumentException if the request has another body, or cannot have one
   */
  public RequestParts withField(String name, String value) {
    if (content instanceof RequestContent.Form form) {
      return withContent(new RequestContent.Form(plus(form.fields(), name, value)));
    }
    if (content != RequestContent.NONE) {
      throw new IllegalArgumentException(
          label() + " has a body already, to which the field '" + name + "' cannot be added");
    }
    return withContent(new RequestContent.Form(plus(List.of(), name, value)));
  }

  /**
   * With something that it carries.
   *
   * @throws IllegalArgumentException if the method has no body
   */
  public RequestParts withContent(RequestContent carried) {
    if (method.equals("GET") || method.equals("HEAD")) {
      throw new IllegalArgumentException(
          label() + " cannot have a body; use query(name, value), or another method");
    }
    return new RequestParts(method, route, values, query, headers, carried, operation, timeout);
  }

  /** As an operation. */
  public RequestParts withOperation(Operation runsAs) {
    return new RequestParts(method, route, values, query, headers, content, runsAs, timeout);
  }

  /** With a limit for everything together. */
  public RequestParts withTimeout(Duration limit) {
    return new RequestParts(method, route, values, query, headers, content, operation, limit);
  }

  /** The method and the route; never a value. */
  public String label() {
    return method + " " + route;
  }

  /** Equal for requests that ask for the same; one with a body equals only itself. */
  public Object identity() {
    return content == RequestContent.NONE ? List.of(label(), values, query, headers) : this;
  }

  private static List<Map.Entry<String, String>> plus(
      List<Map.Entry<String, String>> entries, String name, String value) {
    List<Map.Entry<String, String>> more = new ArrayList<>(entries);
    more.add(Map.entry(name, value));
    return List.copyOf(more);
  }
}
