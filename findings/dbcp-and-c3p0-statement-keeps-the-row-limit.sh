#!/usr/bin/env bash
# With pooled statements, Commons DBCP and c3p0 hand on the row limit of the last user: the next
# one gets fewer rows, without any error.
#
# Both can keep a closed prepared statement and give it to the next one who prepares the same text
# (DBCP: poolPreparedStatements, c3p0: maxStatements). They clear its parameters, but not what
# Statement.setMaxRows, setQueryTimeout and setFetchSize have set. JDBC describes these as settings of
# one statement, and a statement that was just prepared has no row limit. So a list that somebody has
# asked for with setMaxRows(1) is cut off after one row for everybody who runs the same text on that
# connection afterwards; with several connections that is now and then. (moqui-framework#737 met it
# with a third pool, Bitronix.)
#
# Harms: programs with such a cache and one place that limits rows or time: exports, sums in the
# program and "is there any" checks on one text, Spring's JdbcTemplate with and without maxRows
# (it sets the limit only where one is given). The result is incomplete and looks complete.
#
# What to do: leave these caches off (PostgreSQL's driver has one of its own, without this effect);
# or write the limit into the text (LIMIT, FETCH FIRST), so that it is another statement; or set
# maxRows, queryTimeout and fetchSize each time. DBCP's clearStatementPoolOnReturn helps, too, but
# only between two loans of a connection.
#
# Seen:
#   commons-dbcp2 2.14.0, c3p0 0.14.1, h2 2.5.252, Java 17.0.15
#   DBCP, statements not pooled: with setMaxRows(1) 1 row, then without 5 of 5 rows
#   DBCP, poolPreparedStatements: with setMaxRows(1) 1 row, then without 1 of 5 rows
#   c3p0, statements not pooled: with setMaxRows(1) 1 row, then without 5 of 5 rows
#   c3p0, maxStatements 20: with setMaxRows(1) 1 row, then without 1 of 5 rows

set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId>
  <artifactId>dbcp-and-c3p0-statement-keeps-the-row-limit</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.apache.commons</groupId>
      <artifactId>commons-dbcp2</artifactId>
      <version>2.14.0</version>
    </dependency>
    <dependency>
      <groupId>com.mchange</groupId>
      <artifactId>c3p0</artifactId>
      <version>0.14.1</version>
    </dependency>
    <dependency>
      <groupId>com.h2database</groupId>
      <artifactId>h2</artifactId>
      <version>2.5.252</version>
    </dependency>
  </dependencies>
</project>
POM

cat > quiet.properties <<'LOGGING'
handlers=
LOGGING

cat > Finding.java <<'JAVA'
import com.mchange.v2.c3p0.ComboPooledDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;

public class Finding {
  private static final String URL = "jdbc:h2:mem:finding;DB_CLOSE_DELAY=-1";

  public static void main(String[] args) throws Exception {
    try (Connection connection = DriverManager.getConnection(URL);
        Statement statement = connection.createStatement()) {
      statement.execute("create table book as select x as id from system_range(1, 5)");
    }
    boolean same = show("DBCP, statements not pooled", dbcp(false)) == 5;
    same &= show("DBCP, poolPreparedStatements", dbcp(true)) == 1;
    same &= show("c3p0, statements not pooled", c3p0(0)) == 5;
    same &= show("c3p0, maxStatements 20", c3p0(20)) == 1;
    System.exit(same ? 0 : 1);
  }

  private static DataSource dbcp(boolean pooled) {
    BasicDataSource source = new BasicDataSource();
    source.setUrl(URL);
    source.setMaxTotal(1);
    source.setPoolPreparedStatements(pooled);
    return source;
  }

  private static DataSource c3p0(int statements) {
    ComboPooledDataSource source = new ComboPooledDataSource();
    source.setJdbcUrl(URL);
    source.setInitialPoolSize(1);
    source.setMinPoolSize(1);
    source.setMaxPoolSize(1);
    source.setMaxStatements(statements);
    return source;
  }

  private static int show(String how, DataSource source) throws SQLException {
    int limited = rows(source, 1);
    int all = rows(source, 0);
    System.out.printf(
        "%s: with setMaxRows(1) %d row, then without %d of 5 rows%n", how, limited, all);
    return limited == 1 ? all : -1;
  }

  /** Borrows a connection and runs the query; a limit of 0 means that none is set. */
  private static int rows(DataSource source, int limit) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement("select id from book")) {
      if (limit > 0) {
        statement.setMaxRows(limit);
      }
      int rows = 0;
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          rows++;
        }
      }
      return rows;
    }
  }
}
JAVA

mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath -Dmdep.outputFile=classpath.txt >&2
echo "commons-dbcp2 2.14.0, c3p0 0.14.1, h2 2.5.252, Java $(java -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.version = //p')"
java -Djava.util.logging.config.file=quiet.properties -cp "$(cat classpath.txt)" Finding.java
