package dev.connections.internal.configuration.node;

import dev.connections.Secret;
import dev.connections.internal.configuration.document.Layered;
import dev.connections.internal.configuration.document.Tree;
import dev.connections.internal.configuration.secret.SecretsFingerprint;
import dev.connections.internal.configuration.secret.UnresolvedException;
import org.jspecify.annotations.Nullable;

/** The plain value of one node, its references resolved once. Used by one thread. */
final class NodeValue {

  private final String path;
  private final Tree.@Nullable Scalar scalar;
  private final SettingText texts;
  private final NodeReports reports;

  private @Nullable String text;
  private @Nullable Secret secret;
  private @Nullable String digest;
  private boolean unresolved;

  NodeValue(String path, Layered said, SettingText texts, NodeReports reports) {
    this.path = path;
    Layered.Layer first = said.first();
    this.scalar = first != null && first.tree() instanceof Tree.Scalar plain ? plain : null;
    this.texts = texts;
    this.reports = reports;
  }

  /** The text; empty if there is none, or a reference in it was reported. */
  String text() {
    if (scalar == null) {
      return "";
    }
    if (text == null) {
      try {
        text = texts.text(scalar, path);
        if (!text.equals(scalar.text())) {
          digest = SecretsFingerprint.digest(text);
        }
      } catch (UnresolvedException problem) {
        reportUnresolved(reports.shown(scalar), problem);
        text = "";
      }
    }
    return text;
  }

  /** The secret; null if there is none, or its reference was reported. */
  @Nullable Secret secret() {
    if (scalar == null || unresolved) {
      return null;
    }
    if (secret == null) {
      try {
        SettingText.SeenSecret seen = texts.secret(scalar, path);
        secret = seen.secret();
        digest = seen.digest();
      } catch (UnresolvedException problem) {
        reportUnresolved(problem.isWrittenOut() ? null : reports.shown(scalar), problem);
      }
    }
    return secret;
  }

  private void reportUnresolved(@Nullable String shown, UnresolvedException problem) {
    reports.report(shown, problem.problem(), null, problem.hint());
    unresolved = true;
  }

  /** Whether a reference in it was reported, so that nothing more can be said of it. */
  boolean isUnresolved() {
    return unresolved;
  }

  /** As reports show it; null if there is none. */
  @Nullable String shown() {
    if (secret != null) {
      return secret.reference();
    }
    return scalar == null ? null : reports.shown(scalar);
  }

  /** The digest of what references gave; null if they gave nothing. */
  @Nullable String digest() {
    return digest;
  }
}
