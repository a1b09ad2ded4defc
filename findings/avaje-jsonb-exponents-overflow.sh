#!/usr/bin/env bash
# avaje-jsonb reads a whole number with an exponent that does not fit as another number, and takes a
# property whose name is written with an escape for an unknown one.
#
# 4e9 is a number as good as 4000000000 (RFC 8259, section 6), and "\u0069d" is the same name as "id"
# (section 7). Where the number does not fit, reading 4000000000 fails, as it should, and reading 4e9
# gives a negative number. Nothing is reported in either case.
#
# Harms: counters, limits and amounts of servers that write large round numbers with an exponent, as
# JavaScript does from 1e21 on; servers that escape every letter outside of a set, as some do in names.
#
# What to do: use another library for servers that send such texts; check ranges after reading.
#
# Seen:
#   avaje-jsonb 3.11, Java 17.0.15
#   int 4000000000: JsonDataException or another exception: true
#   int 4e9: -294967296
#   long 1e19: -8446744073709551616
#   Object 9007199254740993: 9007199254740992

set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId>
  <artifactId>avaje-jsonb-exponents-overflow</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>io.avaje</groupId>
      <artifactId>avaje-jsonb</artifactId>
      <version>3.11</version>
    </dependency>
  </dependencies>
</project>
POM

cat > Finding.java <<'JAVA'
import io.avaje.json.JsonReader;
import io.avaje.jsonb.Jsonb;

public class Finding {
  public static void main(String[] args) {
    Jsonb jsonb = Jsonb.builder().build();
    boolean fails = false;
    try {
      int unused = read(jsonb, "4000000000").readInt();
    } catch (RuntimeException rejected) {
      fails = true;
    }
    int small = read(jsonb, "4e9").readInt();
    long large = read(jsonb, "1e19").readLong();
    Object any = jsonb.type(Object.class).fromJson("9007199254740993");
    System.out.println("int 4000000000: JsonDataException or another exception: " + fails);
    System.out.println("int 4e9: " + small);
    System.out.println("long 1e19: " + large);
    System.out.println("Object 9007199254740993: " + any);
    boolean same =
        fails
            && small == -294967296
            && large == -8446744073709551616L
            && any.toString().equals("9007199254740992");
    System.exit(same ? 0 : 1);
  }

  /** The number as the only element of a list. */
  private static JsonReader read(Jsonb jsonb, String number) {
    JsonReader reader = jsonb.reader("[" + number + "]");
    reader.beginArray();
    reader.hasNextElement();
    return reader;
  }
}
JAVA

mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath -Dmdep.outputFile=classpath.txt >&2
echo "avaje-jsonb 3.11, Java $(java -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.version = //p')"
java -cp "$(cat classpath.txt)" Finding.java
