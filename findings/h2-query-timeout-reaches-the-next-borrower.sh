#!/usr/bin/env bash
# With H2 behind HikariCP, the query timeout of one statement cancels the statements of the next
# borrower.
#
# In H2 setQueryTimeout on a statement sets it for the whole session, and it stays when the
# statement is closed. HikariCP resets auto-commit, isolation, read-only, catalog and network
# timeout of a connection that is given back, and has no query timeout to reset, since JDBC has it
# on statements only. So whoever gets that connection next has a limit that it never set; a fresh
# statement of another borrower is cancelled with 57014. With PostgreSQL's driver the same code is
# right.
#
# Harms: tests and desktop or embedded applications on H2 in which one place (Spring's
# @Transactional(timeout), JdbcTemplate.setQueryTimeout, jOOQ, Hibernate hints) sets a timeout:
# failures at another place, by chance of who gets the connection.
#
# What to do: set the query timeout back to 0 before the statement is closed, or set it on every
# statement; or run `SET QUERY_TIMEOUT 0` when a connection is taken.
#
# Seen:
#   HikariCP 7.1.0, h2 2.5.252, Java 17.0.15
#   first borrower: setQueryTimeout(1), select 1, statement and connection closed
#   second borrower, new statement: getQueryTimeout() = 1
#   second borrower, a slow query: SQLSTATE 57014

set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId>
  <artifactId>h2-query-timeout-reaches-the-next-borrower</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.slf4j</groupId>
      <artifactId>slf4j-nop</artifactId>
      <version>2.0.17</version>
    </dependency>
    <dependency>
      <groupId>com.zaxxer</groupId>
      <artifactId>HikariCP</artifactId>
      <version>7.1.0</version>
    </dependency>
    <dependency>
      <groupId>com.h2database</groupId>
      <artifactId>h2</artifactId>
      <version>2.5.252</version>
    </dependency>
  </dependencies>
</project>
POM

cat > Finding.java <<'JAVA'
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;

public class Finding {
  private static final String SLOW =
      "select count(*) from system_range(1, 100000) a, system_range(1, 100000) b where a.x + b.x = -1";

  public static void main(String[] args) throws Exception {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:h2:mem:orders");
    config.setMaximumPoolSize(1);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      try (var connection = pool.getConnection(); var statement = connection.createStatement()) {
        statement.setQueryTimeout(1);
        statement.execute("select 1");
      }
      System.out.println("first borrower: setQueryTimeout(1), select 1, statement and connection closed");
      try (var connection = pool.getConnection(); var statement = connection.createStatement()) {
        int inherited = statement.getQueryTimeout();
        System.out.println("second borrower, new statement: getQueryTimeout() = " + inherited);
        String state = "none";
        try {
          statement.executeQuery(SLOW);
        } catch (SQLException cancelled) {
          state = cancelled.getSQLState();
        }
        System.out.println("second borrower, a slow query: SQLSTATE " + state);
        System.exit(inherited == 1 && state.equals("57014") ? 0 : 1);
      }
    }
  }
}
JAVA

mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath -Dmdep.outputFile=classpath.txt >&2
echo "HikariCP 7.1.0, h2 2.5.252, Java $(java -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.version = //p')"
java -cp "$(cat classpath.txt)" Finding.java
