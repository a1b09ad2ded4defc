package dev.connections.internal.failure;

/** What limits the calls of a connection at this moment. Thread-safe. */
public interface PresentLimits {

  /** Their time limits. */
  Limits limits();

  /** How many retries the budget allows now. */
  double retryBudget();
}
