package app;

import dev.connections.ConnectionConfiguration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

public record UnsupportedTypes(
    String url,
    Date since,
    short retries,
    char[] password,
    String[] hosts,
    Set<String> names,
    List<Optional<String>> replicas,
    Map<Integer, String> byNumber,
    List<? extends String> anything,
    Optional<OptionalInt> twice,
    Pool pool,
    Box<String> box,
    Plain plain)
    implements ConnectionConfiguration {

  public record Pool(int maxSize, Limits limits) {}

  public record Limits(int soft, Object hard) {}

  public record Box<T>(T value) {}

  public static final class Plain {}
}
