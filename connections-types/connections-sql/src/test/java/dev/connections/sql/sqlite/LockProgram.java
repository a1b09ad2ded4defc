package dev.connections.sql.sqlite;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A JVM that holds SQLite's write lock with rows that it has not committed, until it is killed. */
final class LockProgram {

  static final String LOCKED = "locked";

  private LockProgram() {}

  /**
   * Takes the lock.
   *
   * @param arguments the URL, and a statement to run under the lock
   */
  public static void main(String[] arguments) throws SQLException, InterruptedException {
    try (Connection jdbc = DriverManager.getConnection(arguments[0]);
        Statement statement = jdbc.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      statement.execute(arguments[1]);
      System.out.println(LOCKED);
      Thread.currentThread().join();
    }
  }
}
