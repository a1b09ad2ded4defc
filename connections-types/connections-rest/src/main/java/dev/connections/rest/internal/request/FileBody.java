package dev.connections.rest.internal.request;

import dev.connections.rest.internal.failure.UnsendableBodyException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import okhttp3.MediaType;
import okio.BufferedSink;

/** A file, as it was when this was made: another length or time is another file. */
public final class FileBody extends CheckedBody {

  private static final String NEXT_STEP =
      "Send files that no one writes to, such as those that were moved into place once complete";

  private final Path file;
  private final State state;

  /** How a file looked. */
  private record State(long length, FileTime changed) {}

  private FileBody(Path file, State state, MediaType mediaType) {
    super(mediaType, state.length());
    this.file = file;
    this.state = state;
  }

  /**
   * The file as it is now.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static FileBody of(Path file, MediaType mediaType) {
    try {
      State now = state(file);
      if (!Files.isReadable(file)) {
        throw new IllegalArgumentException(
            "The file '" + file + "' must not be read by this process; nothing was sent");
      }
      return new FileBody(file, now, mediaType);
    } catch (IOException missing) {
      throw new IllegalArgumentException(
          "The file '" + file + "' cannot be sent: " + missing + "; nothing was sent", missing);
    }
  }

  private static State state(Path file) throws IOException {
    BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
    if (!now.isRegularFile()) {
      throw new IOException("it is not a file");
    }
    return new State(now.size(), now.lastModifiedTime());
  }

  @Override
  public void check() throws UnsendableBodyException {
    try {
      State now = state(file);
      if (!now.equals(state)) {
        throw UnsendableBodyException.unsent(changed(now), NEXT_STEP);
      }
    } catch (UnsendableBodyException changed) {
      throw changed;
    } catch (IOException missing) {
      throw UnsendableBodyException.unsent(what() + " is no longer there: " + missing, NEXT_STEP);
    }
  }

  private String changed(State now) {
    return now.length() == state.length()
        ? what() + " has changed since the request was made"
        : what()
            + " has changed since the request was made, from "
            + state.length()
            + " to "
            + now.length()
            + " bytes";
  }

  @Override
  public String what() {
    return "The file '" + file + "'";
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    try (InputStream in = open()) {
      copy(in, sink);
    }
    try {
      State now = state(file);
      if (!now.equals(state)) {
        throw UnsendableBodyException.halfway(changed(now), NEXT_STEP, null);
      }
    } catch (UnsendableBodyException changed) {
      throw changed;
    } catch (IOException deleted) {
      return; // what was open has been read to its end
    }
  }

  private InputStream open() throws IOException {
    try {
      return Files.newInputStream(file);
    } catch (IOException unreadable) {
      throw unreadable(unreadable);
    }
  }
}
