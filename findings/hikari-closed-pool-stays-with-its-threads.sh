#!/usr/bin/env bash
# A closed HikariCP pool stays in memory for as long as a thread lives that has used it.
#
# Each thread keeps a list of the connections that it has returned, in a thread-local of the pool.
# Their entries refer to the pool, and so to that thread-local itself, which therefore is never
# collected. close() takes the entries out of the list of the one thread that closes them. So a
# pool that is closed by another thread than the one that used it is never freed while that thread
# lives: pool, data source, and whatever the application's own DataSource holds. With a class
# loader that is not the system's, the references are weak and the pool goes.
#
# Harms: test suites and programs that make and close pools for tenants, while their worker threads
# live on, on a plain class path.
#
# What to do: -Dcom.zaxxer.hikari.useWeakReferences=true, which is for the whole process; or close
# the pool on the thread that used it, where there is only one.
#
# Seen:
#   HikariCP 7.1.0, Java 17.0.15
#   20 pools used by one thread and closed by the same: 0 are still there
#   20 pools used by one thread and closed by another: 20 are still there
#   the same after the thread that used them has ended: 0 are still there

set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId>
  <artifactId>hikari-closed-pool-stays-with-its-threads</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.zaxxer</groupId>
      <artifactId>HikariCP</artifactId>
      <version>7.1.0</version>
    </dependency>
    <dependency>
      <groupId>com.h2database</groupId>
      <artifactId>h2</artifactId>
      <version>2.4.240</version>
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
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

public class Finding {
  private static final int POOLS = 20;

  public static void main(String[] args) throws Exception {
    ExecutorService user = Executors.newSingleThreadExecutor();
    ExecutorService closer = Executors.newSingleThreadExecutor();
    boolean same = show("20 pools used by one thread and closed by the same", rounds(user, user), 0);
    List<WeakReference<HikariDataSource>> closed = rounds(user, closer);
    same &= show("20 pools used by one thread and closed by another", closed, POOLS);
    user.shutdown();
    while (!user.isTerminated()) {
      Thread.sleep(10);
    }
    Thread.sleep(200); // the thread itself
    same &= show("the same after the thread that used them has ended", closed, 0);
    closer.shutdown();
    System.exit(same ? 0 : 1);
  }

  private static List<WeakReference<HikariDataSource>> rounds(ExecutorService user, ExecutorService closer)
      throws Exception {
    List<WeakReference<HikariDataSource>> seen = new ArrayList<>();
    for (int i = 0; i < POOLS; i++) {
      seen.add(round(user, closer));
    }
    return seen;
  }

  private static WeakReference<HikariDataSource> round(ExecutorService user, ExecutorService closer)
      throws Exception {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:h2:mem:");
    config.setMaximumPoolSize(1);
    HikariDataSource pool = new HikariDataSource(config);
    Future<?> used =
        user.submit(
            () -> {
              try (Connection connection = pool.getConnection()) {
                return connection.isValid(1);
              }
            });
    used.get();
    Future<?> ended = closer.submit(pool::close);
    ended.get();
    return new WeakReference<>(pool);
  }

  private static boolean show(String what, List<WeakReference<HikariDataSource>> pools, long expected)
      throws InterruptedException {
    long there = -1;
    for (int tries = 0; tries < 50 && there != expected; tries++) {
      System.gc();
      Thread.sleep(100);
      there = pools.stream().filter(pool -> pool.get() != null).count();
    }
    System.out.printf("%s: %d are still there%n", what, there);
    return there == expected;
  }
}
JAVA

mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath -Dmdep.outputFile=classpath.txt >&2
echo "HikariCP 7.1.0, Java $(java -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.version = //p')"
java -cp "$(cat classpath.txt)" Finding.java
