package dev.connections.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FaultsTest {

  /**
   * A second connection whose reply came at the moment of the cut lost that reply, or a part of it,
   * and was not cut: its user waited for the rest until the end of its time.
   */
  @Test
  void whoGetsLessThanItsReplyIsCutAndNobodyElse() {
    Faults faults = new Faults();
    faults.cutAfter(10);

    assertThat(faults.shareOfReplyBudget(8)).isEqualTo(new Faults.Share(8, false));
    assertThat(faults.shareOfReplyBudget(8)).isEqualTo(new Faults.Share(2, true));
    assertThat(faults.shareOfReplyBudget(8)).isEqualTo(new Faults.Share(8, false));
  }

  @Test
  void aCutAfterNothingGivesNothing() {
    Faults faults = new Faults();
    faults.cutAfter(0);

    assertThat(faults.shareOfReplyBudget(8)).isEqualTo(new Faults.Share(0, true));
    assertThat(faults.shareOfReplyBudget(8)).isEqualTo(new Faults.Share(8, false));
  }
}
