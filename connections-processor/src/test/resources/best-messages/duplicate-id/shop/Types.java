package shop;

import dagger.Component;
import dagger.Module;
import dagger.Provides;
import dagger.multibindings.IntKey;
import dagger.multibindings.IntoMap;
import java.util.Map;

interface Type {}

@Module
class Types {
  @Provides
  @IntoMap
  @IntKey(7)
  static Type first() {
    return new Type() {};
  }

  @Provides
  @IntoMap
  @IntKey(7)
  static Type second() {
    return new Type() {};
  }
}

@Component(modules = Types.class)
interface App {
  Map<Integer, Type> types();
}
