#!/usr/bin/env bash
# In Lettuce a BLPOP that has timed out at the client takes the next element of the list and drops
# it.
#
# The client's command timeout ends the caller's wait with RedisCommandTimeoutException; it does not
# end the command on the server. There the BLPOP goes on waiting, on a connection that stays open.
# The next element that somebody pushes is handed to it and removed from the list, its answer
# reaches a command that nobody waits for any more, and the element is gone: no exception, no log
# line. The default command timeout is 60 s, so `BLPOP queue 0` or any longer wait meets it in each
# quiet minute.
#
# Harms: work queues on Redis lists read with BLPOP, BRPOP or BLMOVE: one lost job after each quiet
# period.
#
# What to do: keep the server's wait clearly shorter than the client's timeout; close the connection
# after a client timeout of a blocking command; or use BLMOVE into a second list, from which a lost
# element can be brought back.
#
# Seen:
#   lettuce-core 7.7.0.RELEASE, embedded-redis 1.4.4, Java 17.0.15
#   BLPOP jobs 30, client timeout 0.5 s: RedisCommandTimeoutException true
#   then RPUSH jobs "job 1": elements in the list 0
#   then LPOP by the worker on the same connection: null

set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId>
  <artifactId>lettuce-timed-out-pop-takes-the-next-element</artifactId>
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
      <groupId>com.github.codemonstur</groupId>
      <artifactId>embedded-redis</artifactId>
      <version>1.4.4</version>
    </dependency>
  </dependencies>
</project>
POM

cat > Finding.java <<'JAVA'
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.api.StatefulRedisConnection;
import java.net.ServerSocket;
import java.time.Duration;
import redis.embedded.RedisServer;

public class Finding {
  public static void main(String[] args) throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    RedisServer server = RedisServer.newRedisServer().port(port).setting("bind 127.0.0.1").build();
    server.start();
    RedisClient client = RedisClient.create("redis://localhost:" + port);
    boolean same;
    try (StatefulRedisConnection<String, String> worker = client.connect();
        StatefulRedisConnection<String, String> producer = client.connect()) {
      worker.setTimeout(Duration.ofMillis(500));
      boolean timedOut = false;
      try {
        worker.sync().blpop(30, "jobs");
      } catch (RedisCommandTimeoutException late) {
        timedOut = true;
      }
      System.out.println("BLPOP jobs 30, client timeout 0.5 s: RedisCommandTimeoutException " + timedOut);
      producer.sync().rpush("jobs", "job 1");
      long left = producer.sync().llen("jobs");
      System.out.println("then RPUSH jobs \"job 1\": elements in the list " + left);
      Object next = worker.sync().lpop("jobs");
      System.out.println("then LPOP by the worker on the same connection: " + next);
      same = timedOut && left == 0 && next == null;
    } finally {
      client.shutdown();
      server.stop();
    }
    System.exit(same ? 0 : 1);
  }
}
JAVA

mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath -Dmdep.outputFile=classpath.txt >&2
echo "lettuce-core 7.7.0.RELEASE, embedded-redis 1.4.4, Java $(java -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.version = //p')"
java -cp "$(cat classpath.txt)" Finding.java
