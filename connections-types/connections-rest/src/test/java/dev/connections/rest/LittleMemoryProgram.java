package dev.connections.rest;

import dev.connections.ConnectionProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import okhttp3.MultipartBody;

/** Moves more than its memory can hold, one way or the other. */
final class LittleMemoryProgram {

  private static final RestRequest DOWN = RestRequest.get("/down").timeout(Duration.ofMinutes(5));
  private static final RestRequest UP = RestRequest.put("/up").timeout(Duration.ofMinutes(5));
  private static final String TYPE = "application/octet-stream";

  private LittleMemoryProgram() {}

  /** Prints how many bytes were moved. */
  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(arguments[1]);
    long bytes = Long.parseLong(arguments[2]);
    Path file = Path.of(arguments[3]);
    try (ConnectionProvider provider =
        ShopProvider.open(port, "http: { maxResponseBytes: 2000000000 }")) {
      RestConnection shop = provider.get("shop", RestConnection.class);
      long moved =
          switch (arguments[0]) {
            case "download" -> {
              shop.download(DOWN, file);
              yield Files.size(file);
            }
            case "stream" -> shop.<Long>stream(DOWN, response -> count(response.body()));
            case "file" -> shop.send(UP.body(file, TYPE), Long.class);
            case "source" -> shop.send(UP.body(() -> new Zeros(bytes), -1, TYPE), Long.class);
            case "once" -> shop.send(UP.body(new Zeros(bytes), bytes, TYPE), Long.class);
            case "multipart" ->
                shop.send(
                        UP.body(
                            new MultipartBody.Builder()
                                .addPart(RequestBodies.stream(() -> new Zeros(bytes), bytes, TYPE))
                                .build()),
                        Long.class)
                    / 1000
                    * 1000; // without the lines around the part
            default -> shop.send(DOWN, byte[].class).length;
          };
      System.out.println("moved " + moved);
    }
  }

  private static long count(InputStream in) throws IOException {
    byte[] chunk = new byte[8192];
    long all = 0;
    for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
      all += count;
    }
    return all;
  }

  /** So many bytes. */
  private static final class Zeros extends InputStream {

    private long left;

    Zeros(long left) {
      this.left = left;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] bytes, int from, int most) {
      int count = (int) Math.min(most, left);
      left -= count;
      return count == 0 ? -1 : count;
    }
  }
}
