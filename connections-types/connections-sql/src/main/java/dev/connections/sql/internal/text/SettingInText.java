package dev.connections.sql.internal.text;

import dev.connections.sql.internal.text.SqlTokens.Kind;
import java.util.Set;

/** Finds statements that change the settings of a session. */
public final class SettingInText {

  private SettingInText() {}

  /**
   * Whether a text begins with a statement that takes away a session's settings or read-only state
   * while it is in use.
   */
  public static boolean mayEndReadOnly(String sql) {
    SqlTokens tokens = new SqlTokens(sql);
    return tokens.next() == Kind.WORD && Set.of("set", "reset", "discard").contains(tokens.text());
  }
}
