package dev.connections.testing;

import dev.connections.ConnectionConfiguration;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.Deadline;
import dev.connections.ManagedConnection;
import dev.connections.Operation;
import dev.connections.failure.Phase;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.provider.ConnectionProviderBuilder;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.EndpointContext;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassifier;
import dev.connections.spi.SharedConnection;
import dev.connections.spi.binding.Binders;
import dev.connections.spi.binding.ConfigurationNode;
import dev.connections.spi.binding.ObjectReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/** A peer without a port: a folder, which can be there or not. */
class FolderContractTest extends ConnectionTypeContract<FolderContractTest.Folder> {

  private static final ConnectionTypeDescriptor<Folder, FolderSettings> TYPE =
      ConnectionTypeDescriptor.<Folder, FolderSettings>builder(904, "Folder", "Testing")
          .build(new FolderClasses());

  @TempDir static Path parent;

  @Override
  protected Peer peer() {
    return new FolderPeer(parent.resolve("store"));
  }

  @Override
  protected Class<Folder> connectionClass() {
    return Folder.class;
  }

  @Override
  protected void register(ConnectionProviderBuilder provider) {
    provider.register(TYPE, FolderConnection::new, FolderSettings::bind);
  }

  @Override
  protected String entry(List<Integer> ports) {
    return "type: Folder\npath: \"" + parent.resolve("store") + "\"\n";
  }

  @Override
  protected void exchange(Folder connection, Operation operation) {
    connection.write(operation, "exchange", "stored");
  }

  @Override
  protected String requestText() {
    throw new AssertionError("There are no requests to be seen without a port");
  }

  private static final class FolderClasses implements ConnectionTypeDescriptor.Classes {

    @Override
    public Class<?> connectionClass(int id) {
      return Folder.class;
    }

    @Override
    public Class<?> configurationClass(int id) {
      return FolderSettings.class;
    }
  }

  interface Folder extends ManagedConnection<Path> {

    void write(Operation operation, String name, String text);
  }

  private record FolderSettings(Path path) implements ConnectionConfiguration {

    static @Nullable FolderSettings bind(ConfigurationNode node) {
      ObjectReader in = node.object("path");
      String path = in.required("path", Binders.string());
      return in.isComplete() && path != null ? new FolderSettings(Path.of(path)) : null;
    }
  }

  private static final class FolderConnection extends SharedConnection<Path, FolderSettings>
      implements Folder {

    FolderConnection(ConnectionContext<FolderSettings> context) {
      super(context);
    }

    @Override
    public void write(Operation operation, String name, String text) {
      call(
          operation,
          (folder, scope) -> {
            scope.enter(Phase.SEND);
            return Files.writeString(folder.resolve(name), text);
          });
    }

    @Override
    protected Path openClient(EndpointContext<FolderSettings> endpoint, Deadline deadline)
        throws IOException {
      if (!Files.isDirectory(endpoint.configuration().path())) {
        throw new NoSuchFileException(endpoint.configuration().path().toString());
      }
      return endpoint.configuration().path();
    }

    @Override
    protected ServerMetadata probeClient(Path folder, Deadline deadline) throws IOException {
      Files.getLastModifiedTime(folder);
      return new ServerMetadata(Files.getFileStore(folder).type(), null, null, null, Map.of());
    }

    @Override
    protected void closeClient(Path folder) {
      // nothing is held
    }

    @Override
    protected FailureClassifier failures(EndpointContext<FolderSettings> endpoint) {
      return FolderContractTest::classify;
    }
  }

  private static @Nullable FailureClassification classify(Throwable failure, Phase phase) {
    return failure instanceof NoSuchFileException
        ? FailureClassification.lost(Phase.CONNECT, "the folder is missing")
        : null;
  }

  private record FolderPeer(Path folder) implements Peer {

    @Override
    public List<Integer> ports() {
      return List.of();
    }

    @Override
    public void start() throws IOException {
      Files.createDirectories(folder);
    }

    @Override
    public void stop() throws IOException {
      if (Files.isDirectory(folder)) {
        try (var files = Files.newDirectoryStream(folder)) {
          for (Path file : files) {
            Files.delete(file);
          }
        }
        Files.delete(folder);
      }
    }
  }
}
