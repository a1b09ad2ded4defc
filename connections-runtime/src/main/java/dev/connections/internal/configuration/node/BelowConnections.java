package dev.connections.internal.configuration.node;

import dev.connections.annotations.grammar.SettingKeys;
import dev.connections.annotations.settings.CommonSettings;
import dev.connections.internal.configuration.document.Tree;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says of what stands beside {@code connections} that it belongs below it. */
public final class BelowConnections {

  /** The key of the section. */
  static final String KEY = "connections";

  /** Settings that many types have, and no one calls a connection. */
  private static final Set<String> USUAL =
      Set.of("url", "uri", "host", "port", "database", "username", "password", "pool");

  private BelowConnections() {}

  /**
   * What to do with a member that is not known here; null if there is nothing more to say than what
   * is known.
   *
   * @param path of what it is a member of; empty for a whole document
   * @param nearest the known key that is nearest to its name; null if none is near
   */
  static @Nullable String hint(String path, Tree.Member member, @Nullable String nearest) {
    boolean hasType =
        member.value() instanceof Tree.Mapping mapping && mapping.find("type") != null;
    if (nearest != null && !hasType) {
      return null;
    }
    String begin = path.isEmpty() ? "" : path + ".";
    if (!hasType && isSetting(member.name())) {
      return member.origin().givesTextOnly()
          ? "write the name of the connection, too, such as "
              + begin
              + KEY
              + ".orders-db."
              + firstSetting(member)
          : "put it below " + KEY + ": and the name of its connection" + orDefaults(member.name());
    }
    if (member.origin().givesTextOnly()) {
      return "write " + begin + KEY + "." + firstSetting(member);
    }
    if (hasType) {
      return "put it below " + KEY + ":";
    }
    return member.value() instanceof Tree.Mapping
        ? "if it is a connection, put it below " + KEY + ":"
        : null;
  }

  /** Whether a name is rather that of a setting than that of a connection. */
  public static boolean isSetting(String name) {
    return SettingKeys.isAmong(CommonSettings.KEYS, name) || SettingKeys.isAmong(USUAL, name);
  }

  private static String orDefaults(String name) {
    return CommonSettings.DEFAULTS.keys().contains(name)
        ? ", or below defaults: for all of them"
        : "";
  }

  private static String firstSetting(Tree.Member member) {
    StringBuilder path = new StringBuilder(member.name());
    Tree value = member.value();
    while (value instanceof Tree.Mapping mapping && !mapping.members().isEmpty()) {
      Tree.Member first = mapping.members().values().iterator().next();
      path.append('.').append(first.name());
      value = first.value();
    }
    return path.toString();
  }
}
