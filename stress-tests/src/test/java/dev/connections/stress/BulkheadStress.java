package dev.connections.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.connections.internal.permit.Bulkhead;
import dev.connections.internal.permit.Bulkhead.Entry;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LII_Result;
import org.openjdk.jcstress.infra.results.LLI_Result;

/** Permits: none is lost, and none is there twice. */
public class BulkheadStress {

  /** Two want the only permit, and may not wait. */
  @JCStressTest
  @Outcome(
      id = {"ENTERED, FULL, 1", "FULL, ENTERED, 1"},
      expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "both have it, or it is lost")
  @State
  public static class OneOfTwoGetsTheLastPermit {
    private final Bulkhead bulkhead = Places.bulkhead(1, 0);

    @Actor
    public void one(LLI_Result result) {
      result.r1 = Places.enter(bulkhead, new Place());
    }

    @Actor
    public void other(LLI_Result result) {
      result.r2 = Places.enter(bulkhead, new Place());
    }

    @Arbiter
    public void end(LLI_Result result) {
      result.r3 = bulkhead.inFlight();
    }
  }

  /** One comes as another one leaves. */
  @JCStressTest
  @Outcome(
      id = {"ENTERED, 1, 0", "ENTERED_LATE, 1, 0"},
      expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "a waiter that nobody wakes, or a permit that is lost")
  @State
  public static class WhoComesWhileAnotherLeavesGetsIn {
    private final Bulkhead bulkhead = Places.bulkhead(1, 1);
    private final Place first = new Place();

    public WhoComesWhileAnotherLeavesGetsIn() {
      Places.enter(bulkhead, first);
    }

    @Actor
    public void leaves() {
      bulkhead.leave(first);
    }

    @Actor
    public void comes(LII_Result result) {
      result.r1 = Places.enter(bulkhead, new Place());
    }

    @Arbiter
    public void end(LII_Result result) {
      result.r2 = bulkhead.inFlight();
      result.r3 = bulkhead.waiting();
    }
  }

  /** Two come and go, one after the other by the only permit. */
  @JCStressTest
  @Outcome(
      id = {"ENTERED, ENTERED, 0", "ENTERED, ENTERED_LATE, 0", "ENTERED_LATE, ENTERED, 0"},
      expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "both were inside at once, or a permit is lost")
  @State
  public static class NobodyIsForgottenAndNobodyIsInsideWithAnother {
    private final Bulkhead bulkhead = Places.bulkhead(1, 1);
    private int inside;

    private Object comeAndGo() {
      Place place = new Place();
      Object how = Places.enter(bulkhead, place);
      if (how != Entry.ENTERED && how != Entry.ENTERED_LATE) {
        return how;
      }
      // Plain on purpose: the permit is what orders these.
      boolean alone = ++inside == 1;
      inside--;
      bulkhead.leave(place);
      return alone ? how : "NOT_ALONE";
    }

    @Actor
    public void one(LLI_Result result) {
      result.r1 = comeAndGo();
    }

    @Actor
    public void other(LLI_Result result) {
      result.r2 = comeAndGo();
    }

    @Arbiter
    public void end(LLI_Result result) {
      result.r3 = bulkhead.inFlight() + bulkhead.waiting();
    }
  }

  /** It is closed while one waits or comes. */
  @JCStressTest
  @Outcome(id = "CLOSED, 1, 0", expect = ACCEPTABLE, desc = "sent away; the first is still inside")
  @Outcome(expect = FORBIDDEN)
  @State
  public static class ClosingSendsAwayWhoWaits {
    private final Bulkhead bulkhead = Places.bulkhead(1, 1);

    public ClosingSendsAwayWhoWaits() {
      Places.enter(bulkhead, new Place());
    }

    @Actor
    public void closes() {
      bulkhead.close();
    }

    @Actor
    public void comes(LII_Result result) {
      result.r1 = Places.enter(bulkhead, new Place());
    }

    @Arbiter
    public void end(LII_Result result) {
      result.r2 = bulkhead.inFlight();
      result.r3 = bulkhead.waiting();
    }
  }

  /** It is closed while one leaves and one comes: who is told that it is in, is in. */
  @JCStressTest
  @Outcome(
      id = {"ENTERED, 1, 0", "ENTERED_LATE, 1, 0", "CLOSED, 0, 0"},
      expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "a permit that nobody knows of holds closing up")
  @State
  public static class WhoIsSentAwayHoldsNothing {
    private final Bulkhead bulkhead = Places.bulkhead(1, 1);
    private final Place first = new Place();

    public WhoIsSentAwayHoldsNothing() {
      Places.enter(bulkhead, first);
    }

    @Actor
    public void leavesAndCloses() {
      bulkhead.leave(first);
      bulkhead.close();
    }

    @Actor
    public void comes(LII_Result result) {
      result.r1 = Places.enter(bulkhead, new Place());
    }

    @Arbiter
    public void end(LII_Result result) {
      result.r2 = bulkhead.inFlight();
      result.r3 = bulkhead.waiting();
    }
  }
}
