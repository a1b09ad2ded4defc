package dev.connections.outside;

import java.util.Locale;
import javax.sql.DataSource;

/**
 * PostgreSQL.
 *
 * @param servers where it runs
 * @param parameters what pgjdbc is told in the URL, such as {@code &reWriteBatchedInserts=true}
 */
record PostgresStage(Servers servers, String parameters) implements Stage<Database, DataSource> {

  @Override
  public String name() {
    return "PostgreSQL";
  }

  @Override
  public Database start() throws Exception {
    return new Database(servers.postgres(0), parameters);
  }

  @Override
  public Contestant<DataSource> raw(Database peer, int size) {
    return new RawPool(peer.url(), peer.user(), size);
  }

  @Override
  public Contestant<DataSource> ours(Database peer, int size) {
    return Ours.sql(entry(peer.url(), peer.user(), size));
  }

  static String entry(String url, String user, int size) {
    return String.format(
        Locale.ROOT,
        """
        type: PostgreSql
        url: "%s"
        username: %s
        pool: {maxSize: %d}
        """,
        url.replaceAll("[?&]sslmode=disable", "").replaceFirst("(/\\w+)&", "$1?"),
        user,
        size);
  }
}
