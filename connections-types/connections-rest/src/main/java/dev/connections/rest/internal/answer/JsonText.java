package dev.connections.rest.internal.answer;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import okhttp3.MediaType;
import org.jspecify.annotations.Nullable;

/**
 * JSON as codecs read it. It is always UTF-8, and what a server says of its encoding means nothing
 * (RFC 8259, sections 8.1 and 11); but older servers send what they say, often ISO-8859-1.
 */
final class JsonText {

  private JsonText() {}

  /** A body in UTF-8, which it is unless it cannot be and its media type names another encoding. */
  static byte[] utf8(byte[] body, @Nullable MediaType type) {
    Charset said = type == null ? null : type.charset(null);
    return said == null || said.name().startsWith("UTF-") || isUtf8(body)
        ? body
        : new String(body, said).getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isUtf8(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)) != null;
    } catch (CharacterCodingException another) {
      return false;
    }
  }
}
