package dev.connections.benchmarks;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.ToIntFunction;
import javax.tools.ToolProvider;

/** A {@code switch} over names, compiled when it is asked for. */
@FunctionalInterface
interface NameSwitch {

  /** The number of a name; -1 if it has none. */
  int find(String name);

  /** With a case for each of so many names. */
  static NameSwitch compile(int names) throws Exception {
    StringBuilder source =
        new StringBuilder(
            "package dev.connections.benchmarks;\n"
                + "public final class Names implements java.util.function.ToIntFunction<String> {\n"
                + "  @Override public int applyAsInt(String name) {\n"
                + "    return switch (name) {\n");
    for (int i = 0; i < names; i++) {
      source.append("      case \"").append(Descriptors.name(i)).append("\" -> ").append(i);
      source.append(";\n");
    }
    source.append("      default -> -1;\n    };\n  }\n}\n");
    Path directory = Files.createTempDirectory("names");
    Path file = directory.resolve("Names.java");
    Files.writeString(file, source);
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-d", directory.toString(), file.toString());
    if (failed != 0) {
      throw new IllegalStateException("The switch over " + names + " names does not compile");
    }
    URL[] path = {directory.toUri().toURL()};
    Object made =
        new URLClassLoader(path, NameSwitch.class.getClassLoader())
            .loadClass("dev.connections.benchmarks.Names")
            .getConstructor()
            .newInstance();
    @SuppressWarnings("unchecked") // it was written above
    ToIntFunction<String> found = (ToIntFunction<String>) made;
    return found::applyAsInt;
  }
}
