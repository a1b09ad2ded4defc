package dev.connections.internal.configuration.secret;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Copies the tainted part of one graph of causes and suppressed exceptions. Used once. */
final class ThrowableRedaction {

  private static final int DEEPEST = 100;

  private final SecretRedactor redactor;

  /** Null before the first copy: most have no secret. */
  private @Nullable IdentityHashMap<Throwable, Throwable> copies;

  ThrowableRedaction(SecretRedactor redactor) {
    this.redactor = redactor;
  }

  /** The throwable itself if nothing that it reaches holds a secret; otherwise a clean copy. */
  Throwable of(Throwable throwable) {
    return isClean(throwable) ? throwable : copy(throwable, 0);
  }

  private boolean isClean(Throwable first) {
    if (first.getCause() == null && first.getSuppressed().length == 0) {
      return !isTainted(first); // the usual one reaches nothing
    }
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Throwable> open = new ArrayDeque<>();
    open.add(first);
    while (!open.isEmpty()) {
      Throwable next = open.removeLast();
      if (!seen.add(next)) {
        continue;
      }
      if (isTainted(next)) {
        return false;
      }
      if (next.getCause() != null) {
        open.add(next.getCause());
      }
      Collections.addAll(open, next.getSuppressed());
    }
    return true;
  }

  private boolean isTainted(Throwable throwable) {
    return isTainted(text(throwable)) || isTainted(throwable.getMessage());
  }

  private boolean isTainted(@Nullable String text) {
    return text != null && !redactor.redact(text).equals(text);
  }

  private IdentityHashMap<Throwable, Throwable> copies() {
    IdentityHashMap<Throwable, Throwable> made = copies;
    if (made == null) {
      made = new IdentityHashMap<>();
      copies = made;
    }
    return made;
  }

  private Throwable copy(Throwable original, int depth) {
    Throwable known = copies().get(original);
    if (known != null) {
      return known;
    }
    if (depth > 0 && isClean(original)) {
      return original;
    }
    RedactedException copy = new RedactedException(redactor.redact(text(original)));
    copies().put(original, copy);
    copy.setStackTrace(original.getStackTrace());
    if (depth == DEEPEST) {
      copy.addSuppressed(new RedactedException("The causes below this were left out"));
      return copy;
    }
    Throwable cause = original.getCause();
    if (cause != null && cause != original) {
      copy.initCause(copy(cause, depth + 1));
    }
    for (Throwable suppressed : original.getSuppressed()) {
      copy.addSuppressed(copy(suppressed, depth + 1));
    }
    return copy;
  }

  /** Class and message; what drivers put into toString() alone is seen as well. */
  private static String text(Throwable throwable) {
    String name = throwable.getClass().getName();
    String text = throwable.toString();
    if (text == null) {
      return name;
    }
    return text.startsWith(name) ? text : name + ": " + text;
  }
}
