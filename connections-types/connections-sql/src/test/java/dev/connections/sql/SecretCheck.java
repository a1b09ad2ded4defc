package dev.connections.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.failure.ConnectionException;
import dev.connections.testsupport.PostgresServer;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Looks for the password where it must not be. */
final class SecretCheck {

  private SecretCheck() {}

  static void assertNowhereIn(ConnectionException failure) {
    StringWriter everything = new StringWriter();
    failure.printStackTrace(new PrintWriter(everything));
    assertThat(everything + failure.diagnosis().toString()).doesNotContain(PostgresServer.PASSWORD);
  }
}
