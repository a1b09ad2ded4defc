package dev.connections.rest.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.squareup.moshi.FromJson;
import com.squareup.moshi.Moshi;
import com.squareup.moshi.ToJson;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MoshiJsonCodecTest extends StrictJsonCodecContract {

  /** An adapter as applications write them. */
  public static final class Instants {

    /** To a text. */
    @ToJson
    public String text(Instant time) {
      return time.toString();
    }

    /** From a text. */
    @FromJson
    public Instant time(String text) {
      return Instant.parse(text);
    }
  }

  /** What Moshi may not see. */
  private record Hidden(String sku) {}

  @Override
  JsonCodec codec() {
    return new MoshiJsonCodec();
  }

  @Override
  String library() {
    return "Moshi";
  }

  @Test
  void theApplicationsMoshiIsUsed() throws IOException {
    JsonCodec own = new MoshiJsonCodec(new Moshi.Builder().add(new Instants()).build());
    byte[] json = own.encode(List.of(Instant.EPOCH));

    assertThat(json).asString(UTF_8).isEqualTo("[\"1970-01-01T00:00:00Z\"]");
    assertThat(own.decode(json, JsonType.listOf(Instant.class))).containsExactly(Instant.EPOCH);
  }

  @Test
  void aDateWithoutAnAdapterIsAnError() {
    assertThatIOException()
        .isThrownBy(() -> codec().encode(Instant.EPOCH))
        .withMessage("Moshi cannot write a java.time.Instant as JSON");
  }

  @Test
  void aRecordThatIsNotPublicIsAnError() {
    assertThatIOException().isThrownBy(() -> codec().encode(new Hidden("a")));
    assertThatIOException()
        .isThrownBy(
            () -> codec().decode("{\"sku\":\"a\"}".getBytes(UTF_8), JsonType.of(Hidden.class)));
  }

  @Test
  void aValueOfAGenericClassCannotBeWritten() {
    assertThatIOException()
        .isThrownBy(() -> codec().encode(new Page<>(List.of("a"), 1)))
        .withMessageContaining(Page.class.getTypeName());
  }
}
