#!/usr/bin/env bash
# SQLite's JDBC driver keeps the write lock in idle connections if transaction_mode is IMMEDIATE.
#
# IMMEDIATE is what one sets so that a transaction that reads first does not fail as busy. But with
# auto-commit off the driver begins the next transaction within commit() and rollback(), and does
# so in this mode too: with BEGIN IMMEDIATE. So a connection that has just committed, and that
# nobody uses any more, holds the lock that only one may have, until it is closed or auto-commit is
# switched on. Every other writer, of this process or another, fails as busy.
#
# Harms: pools that lend with auto-commit off (HikariCP's autoCommit=false), and code that keeps a
# connection with auto-commit off between two transactions.
#
# What to do: switch auto-commit on after each transaction before the connection lies idle; or leave
# the mode at DEFERRED and begin with a write, or with a BEGIN IMMEDIATE of one's own.
#
# Seen:
#   sqlite-jdbc 3.54.1.0, Java 17.0.15
#   IMMEDIATE, after commit(): the lock is held: SQLITE_BUSY
#   IMMEDIATE, after rollback(): the lock is held: SQLITE_BUSY
#   DEFERRED, after commit(): others can write

set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId>
  <artifactId>sqlite-idle-connection-keeps-the-write-lock</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.xerial</groupId>
      <artifactId>sqlite-jdbc</artifactId>
      <version>3.54.1.0</version>
    </dependency>
    <dependency>
      <groupId>org.slf4j</groupId>
      <artifactId>slf4j-nop</artifactId>
      <version>2.0.17</version>
    </dependency>
  </dependencies>
</project>
POM

cat > Finding.java <<'JAVA'
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

public class Finding {

  public static void main(String[] args) throws Exception {
    boolean same = show("IMMEDIATE, after commit()", "IMMEDIATE", false, "the lock is held: SQLITE_BUSY");
    same &= show("IMMEDIATE, after rollback()", "IMMEDIATE", true, "the lock is held: SQLITE_BUSY");
    same &= show("DEFERRED, after commit()", "DEFERRED", false, "others can write");
    System.exit(same ? 0 : 1);
  }

  private static boolean show(String what, String mode, boolean rollsBack, String expected) throws Exception {
    Path file = Files.createTempFile(Path.of(""), "finding", ".db");
    String url = "jdbc:sqlite:" + file + "?transaction_mode=" + mode + "&busy_timeout=300";
    String seen;
    try (Connection done = DriverManager.getConnection(url);
        Connection other = DriverManager.getConnection(url)) {
      run(done, "CREATE TABLE item (id INT)");
      done.setAutoCommit(false);
      try (PreparedStatement insert = done.prepareStatement("INSERT INTO item VALUES (1)")) {
        insert.executeUpdate();
      }
      if (rollsBack) {
        done.rollback();
      } else {
        done.commit();
      }
      // From here on nobody uses "done": it lies idle in a pool, say.
      try {
        run(other, "INSERT INTO item VALUES (2)");
        seen = "others can write";
      } catch (SQLException busy) {
        seen = "the lock is held: " + (busy.getErrorCode() == 5 ? "SQLITE_BUSY" : busy.toString());
      }
    }
    System.out.println(what + ": " + seen);
    return seen.equals(expected);
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
JAVA

mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath -Dmdep.outputFile=classpath.txt >&2
echo "sqlite-jdbc 3.54.1.0, Java $(java -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.version = //p')"
java -cp "$(cat classpath.txt)" Finding.java
