package dev.connections.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.CloseReport;
import dev.connections.ConnectionProvider;
import dev.connections.Operation;
import dev.connections.internal.connection.StoppedTime;
import dev.connections.spi.Permit;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.ClassLoadLog;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What failures and closing need is there before a deployment replaces the jar. */
@Timeout(60)
class RehearsalTest {

  private static final String JAR_REPLACED = "the jar is replaced";

  /** Hidden classes, which have a class as their source, come from no file. */
  private static final Pattern LOADED =
      Pattern.compile(" (dev\\.connections|io\\.github\\.resilience4j)\\.\\S+ source: (file|jar):");

  static final class Program {
    public static void main(String[] arguments) {
      StoppedTime time = new StoppedTime();
      FakeSystem system = new FakeSystem();
      ConnectionProvider provider =
          Connections.builder()
              .configuration(
                  Yaml.connections(
                      "a: { type: Fake, url: 'fake://a', bulkhead: { maxConcurrent: 1,"
                          + " maxWaiting: 0 } }\nb: { type: Fake, url: 'fake://b' }\n"))
              .types(new FakeTypes(system))
              .time(time)
              .open();
      FakeConnection a = provider.get("a", FakeConnection.class);
      a.hold(Operation.read("first")).close();
      time.advance(Duration.ofSeconds(3));
      Await.until(Rehearsal::isOver);
      System.out.println(JAR_REPLACED);

      Permit<?> held = a.hold(Operation.read("second"));
      see(() -> a.hold(Operation.read("nested")));
      Thread other = new Thread(() -> see(() -> a.hold(Operation.read("rejected"))));
      other.start();
      Await.until(() -> !other.isAlive());
      held.close();
      for (int i = 0; i < 25; i++) {
        see(() -> a.work(Operation.nonIdempotent("failing").maxAttempts(1), () -> fail()));
      }
      see(() -> a.work(Operation.read("circuit").maxAttempts(1), () -> 1));
      overrun(provider.get("b", FakeConnection.class), time);
      CloseReport report = provider.close(Duration.ofSeconds(1));
      see(() -> a.hold(Operation.read("closed")));
      System.out.println(report);
    }

    /** Its thread does not listen to anything, so that all is done about it. */
    private static void overrun(FakeConnection b, StoppedTime time) {
      Operation endless = Operation.read("endless").maxAttempts(1).deadline(Duration.ofSeconds(1));
      try {
        b.work(
            endless,
            () -> {
              time.advance(Duration.ofSeconds(2));
              Await.until(() -> Thread.currentThread().isInterrupted());
              System.out.println("it was interrupted");
              long begun = System.nanoTime();
              while (System.nanoTime() - begun < Duration.ofMillis(300).toNanos()) {
                Thread.onSpinWait();
              }
              return 1;
            });
      } catch (RuntimeException told) {
        System.out.println(told.getMessage());
      }
    }

    private static Object fail() throws IOException {
      throw new IOException("reset by peer");
    }

    private static void see(Runnable step) {
      try {
        step.run();
        throw new AssertionError("it was to fail");
      } catch (RuntimeException failure) {
        System.out.println(failure.getMessage());
      }
    }
  }

  @Test
  void noClassOfOursIsLoadedByTheFirstFailureOrByClosing() throws Exception {
    ClassLoadLog log = ClassLoadLog.of(Program.class);
    String tests =
        RehearsalTest.class.getProtectionDomain().getCodeSource().getLocation().getPath();

    assertThat(log.exitValue()).as(log.toString()).isZero();
    assertThat(log.toString())
        .contains(
            JAR_REPLACED,
            "[bulkhead-full]",
            "[circuit-open]",
            "[closed]",
            "DRAINED",
            "it was interrupted");
    assertThat(log.after(JAR_REPLACED))
        .filteredOn(line -> LOADED.matcher(line).find())
        .filteredOn(line -> !line.contains(tests) && !line.contains(".testsupport."))
        .isEmpty();
  }
}
