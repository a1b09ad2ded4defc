package dev.connections.internal.configuration.node;

import dev.connections.internal.configuration.document.Layered;
import dev.connections.internal.configuration.document.Origin;
import dev.connections.internal.configuration.document.Tree;
import dev.connections.internal.configuration.document.Violation;
import dev.connections.internal.configuration.secret.ShownText;
import org.jspecify.annotations.Nullable;

/**
 * Reports what is wrong at one node, at the place where a source says it. Shows no secret.
 *
 * @param place where to point if the sources say nothing there
 */
record NodeReports(String path, Layered said, Origin place, Reading reading) {

  /** Where the value stands; for mappings and what is missing, where its name stands. */
  Origin origin() {
    Layered.Layer declaring = said.declaring();
    if (declaring == null) {
      return said.nothingAt() == null ? place : said.nothingAt();
    }
    return declaring.tree() instanceof Tree.Mapping
        ? declaring.nameOrigin()
        : declaring.tree().origin();
  }

  /** A violation at the value, or where it would be written. */
  void report(
      @Nullable String shown, String problem, @Nullable String allowed, @Nullable String hint) {
    Layered.Layer declaring = said.declaring();
    String where = declaring == null ? path : declaring.path();
    reading.violations().add(new Violation(origin(), where, shown, problem, allowed, hint));
  }

  /** A violation by a default: nothing was written, so it points at what it would stand below. */
  void reportDefault(
      @Nullable String shown, String problem, @Nullable String allowed, @Nullable String hint) {
    String marked = problem + " (this is its default)";
    reading.violations().add(new Violation(place, path, shown, marked, allowed, hint));
  }

  /** Counts as a report, but adds nothing to what has been reported already. */
  void repeat() {
    reading.violations().repeat();
  }

  /** A value as reports show it; null if it may be a secret. */
  @Nullable String shown(Tree.Scalar scalar) {
    return ShownText.value(path, scalar.text(), reading.redactor());
  }

  /** A text without the secrets in it. */
  String redact(String text) {
    return reading.redactor().redact(text);
  }

  /** As {@link #redact}. */
  @Nullable String redactIfAny(@Nullable String text) {
    return text == null ? null : redact(text);
  }
}
