package dev.connections.sql.internal.pool;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.lang.reflect.Proxy;
import java.sql.Statement;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZII_Result;

/** A statement of a loan and the request to cancel it. */
public class RunningStatementStress {

  /** Counts the requests by whether its exchange was over when they came; all else fails. */
  private static final class Exchange {
    final Statement statement =
        (Statement)
            Proxy.newProxyInstance(
                Statement.class.getClassLoader(),
                new Class<?>[] {Statement.class},
                (self, method, arguments) -> {
                  if (!method.getName().equals("cancel")) {
                    throw new UnsupportedOperationException(method.getName());
                  }
                  cancelled();
                  return null;
                });

    // Plain on purpose: the lock of what is tested is what orders these.
    private boolean over;
    int inTime;
    int tooLate;

    private void cancelled() {
      if (over) {
        tooLate++;
      } else {
        inTime++;
      }
    }
  }

  /** The statement ends just as it is to be cancelled. */
  @JCStressTest
  @Outcome(id = "true, 1, 0", expect = ACCEPTABLE, desc = "cancelled while it ran")
  @Outcome(id = "true, 0, 0", expect = ACCEPTABLE, desc = "over before")
  @Outcome(id = "false, 1, 0", expect = ACCEPTABLE, desc = "refused; the request hit this one only")
  @Outcome(id = "false, 0, 0", expect = ACCEPTABLE, desc = "refused to begin")
  @Outcome(expect = FORBIDDEN, desc = "the request could hit what comes after")
  @State
  public static class ACancelRequestHitsNothingElse {
    private final RunningStatement running =
        new RunningStatement(Statement::cancel, Duration.ofSeconds(10));
    private final Exchange exchange = new Exchange();

    @Actor
    public void uses(ZII_Result result) {
      result.r1 = running.begin(exchange.statement);
      running.end();
      exchange.over = true;
    }

    @Actor
    public void cancels() {
      running.stop();
    }

    @Arbiter
    public void end(ZII_Result result) {
      result.r2 = exchange.inTime;
      result.r3 = exchange.tooLate;
    }
  }
}
