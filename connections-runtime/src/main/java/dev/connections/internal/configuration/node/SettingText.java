package dev.connections.internal.configuration.node;

import dev.connections.Secret;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.failure.Diagnosis;
import dev.connections.internal.configuration.document.Tree;
import dev.connections.internal.configuration.secret.PairedSecrets;
import dev.connections.internal.configuration.secret.Reference;
import dev.connections.internal.configuration.secret.References;
import dev.connections.internal.configuration.secret.SecretRedactor;
import dev.connections.internal.configuration.secret.SecretsFingerprint;
import dev.connections.internal.configuration.secret.ShownText;
import dev.connections.internal.configuration.secret.UnresolvedException;
import org.jspecify.annotations.Nullable;

/** Makes the text, or the secret, of a plain value with references in it. Thread-safe. */
public final class SettingText {

  /**
   * A secret that was there when it was looked for.
   *
   * @param secret the secret
   * @param digest by which it can be seen whether another look finds the same value
   */
  record SeenSecret(Secret secret, String digest) {}

  private static final String ALLOWED = "a reference: ${env:NAME}, ${file:/path}, #{Key}#";

  private final References references;
  private final SecretRedactor redactor;
  private final PairedSecrets pairs = new PairedSecrets(System::nanoTime);

  public SettingText(References references, SecretRedactor redactor) {
    this.references = references;
    this.redactor = redactor;
  }

  /** Whether a reference has named this environment variable. */
  public boolean hasRead(String variable) {
    return references.hasRead(variable);
  }

  /** The text, references replaced by their present values. */
  String text(Tree.Scalar scalar, String path) throws UnresolvedException {
    if (scalar.verbatim() || isPassword(scalar, path)) {
      if (scalar.origin().isVariable() && ShownText.isSecretPath(path)) {
        redactor.register(path, scalar.text());
      }
      return scalar.text();
    }
    String text = resolved(scalar, path);
    if (!text.equals(scalar.text())) {
      pairs.loaded(connection(path), path, text, () -> resolved(scalar, path));
    }
    return text;
  }

  /** In a variable, a password may hold the letters that begin a reference. */
  private static boolean isPassword(Tree.Scalar scalar, String path) {
    return scalar.origin().isVariable()
        && ShownText.isSecretPath(path)
        && Reference.isUnclosed(scalar.text())
        && Reference.unclosed(scalar.text()) == null;
  }

  private String resolved(Tree.Scalar scalar, String path) throws UnresolvedException {
    StringBuilder text = new StringBuilder();
    for (Reference.Part part : Reference.partsOf(scalar.text())) {
      text.append(part.literal());
      Reference reference = part.reference();
      if (reference != null) {
        String value = references.value(reference);
        if (ShownText.isSecretPath(path) || ShownText.soundsSecret(reference.name())) {
          redactor.register(reference.written(), value);
        }
        text.append(value);
      }
    }
    return text.toString();
  }

  /**
   * The secret, after one look whether it is there. A variable that sets the setting itself counts
   * as a reference to that variable.
   */
  SeenSecret secret(Tree.Scalar scalar, String path) throws UnresolvedException {
    Reference reference = scalar.verbatim() ? null : wholeAndClosed(scalar.text());
    String unclosed = scalar.verbatim() ? null : Reference.unclosed(scalar.text());
    if (unclosed != null) {
      throw References.unclosed(unclosed);
    }
    if (reference == null && scalar.origin().isVariable()) {
      return variableItself(scalar);
    }
    if (reference == null) {
      throw literal("is a secret written out (not shown)");
    }
    if (reference.defaultText() != null) {
      throw literal("has a secret as its default written out (not shown)");
    }
    Secret secret = Secret.of(reference.written(), () -> revealed(reference, path));
    String value = register(reference, references.value(reference));
    pairs.first(path, value);
    return new SeenSecret(secret, SecretsFingerprint.digest(value));
  }

  /** A password may hold the letters that begin a reference. */
  private static @Nullable Reference wholeAndClosed(String text) {
    Reference reference = Reference.whole(text);
    return reference == null || reference.kind() == Reference.Kind.UNCLOSED ? null : reference;
  }

  private SeenSecret variableItself(Tree.Scalar scalar) {
    String variable = scalar.origin().variableName();
    String written = "${env:" + variable + "}";
    redactor.register(written, scalar.text());
    return new SeenSecret(
        Secret.of(written, scalar::text), SecretsFingerprint.digest(scalar.text()));
  }

  private String revealed(Reference reference, String path) {
    try {
      String present = register(reference, references.value(reference));
      return pairs.use(connection(path), path, present);
    } catch (UnresolvedException unresolved) {
      Diagnosis diagnosis =
          Diagnosis.of(connection(path), path + " " + unresolved.problem())
              .nextStep(unresolved.hint())
              .build();
      throw new ConnectionConfigurationException(diagnosis, null);
    }
  }

  private String register(Reference reference, String value) {
    redactor.register(reference.written(), value);
    return value;
  }

  private static String connection(String path) {
    String[] levels = path.split("\\.", 3);
    return levels.length == 3 && levels[0].equals("connections") ? levels[1] : path;
  }

  private static UnresolvedException literal(String problem) {
    return UnresolvedException.writtenOut(problem + "; allowed: " + ALLOWED, hint());
  }

  private static String hint() {
    return "put it into an environment variable or a file, and refer to that; change the secret if"
        + " it was ever committed";
  }
}
