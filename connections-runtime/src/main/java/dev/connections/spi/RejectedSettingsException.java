package dev.connections.spi;

import dev.connections.spi.binding.Violations;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Thrown by the constructor of a record of settings that breaks its own rules. Unlike a plain
 * {@code IllegalArgumentException} it says which settings are wrong, so that each is reported where
 * it was written, with its value (never a secret's). Immutable.
 *
 * <pre>{@code
 * record Store(String url) {
 *   Store {
 *     RefusedSettingsException.check(
 *         violations -> {
 *           if (!url.startsWith("store:")) {
 *             violations.at("url", "must begin with store:");
 *           }
 *         });
 *   }
 * }
 * }</pre>
 */
public final class RejectedSettingsException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /**
   * One thing that is wrong.
   *
   * @param setting the component's name; null if the record as a whole is meant
   * @param problem what is wrong, without the value
   * @param allowed what is allowed; or null
   * @param hint what to do; or null
   */
  private record Refusal(
      @Nullable String setting, String problem, @Nullable String allowed, @Nullable String hint) {

    @Override
    public String toString() {
      return (setting == null ? "" : setting + " ")
          + problem
          + (allowed == null ? "" : "; allowed: " + allowed)
          + (hint == null ? "" : "; hint: " + hint);
    }
  }

  private final transient List<Refusal> refusals;

  private RejectedSettingsException(List<Refusal> refusals) {
    super(refusals.stream().map(Refusal::toString).collect(Collectors.joining("; ")));
    this.refusals = List.copyOf(refusals);
  }

  /**
   * Runs the rules of a record.
   *
   * @param rules report what is wrong; their texts must not hold secrets
   * @throws RejectedSettingsException with everything that was reported, if anything was
   */
  public static void check(Consumer<Violations> rules) {
    List<Refusal> refusals = new ArrayList<>();
    rules.accept(
        new Violations() {
          @Override
          public void at(
              String setting, String problem, @Nullable String allowed, @Nullable String hint) {
            refusals.add(new Refusal(setting, problem, allowed, hint));
          }

          @Override
          public void report(String problem, @Nullable String allowed, @Nullable String hint) {
            refusals.add(new Refusal(null, problem, allowed, hint));
          }
        });
    if (!refusals.isEmpty()) {
      throw new RejectedSettingsException(refusals);
    }
  }

  /** Reports again what was reported to {@link #check}. */
  public void reportTo(Violations violations) {
    for (Refusal refusal : refusals) {
      if (refusal.setting() == null) {
        violations.report(refusal.problem(), refusal.allowed(), refusal.hint());
      } else {
        violations.at(refusal.setting(), refusal.problem(), refusal.allowed(), refusal.hint());
      }
    }
  }
}
