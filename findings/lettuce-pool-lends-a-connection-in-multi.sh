#!/usr/bin/env bash
# Lettuce's pool lends a connection that is still between MULTI and EXEC: what the next users write
# is never done, and nobody gets an error.
#
# Work that fails between multi() and exec() gives its connection back as it is; the pool of
# ConnectionPoolSupport sends no DISCARD and does not look at isMulti(). On that connection Redis
# only queues whatever comes next: to the next users set, incr and get return null at once, and
# nothing is stored. The first error is that of the next transaction, whose multi() is rejected, and
# that does not end the state. The example for this pool in Lettuce's documentation (multi(), set,
# exec() in a try-with-resources) does this on each exception in between. Jedis gives back its
# connections with the transaction discarded.
#
# Harms: services with a pool of Lettuce's and transactions: after one failed transaction the writes
# through one connection of the pool vanish for as long as it lives. The pool lends first what was
# given back last, so under little load that is every write.
#
# What to do: discard() whenever isMulti() is true before the connection is given back (a finally in
# each transaction, or passivateObject of a factory of one's own). SELECT and setTimeout of one user
# stay, too.
#
# Seen:
#   lettuce-core 7.7.0.RELEASE, jedis 8.0.2, commons-pool2 2.13.1, embedded-redis 1.4.4, Java 17.0.15
#   Lettuce, a transaction failed before exec(): the next 3 users' incr returned [null, null, null], stored null
#   then the transaction of a fourth user: ERR MULTI calls can not be nested
#   then incr of a fifth user returned null, stored null
#   Jedis, the same: the next 3 users' incr returned [1, 2, 3], stored 3

set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId>
  <artifactId>lettuce-pool-lends-a-connection-in-multi</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.slf4j</groupId>
      <artifactId>slf4j-nop</artifactId>
      <version>2.0.17</version>
    </dependency>
    <dependency>
      <groupId>io.lettuce</groupId>
      <artifactId>lettuce-core</artifactId>
      <version>7.7.0.RELEASE</version>
    </dependency>
    <dependency>
      <groupId>redis.clients</groupId>
      <artifactId>jedis</artifactId>
      <version>8.0.2</version>
    </dependency>
    <dependency>
      <groupId>org.apache.commons</groupId>
      <artifactId>commons-pool2</artifactId>
      <version>2.13.1</version>
    </dependency>
    <dependency>
      <groupId>com.github.codemonstur</groupId>
      <artifactId>embedded-redis</artifactId>
      <version>1.4.4</version>
    </dependency>
  </dependencies>
</project>
POM

cat > Finding.java <<'JAVA'
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.support.ConnectionPoolSupport;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPool;
import redis.clients.jedis.Transaction;
import redis.embedded.RedisServer;

public class Finding {
  public static void main(String[] args) throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    RedisServer server = RedisServer.newRedisServer().port(port).setting("bind 127.0.0.1").build();
    server.start();
    boolean same = false;
    try {
      same = lettuce(port) & jedis(port);
    } finally {
      server.stop();
    }
    System.exit(same ? 0 : 1);
  }

  private static boolean lettuce(int port) throws Exception {
    RedisClient client = RedisClient.create("redis://localhost:" + port);
    try (GenericObjectPool<StatefulRedisConnection<String, String>> pool =
            ConnectionPoolSupport.createGenericObjectPool(
                client::connect, new GenericObjectPoolConfig<>());
        StatefulRedisConnection<String, String> observer = client.connect()) {
      try (StatefulRedisConnection<String, String> connection = pool.borrowObject()) {
        connection.sync().multi();
        connection.sync().set("order", "1");
        throw new IllegalStateException("the work fails before exec()");
      } catch (IllegalStateException expected) {
        // The connection has been given back by try-with-resources.
      }
      List<Long> answers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        try (StatefulRedisConnection<String, String> connection = pool.borrowObject()) {
          answers.add(connection.sync().incr("visits"));
        }
      }
      String stored = observer.sync().get("visits");
      System.out.printf(
          "Lettuce, a transaction failed before exec(): the next 3 users' incr returned %s, stored %s%n",
          answers, stored);
      String rejection = "none";
      try (StatefulRedisConnection<String, String> connection = pool.borrowObject()) {
        connection.sync().multi();
        connection.sync().set("order", "2");
        connection.sync().exec();
      } catch (RedisCommandExecutionException rejected) {
        rejection = rejected.getMessage();
      }
      System.out.println("then the transaction of a fourth user: " + rejection);
      Long last;
      try (StatefulRedisConnection<String, String> connection = pool.borrowObject()) {
        last = connection.sync().incr("visits");
      }
      String end = observer.sync().get("visits");
      System.out.printf("then incr of a fifth user returned %s, stored %s%n", last, end);
      return stored == null
          && answers.stream().allMatch(answer -> answer == null)
          && last == null
          && end == null;
    } finally {
      client.shutdown();
    }
  }

  @SuppressWarnings("deprecation")
  private static boolean jedis(int port) {
    try (JedisPool pool = new JedisPool("localhost", port)) {
      try (Jedis connection = pool.getResource()) {
        Transaction transaction = connection.multi();
        transaction.set("order", "1");
        throw new IllegalStateException("the work fails before exec()");
      } catch (IllegalStateException expected) {
        // The connection has been given back by try-with-resources.
      }
      List<Long> answers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        try (Jedis connection = pool.getResource()) {
          answers.add(connection.incr("calls"));
        }
      }
      String stored;
      try (Jedis connection = pool.getResource()) {
        stored = connection.get("calls");
      }
      System.out.printf(
          "Jedis, the same: the next 3 users' incr returned %s, stored %s%n", answers, stored);
      return "3".equals(stored);
    }
  }
}
JAVA

mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath -Dmdep.outputFile=classpath.txt >&2
echo "lettuce-core 7.7.0.RELEASE, jedis 8.0.2, commons-pool2 2.13.1, embedded-redis 1.4.4, Java $(java -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.version = //p')"
java -cp "$(cat classpath.txt)" Finding.java
