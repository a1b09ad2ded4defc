#!/usr/bin/env bash
# Gson reads a whole number that is a little larger than the largest long as the largest long.
#
# 9223372036854775808 does not fit into a long, and Gson rejects numbers that do not fit: 1e19 or
# 18446744073709551615 fail. But it compares by way of a double, for which numbers up to about a thousand
# above the largest long are that one, so that these become Long.MAX_VALUE without a word; the same
# below the smallest.
#
# Harms: ids and sequence numbers of servers that count with 64 bits without a sign: those beyond
# the border, which an application must notice, become one and the same id.
#
# What to do: read such numbers as BigInteger or as text.
#
# Seen:
#   gson 2.15.0, Java 17.0.15
#   9223372036854775807: 9223372036854775807
#   9223372036854775808: 9223372036854775807
#   9223372036854775999: 9223372036854775807
#   18446744073709551615: rejected

set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId>
  <artifactId>gson-reads-a-number-beyond-long-as-the-largest</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.google.code.gson</groupId>
      <artifactId>gson</artifactId>
      <version>2.15.0</version>
    </dependency>
  </dependencies>
</project>
POM

cat > Finding.java <<'JAVA'
import com.google.gson.Gson;
import com.google.gson.JsonParseException;

public class Finding {
  public static void main(String[] args) {
    boolean same = shown("9223372036854775807").equals("9223372036854775807");
    same &= shown("9223372036854775808").equals("9223372036854775807");
    same &= shown("9223372036854775999").equals("9223372036854775807");
    same &= shown("18446744073709551615").equals("rejected");
    System.exit(same ? 0 : 1);
  }

  private static String shown(String number) {
    String result;
    try {
      result = String.valueOf(new Gson().fromJson(number, Long.class));
    } catch (JsonParseException rejected) {
      result = "rejected";
    }
    System.out.println(number + ": " + result);
    return result;
  }
}
JAVA

mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath -Dmdep.outputFile=classpath.txt >&2
echo "gson 2.15.0, Java $(java -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.version = //p')"
java -cp "$(cat classpath.txt)" Finding.java
