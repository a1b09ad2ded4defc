package dev.connections.internal.failure;

import dev.connections.spi.Redactor;

/**
 * What writes the failures of one connection for its callers. Made when something fails: who never
 * sees a failure need not load what describes it. Thread-safe.
 *
 * @param connection the connection's name
 * @param redactor removes secrets from texts
 * @param limits what limits its calls
 */
public record Failures(String connection, Redactor redactor, PresentLimits limits) {

  public DiagnosisFactory diagnoses() {
    return new DiagnosisFactory(connection, redactor, limits);
  }

  /** For what could not be opened. */
  public OpeningFailures opening() {
    return new OpeningFailures(diagnoses());
  }

  /** For what is never begun. */
  public RejectionFactory rejections() {
    return new RejectionFactory(diagnoses());
  }
}
