package dev.connections.internal.configuration;

import org.jspecify.annotations.Nullable;

/** Says of what stands beside {@code connections} that it belongs below it. */
final class BelowConnections {

  /** The key of the section. */
  static final String KEY = "connections";

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
    if (member.origin().givesTextOnly()) {
      String begin = path.isEmpty() ? "" : path + ".";
      return "write " + begin + KEY + "." + firstSetting(member);
    }
    if (hasType) {
      return "put it below " + KEY + ":";
    }
    if (member.value() instanceof Tree.Mapping) {
      return "if it is a connection, put it below " + KEY + ":";
    }
    return member.value() instanceof Tree.Scalar
        ? "if it is a setting, put it below " + KEY + ": and the name of its connection"
        : null;
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
