package dev.connections.rest.internal.request;

/** What to call a request in messages: its method and URL, without a value. */
public record RequestLabel(String method, BaseUrl base, RouteTemplate route) {

  /** Put together only where a message needs it. */
  @Override
  public String toString() {
    return method + " " + base.show(route);
  }
}
