package dev.connections.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.internal.drift.LibraryJars;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The drift check in a JVM that is booted with {@code -p}: an application that needs a library as a
 * named module and one as an automatic module, and has a third one on its path that nobody needs.
 */
@Timeout(120)
class DriftInNamedModulesTest {

  private static final List<String> NEEDED =
      List.of(
          "connections-annotations",
          "connections-runtime",
          "jspecify",
          "slf4j-api",
          "dagger-2",
          "javax.inject",
          "jakarta.inject",
          "jakarta.validation",
          "snakeyaml",
          "resilience4j",
          "opentelemetry-api",
          "opentelemetry-context",
          "opentelemetry-common");

  @TempDir private Path temporary;

  private final List<Path> path = new ArrayList<>();
  private Path folder = Path.of("");

  @BeforeEach
  void buildTheModules() throws IOException {
    folder = temporary.toRealPath();
    Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.contains("test-classes"))
        .filter(entry -> NEEDED.stream().anyMatch(entry::contains))
        .map(Path::of)
        .forEach(path::add);
    path.add(library("named", "module named { exports named; }"));
    path.add(library("automatic", null));
    path.add(library("unneeded", "module unneeded { exports unneeded; }"));
    path.add(application());
  }

  private Path library(String name, @Nullable String module) throws IOException {
    Path sources = folder.resolve(name);
    write(sources, name + "/LibTypes.java", "package " + name + "; public class LibTypes {}");
    if (module != null) {
      write(sources, "module-info.java", module);
    }
    Path classes = compile(sources);
    LibraryJars.folder(classes, LibraryJars.resource(name + ".LibTypes"));
    return jar(classes, folder.resolve(name + ".jar"));
  }

  private Path application() throws IOException {
    Path sources = folder.resolve("app");
    write(
        sources,
        "module-info.java",
        """
        module app {
          requires dev.connections.runtime;
          requires org.slf4j;
          requires named;
          requires automatic;
          provides org.slf4j.spi.SLF4JServiceProvider with app.Printing;
        }
        """);
    write(
        sources,
        "app/Main.java",
        """
        package app;

        import dev.connections.failure.ConnectionConfigurationException;
        import dev.connections.ConnectionTypeDescriptor;
        import dev.connections.ConnectionsConfiguration;
        import dev.connections.DriftCheck;
        import dev.connections.provider.Connections;
        import dev.connections.spi.binding.ConfigurationBinder;
        import dev.connections.spi.ConnectionFactory;
        import dev.connections.spi.registry.ConnectionTypeSource;
        import java.util.Arrays;
        import java.util.List;

        final class Main {
          public static void main(String[] arguments) {
            String[] leftOut = Arrays.copyOfRange(arguments, 1, arguments.length);
            try (var provider =
                Connections.builder()
                    .configuration(
                        ConnectionsConfiguration.ofText("none.yaml", "connections: {}")
                            .driftCheck(DriftCheck.valueOf(arguments[0]), leftOut))
                    .types(new Source())
                    .open()) {
              System.out.println("opened in " + Main.class.getModule());
            } catch (ConnectionConfigurationException e) {
              System.out.println(e.getMessage());
            }
          }

          static final class Source implements ConnectionTypeSource {
            @Override
            public List<ConnectionTypeDescriptor<?, ?>> types() {
              return List.of();
            }

            @Override
            public List<String> registries() {
              return List.of("app.AppTypes");
            }

            @Override
            public ConnectionFactory<?, ?> factory(ConnectionTypeDescriptor<?, ?> type) {
              throw new IllegalArgumentException();
            }

            @Override
            public ConfigurationBinder<?> binder(ConnectionTypeDescriptor<?, ?> type) {
              throw new IllegalArgumentException();
            }
          }
        }
        """);
    write(
        sources,
        "app/Printing.java",
        """
        package app;

        import org.slf4j.ILoggerFactory;
        import org.slf4j.IMarkerFactory;
        import org.slf4j.Marker;
        import org.slf4j.event.Level;
        import org.slf4j.helpers.BasicMarkerFactory;
        import org.slf4j.helpers.LegacyAbstractLogger;
        import org.slf4j.helpers.MessageFormatter;
        import org.slf4j.helpers.NOPMDCAdapter;
        import org.slf4j.spi.MDCAdapter;
        import org.slf4j.spi.SLF4JServiceProvider;

        /** Logging that prints warnings. */
        public final class Printing implements SLF4JServiceProvider {
          @Override
          public ILoggerFactory getLoggerFactory() {
            return name -> new Printer(name);
          }

          @Override
          public IMarkerFactory getMarkerFactory() {
            return new BasicMarkerFactory();
          }

          @Override
          public MDCAdapter getMDCAdapter() {
            return new NOPMDCAdapter();
          }

          @Override
          public String getRequestedApiVersion() {
            return "2.0.99";
          }

          @Override
          public void initialize() {}

          static final class Printer extends LegacyAbstractLogger {
            Printer(String name) {
              this.name = name;
            }

            @Override
            public boolean isTraceEnabled() {
              return false;
            }

            @Override
            public boolean isDebugEnabled() {
              return false;
            }

            @Override
            public boolean isInfoEnabled() {
              return false;
            }

            @Override
            public boolean isWarnEnabled() {
              return true;
            }

            @Override
            public boolean isErrorEnabled() {
              return true;
            }

            @Override
            protected String getFullyQualifiedCallerName() {
              return null;
            }

            @Override
            protected void handleNormalizedLoggingCall(
                Level level, Marker marker, String text, Object[] arguments, Throwable thrown) {
              System.out.println(level + " " + MessageFormatter.basicArrayFormat(text, arguments));
            }
          }
        }
        """);
    return compile(sources);
  }

  @Test
  void librariesThatAreNamedOrAutomaticModulesAreFoundAndUnresolvedOnesAreNotThere()
      throws Exception {
    String output = boot("FAIL");

    assertThat(output)
        .startsWith("[configuration] none.yaml: 2 problems")
        .contains(
            "the library registry named.LibTypes is there, in " + folder.resolve("named.jar"),
            "the library registry automatic.LibTypes is there, in "
                + folder.resolve("automatic.jar"),
            "include = {…, named.LibTypes.class}")
        .doesNotContain("unneeded", "opened");
  }

  @Test
  void whatIsLeftOutOnPurposeDoesNotKeepAnApplicationFromBooting() throws Exception {
    assertThat(boot("FAIL", "named.LibTypes", "automatic.LibTypes"))
        .isEqualTo("opened in module app");
  }

  @Test
  void aWarningIsLoggedOnceAndTheApplicationRuns() throws Exception {
    String output = boot("WARN", "automatic.LibTypes");

    assertThat(output.lines())
        .hasSize(3)
        .startsWith(
            "WARN The libraries on the class path are not those that the registries include:")
        .anySatisfy(line -> assertThat(line).contains("named.LibTypes.class"))
        .endsWith("opened in module app");
  }

  private String boot(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Dstdout.encoding=UTF-8", "-Dfile.encoding=UTF-8", "-p", modulePath()));
    command.addAll(List.of("-m", "app/app.Main"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return output.strip();
  }

  private String modulePath() {
    return path.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private Path compile(Path sources) throws IOException {
    Path classes = sources.resolveSibling(sources.getFileName() + "-classes");
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-proc:none", "-encoding", "UTF-8", "-d", classes.toString()));
    arguments.addAll(List.of("-p", modulePath()));
    arguments.addAll(files(sources).stream().map(Path::toString).toList());
    int result =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(System.out, System.err, arguments.toArray(String[]::new));
    assertThat(result).as("compiling %s", sources).isZero();
    return classes;
  }

  private static Path jar(Path classes, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      for (Path each : files(classes)) {
        out.putNextEntry(new JarEntry(classes.relativize(each).toString().replace('\\', '/')));
        Files.copy(each, out);
        out.closeEntry();
      }
    }
    return jar;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void write(Path folder, String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
