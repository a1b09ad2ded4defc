package dev.connections.integration;

import dev.connections.ConnectionTypeDescriptor;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A generated registry, loaded from what a nested build made of it. */
final class LoadedRegistry implements AutoCloseable {

  private final URLClassLoader loader;
  private final Class<?> registry;

  private LoadedRegistry(URLClassLoader loader, Class<?> registry) {
    this.loader = loader;
    this.registry = registry;
  }

  static LoadedRegistry of(String name, Path... classPath) throws Exception {
    URLClassLoader loader =
        new URLClassLoader(
            Arrays.stream(classPath).map(LoadedRegistry::url).toArray(URL[]::new),
            LoadedRegistry.class.getClassLoader());
    return new LoadedRegistry(loader, loader.loadClass(name));
  }

  /** Its types, by id: {@code "10 Ledger"}. */
  List<String> types() throws Exception {
    return ((List<?>) call("all"))
        .stream()
            .map(type -> (ConnectionTypeDescriptor<?, ?>) type)
            .map(type -> type.id() + " " + type.name())
            .toList();
  }

  @Nullable ConnectionTypeDescriptor<?, ?> byName(String name) throws Exception {
    return (ConnectionTypeDescriptor<?, ?>)
        registry.getMethod("getByName", String.class).invoke(null, name);
  }

  private Object call(String method) throws Exception {
    return registry.getMethod(method).invoke(null);
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}
