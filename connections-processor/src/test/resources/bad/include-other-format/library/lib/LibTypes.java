package lib;

import dev.connections.annotations.GeneratedRegistry;

@GeneratedRegistry(format = 99, generator = "9.9.9", entries = {})
public final class LibTypes {}
