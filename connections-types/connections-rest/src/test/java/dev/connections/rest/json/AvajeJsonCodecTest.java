package dev.connections.rest.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AvajeJsonCodecTest extends JsonCodecContract {

  /** Without the annotation, so without an adapter. */
  public record Unknown(String sku) {}

  @Override
  JsonCodec codec() {
    return new AvajeJsonCodec();
  }

  @Override
  String library() {
    return "avaje-jsonb";
  }

  @Test
  void datesAreTexts() throws IOException {
    byte[] json = codec().encode(Instant.EPOCH);

    assertThat(json).asString(UTF_8).isEqualTo("\"1970-01-01T00:00:00Z\"");
    assertThat(codec().decode(json, JsonType.of(Instant.class))).isEqualTo(Instant.EPOCH);
  }

  @Test
  void theApplicationsJsonbIsUsed() throws IOException {
    JsonCodec withNulls = new AvajeJsonCodec(Jsonb.builder().serializeNulls(true).build());

    assertThat(withNulls.encode(new Tree(null))).asString(UTF_8).isEqualTo("{\"child\":null}");
    assertThat(codec().encode(new Tree(null))).asString(UTF_8).isEqualTo("{}");
  }

  @Test
  void aRecordWithoutAnAdapterIsAnError() {
    assertThatIOException()
        .isThrownBy(() -> codec().encode(new Unknown("a")))
        .withMessageContaining(Unknown.class.getTypeName());
    assertThatIOException()
        .isThrownBy(
            () -> codec().decode("{\"sku\":\"a\"}".getBytes(UTF_8), JsonType.of(Unknown.class)))
        .withMessageContaining(Unknown.class.getTypeName());
  }

  /**
   * Of avaje-jsonb 3.11; where it fails, the library is better, and docs/rest.md is to be changed.
   */
  @Test
  void whatTheLibraryReadsUnlikeTheOthers() throws IOException {
    JsonType<Line> line = JsonType.of(Line.class);

    assertThat(decoded("{\"sku\":\"a\",\"count\":1,\"ceghplj\":99}", line))
        .isEqualTo(new Line("a", 99)); // names by their hash
    assertThat(decoded("{\"s\\u006bu\":\"a\",\"count\":1}", line)).isEqualTo(new Line(null, 1));
    assertThat(decoded("{\"sku\":\"a\",\"count\":4e9}", line)).isEqualTo(new Line("a", -294967296));
    assertThat(decoded("{\"sku\":\"a\" \"count\":1,}", line)).isEqualTo(new Line("a", 1));
    assertThat(decoded("9007199254740993", JsonType.of(Object.class))).isEqualTo(9007199254740992L);
  }
}
