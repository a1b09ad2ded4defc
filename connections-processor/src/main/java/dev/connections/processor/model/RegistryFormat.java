package dev.connections.processor.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What a generated registry says about how it was written. */
public final class RegistryFormat {

  /** The version of the meaning of {@code @GeneratedRegistry}. */
  public static final int VERSION = 2;

  private RegistryFormat() {}

  /** The version of this processor. */
  public static String generator() {
    try (InputStream version = RegistryFormat.class.getResourceAsStream("version.txt")) {
      if (version == null) {
        throw new IllegalStateException("version.txt is missing from the processor's jar");
      }
      return new String(version.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
