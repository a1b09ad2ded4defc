package dev.connections.internal.permit;

import java.util.Arrays;
import java.util.List;

/** What of a stack trace tells a user something: the frames that are not ours. Pure. */
public final class Frames {

  /** So many are kept of where something was taken. */
  private static final int TAKEN = 16;

  /** So many are kept of what a thread does. */
  private static final int WORKING = 64;

  /** By its name, since this package knows nothing of calls. */
  private static final String PIPELINE = "dev.connections.internal.call.Pipeline";

  private static final List<String> RUNTIME =
      List.of(
          "dev.connections.spi.",
          "dev.connections.pooling.",
          "dev.connections.internal.",
          "dev.connections.provider.");

  /** What stands between the runtime and an application that uses a native client. */
  private static final List<String> CLIENTS =
      List.of("okhttp3.", "okio.", "retrofit2.", "kotlin.", "kotlinx.");

  private Frames() {}

  /**
   * Where something was taken: the frames from the application's own on, which are below those of
   * the runtime, of the kind and of the client's library. A thread of that library has none of the
   * application: its outermost frame tells what the library was asked for, such as {@code
   * okhttp3…AsyncCall.run} for a call that was enqueued. Where the application has the type in its
   * own package, that package's frames are taken for the application's.
   *
   * @param kind the package of the type's implementation; with a dot at its end, those below it too
   */
  public static List<StackTraceElement> taken(StackTraceElement[] stack, String kind) {
    int first = 0;
    while (first < stack.length && isOurs(stack[first], kind)) {
      first++;
    }
    if (first == stack.length || isOfTheJdk(stack[first])) {
      first = ofType(stack, kind, first);
    }
    for (int index = first; index < stack.length; index++) {
      if (isOfAClient(stack[index])) {
        first = index;
      } else if (!isOurs(stack[index], kind) && !isOfTheJdk(stack[index])) {
        first = index;
        break;
      }
    }
    return List.of(Arrays.copyOfRange(stack, first, Math.min(stack.length, first + TAKEN)));
  }

  /** The innermost frame of the type's package, if no other package of the application follows. */
  private static int ofType(StackTraceElement[] stack, String kind, int first) {
    for (int index = first; index < stack.length; index++) {
      if (!isOurs(stack[index], kind) && !isOfTheJdk(stack[index])) {
        return first;
      }
    }
    for (int index = 0; index < first; index++) {
      if (isIn(kind, stack[index].getClassName())) {
        return index;
      }
    }
    return first;
  }

  /**
   * What the work of an attempt does: the frames above the pipeline. The last one is the work
   * itself, as the user wrote it; the first one is what it does, which is not how it waits for
   * something of ours.
   *
   * @param kind the package of the type's implementation; with a dot at its end, those below it too
   * @param depth how many calls this one is inside of
   */
  static List<StackTraceElement> working(StackTraceElement[] stack, String kind, int depth) {
    int end = pipeline(stack, depth);
    int work = end;
    while (work > 0 && isOurs(stack[work - 1], kind)) {
      work--;
    }
    int last = work == 0 ? end : work;
    return Arrays.stream(stack, waiting(stack, kind, last), last)
        .filter(frame -> !isHidden(frame))
        .limit(WORKING)
        .toList();
  }

  /** Where the pipeline of a call begins: each call inside another has one above the other's. */
  private static int pipeline(StackTraceElement[] stack, int depth) {
    int left = depth;
    for (int index = stack.length - 1; index >= 0; index--) {
      boolean top = isPipeline(stack[index]) && (index == 0 || !isPipeline(stack[index - 1]));
      if (top && left-- == 0) {
        return index;
      }
    }
    int first = 0;
    while (first < stack.length && !isPipeline(stack[first])) {
      first++;
    }
    return first;
  }

  /** How many frames lead from what the user wrote to a wait of ours; 0 if it waits for others. */
  private static int waiting(StackTraceElement[] stack, String kind, int end) {
    int first = 0;
    while (first < end && isOfTheJdk(stack[first])) {
      first++;
    }
    if (first == end || !isOurs(stack[first], kind)) {
      return 0;
    }
    while (first < end && (isOurs(stack[first], kind) || isOfTheJdk(stack[first]))) {
      first++;
    }
    return first == end ? 0 : first;
  }

  private static boolean isPipeline(StackTraceElement frame) {
    return frame.getClassName().equals(PIPELINE);
  }

  private static boolean isOfTheJdk(StackTraceElement frame) {
    String name = frame.getClassName();
    return name.startsWith("java.") || name.startsWith("jdk.") || name.startsWith("sun.");
  }

  private static boolean isOfAClient(StackTraceElement frame) {
    return CLIENTS.stream().anyMatch(frame.getClassName()::startsWith);
  }

  /** The JVM's own step into a lambda, or the question itself. */
  private static boolean isHidden(StackTraceElement frame) {
    return frame.getClassName().contains("$$Lambda")
        || frame.getMethodName().equals("getStackTrace");
  }

  private static boolean isOurs(StackTraceElement frame, String kind) {
    String name = frame.getClassName();
    return RUNTIME.stream().anyMatch(name::startsWith)
        || isIn("dev.connections", name)
        || isIn(kind, name);
  }

  /** Also below it, where a dot says so. */
  private static boolean isIn(String packageName, String className) {
    return packageName.endsWith(".")
        ? className.startsWith(packageName)
        : className.lastIndexOf('.') == packageName.length() && className.startsWith(packageName);
  }
}
