package dev.connections.processor.read;

import dev.connections.processor.problem.Place;
import javax.lang.model.element.TypeElement;

/**
 * A setting as messages speak of it and point at it.
 *
 * @param configuration the simple name of the configuration
 * @param path the names of the settings that lead to it, joined with dots; empty for the record
 *     itself
 * @param place where to point
 * @param outside whether the path has left the package of the configuration. What lies outside may
 *     come from class files, where nothing can be pointed at: the place stays where the path left.
 */
record SettingPosition(String configuration, String path, Place place, boolean outside) {

  static SettingPosition of(String configuration, Place place) {
    return new SettingPosition(configuration, "", place, false);
  }

  /** A component of a record that stands here. */
  SettingPosition component(String recordName, String name) {
    return new SettingPosition(
        configuration,
        path.isEmpty() ? name : path + "." + name,
        outside ? place : Place.of(recordName).member(name),
        outside);
  }

  /** Where to point for a record that stands here. */
  Place type(TypeElement settings) {
    return outside ? place : placeOf(settings);
  }

  /** The first component stands for a record: ecj knows no position of records themselves. */
  static Place placeOf(TypeElement settings) {
    Place whole = Place.of(settings.getQualifiedName().toString());
    return settings.getRecordComponents().stream()
        .findFirst()
        .map(first -> whole.member(first.getSimpleName().toString()))
        .orElse(whole);
  }

  /** Where to point for a method of a record that stands here. */
  Place member(String recordName, String name) {
    return outside ? place : Place.of(recordName).member(name);
  }

  /** Here, but on the way out of the package. */
  SettingPosition leaving() {
    return new SettingPosition(configuration, path, place, true);
  }

  /** Where to point for an annotation of the component that stands here. */
  Place annotation(String canonicalName) {
    return outside ? place : place.annotation(canonicalName);
  }

  /** Where to point for an attribute of an annotation of the component that stands here. */
  Place attribute(String canonicalName, String attribute) {
    return outside ? place : place.annotation(canonicalName).attribute(attribute);
  }

  /** Such as {@code pool.maxSize of PostgreSqlConfiguration}. */
  String display() {
    return path + " of " + configuration;
  }
}
