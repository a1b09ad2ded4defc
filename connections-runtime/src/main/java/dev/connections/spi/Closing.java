package dev.connections.spi;

/** Releasing what a failure leaves behind. */
public final class Closing {

  private Closing() {}

  /** A step of releasing. */
  @FunctionalInterface
  public interface Step {
    void run() throws Exception;
  }

  /** Runs a step; what it throws is added to the failure that made it necessary. */
  public static void suppressed(Throwable failure, Step step) {
    try {
      step.run();
    } catch (Exception second) {
      failure.addSuppressed(second);
    }
  }

  /** Runs a step whose failure does not matter: the resource is discarded either way. */
  public static void quietly(Step step) {
    try {
      step.run();
    } catch (Exception ignored) {
      // discarded already
    }
  }
}
