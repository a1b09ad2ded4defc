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
 *     RejectedSettingsException.check(
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
  private record Rejection(
      @Nullable String setting, String problem, @Nullable String allowed, @Nullable String hint) {

    @Override
    public String toString() {
      return (setting == null ? "" : setting + " ")
          + problem
          + (allowed == null ? "" : "; allowed: " + allowed)
          + (hint == null ? "" : "; hint: " + hint);
    }
  }

  private final transient List<Rejection> rejections;

  private RejectedSettingsException(List<Rejection> rejections) {
    super(rejections.stream().map(Rejection::toString).collect(Collectors.joining("; ")));
    this.rejections = List.copyOf(rejections);
  }

  /**
   * Runs the rules of a record.
   *
   * @param rules report what is wrong; their texts must not hold secrets
   * @throws RejectedSettingsException with everything that was reported, if anything was
   */
  public static void check(Consumer<Violations> rules) {
    List<Rejection> rejections = new ArrayList<>();
    rules.accept(
        new Violations() {
          @Override
          public void at(
              String setting, String problem, @Nullable String allowed, @Nullable String hint) {
            rejections.add(new Rejection(setting, problem, allowed, hint));
          }

          @Override
          public void report(String problem, @Nullable String allowed, @Nullable String hint) {
            rejections.add(new Rejection(null, problem, allowed, hint));
          }
        });
    if (!rejections.isEmpty()) {
      throw new RejectedSettingsException(rejections);
    }
  }

  /** Reports again what was reported to {@link #check}. */
  public void reportTo(Violations violations) {
    for (Rejection rejection : rejections) {
      if (rejection.setting() == null) {
        violations.report(rejection.problem(), rejection.allowed(), rejection.hint());
      } else {
        violations.at(
            rejection.setting(), rejection.problem(), rejection.allowed(), rejection.hint());
      }
    }
  }
}
