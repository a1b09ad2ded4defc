package dev.connections.processor.testkit;

import java.util.Map;
import java.util.TreeMap;

/**
 * The sources of a compilation that is about its registry: a connection and a configuration record
 * of its own, and types that are as small as they can be. Not thread-safe.
 */
public final class MadeSources {

  private final String packageName;
  private final Map<String, String> sources = new TreeMap<>();

  /** Nothing but a connection, {@code MadeConnection}, and its {@code MadeConfiguration}. */
  public MadeSources(String packageName) {
    this.packageName = packageName;
    add(
        "MadeConnection",
        "public interface MadeConnection extends dev.connections.ManagedConnection<Object> {}");
    add(
        "MadeConfiguration",
        "public record MadeConfiguration(String url)"
            + " implements dev.connections.ConnectionConfiguration {}");
    add(
        "MadeHandle",
        """
        import dev.connections.ConnectionConfiguration;
        import dev.connections.Deadline;
        import dev.connections.monitoring.ServerMetadata;
        import dev.connections.spi.ConnectionContext;
        import dev.connections.spi.EndpointContext;
        import dev.connections.spi.SharedConnection;

        final class MadeHandle<S extends ConnectionConfiguration> extends SharedConnection<Object, S>
            implements MadeConnection {
          MadeHandle(ConnectionContext<S> context) {
            super(context);
          }

          @Override
          protected Object openClient(EndpointContext<S> endpoint, Deadline deadline) {
            return this;
          }

          @Override
          protected ServerMetadata probeClient(Object client, Deadline deadline) {
            return new ServerMetadata("Made", null, null, null, java.util.Map.of());
          }

          @Override
          protected void closeClient(Object client) {}
        }
        """);
  }

  /** A library's registry; more attributes, such as {@code include = …}, follow a comma. */
  public static MadeSources library(String packageName, String name, String... attributes) {
    return new MadeSources(packageName).root("name = \"" + name + "\", library = true", attributes);
  }

  /** An application's registry. */
  public static MadeSources application(String packageName, String... attributes) {
    return new MadeSources(packageName).root("library = false", attributes);
  }

  private MadeSources root(String first, String... attributes) {
    String all = String.join(", ", attributes);
    return add(
        "Root",
        "import dev.connections.annotations.*;\n@ConnectionRegistry("
            + first
            + (all.isEmpty() ? "" : ", " + all)
            + ")\nfinal class Root {}");
  }

  /** A type, with what its factory must be given: {@code @Named("x") java.time.Clock clock}. */
  public MadeSources type(int id, String name, String... parameters) {
    String className = name.replace('-', '_');
    return add(
        className + "Type",
        """
        import dev.connections.annotations.ConnectionType;
        import dev.connections.spi.ConnectionContext;
        import dev.connections.spi.ConnectionFactory;
        import dev.connections.spi.ConnectionTypeBase;

        @ConnectionType(id = %1$d, name = "%2$s", category = "Made", description = "Number %1$d.")
        final class %3$sType extends ConnectionTypeBase<MadeConnection, MadeConfiguration, %3$sFactory> {}

        final class %3$sFactory implements ConnectionFactory<MadeConnection, MadeConfiguration> {
          %3$sFactory(%4$s) {}

          @Override
          public MadeConnection create(ConnectionContext<MadeConfiguration> context) {
            return new MadeHandle<>(context);
          }
        }
        """
            .formatted(id, name, className, String.join(", ", parameters)));
  }

  /** A class, without its package. */
  public MadeSources add(String className, String code) {
    return addTo(packageName, className, code);
  }

  /** A class of another package. */
  public MadeSources addTo(String otherPackage, String className, String code) {
    sources.put(
        otherPackage.replace('.', '/') + "/" + className + ".java",
        "package " + otherPackage + ";\n\n" + code + "\n");
    return this;
  }

  /** Changes the text of a class. */
  public MadeSources change(String className, String from, String to) {
    String path = packageName.replace('.', '/') + "/" + className + ".java";
    String before = sources.getOrDefault(path, "");
    if (!before.contains(from)) {
      throw new IllegalArgumentException(from + " is not in " + path);
    }
    sources.put(path, before.replace(from, to));
    return this;
  }

  /** The descriptor of a module. */
  public MadeSources module(String code) {
    sources.put("module-info.java", code);
    return this;
  }

  /** The sources by path. */
  public Map<String, String> sources() {
    return new TreeMap<>(sources);
  }
}
