package shop;

import dev.connections.annotations.ConnectionRegistry;

@ConnectionRegistry(
    include = {
      lib.LibTypes.class,
      lib.LibTypes.class
    })
final class App {}
