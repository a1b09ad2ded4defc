package dev.connections.internal.configuration.document;

import dev.connections.annotations.grammar.SettingKeys;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the names of the configured connections: those in documents, and those that code gives a
 * type. Variables and properties only change what is there, so that a slip in a name is noticed.
 */
public final class ConnectionNames {

  /** What names of connections and their endpoints look like. */
  public static final String PATTERN = "[a-z][a-z0-9-]{0,62}";

  /** The same in words. */
  public static final String RULE = "a small letter, then small letters, digits, '-'; at most 63";

  private static final Pattern VALID = Pattern.compile(PATTERN);
  private static final Set<String> RESERVED = Set.of("defaults", "profile", "profiles");

  private final Violations violations;
  private final Map<String, Origin> byNormalized = new LinkedHashMap<>();

  public ConnectionNames(Violations violations) {
    this.violations = violations;
  }

  /** The names, in the order of the documents. */
  public List<String> in(Layered connections) {
    Set<String> names = new LinkedHashSet<>();
    List<Layered.Layer> layers = connections.layers();
    for (int i = layers.size() - 1; i >= 0; i--) {
      if (layers.get(i).tree() instanceof Tree.Mapping mapping) {
        for (Tree.Member member : mapping.members().values()) {
          if (declares(mapping, member) && !isKnown(names, mapping, member)) {
            check(member);
            names.add(member.name());
          }
        }
      }
    }
    return List.copyOf(names);
  }

  private static boolean declares(Tree.Mapping layer, Tree.Member member) {
    return layer.matching() == Tree.Matching.EXACT
        || (member.origin().equals(Origin.CODE)
            && member.value() instanceof Tree.Mapping settings
            && settings.find("type") != null);
  }

  private boolean isKnown(Set<String> names, Tree.Mapping layer, Tree.Member member) {
    return layer.matching() == Tree.Matching.EXACT
        ? names.contains(member.name())
        : byNormalized.containsKey(SettingKeys.normalized(member.name()));
  }

  private void check(Tree.Member member) {
    String name = member.name();
    if (!VALID.matcher(name).matches()) {
      String suggestion = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
      boolean fits = VALID.matcher(suggestion).matches();
      report(member, "is not a connection's name", RULE, fits ? "write " + suggestion : null);
    } else if (RESERVED.contains(name)) {
      report(member, "is a reserved name", "another name", null);
    }
    Origin first = byNormalized.putIfAbsent(SettingKeys.normalized(name), member.origin());
    if (first != null) {
      String hint = "rename one; the other is at " + first;
      report(member, "is the same name as another to environment variables", "another name", hint);
    }
  }

  private void report(Tree.Member member, String problem, String allowed, @Nullable String hint) {
    String path = "connections." + member.name();
    violations.add(new Violation(member.origin(), path, null, problem, allowed, hint));
  }
}
