package dev.connections.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DaemonThreadFactoryTest {

  /** An outsider's first caller: its user and its class loader stayed in four threads. */
  @Test
  void itsThreadsTakeNothingFromWhoeverNeedsThemFirst() throws Exception {
    InheritableThreadLocal<String> user = new InheritableThreadLocal<>();
    AtomicReference<String> seen = new AtomicReference<>("not run");
    ClassLoader mine = Thread.currentThread().getContextClassLoader();
    user.set("alice");
    Thread.currentThread().setContextClassLoader(new ClassLoader(mine) {});
    try {
      Thread thread = DaemonThreadFactory.numbered("test").newThread(() -> seen.set(user.get()));
      thread.start();
      thread.join();

      assertThat(seen.get()).isNull();
      assertThat(thread.isDaemon()).isTrue();
      assertThat(thread.getName()).isEqualTo("test-1");
      Thread other = DaemonThreadFactory.named("other").newThread(() -> {});
      assertThat(other.getName()).isEqualTo("other");
      assertThat(other.getContextClassLoader())
          .isSameAs(DaemonThreadFactory.class.getClassLoader());
    } finally {
      Thread.currentThread().setContextClassLoader(mine);
      user.remove();
    }
  }
}
