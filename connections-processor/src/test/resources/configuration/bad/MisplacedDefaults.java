package app;

import dev.connections.ConnectionConfiguration;
import dev.connections.Secret;
import dev.connections.annotations.DefaultValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

public record MisplacedDefaults(
    @DefaultValue("hunter2") Secret password,
    @DefaultValue("a") Optional<String> user,
    @DefaultValue("1") OptionalInt size,
    @DefaultValue("a,b") List<Pool> hosts,
    @DefaultValue("{}") Map<String, String> headers,
    @DefaultValue("") Pool pool)
    implements ConnectionConfiguration {

  public record Pool(int maxSize) {}
}
