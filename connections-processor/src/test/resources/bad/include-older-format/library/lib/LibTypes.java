package lib;

import dev.connections.annotations.GeneratedRegistry;

@GeneratedRegistry(format = 1, generator = "0.0.1", entries = {})
public final class LibTypes {}
