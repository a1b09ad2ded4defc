package dev.connections.application;

import dev.connections.Operation;
import dev.connections.spi.ConnectionCore;
import dev.connections.spi.Endpoint;
import dev.connections.spi.Permit;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** An application that uses a connection, in a package that is not ours: its frames are seen. */
public final class Shop {

  private Shop() {}

  /** Takes what it should give back. */
  public static <E extends Endpoint> Permit<E> takes(
      ConnectionCore<E> connection, String operation) {
    return connection.admit(Operation.read(operation));
  }

  /** Makes a call whose work cares for nothing but the end. */
  public static <E extends Endpoint> String works(
      ConnectionCore<E> connection, Operation operation, CountDownLatch begun, CountDownLatch end) {
    return connection.execute(
        operation,
        (endpoint, scope) -> {
          begun.countDown();
          hangsUntil(end);
          return "done";
        });
  }

  /** Makes a call whose work goes on until the end, whoever interrupts it. */
  public static <E extends Endpoint> String ignores(
      ConnectionCore<E> connection, Operation operation, CountDownLatch begun, CountDownLatch end) {
    return connection.execute(
        operation,
        (endpoint, scope) -> {
          begun.countDown();
          ignoresUntil(end);
          return "done";
        });
  }

  /** Makes a call within a call. */
  public static <E extends Endpoint> String nests(
      ConnectionCore<E> connection, Operation outer, Operation inner) {
    return connection.execute(
        outer, (endpoint, scope) -> connection.execute(inner, (same, nested) -> "would deadlock"));
  }

  private static void ignoresUntil(CountDownLatch end) {
    while (end.getCount() > 0) {
      try {
        hangsUntil(end);
      } catch (InterruptedException ignored) {
        // that is the point
      }
    }
  }

  private static void hangsUntil(CountDownLatch end) throws InterruptedException {
    if (!end.await(20, TimeUnit.SECONDS)) {
      throw new AssertionError("Waited in vain for the end");
    }
  }
}
