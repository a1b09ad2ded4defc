package dev.connections.outside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import okhttp3.OkHttpClient;

/** The HTTP server behind a real nginx. */
record NginxStage(Servers servers) implements Stage<NginxStage.Nginx, OkHttpClient> {

  private static final String CONFIGURATION =
      """
      daemon off;
      pid %1$s/nginx.pid;
      error_log %1$s/error.log;
      worker_processes 1;
      events { worker_connections 256; }
      http {
        access_log off;
        client_body_temp_path %1$s/body;
        proxy_temp_path %1$s/proxy;
        fastcgi_temp_path %1$s/fastcgi;
        uwsgi_temp_path %1$s/uwsgi;
        scgi_temp_path %1$s/scgi;
        keepalive_requests 20;
        keepalive_timeout 1s;
        server {
          listen 127.0.0.1:%2$d;
          client_max_body_size 64k;
          location / { proxy_pass http://127.0.0.1:%3$d; proxy_read_timeout 500ms; proxy_next_upstream off; }
          location /gone { proxy_pass http://127.0.0.1:1; }
        }
      }
      """;

  /** Both of them. */
  record Nginx(HttpStage.Site site, Daemon daemon, Path program, Path folder, int port)
      implements Peer {

    String url(String path) {
      return "http://localhost:" + port + "/" + path;
    }

    /** Has it read its configuration again: new workers, and old ones that end what they do. */
    void reload() throws IOException, InterruptedException {
      Daemon.run(
          List.of(
              program.toString(), "-c", folder.resolve("nginx.conf").toString(), "-s", "reload"));
    }

    @Override
    public void close() {
      daemon.close();
      site.close();
    }
  }

  @Override
  public String name() {
    return "nginx";
  }

  @Override
  public Nginx start() throws Exception {
    Path program = Daemon.find("nginx");
    Path folder = Files.createTempDirectory(servers.folder(), "nginx");
    HttpStage.Site site = new HttpStage.Site();
    int port = Daemon.freePort();
    Path file = folder.resolve("nginx.conf");
    Files.writeString(file, String.format(Locale.ROOT, CONFIGURATION, folder, port, site.port()));
    Daemon daemon =
        Daemon.start(
            folder.resolve("out.log"), port, List.of(program.toString(), "-c", file.toString()));
    return new Nginx(site, daemon, program, folder, port);
  }

  @Override
  public Contestant<OkHttpClient> raw(Nginx peer, int size) {
    return new RawClient();
  }

  @Override
  public Contestant<OkHttpClient> ours(Nginx peer, int size) {
    return Ours.rest(HttpStage.entry(peer.url(""), 64));
  }
}
