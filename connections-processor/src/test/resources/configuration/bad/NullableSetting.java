package app;

import dev.connections.ConnectionConfiguration;
import org.jspecify.annotations.Nullable;

public record NullableSetting(String url, @Nullable String user)
    implements ConnectionConfiguration {}
