package dev.connections.processor.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/**
 * What came of a compilation.
 *
 * @param success whether the compiler was content
 * @param diagnostics all it said
 * @param output what it printed beside them
 * @param generatedFolder where sources were generated
 * @param classes where classes were written
 */
public record Compiled(
    boolean success,
    List<Diagnostic<? extends JavaFileObject>> diagnostics,
    String output,
    Path generatedFolder,
    Path classes) {

  private static final Comparator<Diagnostic<? extends JavaFileObject>> BY_PLACE =
      Comparator.comparing(Compiled::file)
          .thenComparing(Diagnostic::getLineNumber)
          .thenComparing(Compiled::message);

  /** The generated sources, by path. */
  public Map<String, String> generated() {
    return Sources.in(generatedFolder);
  }

  /** One generated source. */
  public String generated(String path) {
    String text = generated().get(path);
    if (text == null) {
      throw new AssertionError(path + " is not among " + generated().keySet());
    }
    return text;
  }

  /**
   * All errors, whoever reports them, and what the processor says beside errors; sorted by file,
   * line and text, one below the other.
   */
  public String report() {
    return diagnostics.stream()
        .filter(
            diagnostic ->
                diagnostic.getKind() == Diagnostic.Kind.ERROR
                    || message(diagnostic).startsWith("CONN-"))
        .sorted(BY_PLACE)
        .map(
            diagnostic ->
                kind(diagnostic) + " " + place(diagnostic) + "\n" + message(diagnostic) + "\n")
        .collect(Collectors.joining("\n"));
  }

  /** Our codes in what it said, sorted by file and line. */
  public List<String> codes() {
    return diagnostics.stream()
        .sorted(BY_PLACE)
        .map(Compiled::message)
        .filter(message -> message.startsWith("CONN-"))
        .map(message -> message.substring(0, message.indexOf(':')))
        .toList();
  }

  /** The names of the files in which somebody else than we found an error. */
  public Set<String> filesWithCompilerErrors() {
    return diagnostics.stream()
        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .filter(diagnostic -> !message(diagnostic).startsWith("CONN-"))
        .map(Compiled::file)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String kind(Diagnostic<?> diagnostic) {
    return switch (diagnostic.getKind()) {
      case ERROR -> "error";
      case WARNING, MANDATORY_WARNING -> "warning";
      default -> "note";
    };
  }

  private static String place(Diagnostic<? extends JavaFileObject> diagnostic) {
    String file = file(diagnostic);
    return file.isEmpty() ? "nowhere" : file + ":" + diagnostic.getLineNumber();
  }

  private static String file(Diagnostic<? extends JavaFileObject> diagnostic) {
    if (diagnostic.getSource() == null) {
      return "";
    }
    String path = diagnostic.getSource().getName().replace('\\', '/');
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The text; how far javac indents the lines after the first does not matter. */
  private static String message(Diagnostic<?> diagnostic) {
    return diagnostic.getMessage(Locale.ENGLISH).replace("\r\n", "\n").replaceAll("\n +", "\n  ");
  }

  /** Loads what was compiled, beside what these tests can load. */
  public URLClassLoader loader(Path... more) {
    List<URL> urls = new ArrayList<>();
    try {
      urls.add(classes.toUri().toURL());
      for (Path entry : more) {
        urls.add(entry.toUri().toURL());
      }
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(new IOException(e));
    }
    return new URLClassLoader(urls.toArray(URL[]::new), Compiled.class.getClassLoader());
  }
}
