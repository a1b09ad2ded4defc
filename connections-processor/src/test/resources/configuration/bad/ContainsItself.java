package app;

import dev.connections.ConnectionConfiguration;
import java.util.Optional;

public record ContainsItself(Optional<ContainsItself> fallback)
    implements ConnectionConfiguration {}
