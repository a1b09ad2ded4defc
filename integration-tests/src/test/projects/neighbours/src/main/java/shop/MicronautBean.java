package shop;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

@Singleton
class MicronautBean {
  @Inject
  MicronautBean(Shop shop) {}
}
