package shop;

import dev.connections.annotations.ConnectionRegistry;
import dev.connections.annotations.ExcludedType;
import dev.connections.annotations.TypeId;

@ConnectionRegistry(
    include = {
      base.BaseTypes.class,
      middle.MiddleTypes.class
    })
final class App {}
