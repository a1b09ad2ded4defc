package dev.connections.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.NameAllocator;
import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.RecordModel;
import dev.connections.processor.model.SettingType;
import java.util.LinkedHashMap;
import java.util.Map;

/** Names for the binders of what is nested, each type once, in the order they are met. */
final class NestedBinderNames {

  private final ClassName owner;
  private final NameAllocator names = new NameAllocator();
  private final Map<SettingType, ClassName> binders = new LinkedHashMap<>();

  private NestedBinderNames(ClassName owner) {
    this.owner = owner;
    names.newName(owner.simpleName());
  }

  /** The records, and the choices between records. */
  static Map<SettingType, ClassName> of(RecordModel settings, ClassName owner) {
    NestedBinderNames nested = new NestedBinderNames(owner);
    nested.collect(settings);
    return nested.binders;
  }

  private void collect(RecordModel settings) {
    settings.settings().forEach(setting -> collect(setting.type().innermost()));
  }

  private void collect(SettingType type) {
    if (type instanceof SettingType.Nested nested && add(nested, nested.record().type())) {
      collect(nested.record());
    } else if (type instanceof SettingType.OneOf oneOf && add(oneOf, oneOf.type())) {
      oneOf.variants().forEach(variant -> collect(new SettingType.Nested(variant.record())));
    }
  }

  private boolean add(SettingType type, ClassReference name) {
    if (binders.containsKey(type)) {
      return false;
    }
    binders.put(type, owner.nestedClass(names.newName(name.simpleName() + "Binder")));
    return true;
  }
}
