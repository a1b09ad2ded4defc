package dev.connections.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.NameAllocator;
import dev.connections.processor.model.RecordModel;
import dev.connections.processor.model.SettingModel;
import java.util.LinkedHashMap;
import java.util.Map;

/** Names for the binders of nested records, each record once, in the order they are met. */
final class NestedBinderNames {

  private NestedBinderNames() {}

  static Map<RecordModel, ClassName> of(RecordModel settings, ClassName owner) {
    NameAllocator names = new NameAllocator();
    names.newName(owner.simpleName());
    Map<RecordModel, ClassName> binders = new LinkedHashMap<>();
    collect(settings, owner, names, binders);
    return binders;
  }

  private static void collect(
      RecordModel settings,
      ClassName owner,
      NameAllocator names,
      Map<RecordModel, ClassName> binders) {
    for (SettingModel setting : settings.settings()) {
      setting.type().nestedRecords().stream()
          .filter(nested -> !binders.containsKey(nested))
          .forEach(
              nested -> {
                String name = names.newName(nested.type().simpleName() + "Binder");
                binders.put(nested, owner.nestedClass(name));
                collect(nested, owner, names, binders);
              });
    }
  }
}
