package dev.connections.rest.internal.request;

import dev.connections.Effect;
import dev.connections.Operation;
import java.util.Map;

/**
 * What doing a request twice does, by its method: what RFC 9110, section 9.2, says, and of the
 * methods that others define (RFC 3253, 4918, 5323, and that of QUERY) those that are safe. What
 * they call idempotent may fail the second time because it was done the first time, such as MOVE.
 */
public final class MethodEffects {

  private static final Map<String, Effect> BY_METHOD =
      Map.of(
          "GET", Effect.READ,
          "HEAD", Effect.READ,
          "OPTIONS", Effect.READ,
          "TRACE", Effect.READ,
          "PROPFIND", Effect.READ,
          "REPORT", Effect.READ,
          "SEARCH", Effect.READ,
          "QUERY", Effect.READ,
          "PUT", Effect.IDEMPOTENT,
          "DELETE", Effect.IDEMPOTENT);

  private MethodEffects() {}

  /** Whether a specification says what a method does, which needs no second look then. */
  public static boolean isKnown(String method) {
    return BY_METHOD.containsKey(method);
  }

  /** The effect of a method; methods that are not known are taken to be the worst. */
  public static Effect of(String method) {
    return BY_METHOD.getOrDefault(method, Effect.NON_IDEMPOTENT);
  }

  /** The operation of a request that was given none. */
  public static Operation operation(String method, String name) {
    return switch (of(method)) {
      case READ -> Operation.read(name);
      case IDEMPOTENT -> Operation.idempotent(name);
      case KEYED, NON_IDEMPOTENT -> Operation.nonIdempotent(name);
    };
  }
}
