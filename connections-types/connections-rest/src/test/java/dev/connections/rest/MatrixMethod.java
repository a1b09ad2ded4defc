package dev.connections.rest;

import dev.connections.Operation;

/** The requests of the fault matrix: each method, and a POST whose operation has a key. */
enum MatrixMethod {
  GET,
  HEAD,
  PUT,
  POST,
  KEYED,
  DELETE,
  PATCH;

  /** What the body is, of a request that has one. */
  static final String BODY = "{\"book\":\"b-1\"}";

  /** The request; its operation is what its method says, but for the one with a key. */
  RestRequest request() {
    RestRequest request =
        RestRequest.of(this == KEYED ? "POST" : name(), "/orders").header("X-Customer", "c-1");
    return switch (this) {
      case GET, HEAD, DELETE -> request;
      case PUT, POST, PATCH -> request.body(BODY, "application/json");
      case KEYED ->
          request.body(BODY, "application/json").operation(Operation.keyed("place").key("o-1"));
    };
  }
}
