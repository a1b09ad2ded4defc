package dev.connections.settings;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The blocks of a file in PEM (RFC 7468). */
final class Pem {

  private static final Pattern BLOCK =
      Pattern.compile(
          "-----BEGIN (?<label>[A-Z0-9 ]+)-----(?<body>.*?)-----END \\k<label>-----",
          Pattern.DOTALL);

  /** What keys in an old form have, before an empty line. */
  private static final Pattern HEADERS =
      Pattern.compile("\\A(?:\\s*[A-Za-z-]+:.*\\R)+", Pattern.UNIX_LINES);

  /**
   * One block.
   *
   * @param label such as {@code CERTIFICATE}
   * @param bytes what it holds, decoded
   */
  record Block(String label, byte[] bytes) {}

  private Pem() {}

  static boolean isPem(byte[] file) {
    return text(file).contains("-----BEGIN ");
  }

  /**
   * All blocks; the text between them is a comment.
   *
   * @throws UnusableFileException if one is damaged
   */
  static List<Block> blocks(byte[] file) throws UnusableFileException {
    String text = text(file);
    List<Block> blocks = new ArrayList<>();
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      String body = HEADERS.matcher(block.group("body")).replaceFirst("").replaceAll("\\s", "");
      try {
        blocks.add(new Block(block.group("label"), Base64.getDecoder().decode(body)));
      } catch (IllegalArgumentException damaged) {
        throw new UnusableFileException(
            "has a block " + block.group("label") + " that is damaged", "copy the file again");
      }
    }
    if (blocks.size() != text.split("-----BEGIN ", -1).length - 1) {
      throw new UnusableFileException(
          "has a block in PEM that is damaged or has no end", "copy the file again");
    }
    return blocks;
  }

  private static String text(byte[] file) {
    return new String(file, StandardCharsets.ISO_8859_1);
  }
}
