package shop;

import dagger.Component;

class UndecidedFactory {
  UndecidedFactory() {}

  UndecidedFactory(String text) {}
}

@Component
interface App {
  UndecidedFactory factory();
}
