package dev.connections.processor.testkit;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads class files for the sizes of the methods in them. */
public final class MethodSizes {

  private final DataInputStream in;
  private final String className;
  private final Map<String, Integer> sizes;

  private MethodSizes(DataInputStream in, String className, Map<String, Integer> sizes) {
    this.in = in;
    this.className = className;
    this.sizes = sizes;
  }

  /** The bytes of byte code of every method with a body in a folder, by class and method. */
  public static Map<String, Integer> of(Path classes) {
    Map<String, Integer> sizes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
          new MethodSizes(in, file.getFileName().toString(), sizes).read();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sizes;
  }

  private void read() throws IOException {
    in.skipNBytes(8);
    String[] names = constants();
    in.skipNBytes(6);
    in.skipNBytes(2L * in.readUnsignedShort());
    members(names);
    members(names);
  }

  /** The texts of the constant pool; the other constants are skipped. */
  private String[] constants() throws IOException {
    String[] names = new String[in.readUnsignedShort()];
    for (int i = 1; i < names.length; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1 -> names[i] = in.readUTF();
        case 5, 6 -> {
          in.skipNBytes(8);
          i++;
        }
        case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
        case 15 -> in.skipNBytes(3);
        default -> in.skipNBytes(4);
      }
    }
    return names;
  }

  private void members(String[] names) throws IOException {
    int count = in.readUnsignedShort();
    for (int i = 0; i < count; i++) {
      in.skipNBytes(2);
      String name = names[in.readUnsignedShort()] + names[in.readUnsignedShort()];
      int attributes = in.readUnsignedShort();
      for (int j = 0; j < attributes; j++) {
        boolean code = "Code".equals(names[in.readUnsignedShort()]);
        int length = in.readInt();
        if (code) {
          in.skipNBytes(4);
          sizes.put(className + "." + name.replaceAll("\\(.*", ""), in.readInt());
          length -= 8;
        }
        in.skipNBytes(length);
      }
    }
  }
}
