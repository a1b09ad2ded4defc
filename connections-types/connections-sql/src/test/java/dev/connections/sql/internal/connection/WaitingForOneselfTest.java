package dev.connections.sql.internal.connection;

import static dev.connections.sql.fixture.Statements.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.Operation;
import dev.connections.application.Nesting;
import dev.connections.failure.AcquireTimeoutException;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.fixture.LogFile;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.PostgresServer;
import java.net.ServerSocket;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A pool of one connection, and work that waits for another one: what is told shows the work, and
 * that it may wait for itself. An outsider was shown {@code Thread.getStackTrace}, and no hint.
 */
@Timeout(60)
class WaitingForOneselfTest {

  private static final Operation OUTER = Operation.nonIdempotent("outer");
  private static final Operation INNER = Operation.nonIdempotent("inner");

  private @Nullable SqlFixture fixture;

  @AfterEach
  void stop() {
    if (fixture != null) {
      fixture.close();
    }
  }

  private SqlConnection orders() throws Exception {
    SqlFixture opened =
        SqlFixture.of(
            SqlFixture.app(PostgresServer.shared().port(), 1), "timeouts.acquire", "300ms");
    fixture = opened;
    Await.until(
        "the pool",
        () -> opened.connection().tryExecute(Operation.read("warm"), jdbc -> 1).isSuccess());
    return opened.connection();
  }

  @Test
  void aTransactionBesideTheOnlyConnectionShowsWhereTheOuterOneIs() throws Exception {
    SqlConnection orders = orders();

    AcquireTimeoutException failure =
        catchThrowableOfType(
            AcquireTimeoutException.class, () -> Nesting.inTransactions(orders, OUTER, INNER));

    assertThat(failure)
        .hasMessageContainingAll(
            "'outer' for",
            "now at " + Nesting.class.getName() + ".takesAnother",
            "possible deadlock: this thread holds 1 of these 1 permits")
        .hasMessageNotContainingAny("getStackTrace", "LockSupport", "dev.connections.internal");
    assertThat(orders.health().problem()).doesNotContain("0 callers wait");
  }

  @Test
  void waitingInWorkForAnotherCallIsToldAsAPossibleDeadlock() throws Exception {
    SqlConnection orders = orders();

    CompletionException failure =
        catchThrowableOfType(
            CompletionException.class,
            () ->
                orders.run(
                    OUTER,
                    jdbc -> orders.executeAsync(INNER, other -> number(other, "SELECT 1")).join()));

    assertThat(failure.getCause())
        .isInstanceOf(AcquireTimeoutException.class)
        .hasMessageContainingAll(
            "'outer' for",
            "possible deadlock: the thread that asked for this call holds 1 of these 1 permits",
            "Do not wait inside the work of a call for the future");
  }

  @Test
  void openingThatFailsIsNotLoggedAsACall() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    SqlFixture opened = SqlFixture.of(SqlFixture.app(port, 1));
    fixture = opened;
    int before = LogFile.read().length();

    assertThat(catchThrowableOfType(Exception.class, () -> opened.connection().connect()))
        .hasMessageContaining("connection refused");

    Await.until(
        "the line", () -> LogFile.read().substring(before).contains("orders-db: opening failed: "));
    assertThat(LogFile.read().substring(before)).doesNotContain("call failed");
  }
}
