package dev.connections.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.connections.internal.call.AdmittedPermit;
import dev.connections.internal.call.Attempt;
import dev.connections.stress.Uses.Nothing;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/** What an attempt or a lease is held under: it ends once, and is broken off at most once. */
public class UseStress {

  /** An attempt ends as its deadline passes. */
  @JCStressTest
  @Outcome(id = "true, false, 0", expect = ACCEPTABLE, desc = "it was over; nothing is cancelled")
  @Outcome(id = "false, true, 1", expect = ACCEPTABLE, desc = "it was broken off")
  @Outcome(expect = FORBIDDEN, desc = "a cancellation that hits what comes after")
  @State
  public static class AnAttemptIsFinishedOrBrokenOff {
    private final Attempt<Nothing> attempt = Uses.overdue();
    private final AtomicInteger cancelled = new AtomicInteger();

    public AnAttemptIsFinishedOrBrokenOff() {
      attempt.onCancel(cancelled::incrementAndGet);
    }

    @Actor
    public void work(ZZI_Result result) {
      result.r1 = attempt.finish();
    }

    @Actor
    public void watchdog(ZZI_Result result) {
      result.r2 = Uses.expire(attempt);
    }

    @Arbiter
    public void end(ZZI_Result result) {
      result.r3 = cancelled.get();
    }
  }

  /** It says how to break it off just as it is broken off. */
  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "not cancelled, or twice")
  @State
  public static class ACancellationIsNeitherMissedNorDoubled {
    private final Attempt<Nothing> attempt = Uses.overdue();
    private final AtomicInteger cancelled = new AtomicInteger();

    @Actor
    public void work() {
      attempt.onCancel(cancelled::incrementAndGet);
    }

    @Actor
    public void watchdog() {
      Uses.expire(attempt);
    }

    @Arbiter
    public void end(I_Result result) {
      result.r1 = cancelled.get();
    }
  }

  /** Its deadline passes as the connection is aborted. */
  @JCStressTest
  @Outcome(
      id = {"true, false, 1", "false, true, 1"},
      expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN)
  @State
  public static class OnlyOneBreaksItOff {
    private final Attempt<Nothing> attempt = Uses.overdue();
    private final AtomicInteger cancelled = new AtomicInteger();

    public OnlyOneBreaksItOff() {
      attempt.onCancel(cancelled::incrementAndGet);
    }

    @Actor
    public void watchdog(ZZI_Result result) {
      result.r1 = Uses.expire(attempt);
    }

    @Actor
    public void drain(ZZI_Result result) {
      result.r2 = Uses.abort(attempt);
    }

    @Arbiter
    public void end(ZZI_Result result) {
      result.r3 = cancelled.get();
    }
  }

  /** Two close the same lease. */
  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "the permit comes back twice, or never")
  @State
  public static class APermitComesBackOnce {
    private final Uses.Counting owner = new Uses.Counting();
    private final AdmittedPermit<Nothing> permit = Uses.permit(owner);

    @Actor
    public void one() {
      permit.close();
    }

    @Actor
    public void other() {
      permit.close();
    }

    @Arbiter
    public void end(I_Result result) {
      result.r1 = owner.closed.get();
    }
  }

  /** What is lent becomes known just as the connection is aborted. */
  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "not broken off, or twice")
  @State
  public static class AnAbortIsNeitherMissedNorDoubled {
    private final AdmittedPermit<Nothing> permit = Uses.permit(new Uses.Counting());
    private final AtomicInteger broken = new AtomicInteger();

    @Actor
    public void lends() {
      permit.onCancel(broken::incrementAndGet);
    }

    @Actor
    public void drain() {
      Uses.abort(permit);
    }

    @Arbiter
    public void end(I_Result result) {
      result.r1 = broken.get();
    }
  }

  /** It is closed just as the connection is aborted. */
  @JCStressTest
  @Outcome(
      id = {"1, 0", "1, 1"},
      expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN)
  @State
  public static class AnAbortKeepsNoPermitFromComingBack {
    private final Uses.Counting owner = new Uses.Counting();
    private final AdmittedPermit<Nothing> permit = Uses.permit(owner);
    private final AtomicInteger broken = new AtomicInteger();

    public AnAbortKeepsNoPermitFromComingBack() {
      permit.onCancel(broken::incrementAndGet);
    }

    @Actor
    public void closes() {
      permit.close();
    }

    @Actor
    public void drain() {
      Uses.abort(permit);
    }

    @Arbiter
    public void end(II_Result result) {
      result.r1 = owner.closed.get();
      result.r2 = broken.get();
    }
  }
}
