package dev.connections.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.spi.RejectedSettingsException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The grammar of hosts and ports. */
class HostPortTest {

  @ParameterizedTest
  @CsvSource({
    "db, db, 6379",
    "db:1, db, 1",
    "db-1.example.com:65535, db-1.example.com, 65535",
    "db_1.internal., db_1.internal., 6379",
    "127.0.0.1:80, 127.0.0.1, 80",
    "[::1], ::1, 6379",
    "[2001:db8::7]:81, 2001:db8::7, 81",
    "[fe80::1%eth0]:82, fe80::1%eth0, 82",
  })
  void aHostMayHaveAPort(String text, String host, int port) {
    HostPort parsed = HostPort.of(text, 6379);

    assertThat(parsed).isEqualTo(new HostPort(host, port));
    assertThat(HostPort.of(parsed.toString(), 1)).isEqualTo(parsed);
    assertThat(parsed.unresolved().isUnresolved()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":1",
        "db:",
        "db:0",
        "db:65536",
        "db:99999",
        "db:-1",
        "db:+1",
        "db:1x",
        "db: 1",
        "d b",
        "a:1:2",
        "[::1",
        "::1]",
        "[]:1",
        "[::1]x",
        "[::1]:",
        "[db]:1",
        "[:::1]",
        "[1.2.3.4]",
        "[fe80::1%]",
        "1.2.3",
        "1.2.3.256",
        "01.2.3.4",
        "1.2.3.4.5",
        "127",
        "-db",
        "db-",
        "a..b",
        ".a",
        "user@db",
        "redis://db",
        "db/0",
        "zürich",
        "*"
      })
  void anythingElseIsRejected(String text) {
    assertThatThrownBy(() -> HostPort.of(text, 6379)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anIpv6AddressWithoutBracketsIsToldHowToWriteIt() {
    assertThatThrownBy(() -> HostPort.of("2001:db8::7", 1)).hasMessageContaining("[2001:db8::7]");
  }

  @Test
  void aListHasCommasAndSpacesAroundThem() {
    assertThat(HostPort.list("hosts", "a:1, b ,[::1]:3", 2))
        .isEqualTo(List.of(new HostPort("a", 1), new HostPort("b", 2), new HostPort("::1", 3)));
  }

  @Test
  void allThatIsWrongWithAListIsSaidAtOnceAndNamesItsSetting() {
    assertThatThrownBy(() -> HostPort.list("hosts", "a:x,,b:1,b:1,1.2.3", 2))
        .isInstanceOf(RejectedSettingsException.class)
        .hasMessageContaining("hosts has 'a:x', where the port is not 1 to 65535")
        .hasMessageContaining("hosts has an empty entry")
        .hasMessageContaining("hosts has 'b:1' twice")
        .hasMessageContaining("hosts has '1.2.3', where '1.2.3' is neither")
        .hasMessageContaining("allowed: host, host:port, [IPv6]:port");
    assertThatThrownBy(() -> HostPort.list("hosts", "", 2)).hasMessageContaining("empty entry");
  }
}
