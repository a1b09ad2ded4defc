package dev.connections.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.ConnectionKey;
import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.processor.testkit.Compiled;
import dev.connections.processor.testkit.Compiler;
import dev.connections.processor.testkit.Sources;
import dev.connections.processor.testkit.TestCompiler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the generated implementation of a connection set does. */
class ConnectionSetTest {

  @TempDir private Path directory;

  private final List<String> calls = new ArrayList<>();
  private URLClassLoader loader;
  private Class<?> implementation;

  @BeforeEach
  void compile() throws Exception {
    Map<String, String> sources = new TreeMap<>(Sources.support());
    sources.putAll(Sources.in(Sources.folder("good/application")));
    Compiled compiled = new Compiler(TestCompiler.JAVAC, directory).compile(sources);
    assertThat(compiled.report()).isEmpty();
    loader = compiled.loader();
    implementation = loader.loadClass("shop.OpenAppConnections");
  }

  @AfterEach
  void close() throws Exception {
    loader.close();
  }

  /** Notes what it is asked for, and hands out one object a name. */
  private ConnectionProvider provider() throws Exception {
    Class<?> connection = loader.loadClass("acme.AcmeConnection");
    return (ConnectionProvider)
        Proxy.newProxyInstance(
            loader,
            new Class<?>[] {ConnectionProvider.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("get") && arguments[0] instanceof ConnectionKey<?> key) {
                calls.add("get " + key.name());
                assertThat(key.connectionClass()).isEqualTo(connection);
                return Proxy.newProxyInstance(
                    loader, new Class<?>[] {connection}, (handle, called, none) -> key.name());
              }
              calls.add(method.getName());
              return null;
            });
  }

  @Test
  void theConstructorRequiresAllAndAsksForEachOnce() throws Exception {
    ConnectionProvider provider = provider();
    Object set = implementation.getConstructor(ConnectionProvider.class).newInstance(provider);
    assertThat(calls).containsExactly("require", "get orders-db", "get stock-db");
    Object orders = implementation.getMethod("orders").invoke(set);
    assertThat(orders).isSameAs(implementation.getMethod("orders").invoke(set));
    assertThat(orders.getClass().getMethod("name").invoke(orders)).isEqualTo("orders-db");
    assertThat(implementation.getMethod("provider").invoke(set)).isSameAs(provider);
    assertThat(calls).hasSize(3);
    ((AutoCloseable) set).close();
    assertThat(calls).endsWith("close");
  }

  @Test
  void openingWithoutTheDeclaredConnectionsNamesEveryMissingOne() throws Exception {
    var open =
        implementation.getMethod(
            "open", ConnectionsConfiguration.class, Clock.class, Clock.class, List.class);
    ConnectionsConfiguration empty = ConnectionsConfiguration.ofText("test", "connections: {}");
    assertThatThrownBy(
            () -> open.invoke(null, empty, Clock.systemUTC(), Clock.systemUTC(), List.of()))
        .isInstanceOf(InvocationTargetException.class)
        .cause()
        .isInstanceOf(ConnectionConfigurationException.class)
        .hasMessageContainingAll("orders-db", "stock-db");
  }
}
