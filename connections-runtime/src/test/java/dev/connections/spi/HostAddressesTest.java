package dev.connections.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class HostAddressesTest {

  @Test
  void anAddressStandsForItselfAndAHostThatDoesNotExistForNothing() throws Exception {
    assertThat(HostAddresses.of("127.0.0.1")).containsExactly("127.0.0.1");
    assertThat(HostAddresses.of("[::1]")).containsExactly("0:0:0:0:0:0:0:1");
    assertThatThrownBy(() -> HostAddresses.of("nowhere.invalid"))
        .isInstanceOf(UnknownHostException.class);
  }

  @Test
  void onlyANegativeTimeToLiveMeansForEver() {
    assertThat(HostAddresses.isCachedForEver("-1")).isTrue();
    assertThat(HostAddresses.isCachedForEver("30")).isFalse();
    assertThat(HostAddresses.isCachedForEver("0")).isFalse();
    assertThat(HostAddresses.isCachedForEver("")).isFalse();
    assertThat(HostAddresses.isCachedForEver(null)).isFalse();
  }
}
