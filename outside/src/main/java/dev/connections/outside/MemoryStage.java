package dev.connections.outside;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** H2, in memory. */
record MemoryStage() implements Stage<MemoryStage.Memory, DataSource> {

  private static final AtomicInteger MADE = new AtomicInteger();

  /** A database of its own. */
  record Memory(String url) implements Peer {
    @Override
    public void close() {}
  }

  @Override
  public String name() {
    return "H2";
  }

  @Override
  public Memory start() {
    return new Memory("jdbc:h2:mem:outside" + MADE.incrementAndGet());
  }

  @Override
  public Contestant<DataSource> raw(Memory peer, int size) {
    return new RawPool(peer.url(), "sa", size);
  }

  @Override
  public Contestant<DataSource> ours(Memory peer, int size) {
    return Ours.sql(
        String.format(Locale.ROOT, "type: H2%nurl: %s%npool: {maxSize: %d}%n", peer.url(), size));
  }
}
