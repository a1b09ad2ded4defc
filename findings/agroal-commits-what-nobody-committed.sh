#!/usr/bin/env bash
# Agroal commits a transaction whose work has failed, when its connection is closed.
#
# Who takes a connection, calls setAutoCommit(false), inserts, and leaves by an exception through
# try-with-resources has committed: the row is stored. Agroal's default (no transaction integration)
# gives the connection back by calling setAutoCommit(true), and JDBC says that this commits an open
# transaction. There is no rollback before it. HikariCP rolls back at this place, so code that was
# right there stores half-done work after a change of the pool.
#
# Harms: services that use Agroal outside of Quarkus' transaction manager (jOOQ, JDBI, plain JDBC),
# after any exception between setAutoCommit(false) and commit().
#
# What to do: call rollback() in a catch or finally block, always; or use Agroal with a transaction
# integration. Test it with a failing unit of work and a second session that counts rows.
#
# Seen:
#   agroal-pool 3.2.1, HikariCP 7.1.0, h2 2.5.252, Java 17.0.15
#   setAutoCommit(false), one insert, an exception, close(); rows then seen by another session:
#     HikariCP: 0
#     Agroal:   1

set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId>
  <artifactId>agroal-commits-what-nobody-committed</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.slf4j</groupId>
      <artifactId>slf4j-nop</artifactId>
      <version>2.0.17</version>
    </dependency>
    <dependency>
      <groupId>io.agroal</groupId>
      <artifactId>agroal-pool</artifactId>
      <version>3.2.1</version>
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
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import java.sql.DriverManager;
import java.sql.SQLException;
import javax.sql.DataSource;

public class Finding {
  public static void main(String[] args) throws Exception {
    int afterHikari;
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:h2:mem:hikari");
    try (HikariDataSource hikari = new HikariDataSource(config)) {
      afterHikari = rowsAfterFailedWork(hikari, "jdbc:h2:mem:hikari");
    }
    int afterAgroal;
    try (AgroalDataSource agroal =
        AgroalDataSource.from(
            new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(
                    pool ->
                        pool.maxSize(2)
                            .minSize(1)
                            .connectionFactoryConfiguration(
                                factory -> factory.jdbcUrl("jdbc:h2:mem:agroal"))))) {
      afterAgroal = rowsAfterFailedWork(agroal, "jdbc:h2:mem:agroal");
    }
    System.out.println("setAutoCommit(false), one insert, an exception, close(); rows then seen by another session:");
    System.out.println("  HikariCP: " + afterHikari);
    System.out.println("  Agroal:   " + afterAgroal);
    System.exit(afterHikari == 0 && afterAgroal == 1 ? 0 : 1);
  }

  private static int rowsAfterFailedWork(DataSource pool, String url) throws SQLException {
    try (var connection = pool.getConnection(); var statement = connection.createStatement()) {
      statement.execute("create table account (amount int)");
    }
    try (var connection = pool.getConnection(); var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("insert into account values (100)");
      throw new IllegalStateException("the second half of the work fails");
    } catch (IllegalStateException expected) {
      // The connection is closed by now; nobody has called commit.
    }
    try (var other = DriverManager.getConnection(url);
        var statement = other.createStatement();
        var rows = statement.executeQuery("select count(*) from account")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
JAVA

mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath -Dmdep.outputFile=classpath.txt >&2
echo "agroal-pool 3.2.1, HikariCP 7.1.0, h2 2.5.252, Java $(java -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.version = //p')"
java -cp "$(cat classpath.txt)" Finding.java
