package dev.connections.rest.internal.connection;

import dev.connections.failure.Outcome;
import dev.connections.failure.Phase;
import dev.connections.rest.DownloadListener;
import dev.connections.rest.HttpAnswer;
import dev.connections.rest.RestRequest;
import dev.connections.rest.RestResponse;
import dev.connections.rest.internal.answer.BodyStream;
import dev.connections.rest.internal.failure.AnswerException;
import dev.connections.rest.internal.request.HeaderMap;
import dev.connections.rest.internal.request.Outgoing;
import dev.connections.spi.AttemptScope;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassification.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import okhttp3.Response;
import okio.BufferedSource;
import okio.Okio;

/**
 * Takes an answer into a file, over several attempts if need be: a later one asks for the rest, if
 * the server can tell that it is the rest of the same. What has come in is in another file next to
 * the target until it is complete. Belongs to one call.
 */
final class Download implements AutoCloseable {

  private static final int CHUNK = 8 * 1024;
  private static final int NOT_MODIFIED = 304;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final Path target;
  private final Path part;
  private final DownloadListener listener;
  private final PartialDownload progress;

  private Download(Path target, Path part, DownloadListener listener, PartialDownload progress) {
    this.target = target;
    this.part = part;
    this.listener = listener;
    this.progress = progress;
  }

  /**
   * Nothing has come in yet.
   *
   * @throws IllegalArgumentException if there can be no such file
   */
  static Download to(Path target, RestRequest request, DownloadListener listener) {
    Path file = target.toAbsolutePath();
    Path name = file.getFileName();
    if (name == null || Files.isDirectory(file)) {
      throw new IllegalArgumentException(
          "The target '" + target + "' is a directory; name the file; nothing was sent");
    }
    Path part = file.resolveSibling(name + "." + UUID.randomUUID() + ".part");
    try {
      Files.createFile(part);
    } catch (IOException unwritable) {
      throw new IllegalArgumentException(
          "The target '" + target + "' cannot be written: " + unwritable + "; nothing was sent",
          unwritable);
    }
    return new Download(target, part, listener, new PartialDownload(request));
  }

  /** Makes one attempt; its body is null if the server says that nothing was modified. */
  RestResponse<Path> attempt(RestCaller caller, Outgoing sent) throws IOException {
    progress.askForRest(sent.request());
    Object label = sent.label();
    AttemptScope scope = sent.scope();
    try {
      return caller.exchange(
          sent,
          (response, phases) -> {
            if (response.code() != NOT_MODIFIED) {
              long from = progress.begin(response, label);
              take(
                  response,
                  from,
                  new BodyStream(response, label, phases, scope, caller.successes()));
              progress.checkComplete(label);
            }
            scope.working(false);
            return new RestResponse<>(
                response.code(),
                HeaderMap.of(response.headers()),
                response.code() == NOT_MODIFIED ? null : target);
          });
    } catch (AnswerException answered) {
      throw progress.isRest() && isUnsatisfiable(answered)
          ? progress.another(answered.classification().problem())
          : answered;
    }
  }

  private static boolean isUnsatisfiable(AnswerException answered) {
    return answered.classification().carried() instanceof HttpAnswer answer
        && answer.status() == RANGE_NOT_SATISFIABLE;
  }

  private void take(Response response, long from, BodyStream body) throws IOException {
    long total = response.body().contentLength() < 0 ? -1 : from + response.body().contentLength();
    byte[] chunk = new byte[CHUNK];
    try (FileChannel file = open(from)) {
      BufferedSource source = Okio.buffer(body);
      for (int count = source.read(chunk); count >= 0; count = source.read(chunk)) {
        write(file, ByteBuffer.wrap(chunk, 0, count));
        progress.came(count);
        listener.progress(progress.bytes(), total);
      }
    }
  }

  private FileChannel open(long from) throws AnswerException {
    try {
      FileChannel file = FileChannel.open(part, StandardOpenOption.WRITE);
      try {
        return file.truncate(from).position(from);
      } catch (IOException unusable) {
        file.close();
        throw unusable;
      }
    } catch (IOException unusable) {
      throw unwritable(unusable);
    }
  }

  private void write(FileChannel file, ByteBuffer bytes) throws AnswerException {
    try {
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
    } catch (IOException full) {
      throw unwritable(full);
    }
  }

  private AnswerException unwritable(IOException failure) {
    return new AnswerException(
        FailureClassification.failure(Kind.PERMANENT)
            .during(Phase.RECEIVE)
            .outcome(Outcome.APPLIED)
            .nextStep("Check the space and the permissions at the target")
            .because("The file '" + part + "' could not be written: " + failure.getMessage()),
        failure);
  }

  /** All has come in: the file is where it is wanted, as a whole. */
  void complete() {
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw new UncheckedIOException(
          "The download is complete, but could not be moved to '" + target + "'", failure);
    }
  }

  /** Leaves nothing behind but what is complete. */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(part);
    } catch (IOException failure) {
      throw new UncheckedIOException("The file '" + part + "' could not be deleted", failure);
    }
  }
}
