package dev.connections.spi;

import java.util.List;

/**
 * Which part of the Java library threw an exception. Sockets, files, pipes and processes all throw
 * plain {@link java.io.IOException}s ("Broken pipe", "No space left on device"), which neither
 * class nor message tells apart: only the stack does.
 */
enum ThrownBy {
  /** A socket, or what encrypts it. */
  SOCKET,
  /** A file, a pipe, a process or an archive: nothing that an external system answers for. */
  LOCAL,
  /** Not the Java library, or a part of it that says nothing: data streams, text decoders. */
  UNKNOWN;

  private static final List<String> JAVA = List.of("java.", "javax.", "sun.", "jdk.", "com.sun.");
  private static final List<String> SOCKETS =
      List.of(
          "java.net.Socket",
          "java.net.PlainSocketImpl",
          "jdk.internal.net.http.",
          "sun.net.www.http.",
          "sun.nio.ch.AsynchronousSocket",
          "sun.nio.ch.Datagram",
          "sun.nio.ch.Net.",
          "sun.nio.ch.NioSocketImpl",
          "sun.nio.ch.Socket",
          "sun.nio.ch.UnixAsynchronousSocket",
          "sun.nio.ch.WindowsAsynchronousSocket",
          "sun.security.ssl.");
  private static final List<String> LOCALS =
      List.of(
          "java.io.File",
          "java.io.Piped",
          "java.io.RandomAccessFile",
          "java.lang.Process",
          "java.nio.file.",
          "java.util.jar.",
          "java.util.zip.",
          // Not its FileDispatcherImpl, which some JDKs let write to sockets too.
          "sun.nio.ch.FileChannel",
          "sun.nio.ch.FileLock",
          "sun.nio.ch.SimpleAsynchronousFile",
          "sun.nio.fs.");

  /** Judges by the frames of the Java library on top of the stack. */
  static ThrownBy of(Throwable failure) {
    for (StackTraceElement frame : failure.getStackTrace()) {
      String place = frame.getClassName() + ".";
      if (startsWithOneOf(SOCKETS, place)) {
        return SOCKET;
      }
      if (startsWithOneOf(LOCALS, place)) {
        return LOCAL;
      }
      if (!startsWithOneOf(JAVA, place)) {
        return UNKNOWN;
      }
    }
    return UNKNOWN;
  }

  private static boolean startsWithOneOf(List<String> prefixes, String name) {
    return prefixes.stream().anyMatch(name::startsWith);
  }
}
