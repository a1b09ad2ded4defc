package dev.connections.processor;

import dev.connections.processor.testkit.ProcessorWithOtherFiler;
import javax.annotation.processing.Filer;

/** Runs our processor where the compiler behaves as it never should. */
final class BrokenEnvironmentProcessor extends ProcessorWithOtherFiler {

  BrokenEnvironmentProcessor() {
    super(new ConnectionTypeProcessor());
  }

  @Override
  protected Filer filer(Filer real) {
    throw new IllegalStateException("no filer");
  }
}
