package dev.connections.internal.drift;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.jspecify.annotations.Nullable;

/** Writes the jars of libraries, with nothing in them but what the drift check reads. */
public final class LibraryJars {

  private LibraryJars() {}

  /** What the processor writes for a registry. */
  public static String resource(String registry) {
    return "registry=" + registry + "\ngenerator=1.2.3\nformat=1\n";
  }

  /** A jar with this text as its resource; gives the jar. */
  public static Path jar(Path jar, String resource) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      out.putNextEntry(new JarEntry(LibraryResource.NAME));
      out.write(resource.getBytes(StandardCharsets.ISO_8859_1));
      out.closeEntry();
    }
    return jar;
  }

  /** A folder with this text as its resource; gives the folder. */
  public static Path folder(Path folder, String resource) throws IOException {
    Path file = folder.resolve(LibraryResource.NAME);
    Files.createDirectories(file.getParent());
    Files.writeString(file, resource, StandardCharsets.ISO_8859_1);
    return folder;
  }

  /** A class loader of jars and folders; without a parent it sees the JDK alone. */
  public static URLClassLoader loader(@Nullable ClassLoader parent, Path... path)
      throws IOException {
    URL[] urls = new URL[path.length];
    for (int i = 0; i < path.length; i++) {
      urls[i] = path[i].toUri().toURL();
    }
    return new URLClassLoader(urls, parent);
  }
}
