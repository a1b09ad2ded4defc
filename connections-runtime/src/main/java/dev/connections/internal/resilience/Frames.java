package dev.connections.internal.resilience;

import java.util.Arrays;
import java.util.List;

/** What of a stack trace tells a user something: the frames that are not ours. Pure. */
final class Frames {

  /** So many are kept of where something was taken. */
  private static final int TAKEN = 16;

  /** So many are kept of what a thread does. */
  private static final int WORKING = 64;

  private static final String PIPELINE = Pipeline.class.getName();

  private static final List<String> RUNTIME =
      List.of("dev.connections.spi.", "dev.connections.internal.", "dev.connections.provider.");

  private Frames() {}

  /**
   * Where something was taken: the frames below those of the runtime and of the kind.
   *
   * @param kind the package of the kind's implementation
   */
  static List<StackTraceElement> taken(StackTraceElement[] stack, String kind) {
    int first = 0;
    while (first < stack.length && isOurs(stack[first], kind)) {
      first++;
    }
    return List.of(Arrays.copyOfRange(stack, first, Math.min(stack.length, first + TAKEN)));
  }

  /**
   * What the work of an attempt does: the frames above the pipeline. The last one is the work
   * itself, as the user wrote it.
   *
   * @param kind the package of the kind's implementation
   */
  static List<StackTraceElement> working(StackTraceElement[] stack, String kind) {
    int end = 0;
    while (end < stack.length && !stack[end].getClassName().equals(PIPELINE)) {
      end++;
    }
    int work = end;
    while (work > 0 && isOurs(stack[work - 1], kind)) {
      work--;
    }
    return Arrays.stream(stack, 0, work == 0 ? end : work)
        .filter(frame -> !isHidden(frame))
        .limit(WORKING)
        .toList();
  }

  /** The JVM's own step into a lambda, which the stack of another thread shows. */
  private static boolean isHidden(StackTraceElement frame) {
    return frame.getClassName().contains("$$Lambda");
  }

  private static boolean isOurs(StackTraceElement frame, String kind) {
    String name = frame.getClassName();
    return RUNTIME.stream().anyMatch(name::startsWith)
        || isIn("dev.connections", name)
        || isIn(kind, name);
  }

  private static boolean isIn(String packageName, String className) {
    return className.lastIndexOf('.') == packageName.length() && className.startsWith(packageName);
  }
}
