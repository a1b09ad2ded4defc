package dev.connections.settings;

import dev.connections.TimeSource;
import dev.connections.spi.RejectedSettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509TrustManager;

/**
 * TLS of a client that lives longer than its certificates: the files of {@link TlsSettings} are
 * looked at before a socket is encrypted, at most once a second, and read again if they have
 * changed. Sockets that are encrypted already go on as they are.
 *
 * <p>Files that have changed and cannot be used, such as one that is half written, change nothing:
 * a warning says what is wrong, and they are read again once they have changed again.
 *
 * <p>Thread-safe. While one thread reads, the others use what was read before.
 */
public final class RenewedTls {

  private static final long PAUSE = Duration.ofSeconds(1).toNanos();

  private final TlsSettings settings;
  private final String host;
  private final TimeSource time;
  private final Consumer<String> warnings;
  private final Runnable renewed;
  private final SSLSocketFactory sockets = new RenewedSockets(this);
  private final ReentrantLock reading = new ReentrantLock();
  private volatile TlsFiles.Read current;
  private volatile long lookedAt;
  private List<String> versions; // guarded by reading

  /**
   * Reads the files.
   *
   * @param host the host whose name is {@code serverName}, if that is set; others, such as those
   *     that a redirect leads to, have their own names
   * @param time where time comes from
   * @param warnings gets what works and should not be left so, and what renewed files are rejected
   *     for; one sentence each, without secrets
   * @param renewed called after the files were read again, by the thread that needs a socket; must
   *     not block
   * @throws RejectedSettingsException with everything that is wrong with the files
   */
  public RenewedTls(
      TlsSettings settings,
      String host,
      TimeSource time,
      Consumer<String> warnings,
      Runnable renewed) {
    this.settings = settings;
    this.host = host;
    this.time = time;
    this.warnings = warnings;
    this.renewed = renewed;
    this.versions = versions();
    this.lookedAt = time.nanoTime();
    this.current = new TlsFiles(settings, warnings).read();
  }

  /**
   * Encrypts sockets as the files say when each is made; always the same factory, so that clients
   * which keep connections by their factory keep them. It verifies no name: the client does, with
   * {@link #verifiedName}.
   */
  public SSLSocketFactory socketFactory() {
    return sockets;
  }

  /** Whom the files trusted when they were read first, for clients that want to know. */
  public X509TrustManager trustManager() {
    return current.trust();
  }

  /** The name that the certificate of a server is to have, when this host is connected to. */
  public String verifiedName(String connected) {
    return connected.equalsIgnoreCase(host) ? settings.verifiedName(connected) : connected;
  }

  /** What it was made from. */
  public TlsSettings settings() {
    return settings;
  }

  /** Looks at the files, at most once a second, and reads them again if they have changed. */
  public void refresh() {
    if (time.nanoTime() - lookedAt >= PAUSE && reading.tryLock()) {
      try {
        lookedAt = time.nanoTime();
        readIfChanged();
      } finally {
        reading.unlock();
      }
    }
  }

  /** What the files say now. */
  SSLContext context() {
    refresh();
    return current.context();
  }

  private void readIfChanged() {
    List<String> now = versions();
    if (now.equals(versions)) {
      return;
    }
    versions = now;
    try {
      current = new TlsFiles(settings, warnings).read();
    } catch (RejectedSettingsException unusable) {
      warnings.accept(
          "renewed TLS files cannot be used, those read before stay in use: "
              + unusable.getMessage());
      return;
    }
    renewed.run();
  }

  /** Tells whether a file is another one than before, without reading it. */
  private List<String> versions() {
    List<String> versions = new ArrayList<>();
    Stream.of(settings.trust(), settings.certificate(), settings.key())
        .flatMap(file -> file.stream())
        .forEach(file -> versions.add(version(file)));
    return versions;
  }

  private static String version(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.lastModifiedTime()
          + " "
          + attributes.size()
          + " "
          + attributes.fileKey(); // mounted secrets are replaced by a link to another file
    } catch (IOException missing) {
      return "missing";
    }
  }
}
