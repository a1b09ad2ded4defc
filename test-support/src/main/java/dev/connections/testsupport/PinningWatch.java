package dev.connections.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/** Records where virtual threads are pinned to their carriers while they wait. */
final class PinningWatch implements AutoCloseable {

  private static final String PINNED = "jdk.VirtualThreadPinned";

  /** From so long on Flight Recorder tells of pinned threads unless told otherwise. */
  private static final Duration LONG = Duration.ofMillis(20);

  private final Recording recording = new Recording();

  PinningWatch() {
    recording.enable(PINNED).withoutThreshold().withStackTrace();
    recording.start();
  }

  /** The events so far, with their stacks. */
  List<String> pinned() {
    try {
      Path file = Files.createTempFile("pinned", ".jfr");
      try {
        recording.dump(file);
        return RecordingFile.readAllEvents(file).stream()
            .filter(PinningWatch::counts)
            .map(RecordedEvent::toString)
            .toList();
      } finally {
        Files.delete(file);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("The recording of pinned threads cannot be read", failure);
    }
  }

  /**
   * Whether it says something of code that is not the JDK's. The JVM itself pins whoever needs a
   * class that another thread is loading or initializing, once for each class; the former it
   * reports as a contended monitor.
   */
  private static boolean counts(RecordedEvent event) {
    if (!event.getEventType().getName().equals(PINNED) || isOfTheJdkAlone(event)) {
      return false;
    }
    if (event.hasField("blockingOperation")
        && event.getString("blockingOperation").equals("Contended monitor enter")) {
      return event.getDuration().compareTo(LONG) >= 0;
    }
    return !event.hasField("pinnedReason")
        || !event.getString("pinnedReason").startsWith("Waited for initialization of ");
  }

  /** The JDK has virtual threads of its own. */
  private static boolean isOfTheJdkAlone(RecordedEvent event) {
    RecordedStackTrace stack = event.getStackTrace(); // null if none could be taken
    return stack != null
        && stack.getFrames().stream()
            .map(frame -> frame.getMethod().getType().getName())
            .allMatch(type -> type.matches("(java|jdk|sun)\\..*"));
  }

  @Override
  public void close() {
    List<String> pinned = pinned();
    recording.close();
    if (!pinned.isEmpty()) {
      throw new AssertionError(
          pinned.size()
              + " times a virtual thread was pinned while it waited:\n"
              + pinned.stream().collect(Collectors.joining("\n")));
    }
  }
}
