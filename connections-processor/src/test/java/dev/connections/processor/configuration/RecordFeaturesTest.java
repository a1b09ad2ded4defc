package dev.connections.processor.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.processor.testkit.Goldens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What records of settings can say beyond single values, from the source to the bound record. */
@Timeout(60)
class RecordFeaturesTest {

  @TempDir Path output;

  /**
   * JavaPoet breaks a literal at all that ends a line in Unicode (square/javapoet#670 and
   * Netflix/dgs-codegen#266 tell of other texts that it does not take as they are).
   */
  @ParameterizedTest
  @EnumSource
  void textsHoldWhatEndsALineInUnicode(JavaCompilerUnderTest compiler) throws Exception {
    BoundConfiguration bound =
        bind(compiler, "Separators", "connections: { a: { type: Separators } }");

    assertThat(bound.violations()).isEmpty();
    assertThat(bound.record())
        .isEqualTo("Separators[text=a\u2028b\u2029\"\\\n\tc $L, texts=[a\u2028b, $T], word=.]");
  }

  @ParameterizedTest
  @EnumSource
  void sizesPercentagesEnumsAndListsHaveDefaults(JavaCompilerUnderTest compiler) throws Exception {
    BoundConfiguration bound = bind(compiler, "Values", "connections: { a: { type: Values } }");

    assertThat(bound.violations()).isEmpty();
    assertThat(bound.record())
        .isEqualTo(
            "Values[cap=10MiB, share=2.5%, floor=Optional.empty, steps=[], shares={},"
                + " mode=READ_ONLY, modes=[READ_ONLY, READ_WRITE], byName={},"
                + " maybe=Optional.empty, texts=[a,b, ], delays=[PT1S], none=[]]");
  }

  @ParameterizedTest
  @EnumSource
  void sizesPercentagesAndEnumsAreBoundAtEveryPosition(JavaCompilerUnderTest compiler)
      throws Exception {
    BoundConfiguration bound =
        bind(
            compiler,
            "Values",
            """
            connections:
              a:
                type: Values
                cap: 512kB
                share: 50.0%
                floor: 1KiB
                steps: [ 1B, 1TiB ]
                shares: { x: 0.125%, y: 100% }
                mode: read_write
                modes: [ Read-Write ]
                byName: { x: READ-ONLY, y: rEaD_oNlY }
                maybe: read-only
                texts: [ x ]
                delays: []
                none: [ 1 ]
            """);

    assertThat(bound.violations()).isEmpty();
    assertThat(bound.record())
        .isEqualTo(
            "Values[cap=500KiB, share=50%, floor=Optional[1KiB], steps=[1B, 1TiB],"
                + " shares={x=0.125%, y=100%}, mode=READ_WRITE, modes=[READ_WRITE],"
                + " byName={x=READ_ONLY, y=READ_ONLY}, maybe=Optional[READ_ONLY], texts=[x],"
                + " delays=[], none=[1]]");
  }

  @ParameterizedTest
  @EnumSource
  void constraintsCountTheBytesOfSizesAndThePercentOfPercentages(JavaCompilerUnderTest compiler)
      throws Exception {
    BoundConfiguration bound =
        bind(
            compiler,
            "Values",
            """
            connections:
              a:
                type: Values
                cap: 20MiB
                share: 100%
                floor: 1kB
                modes: [ read-only, readwrite ]
                byName: { x: none }
                texts: []
            """);

    assertThat(bound.record()).isNull();
    assertThat(bound.violations())
        .containsExactly(
            "test.yaml:4:10  connections.a.cap = \"20MiB\": is not allowed; allowed: at most"
                + " 20000000 bytes",
            "test.yaml:5:12  connections.a.share = \"100%\": is not allowed; allowed: at most"
                + " 99.9%",
            "test.yaml:6:12  connections.a.floor = \"1kB\": is not allowed; allowed: at least 1024"
                + " bytes",
            "test.yaml:7:25  connections.a.modes[1] = \"readwrite\": is not one of the values;"
                + " allowed: read_only, read_write; hint: write read_write",
            "test.yaml:8:18  connections.a.byName.x = \"none\": is not one of the values; allowed:"
                + " read_only, read_write",
            "test.yaml:9:12  connections.a.texts: is not allowed; allowed: a size from 1 to 3");
  }

  @ParameterizedTest
  @EnumSource
  void recordsInListsAndMapsAreBound(JavaCompilerUnderTest compiler) throws Exception {
    BoundConfiguration bound =
        bind(
            compiler,
            "Nested",
            """
            connections:
              a:
                type: Nested
                pool: { hosts: [ { name: h1, port: 1, weight: 2, bytes: 3, share: 0.5 } ] }
                zones: { eu: [ { name: h2, port: 2 } ], us: [] }
                grid: [ [ { name: h3, port: 3 } ], [] ]
                shards: [ { x: { name: h4, port: 4 } } ]
                pools: { p: { hosts: [] } }
                spare: {}
            """);

    assertThat(bound.violations()).isEmpty();
    String rest =
        ", weight=OptionalInt.empty, bytes=OptionalLong.empty, share=OptionalDouble.empty]";
    assertThat(bound.record())
        .isEqualTo(
            "Nested[pool=Pool[hosts=[Host[name=h1, port=1, weight=OptionalInt[2],"
                + " bytes=OptionalLong[3], share=OptionalDouble[0.5]]]],"
                + (" zones={eu=[Host[name=h2, port=2" + rest + "], us=[]},")
                + (" grid=[[Host[name=h3, port=3" + rest + "], []],")
                + (" shards=[{x=Host[name=h4, port=4" + rest + "}],")
                + " pools={p=Pool[hosts=[]]}, spare=Optional[Pool[hosts=[]]]]");
  }

  @ParameterizedTest
  @EnumSource
  void mistakesInListsAndMapsAreShownWithTheirWholePath(JavaCompilerUnderTest compiler)
      throws Exception {
    BoundConfiguration bound =
        bind(
            compiler,
            "Nested",
            """
            connections:
              a:
                type: Nested
                pool: { hosts: [ { name: h, port: 1 }, { name: h }, { name: h, port: x } ] }
                zones: { eu: [ { name: h, port: 65536 } ], us: { name: h, port: 1 } }
                grid: [ [], [ { name: h, port: 1, wieght: 1 } ] ]
                shards: [ { x: { port: 1 } } ]
                pools: { p: { hosts: [ { name: h, port: 1, bytes: x } ] } }
                spare: []
            """);

    assertThat(bound.record()).isNull();
    assertThat(bound.violations())
        .containsExactly(
            "test.yaml:4:44  connections.a.pool.hosts[1].port: is missing; allowed: a whole number"
                + " from -2147483648 to 2147483647",
            "test.yaml:4:74  connections.a.pool.hosts[2].port = \"x\": is not a whole number;"
                + " allowed: a whole number",
            "test.yaml:5:37  connections.a.zones.eu[0].port = \"65536\": is not allowed; allowed: at"
                + " most 65535",
            "test.yaml:5:48  connections.a.zones.us: is no list; allowed: a list; hint: write one"
                + " line each, beginning with '- '",
            "test.yaml:6:39  connections.a.grid[1][0].wieght: is not a known setting; allowed:"
                + " name, port, weight, bytes, share; hint: did you mean weight?",
            "test.yaml:7:17  connections.a.shards[0].x.name: is missing; allowed: a text",
            "test.yaml:8:55  connections.a.pools.p.hosts[0].bytes = \"x\": is not a whole number;"
                + " allowed: a whole number",
            "test.yaml:9:12  connections.a.spare: is a list; allowed: the settings hosts; hint:"
                + " write one 'name: value' line each below it");
  }

  @ParameterizedTest
  @EnumSource
  void constraintsMadeOfConstraintsMeanAllOfThem(JavaCompilerUnderTest compiler) throws Exception {
    BoundConfiguration bound =
        bind(
            compiler,
            "Composed",
            """
            connections:
              a:
                type: Composed
                port: 65536
                userPort: 80
                name: A
                circle: "    "
            """);

    assertThat(bound.violations())
        .containsExactlyInAnyOrder(
            "test.yaml:4:11  connections.a.port = \"65536\": is not allowed; allowed: at most 65535",
            "test.yaml:5:15  connections.a.userPort = \"80\": is not allowed; allowed: at least"
                + " 1024",
            "test.yaml:6:11  connections.a.name = \"A\": is not allowed; allowed: a text that matches"
                + " [a-z]+",
            "test.yaml:6:11  connections.a.name = \"A\": is not allowed; allowed: a text that matches"
                + " .{2,}",
            "test.yaml:7:13  connections.a.circle = \"    \": is not allowed; allowed: a text that is"
                + " not blank",
            "test.yaml:7:13  connections.a.circle = \"    \": is not allowed; allowed: a size of at"
                + " most 3");
    assertThat(
            BoundConfiguration.bind(
                output,
                "app.ComposedBinder",
                "connections: { a: { type: Composed, port: 1, userPort: 1024, name: ab, circle: x } }"))
        .isEqualTo(
            new BoundConfiguration(
                "Composed[port=1, userPort=1024, name=ab, circle=x]", List.of()));
    assertThat(
            BoundConfiguration.bind(
                    output,
                    "app.ComposedBinder",
                    "connections: { a: { type: Composed, port: 0, userPort: 65536, name: abcde, circle: x }"
                        + " }")
                .violations())
        .hasSize(3);
  }

  @ParameterizedTest
  @EnumSource
  void aConstructorThatTakesNullDoesNotMakeTheSettingNull(JavaCompilerUnderTest compiler)
      throws Exception {
    assertThat(
            bind(compiler, "NullTaking", "connections: { a: { type: NullTaking, name: n } }")
                .record())
        .isEqualTo("NullTaking[name=n]");
  }

  @ParameterizedTest
  @EnumSource
  void rulesBetweenSettingsAreReportedWhereTheSettingsAreWritten(JavaCompilerUnderTest compiler)
      throws Exception {
    BoundConfiguration bound =
        bind(
            compiler,
            "Ruled",
            """
            connections:
              a:
                type: Ruled
                pool:
                  minIdle: 11
                ranges: [ { from: 2, to: 1 }, { from: 1, to: 1 }, { from: -1, to: 1 } ]
            """);

    assertThat(bound.record()).isNull();
    assertThat(bound.violations())
        .containsExactly(
            "test.yaml:4:5  connections.a.pool.maxSize = \"10\": is less than minIdle (this is its"
                + " default)",
            "test.yaml:5:16  connections.a.pool.minIdle = \"11\": is more than maxSize; allowed: at"
                + " most 10; hint: raise maxSize",
            "test.yaml:6:15  connections.a.ranges[0]: ends before it begins",
            "test.yaml:6:35  connections.a.ranges[1]: is rejected: the range is empty",
            "test.yaml:6:55  connections.a.ranges[2]: is rejected: from is negative");
  }

  @ParameterizedTest
  @EnumSource
  void rulesOfTheConfigurationItselfLoseNothingAndLeakNothing(JavaCompilerUnderTest compiler)
      throws Exception {
    assertThat(bind(compiler, "Ruled", "connections: { a: { type: Ruled } }").violations())
        .containsExactly(
            "test.yaml:1:16  connections.a: has neither host nor ranges; allowed: one of them; hint:"
                + " write host");
    assertThat(
            BoundConfiguration.bind(
                    output,
                    "app.RuledBinder",
                    """
                    connections:
                      a:
                        type: Ruled
                        host: h
                        bound: ${env:DB_PASSWORD}
                        ranges: [ { from: 1, to: 2 } ]
                    """)
                .violations())
        .containsExactly(
            "test.yaml:2:3  connections.a: hots is misspelt by the rule (the record has no setting"
                + " hots)",
            "test.yaml:4:11  connections.a.host = \"h\": stands beside ranges",
            "test.yaml:5:12  connections.a.bound = \"${env:DB_PASSWORD}\": is not ***");
    assertThat(
            BoundConfiguration.bind(
                    output, "app.RuledBinder", "connections: { a: { type: Ruled, host: h } }")
                .record())
        .isEqualTo(
            "Ruled[pool=Pool[minIdle=0, maxSize=10], ranges=[], host=Optional[h],"
                + " bound=Optional.empty]");
  }

  @ParameterizedTest
  @EnumSource
  void formerKeysAreAcceptedWithANote(JavaCompilerUnderTest compiler) throws Exception {
    BoundConfiguration bound =
        bind(
            compiler,
            "Renamed",
            """
            connections:
              a:
                type: Renamed
                address: https://example.org
                poolSize: 7
                key: ${env:DB_PASSWORD}
                pool: { idle: 2 }
                servers: [ { host: h }, { name: i } ]
            """);

    assertThat(bound.violations()).isEmpty();
    assertThat(bound.record())
        .isEqualTo(
            "Renamed[url=https://example.org, maxSize=7,"
                + " token=Optional[Secret(${env:DB_PASSWORD})], pool=Pool[minIdle=2],"
                + " hosts=[Host[name=h], Host[name=i]]]");
    assertThat(bound.notes())
        .containsExactly(
            "test.yaml:4:5  connections.a.address is deprecated; write url instead of address",
            "test.yaml:5:5  connections.a.poolSize is deprecated; write maxSize instead of poolSize",
            "test.yaml:6:5  connections.a.key is deprecated; write token instead of key",
            "test.yaml:7:13  connections.a.pool.idle is deprecated; write minIdle instead of idle",
            "test.yaml:8:5  connections.a.servers is deprecated; write hosts instead of servers",
            "test.yaml:8:18  connections.a.servers[0].host is deprecated; write name instead of"
                + " host");
  }

  @ParameterizedTest
  @EnumSource
  void aFormerKeyBesideTheNewOneIsAMistake(JavaCompilerUnderTest compiler) throws Exception {
    BoundConfiguration bound =
        bind(
            compiler,
            "Renamed",
            """
            connections:
              a:
                type: Renamed
                url: https://example.org
                maxSize: 1
                maxPoolSize: 2
                poolSize: 3
                token: ${env:DB_PASSWORD}
                key: hunter2
                hosts: [ { hots: h } ]
                maxPoolSiz: 1
            """);

    assertThat(bound.record()).isNull();
    assertThat(bound.violations())
        .containsExactly(
            "test.yaml:6:5  connections.a.maxPoolSize: is the same setting as maxSize, which is set"
                + " at test.yaml:5:5; hint: remove maxPoolSize, which is deprecated",
            "test.yaml:7:5  connections.a.poolSize: is the same setting as maxSize, which is set at"
                + " test.yaml:5:5; hint: remove poolSize, which is deprecated",
            "test.yaml:9:5  connections.a.key: is the same setting as token, which is set at"
                + " test.yaml:8:5; hint: remove key, which is deprecated",
            "test.yaml:10:14  connections.a.hosts[0].name: is missing; allowed: a text",
            "test.yaml:10:16  connections.a.hosts[0].hots: is not a known setting; allowed: name",
            "test.yaml:11:5  connections.a.maxPoolSiz: is not a known setting; allowed: url,"
                + " maxSize, token, pool, hosts, type, id, description, endpoints, preset, startup,"
                + " critical, timeouts, bulkhead, retry, circuit, rateLimit, monitoring,"
                + " failover");
    assertThat(bound.notes()).isEmpty();
  }

  @Test
  void formerKeysMayComeFromVariables() throws Exception {
    GoodConfiguration.compile(JavaCompilerUnderTest.JAVAC, output, "Renamed");
    String document = "connections: { a: { type: Renamed, url: 'https://example.org' } }";

    BoundConfiguration bound =
        BoundConfiguration.bind(
            List.of(output),
            "app.RenamedBinder",
            document,
            Map.of("CONNECTIONS__A__MAX_POOL_SIZE", "8", "CONNECTIONS__A__POOL__IDLE", "x"));

    assertThat(bound.violations())
        .containsExactly(
            "variable CONNECTIONS__A__POOL__IDLE  connections.a.pool.idle = \"x\": is not a whole"
                + " number; allowed: a whole number");
    assertThat(bound.notes())
        .containsExactly(
            "variable CONNECTIONS__A__MAX_POOL_SIZE  connections.a.maxPoolSize is deprecated; write"
                + " maxSize instead of maxPoolSize",
            "variable CONNECTIONS__A__POOL__IDLE  connections.a.pool.idle is deprecated; write"
                + " minIdle instead of idle");
    assertThat(
            BoundConfiguration.bind(
                    List.of(output),
                    "app.RenamedBinder",
                    document,
                    Map.of("CONNECTIONS__A__ADDRESS", "https://example.com"))
                .violations())
        .containsExactly(
            "variable CONNECTIONS__A__ADDRESS  connections.a.address: is the same setting as url,"
                + " which is set at test.yaml:1:36; hint: remove address, which is deprecated");
  }

  @Test
  void theBinderOfRulesAndFormerKeysIsAsExpected() throws Exception {
    for (String name : List.of("Ruled", "Renamed", "Values")) {
      GoodConfiguration.compile(JavaCompilerUnderTest.JAVAC, output, name);
      String binder = name + "Binder.java";
      Goldens.compare(
          Path.of("src", "test", "resources", "configuration", "expected", binder),
          Files.readString(output.resolve("app").resolve(binder)));
    }
  }

  private BoundConfiguration bind(JavaCompilerUnderTest compiler, String name, String document)
      throws Exception {
    GoodConfiguration.compile(compiler, output, name);
    return BoundConfiguration.bind(output, "app." + name + "Binder", document);
  }
}
