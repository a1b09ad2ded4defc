package app;

import dev.connections.ConnectionConfiguration;
import dev.connections.annotations.DeprecatedKeys;

public record DeprecatedKeysTaken(
    @DeprecatedKeys("max_size") int maxSize,
    @DeprecatedKeys({"former", "size"}) int minSize,
    @DeprecatedKeys({"former-", "FORMER"}) int size,
    @DeprecatedKeys({"", "a.b", "a b", "2nd", "a__b", "fine-1"}) int other,
    @DeprecatedKeys("Type") String kind,
    Pool pool)
    implements ConnectionConfiguration {

  public record Pool(
      @DeprecatedKeys({"type", "min"}) int max,
      int min) {}
}
