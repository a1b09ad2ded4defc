#!/usr/bin/env bash
# In Commons Pool one hanging server stops minIdle and eviction of every pool in the process.
#
# All pools of a class loader share one thread (commons-pool-evictor), which evicts what was idle
# for too long and opens what minIdle asks for, by calling the pools' factories. While one factory
# waits for its server, no other pool is looked after: nothing is kept ready, nothing is evicted or
# tested while idle. The documentation of GenericObjectPool speaks of "an idle object eviction
# thread"; only the class EvictionTimer, which is not public, says that it is shared by all pools.
#
# Harms: programs with several pools of Jedis, DBCP or their own. A server that accepts and does not
# answer holds the thread for a whole connect timeout in each round, and for good if there is none.
# Pools of healthy servers then open connections in their callers' time, and lend connections that
# should have been closed or tested long ago.
#
# What to do: a short timeout for connecting in every factory; minIdle 0 where a server may hang; or
# the evictor off (durationBetweenEvictionRuns -1, the default) and a thread of one's own for each
# pool that calls evict() and preparePool().
#
# Seen:
#   commons-pool2 2.13.1, Java 17.0.15
#   all healthy: after 1 s 2 of 2 objects are ready, the object beyond its idle time is evicted: true
#   the factory of another pool waits: after 1 s 0 of 2 objects are ready, the object beyond its idle time is evicted: false
#   1 s after the other factory has its answer: 2 of 2 objects are ready, the object beyond its idle time is evicted: true

set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId>
  <artifactId>commons-pool-hanging-factory-stops-the-other-pools</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.apache.commons</groupId>
      <artifactId>commons-pool2</artifactId>
      <version>2.13.1</version>
    </dependency>
  </dependencies>
</project>
POM

cat > Finding.java <<'JAVA'
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;

public class Finding {
  public static void main(String[] args) throws Exception {
    boolean same;
    try (GenericObjectPool<Object> ready = pool(new CountDownLatch(0), 2);
        GenericObjectPool<Object> evicting = pool(new CountDownLatch(0), 0)) {
      evicting.addObject();
      Thread.sleep(1_000);
      same = show("all healthy: after 1 s", ready, evicting, 2, true);
    }

    CountDownLatch answer = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    try (GenericObjectPool<Object> hanging = pool(answer, asked, 1)) {
      asked.await();
      try (GenericObjectPool<Object> ready = pool(new CountDownLatch(0), 2);
          GenericObjectPool<Object> evicting = pool(new CountDownLatch(0), 0)) {
        evicting.addObject();
        Thread.sleep(1_000);
        same &= show("the factory of another pool waits: after 1 s", ready, evicting, 0, false);
        answer.countDown();
        Thread.sleep(1_000);
        same &= show("1 s after the other factory has its answer:", ready, evicting, 2, true);
      }
    }
    System.exit(same ? 0 : 1);
  }

  private static boolean show(
      String when,
      GenericObjectPool<Object> ready,
      GenericObjectPool<Object> evicting,
      int expected,
      boolean expectedGone) {
    int idle = ready.getNumIdle();
    boolean gone = evicting.getNumIdle() == 0;
    System.out.printf(
        "%s %d of 2 objects are ready, the object beyond its idle time is evicted: %b%n", when, idle, gone);
    return idle == expected && gone == expectedGone;
  }

  private static GenericObjectPool<Object> pool(CountDownLatch answer, int minIdle) {
    return pool(answer, new CountDownLatch(1), minIdle);
  }

  /** A pool whose server lets nobody in before the answer, looked after each 0.1 s. */
  private static GenericObjectPool<Object> pool(
      CountDownLatch answer, CountDownLatch asked, int minIdle) {
    GenericObjectPoolConfig<Object> config = new GenericObjectPoolConfig<>();
    config.setMinIdle(minIdle);
    config.setTimeBetweenEvictionRuns(Duration.ofMillis(100));
    // What is kept ready stays; in the pool that keeps nothing ready, 0.2 s are the limit.
    config.setMinEvictableIdleDuration(Duration.ofMillis(minIdle == 0 ? 200 : 60_000));
    return new GenericObjectPool<>(
        new BasePooledObjectFactory<Object>() {
          @Override
          public Object create() throws InterruptedException {
            asked.countDown();
            answer.await();
            return new Object();
          }

          @Override
          public PooledObject<Object> wrap(Object object) {
            return new DefaultPooledObject<>(object);
          }
        },
        config);
  }
}
JAVA

mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath -Dmdep.outputFile=classpath.txt >&2
echo "commons-pool2 2.13.1, Java $(java -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.version = //p')"
java -cp "$(cat classpath.txt)" Finding.java
