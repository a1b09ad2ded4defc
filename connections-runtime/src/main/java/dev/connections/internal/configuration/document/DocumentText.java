package dev.connections.internal.configuration.document;

import dev.connections.ConnectionsConfiguration.Document;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads the text of a document: UTF-8, or UTF-16 with a byte order mark. */
public final class DocumentText {

  /** More than any configuration needs, and little enough to parse at once. */
  static final int LARGEST = 4 * 1024 * 1024;

  private final Violations violations;

  public DocumentText(Violations violations) {
    this.violations = violations;
  }

  /** The text without a byte order mark; null if there is none, which has been reported. */
  public @Nullable String read(Document document, Origin origin) {
    if (document.text() != null) {
      String text = document.text();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
    Path path = document.path();
    byte[] bytes = path == null ? resource(document.resource(), origin) : bytes(path, origin);
    return bytes == null ? null : decoded(bytes, origin);
  }

  private byte @Nullable [] resource(@Nullable URL resource, Origin origin) {
    if (resource == null) {
      violations.add(
          origin,
          "does not exist on the class path",
          "put it under src/main/resources, and write its name as Class.getResource takes it: with"
              + " a leading / unless it is in the package of the class; a named module must open"
              + " that package");
      return null;
    }
    try {
      URLConnection connection = resource.openConnection();
      connection.setUseCaches(false); // or a jar would stay open
      try (InputStream stream = connection.getInputStream()) {
        return limited(stream, origin);
      }
    } catch (IOException unreadable) {
      violations.add(origin, "cannot be read: " + unreadable.getClass().getSimpleName(), null);
      return null;
    }
  }

  private byte @Nullable [] limited(InputStream stream, Origin origin) throws IOException {
    byte[] bytes = stream.readNBytes(LARGEST + 1);
    if (bytes.length > LARGEST) {
      violations.add(origin, "is larger than 4 MiB", "check that it is the right file");
      return null;
    }
    return bytes;
  }

  private byte @Nullable [] bytes(Path path, Origin origin) {
    if (Files.isDirectory(path)) {
      violations.add(origin, "is a directory", "name the file in it");
      return null;
    }
    try (InputStream stream = opened(path)) {
      return limited(stream, origin);
    } catch (NoSuchFileException missing) {
      violations.add(
          origin, "does not exist", "create it, or correct the path: " + path.toAbsolutePath());
    } catch (AccessDeniedException denied) {
      violations.add(origin, "must not be read by this process", "grant it the permission to read");
    } catch (IOException unreadable) {
      violations.add(origin, "cannot be read: " + unreadable.getClass().getSimpleName(), null);
    }
    return null;
  }

  /**
   * The default file system is read by a plain stream, which loads forty classes less; if that
   * fails, the other way is asked, because its exceptions say why.
   */
  private static InputStream opened(Path path) throws IOException {
    if (path.getFileSystem() == FileSystems.getDefault()) {
      try {
        return new FileInputStream(path.toFile());
      } catch (FileNotFoundException unclear) {
        return Files.newInputStream(path);
      }
    }
    return Files.newInputStream(path);
  }

  private @Nullable String decoded(byte[] bytes, Origin origin) {
    Charset charset = StandardCharsets.UTF_8;
    int skipped = 0;
    if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
      skipped = 3;
    } else if (startsWith(bytes, 0xFE, 0xFF)) {
      charset = StandardCharsets.UTF_16BE;
      skipped = 2;
    } else if (startsWith(bytes, 0xFF, 0xFE)) {
      charset = StandardCharsets.UTF_16LE;
      skipped = 2;
    }
    try {
      return charset
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, skipped, bytes.length - skipped))
          .toString();
    } catch (CharacterCodingException undecodable) {
      violations.add(origin, "is not a text in UTF-8", "save it as UTF-8");
      return null;
    }
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
