package dev.connections.internal.configuration.document;

import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.failure.Diagnosis;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Gathers everything that is wrong, in the order in which it was written. Not thread-safe. */
public final class Violations {

  private static final int SHOWN = 200;

  private final Set<Violation> found = new TreeSet<>();
  private int reports;

  /** Adds one; the same one twice counts once. */
  public void add(Violation violation) {
    reports++;
    found.add(violation);
  }

  /** Adds one about a document. */
  void add(Origin origin, String problem, @Nullable String hint) {
    add(new Violation(origin, "", null, problem, null, hint));
  }

  /** Counts once more what was added before. */
  public void repeat() {
    reports++;
  }

  /** How often anything was reported: grows if anything was wrong meanwhile. */
  public int reports() {
    return reports;
  }

  /** All, sorted by document and position. */
  public List<Violation> all() {
    return List.copyOf(found);
  }

  /** Throws one exception that lists them all, unless there are none. */
  public void throwIfAny(String documents) {
    if (found.isEmpty()) {
      return;
    }
    StringBuilder text = new StringBuilder();
    text.append(found.size()).append(found.size() == 1 ? " problem" : " problems");
    found.stream().limit(SHOWN).forEach(each -> text.append("\n  ").append(each));
    if (found.size() > SHOWN) {
      text.append("\n  and ").append(found.size() - SHOWN).append(" more");
    }
    throw new ConnectionConfigurationException(
        Diagnosis.of(documents, text.toString()).nextStep("Fix these; nothing was changed").build(),
        null);
  }
}
