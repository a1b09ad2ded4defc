package dev.connections.internal.configuration.document;

import dev.connections.internal.configuration.secret.SecretsFingerprint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is in files at one moment, in a form that tells nothing but whether it is the same. */
public final class FileContents {

  private FileContents() {}

  /** The fingerprint of some files; one that cannot be read differs from one that can. */
  public static SecretsFingerprint of(Collection<Path> files) {
    SortedMap<String, String> digests = new TreeMap<>();
    for (Path file : files) {
      digests.put(file.toString(), content(file));
    }
    return SecretsFingerprint.of(digests);
  }

  private static String content(Path file) {
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] bytes = stream.readNBytes(DocumentText.LARGEST + 1);
      return SecretsFingerprint.digest(new String(bytes, StandardCharsets.ISO_8859_1));
    } catch (IOException unreadable) {
      return unreadable.getClass().getSimpleName();
    }
  }
}
