package dev.connections.outside;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A second version of a library beside the one on the class path: its classes, and the work that
 * uses them, come from jars in a folder; all else is shared.
 */
final class OtherVersion extends URLClassLoader {

  private final String library;
  private final String work;

  private OtherVersion(URL[] jars, String library, String work) {
    super(jars, OtherVersion.class.getClassLoader());
    this.library = library;
    this.work = work;
  }

  /**
   * The work, which uses the version of the library that is in a folder.
   *
   * @param library the package of the library
   */
  @SuppressWarnings("unchecked")
  static <C> Work<Object, C> of(
      File folder, String library, Class<? extends Work<Object, C>> work) {
    return (peer, client, facts) -> {
      Thread thread = Thread.currentThread();
      ClassLoader before = thread.getContextClassLoader();
      // Never closed: what it threw may need more of its classes to say what happened.
      OtherVersion loader = new OtherVersion(urls(folder, work), library, work.getName());
      try {
        thread.setContextClassLoader(loader);
        Class<?> type = loader.loadClass(work.getName());
        ((Work<Object, C>) type.getConstructor().newInstance()).run(peer, client, facts);
      } finally {
        thread.setContextClassLoader(before);
      }
    };
  }

  private static URL[] urls(File folder, Class<?> work) throws MalformedURLException {
    File[] jars = folder.listFiles((in, name) -> name.endsWith(".jar"));
    if (jars == null || jars.length == 0) {
      throw new IllegalStateException(folder + " has no jars; run it through Maven");
    }
    List<URL> urls = new ArrayList<>();
    for (File jar : Arrays.stream(jars).sorted().toList()) {
      urls.add(jar.toURI().toURL());
    }
    urls.add(work.getProtectionDomain().getCodeSource().getLocation());
    return urls.toArray(new URL[0]);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      if (!name.startsWith(library) && !name.startsWith(work)) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    return name.contains(library) ? findResources(name) : super.getResources(name);
  }

  @Override
  public @Nullable URL getResource(String name) {
    URL own = findResource(name);
    return own == null ? super.getResource(name) : own;
  }
}
