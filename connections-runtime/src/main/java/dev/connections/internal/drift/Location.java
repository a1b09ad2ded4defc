package dev.connections.internal.drift;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;

/**
 * The jar or folder that a resource is in. Two class loaders, or two spellings of one path, that
 * lead to the same file give the same text.
 */
final class Location {

  private static final String JAR = "jar:";
  private static final String INSIDE = "!/";

  private Location() {}

  /** The path of the jar or folder; its URL where it is not in a file system, as in an image. */
  static String of(URL resource) {
    String text = resource.toExternalForm();
    if (text.endsWith(LibraryResource.NAME)) {
      text = text.substring(0, text.length() - LibraryResource.NAME.length());
    }
    if (text.startsWith(JAR) && text.endsWith(INSIDE)) {
      text = text.substring(JAR.length(), text.length() - INSIDE.length());
    }
    return text.startsWith("file:") ? realPath(text) : text;
  }

  private static String realPath(String url) {
    try {
      return Path.of(URI.create(url)).toRealPath().toString();
    } catch (IOException | IllegalArgumentException | FileSystemNotFoundException unusual) {
      return url; // such as a jar in a jar, or a URL with blanks: good enough to be compared
    }
  }
}
