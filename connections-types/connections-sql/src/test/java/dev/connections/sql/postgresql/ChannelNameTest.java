package dev.connections.sql.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ChannelNameTest {

  @Test
  void aNameIsQuotedAndWhatCouldEndTheQuotesIsDoubled() {
    assertThat(ChannelName.quoted("Order_changed")).isEqualTo("\"Order_changed\"");
    assertThat(ChannelName.quoted("a\"; UNLISTEN *")).isEqualTo("\"a\"\"; UNLISTEN *\"");
  }

  @Test
  void theLengthIsThatOfItsBytes() {
    assertThat(ChannelName.quoted("ä".repeat(31))).hasSize(33);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChannelName.quoted("ä".repeat(32)))
        .withMessageContaining("at most 63 bytes")
        .withMessageContaining("has 64");
  }
}
