package dev.connections.internal.configuration.node;

import dev.connections.annotations.grammar.NearestName;
import dev.connections.annotations.grammar.SettingKeys;
import dev.connections.internal.configuration.document.Layered;
import dev.connections.internal.configuration.document.Tree;
import dev.connections.internal.configuration.document.Violation;
import dev.connections.internal.configuration.document.Violations;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reports the members of one place that no one asked for, each with the nearest that is known. */
final class UnknownKeys {

  private static final int MOST_LISTED = 40;

  private final boolean connections;
  private final Set<String> known;
  private final Set<String> accepted;
  private final Violations violations;

  /**
   * For one place.
   *
   * @param connections whether the members are connections, not settings
   * @param known what was asked for here
   * @param hidden what was asked for elsewhere
   * @param former what is accepted, but not to be proposed any more
   */
  UnknownKeys(
      boolean connections,
      Set<String> known,
      Set<String> hidden,
      Set<String> former,
      Violations violations) {
    this.connections = connections;
    this.known = new LinkedHashSet<>(known);
    this.known.addAll(hidden);
    this.accepted = new LinkedHashSet<>(this.known);
    this.accepted.addAll(former);
    this.violations = violations;
  }

  void report(Layered said) {
    for (Layered.Layer layer : said.layers()) {
      if (layer.tree() instanceof Tree.Mapping mapping
          && mapping.matching() != Tree.Matching.OFFERED) {
        for (Tree.Member member : mapping.members().values()) {
          if (!isKnown(member.name(), mapping.matching())) {
            report(layer.path(), member);
          }
        }
      }
    }
  }

  /** The first of many names, for a message. */
  static String listed(Collection<String> names) {
    String first = String.join(", ", names.stream().limit(MOST_LISTED).toList());
    return names.size() > MOST_LISTED ? first + ", …" : first;
  }

  private boolean isKnown(String name, Tree.Matching matching) {
    return matching == Tree.Matching.EXACT
        ? accepted.contains(name)
        : SettingKeys.isAmong(accepted, name);
  }

  private void report(String path, Tree.Member member) {
    String nearest = NearestName.of(member.name(), known).orElse(null);
    violations.add(
        new Violation(
            member.origin(),
            path.isEmpty() ? member.name() : path + "." + member.name(),
            null,
            connections ? "is not a configured connection" : "is not a known setting",
            listed(known),
            hint(path, member, nearest)));
  }

  private @Nullable String hint(String path, Tree.Member member, @Nullable String nearest) {
    if (!connections) {
      String elsewhere = SettingsElsewhere.hint(member.name(), known);
      if (elsewhere == null && known.contains(BelowConnections.KEY)) {
        elsewhere = BelowConnections.hint(path, member, nearest);
      }
      if (elsewhere != null) {
        return elsewhere;
      }
    }
    if (connections && member.value() instanceof Tree.Scalar && member.origin().isVariable()) {
      String written = OneLevel.hint(member.name(), known);
      if (written != null) {
        return written;
      }
    }
    if (nearest != null) {
      return "did you mean " + nearest + "?";
    }
    return connections && member.origin().givesTextOnly()
        ? "variables and system properties cannot add a connection; write it into a file, with its"
            + " type"
        : null;
  }
}
