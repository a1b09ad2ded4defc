package dev.connections.processor;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Remembers which classes it has loaded. */
final class RecordingLoader extends URLClassLoader {

  private final Set<String> loaded = new ConcurrentSkipListSet<>();

  RecordingLoader(Path first, Path second) throws MalformedURLException {
    super(
        new URL[] {first.toUri().toURL(), second.toUri().toURL()},
        RecordingLoader.class.getClassLoader());
  }

  Set<String> loaded() {
    return Set.copyOf(loaded);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    Class<?> type = super.findClass(name);
    loaded.add(name);
    return type;
  }
}
