#!/usr/bin/env bash
# RabbitMQ's Java client says that all messages are confirmed, although the one that was published
# before a reconnect is lost.
#
# With automatic recovery, which is on by default, the channel object lives on after a lost
# connection. The record of what is not confirmed does not: it belongs to the old connection. So
# publish, lost connection, recovery, waitForConfirms gives true, and waitForConfirmsOrDie returns
# normally, while the broker has never seen the message. (Seen with the client against Qpid's broker
# in the same JVM; the relay between them loses the message and then the connection.)
#
# Harms: publishers that send a batch and then wait for its confirms, which is how the tutorials do
# it: a reconnect in the middle of a batch loses messages that are taken for safe.
#
# What to do: keep sequence numbers and their futures yourself (getNextPublishSeqNo,
# ConfirmListener) and fail all that are open in a ShutdownListener; or switch automatic recovery
# off and publish the batch again on a new channel.
#
# Seen:
#   amqp-client 5.37.0, qpid-broker-core 10.1.0, qpid-broker-plugins-amqp-0-8-protocol 10.1.0, qpid-broker-plugins-memory-store 10.1.0, Java 17.0.15
#   first message, connection well: waitForConfirms true
#   second message: lost on the way, connection cut; recovered: true
#   then waitForConfirms true
#   then waitForConfirmsOrDie returns normally
#   messages in the queue: 1 of 2

set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId>
  <artifactId>rabbitmq-confirms-a-message-that-was-lost</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.slf4j</groupId>
      <artifactId>slf4j-nop</artifactId>
      <version>2.0.17</version>
    </dependency>
    <dependency>
      <groupId>com.rabbitmq</groupId>
      <artifactId>amqp-client</artifactId>
      <version>5.37.0</version>
    </dependency>
    <dependency>
      <groupId>org.apache.qpid</groupId>
      <artifactId>qpid-broker-core</artifactId>
      <version>10.1.0</version>
    </dependency>
    <dependency>
      <groupId>org.apache.qpid</groupId>
      <artifactId>qpid-broker-plugins-amqp-0-8-protocol</artifactId>
      <version>10.1.0</version>
    </dependency>
    <dependency>
      <groupId>org.apache.qpid</groupId>
      <artifactId>qpid-broker-plugins-memory-store</artifactId>
      <version>10.1.0</version>
    </dependency>
  </dependencies>
</project>
POM

cat > Finding.java <<'JAVA'
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Recoverable;
import com.rabbitmq.client.RecoveryListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.server.SystemLauncher;

public class Finding {
  public static void main(String[] args) throws Exception {
    int brokerPort = freePort();
    SystemLauncher broker = startBroker(brokerPort);
    Relay relay = new Relay(brokerPort);

    ConnectionFactory direct = factory(brokerPort);
    ConnectionFactory relayed = factory(relay.port());
    relayed.setNetworkRecoveryInterval(200);
    boolean confirmed;
    boolean orDieReturned;
    long stored;
    try (Connection watching = direct.newConnection();
        Channel watcher = watching.createChannel();
        Connection connection = relayed.newConnection()) {
      watcher.queueDeclare("orders", false, false, false, null);
      Channel channel = connection.createChannel();
      channel.confirmSelect();
      CountDownLatch recovered = new CountDownLatch(1);
      ((Recoverable) connection).addRecoveryListener(listener(recovered));

      channel.basicPublish("", "orders", null, "1".getBytes(StandardCharsets.UTF_8));
      System.out.println("first message, connection well: waitForConfirms " + channel.waitForConfirms(5_000));

      relay.swallow();
      channel.basicPublish("", "orders", null, "2".getBytes(StandardCharsets.UTF_8));
      relay.cut();
      System.out.println("second message: lost on the way, connection cut; recovered: " + recovered.await(20, TimeUnit.SECONDS));
      confirmed = channel.waitForConfirms(5_000);
      System.out.println("then waitForConfirms " + confirmed);
      channel.waitForConfirmsOrDie(5_000);
      orDieReturned = true;
      System.out.println("then waitForConfirmsOrDie returns normally");
      stored = watcher.messageCount("orders");
      System.out.println("messages in the queue: " + stored + " of 2");
    }
    broker.shutdown();
    System.exit(confirmed && orDieReturned && stored == 1 ? 0 : 1);
  }

  private static RecoveryListener listener(CountDownLatch recovered) {
    return new RecoveryListener() {
      @Override
      public void handleRecovery(Recoverable connection) {
        recovered.countDown();
      }

      @Override
      public void handleRecoveryStarted(Recoverable connection) {}
    };
  }

  private static ConnectionFactory factory(int port) {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost("localhost");
    factory.setPort(port);
    factory.setVirtualHost("default");
    return factory;
  }

  private static SystemLauncher startBroker(int port) throws Exception {
    Path folder = Files.createTempDirectory(Path.of("."), "broker").toAbsolutePath();
    Path configuration = folder.resolve("broker.json");
    Files.writeString(
        configuration,
        """
        {"name": "broker", "modelVersion": "9.1",
         "authenticationproviders": [{"name": "users", "type": "Plain", "secureOnlyMechanisms": [],
           "users": [{"name": "guest", "type": "managed", "password": "guest"}]}],
         "ports": [{"name": "AMQP", "port": "%d", "bindingAddress": "127.0.0.1",
           "authenticationProvider": "users", "protocols": ["AMQP_0_9_1"],
           "virtualhostaliases": [{"name": "names", "type": "nameAlias"}]}],
         "virtualhostnodes": [{"name": "default", "type": "Memory", "defaultVirtualHostNode": "true",
           "virtualHostInitialConfiguration": "{\\"type\\": \\"Memory\\"}"}]}
        """
            .formatted(port));
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("type", "Memory");
    attributes.put("initialConfigurationLocation", configuration.toUri().toString());
    attributes.put("startupLoggedToSystemOut", "false");
    attributes.put("qpid.work_dir", folder.toString());
    SystemLauncher broker = new SystemLauncher();
    broker.startup(attributes);
    return broker;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Passes bytes on to the broker, until it swallows what the client sends, or cuts the connection. */
  private static final class Relay {
    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile boolean swallows;

    Relay(int target) throws IOException {
      start(
          () -> {
            while (true) {
              Socket client = listening.accept();
              Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
              open.addAll(List.of(client, server));
              start(() -> pass(client.getInputStream(), server.getOutputStream(), true));
              start(() -> pass(server.getInputStream(), client.getOutputStream(), false));
            }
          });
    }

    int port() {
      return listening.getLocalPort();
    }

    void swallow() {
      swallows = true;
    }

    void cut() throws IOException {
      for (Socket socket : open) {
        socket.close();
      }
      open.clear();
      swallows = false;
    }

    private void pass(InputStream from, OutputStream to, boolean fromClient) throws IOException {
      byte[] bytes = new byte[8_192];
      int count;
      while ((count = from.read(bytes)) > 0) {
        if (!fromClient || !swallows) {
          to.write(bytes, 0, count);
        }
      }
    }

    private static void start(Work work) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  work.run();
                } catch (IOException closed) {
                  // The connection has been cut.
                }
              });
      thread.setDaemon(true);
      thread.start();
    }
  }

  private interface Work {
    void run() throws IOException;
  }
}
JAVA

mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath -Dmdep.outputFile=classpath.txt >&2
echo "amqp-client 5.37.0, qpid-broker-core 10.1.0, qpid-broker-plugins-amqp-0-8-protocol 10.1.0, qpid-broker-plugins-memory-store 10.1.0, Java $(java -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.version = //p')"
java -cp "$(cat classpath.txt)" Finding.java
