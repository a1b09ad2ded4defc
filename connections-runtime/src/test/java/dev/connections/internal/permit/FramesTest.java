package dev.connections.internal.permit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FramesTest {

  private static final StackTraceElement RUNTIME =
      frame("dev.connections.internal.call.Leases", "admit");
  private static final StackTraceElement TYPE = frame("org.shop.MailConnection", "send");
  private static final StackTraceElement THREAD = frame("java.lang.Thread", "run");

  private static StackTraceElement frame(String type, String method) {
    return new StackTraceElement(type, method, "File.java", 1);
  }

  private static StackTraceElement taken(StackTraceElement... stack) {
    return Frames.taken(stack, "org.shop").get(0);
  }

  @Test
  void thePlaceIsTheApplicationsAndNotTheTypes() {
    StackTraceElement application = frame("org.shop.orders.Orders", "place");

    assertThat(taken(RUNTIME, TYPE, application, THREAD)).isEqualTo(application);
  }

  @Test
  void anApplicationInThePackageOfItsTypeIsNotPassedOver() {
    StackTraceElement application = frame("org.shop.Orders", "place");

    assertThat(taken(RUNTIME, TYPE, application, THREAD)).isEqualTo(TYPE);
    assertThat(Frames.taken(new StackTraceElement[] {RUNTIME, TYPE, application}, "org.shop"))
        .containsExactly(TYPE, application);
  }

  @Test
  void aTypeOfSeveralPackagesLeavesAllOfThemOut() {
    StackTraceElement below = frame("org.shop.internal.pool.Loan", "exchange");
    StackTraceElement application = frame("org.shops.Orders", "place");

    assertThat(
            Frames.taken(new StackTraceElement[] {RUNTIME, below, TYPE, application}, "org.shop."))
        .containsExactly(application);
  }
}
