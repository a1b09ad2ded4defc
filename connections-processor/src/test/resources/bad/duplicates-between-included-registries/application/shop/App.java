package shop;

import dev.connections.annotations.ConnectionRegistry;

@ConnectionRegistry(
    include = {
      lib.LibTypes.class,
      lib2.Lib2Types.class
    })
final class App {}
