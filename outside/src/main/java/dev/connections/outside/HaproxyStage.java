package dev.connections.outside;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;

/** Two PostgreSQL servers behind a real HAProxy, which passes sessions to one of them. */
record HaproxyStage(Servers servers) implements Stage<HaproxyStage.Haproxy, DataSource> {

  private static final String CONFIGURATION =
      """
      global
        stats socket %1$s/admin.sock mode 600 level admin
      defaults
        mode tcp
        timeout connect 2s
        timeout client 30s
        timeout server 30s
      listen postgres
        bind 127.0.0.1:%2$d
        server one 127.0.0.1:%3$d
        server two 127.0.0.1:%4$d disabled
      """;

  /** All three. */
  record Haproxy(Database one, Database two, Daemon daemon, Path folder, int port) implements Peer {

    String url() {
      return "jdbc:postgresql://localhost:" + port + "/" + one.name();
    }

    /** From now on, sessions go to the second server; those to the first end. */
    void switchServers() throws IOException {
      command("enable server postgres/two");
      command("disable server postgres/one");
      command("shutdown sessions server postgres/one");
    }

    private void command(String command) throws IOException {
      try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
        channel.connect(UnixDomainSocketAddress.of(folder.resolve("admin.sock")));
        channel.write(ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.UTF_8)));
        ByteBuffer answer = ByteBuffer.allocate(1024);
        while (channel.read(answer) >= 0 && answer.hasRemaining()) {
          continue;
        }
      }
    }

    @Override
    public void close() throws SQLException {
      daemon.close();
      one.close();
      two.close();
    }
  }

  @Override
  public String name() {
    return "PostgreSQL behind HAProxy";
  }

  @Override
  public Haproxy start() throws Exception {
    Path program = Daemon.find("haproxy");
    // Short, since the path of a Unix socket must be.
    Path folder = Files.createTempDirectory("haproxy");
    Database one = new Database(servers.postgres(0), "");
    Database two = new Database(servers.postgres(1), "", one.name());
    int port = Daemon.freePort();
    Path file = folder.resolve("haproxy.cfg");
    Files.writeString(
        file,
        String.format(
            Locale.ROOT, CONFIGURATION, folder, port, servers.postgres(0), servers.postgres(1)));
    Daemon daemon =
        Daemon.start(
            folder.resolve("out.log"),
            port,
            List.of(program.toString(), "-db", "-f", file.toString()));
    return new Haproxy(one, two, daemon, folder, port);
  }

  @Override
  public Contestant<DataSource> raw(Haproxy peer, int size) {
    return new RawPool(peer.url() + "?sslmode=disable", peer.one().user(), size);
  }

  @Override
  public Contestant<DataSource> ours(Haproxy peer, int size) {
    return Ours.sql(PostgresStage.entry(peer.url(), peer.one().user(), size));
  }
}
