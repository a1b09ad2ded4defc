package shop;

import lombok.Builder;
import lombok.Value;

/** Uses what all four make. */
@Value
@Builder
class LombokValue {
  String name;
  Object registry;

  static LombokValue ofRegistry() {
    return LombokValue.builder().name("types").registry(ConnectionTypes.all()).build();
  }
}
