package dev.connections.testing;

import java.util.Locale;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Puts before every failure of the contract what was promised, in words: the names of its tests are
 * sentences, and an assertion alone says only which value it wanted.
 */
final class BrokenPromises implements TestExecutionExceptionHandler {

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable thrown)
      throws Throwable {
    if (thrown instanceof AssertionError failure) {
      AssertionError told =
          new AssertionError(
              "Promised: " + words(context.getDisplayName()) + ". But: " + failure.getMessage(),
              failure);
      told.setStackTrace(failure.getStackTrace());
      throw told;
    }
    throw thrown;
  }

  /** The name of a method as the sentence that it is. */
  static String words(String name) {
    return name.replace("()", "").replaceAll("(?<=.)(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }
}
