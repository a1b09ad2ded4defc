package dev.connections.processor.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the runtime accepts the schema accepts, and what the runtime refuses the schema refuses,
 * with the exceptions that are listed here and in {@code docs/configuration-schema.md}.
 */
class SchemaAgreementTest {

  private static final List<String> OTHERS = List.of("Choices", "Composed", "Nested", "Renamed");

  @TempDir private static Path output;

  private static final Map<String, AgreedConfiguration> compiled = new HashMap<>();

  @BeforeAll
  static void compile() throws Exception {
    compiled.put("Described", AgreedConfiguration.compile(output, "Described"));
    for (String name : OTHERS) {
      compiled.put(name, AgreedConfiguration.compile(output.resolve(name), name));
    }
  }

  @AfterAll
  static void close() throws IOException {
    for (AgreedConfiguration each : compiled.values()) {
      each.close();
    }
  }

  @Test
  void theSchemaIsOneToTheSchemasOfSchemas() {
    assertThat(described().schema().errorsOfItself(SpecificationVersion.DRAFT_2020_12)).isEmpty();
    assertThat(described().schema().errorsOfItself(SpecificationVersion.DRAFT_7)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        // Texts: whatever is plain, and references of known forms.
        "name: 5",
        "name: 1.5",
        "name: true",
        "name: ''",
        "name: ${env:TEXT}",
        "name: a-${env:TEXT}-${env:NOT_SET:-b}",
        "name: '#{Key}#'",
        "name: $${literal} and $5, $$ and $${",
        "name: '{ } # $'",
        // Numbers.
        "size: 1",
        "size: 10",
        "size: '7'",
        "size: '+7'",
        "size: +7",
        "size: 007",
        "size: ${env:NUMBER}",
        "size: '${env:NOT_SET:-3}'",
        "size: ",
        "size: ~",
        "large: 9223372036854775807",
        "large: -9223372036854775808",
        "share: 0.25",
        "share: 5",
        "share: -1e3",
        "share: '.5'",
        "exact: 2.5",
        "exact: 0.51",
        "exact: '1E0'",
        "above: 1",
        "below: -1",
        "notAbove: 0",
        // Booleans.
        "fair: true",
        "fair: False",
        "fair: 'tRuE'",
        "fair: ${env:FLAG}",
        // Durations.
        "delay: 500ms",
        "delay: 1d2h3m4s5ms",
        "delay: 0s",
        "delay: ${env:LIMIT}",
        "delay: ${env:NUMBER}m",
        // URLs and paths.
        "url: https://example.org/a?b=c#d",
        "url: jdbc:postgresql://localhost:5432/orders",
        "url: http://a/%C3%a4#%20",
        "url: jdbc:h2:mem:audit;DB_CLOSE_DELAY=-1",
        "url: ${env:URL}",
        "url: http://localhost:${env:NUMBER}/api",
        "file: /var/lib/data",
        "file: 5",
        "file: ${env:TEXT}/x",
        // Enums.
        "mode: read-only",
        "mode: READ_ONLY",
        "mode: Read_Write",
        "answer: true",
        "answer: 'True'",
        "answer: perhaps",
        "mode: ${env:NOT_SET:-read-only}",
        // Secrets.
        "password: ${env:TEXT}",
        "password: '#{Key}#'",
        "password: '  ${env:TEXT} '",
        // Constraints of texts; what comes from elsewhere is not judged before it is there.
        "blank: a",
        "blank: \"\\xa0\"",
        "ports: \"\\u2003\"",
        "url: http://\u00e4",
        "blank: 5",
        "full: ' '",
        "sized: ab",
        "sized: abcd",
        "sized: '12'",
        "sized: ${env:TEXT}",
        "word: abc",
        "word: ${env:TEXT}",
        "odd: aa",
        // Lists and maps.
        "ports: []",
        "ports: ''",
        "ports: ",
        "ports: [1, '2', '${env:NUMBER}']",
        "hosts: [a, b]",
        "modes: [read-only]",
        "weights: {}",
        "weights: { a: 1, b: '2' }",
        "weights: { 1: 1, true: 2 }",
        "labels: { a: b }",
        // Records.
        "pool: {}",
        "pool: ",
        "pool: { maxSize: 1 }",
        "replica: { host: a }",
        "replica: ",
        "renamed: ",
        "renamed: { older: a }",
        "replicas: [ { host: a }, { host: b, port: 1 } ]",
        "limits: { a: {}, b: { maxSize: 2 } }",
        "matrix: [ [1], [], '' ]",
        // Lists and maps of records, in one another.
        "zones: { eu: [ { host: a }, { host: b, port: 1 } ], us: [] }",
        "zones: { eu: '' }",
        "grid: [ [ { host: a } ], [] ]",
        "shards: [ { x: { host: a }, y: { host: b } }, {} ]",
        // Sizes and percentages.
        "cap: 20MB",
        "cap: 1B",
        "cap: 512KiB",
        "cap: '1kB'",
        "cap: ${env:NUMBER}MiB",
        "cap: ",
        "floor: 1KiB",
        "floor: 1TiB",
        "steps: [ 0B, 1TB, '1GiB' ]",
        "ratio: 99.9%",
        "ratio: 0.001%",
        "ratio: '${env:NUMBER}%'",
        "ratios: { a: 0%, b: 12.50%, c: 1000% }",
        // Lists with defaults.
        "attempts: [ read_only ]",
        "attempts: []",
        "attempts: ''",
        "attempts: ",
        "texts: [ a ]",
        "texts: ",
        "retries: [ 0, '+3' ]",
        "retries: []",
        // Former keys.
        "threads: 1",
        "maxThreads: 1",
        "workers: '7'",
        "workers: ",
        "workers: ${env:NUMBER}",
        "key: ${env:TEXT}",
        // Constraints made of constraints.
        "port: 1",
        "port: 65535",
        "port: ${env:NUMBER}",
        "region: eu",
        "region: ${env:TEXT}",
        // Sealed choices.
        "authentication: { kind: anonymous }",
        "authentication: { kind: ANONYMOUS }",
        "authentication: { kind: password, username: u, password: '${env:TEXT}' }",
        "authentication: { kind: Password, user: u, password: '#{Key}#' }",
        "authentication: { kind: client_certificate, file: a, store: { policy: by-size, most: 3 } }",
        "authentication: { kind: client-certificate, file: a, store: { policy: BY_AGE } }",
        "authentication: { kind: client-certificate, file: a, store: { policy: by-age, most: 3s } }",
        "authentication: { kind: client-certificate, file: a, store: { policy: 'false' } }",
        "authentication: { kind: client-certificate, file: a, store: }",
        "authentication: ",
        "authentication: { kind: '${env:KIND}' }",
        "authentication: { kind: '${env:NOT_SET:-password}', username: u, password: '${env:TEXT}' }",
        "authentication: { kind: 'pass${env:NOT_SET:-word}', username: u, password: '${env:TEXT}' }",
        "fallbacks: [ { kind: anonymous }, { kind: client-certificate, file: a } ]",
        "fallbacks: []",
        "fallbacks: ''",
        "byRegion: { eu: { kind: anonymous }, us: { kind: '${env:KIND}' } }",
        "byRegion: {}",
        // Common settings.
        "id: 1",
        "id: ",
        "description: for tests",
        "startup: lazy",
        "startup: Fail",
        "startup: ",
        "critical: true",
        "timeouts: ",
        "timeouts: {}",
        "timeouts: { total: 9s, attempt: 8s, acquire: 7s, connect: 6s, health: 5s, drain: 4s }",
        "timeouts: { total: '${env:LIMIT}' }",
        "bulkhead: { maxConcurrent: 1, maxWaiting: 0, leakAfter: 10m }",
        "preset: interactive",
        "preset: NONE",
        "preset: ",
        "preset: '${env:NOT_SET:-batch}'",
        "preset: interactive\ntimeouts: { total: 1s }",
        "timeouts: { classes: { file: { total: 2m, attempt: 1m }, task: {}, 5: { attempt: 1s } } }",
        "timeouts: { classes: }",
        "timeouts: { classes: {} }",
        "retry: { maxAttempts: 1, base: 1ms, cap: 365d, budget: { ratio: 0%, perSecond: 0 } }",
        "retry: { maxAttempts: 100, base: , budget: { ratio: 100% } }",
        "retry: { budget: }",
        "circuit: { enabled: false }",
        "circuit: { failureRate: 1%, window: 1h, minimumCalls: 1, openFor: 5s, maxOpenFor: 5s, probes: 1000, slowCall: 1s }",
        "circuit: { slowCall: , probes: '${env:NUMBER}' }",
        "rateLimit: { permits: 100 }",
        "rateLimit: { permits: 1, period: 1m }",
        "rateLimit: ",
        "monitoring: { interval: 30s, failAfter: 1, recoverAfter: 1 }",
        "failover: { grace: 0s, failBack: never, balanceReads: true, panic: 100% }",
        "failover: { failBack: NEVER }",
        "failover: { failBack: 0s }",
        "failover: { failBack: '${env:NOT_SET:-never}' }",
        "failover: { failBack: }",
        // Endpoints. The setting of the type that is called name is the connection's.
        "endpoints: ",
        "endpoints: [ {} ]",
        "endpoints: [ { name: primary, size: 1 }, { name: standby-2, size: 2, pool: { maxSize: 1 } } ]",
        "endpoints: [ { name: }, { name: '${env:TEXT}', password: '${env:TEXT}' } ]",
        "endpoints: [ { workers: 1 }, { threads: 2 } ]",
      })
  void bothAccept(String lines) {
    described().agree(SchemaDocument.connection(lines), true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Texts.
        "name: ",
        "name: [a]",
        "name: { a: b }",
        "name: ${TEXT}",
        "name: a ${other:b}",
        "name: ${env:1A}",
        "name: $$${TEXT${}",
        // Numbers.
        "size: 0",
        "size: 11",
        "size: 1.5",
        "size: five",
        "size: 1_0",
        "size: ''",
        "size: true",
        "size: [1]",
        "size: '1.0'",
        "size: ${NUMBER}",
        "large: 9223372036854775808",
        "large: '1e3'",
        "share: a",
        "share: true",
        "share: '1,5'",
        "exact: 0.5",
        "exact: 2.6",
        "above: 0",
        "below: 0",
        "notAbove: 1",
        // Booleans.
        "fair: yes",
        "fair: 1",
        "fair: ''",
        // Durations.
        "delay: 30",
        "delay: '30'",
        "delay: 0",
        "delay: 1s2m",
        "delay: 1.5s",
        "delay: ''",
        "delay: -1s",
        // URLs and paths.
        "url: example.org",
        "url: //example.org",
        "url: http://user:pw@example.org",
        "url: jdbc:postgresql://h/d?password=x",
        "url: jdbc:postgresql://h/d?user=u&sslPassword=x",
        "url: jdbc:h2:mem:a;API_KEY=x",
        "url: http://a b",
        "url: http://a/%",
        "url: http://a/%2",
        "url: http://a/%xy",
        "url: \"http://a\\u2028b\"",
        "url: \"http://a/\\xa0\"",
        "url: ''",
        "url: 5",
        "file: ''",
        "file: '  '",
        "file: [a]",
        // Enums.
        "mode: read",
        "mode: read only",
        "mode: ''",
        "mode: 5",
        "mode: true",
        "answer: 1",
        // Secrets.
        "password: hunter2",
        "password: 5",
        "password: ''",
        "password: x${env:TEXT}",
        "password: ${env:TEXT:-hunter2}",
        "password: $${env:TEXT}",
        "password: ${TEXT}",
        // Constraints of texts.
        "blank: ' '",
        "blank: \"\\u2028\\u3000\"",
        "full: ''",
        "sized: a",
        "sized: abcde",
        "word: ABC",
        "word: 'abc1'",
        // Lists and maps.
        "ports: 1",
        "ports: '1,2'",
        "ports: [x]",
        "ports: [~]",
        "ports: { a: 1 }",
        "hosts: [a, b, c]",
        "hosts: [[a]]",
        "modes: []",
        "modes: ''",
        "modes: [other]",
        "weights: [1]",
        "weights: ''",
        "weights: { a: x }",
        "weights: { a: }",
        "labels: {}",
        "labels: { a: b, c: d, e: f }",
        // Records.
        "pool: 5",
        "pool: []",
        "pool: { maxSize: 0 }",
        "pool: { minSize: 0 }",
        "pool: { maxSize: }\nother: 1",
        "replica: {}",
        "renamed: {}",
        "renamed: { newer: a, older: a }",
        "replica: { host: }",
        "replica: { port: 1 }",
        "replicas: { host: a }",
        "replicas: [ ~ ]",
        "replicas: [ { port: 1 } ]",
        "limits: { a: }",
        "limits: { a: 5 }",
        "limits: { a: { maxSize: 0 } }",
        "matrix: [ 1 ]",
        "matrix: [ [x] ]",
        // Lists and maps of records, in one another.
        "zones: [ { host: a } ]",
        "zones: { eu: { host: a } }",
        "zones: { eu: [ { port: 1 } ] }",
        "zones: { eu: [ { host: a, prot: 1 } ] }",
        "zones: { eu: }",
        "grid: [ { host: a } ]",
        "grid: [ [ { host: a, port: x } ] ]",
        "grid: [ [ ~ ] ]",
        "shards: [ [ { host: a } ] ]",
        "shards: [ { x: } ]",
        "shards: [ { x: { } } ]",
        // Sizes and percentages.
        "cap: 10",
        "cap: '10'",
        "cap: 10KB",
        "cap: 10mib",
        "cap: 1.5MiB",
        "cap: -1B",
        "cap: 1 MiB",
        "cap: 0B",
        "cap: 00MiB",
        "cap: ''",
        "floor: 0KiB",
        "floor: 0B",
        "steps: [ 1 ]",
        "steps: 1B",
        "ratio: 50",
        "ratio: 0.5",
        "ratio: 50 %",
        "ratio: .5%",
        "ratio: 5.%",
        "ratio: -5%",
        "ratio: 0%",
        "ratio: 0.00%",
        "ratios: { a: half }",
        "ratios: { a: }",
        // Lists with defaults.
        "attempts: [ other ]",
        "attempts: read_only",
        "attempts: { a: read_only }",
        "texts: []",
        "texts: ''",
        "texts: [ a, b, c, d ]",
        "texts: [ ~ ]",
        "retries: [ x ]",
        // Former keys.
        "workers: 0",
        "workers: x",
        "threads: 1\nworkers: 1",
        "maxThreads: 1\nworkers: 1",
        "threads: 1\nmaxThreads: 1",
        "key: hunter2",
        "token: ${env:TEXT}\nkey: ${env:TEXT}",
        "keys: ${env:TEXT}",
        // Constraints made of constraints.
        "port: 0",
        "port: 65536",
        "region: e",
        "region: abcd",
        "region: EU",
        "region: '  '",
        // Sealed choices.
        "authentication: {}",
        "authentication: anonymous",
        "authentication: [ { kind: anonymous } ]",
        "authentication: { kind: }",
        "authentication: { kind: other }",
        "authentication: { kind: 5 }",
        "authentication: { kind: [ anonymous ] }",
        "authentication: { kind: ' anonymous' }",
        "authentication: { kind: basic, username: u, password: '${env:TEXT}' }",
        "authentication: { kind: password }",
        "authentication: { kind: password, username: u }",
        "authentication: { kind: password, username: u, user: u, password: '${env:TEXT}' }",
        "authentication: { kind: password, username: u, password: hunter2 }",
        "authentication: { kind: anonymous, username: u }",
        "authentication: { kind: anonymous, Kind: anonymous }",
        "authentication: { username: u, password: '${env:TEXT}' }",
        "authentication: { kind: '${KIND}' }",
        "authentication: { kind: '${env:KIND}', username: u }",
        "authentication: { kind: '${env:KIND}', other: u }",
        "authentication: { kind: client-certificate, file: a, store: { most: 3 } }",
        "authentication: { kind: client-certificate, file: a, store: { policy: by-size } }",
        "authentication: { kind: client-certificate, file: a, store: { policy: by-size, most: 0 } }",
        "authentication: { kind: client-certificate, file: a, store: { policy: by-size, most: 5m } }",
        "authentication: { kind: client-certificate, file: a, store: { kind: by-age } }",
        "fallbacks: { kind: anonymous }",
        "fallbacks: [ anonymous ]",
        "fallbacks: [ ~ ]",
        "fallbacks: [ { kind: anonymous }, { kind: other } ]",
        "fallbacks: [ { kind: anonymous, file: a } ]",
        "byRegion: { eu: }",
        "byRegion: { eu: anonymous }",
        "byRegion: { eu: [ { kind: anonymous } ] }",
        "byRegion: { kind: anonymous }",
        "byRegion: { eu: { kind: password, username: u } }",
        // Keys.
        "nmae: x",
        "Size: 1",
        "maxSize: 1",
        // Common settings.
        "id: 0",
        "id: a",
        "description: [a]",
        "startup: eager",
        "startup: true",
        "critical: 1",
        "timeouts: 30s",
        "timeouts: { total: 30 }",
        "timeouts: { total: 0s }",
        "timeouts: { drain: -1s }",
        "timeouts: { retry: 1s }",
        "bulkhead: { maxConcurrent: 0 }",
        "bulkhead: { maxWaiting: -1 }",
        "bulkhead: { leakAfter: 0s }",
        "preset: fast",
        "preset: true",
        "preset: [ batch ]",
        "timeouts: { classes: 5s }",
        "timeouts: { classes: { file: } }",
        "timeouts: { classes: { file: 5s } }",
        "timeouts: { classes: { file: { total: 0s } } }",
        "timeouts: { classes: { file: { connect: 1s } } }",
        "retry: 3",
        "retry: { maxAttempts: 0 }",
        "retry: { maxAttempts: 101 }",
        "retry: { base: 0s }",
        "retry: { budget: { ratio: 20 } }",
        "retry: { budget: { perSecond: -1 } }",
        "retry: { attempts: 3 }",
        "circuit: false",
        "circuit: { failureRate: 0% }",
        "circuit: { window: 0s }",
        "circuit: { minimumCalls: 0 }",
        "circuit: { openFor: 0s }",
        "circuit: { probes: 0 }",
        "circuit: { probes: 1001 }",
        "circuit: { slowCall: never }",
        "rateLimit: {}",
        "rateLimit: { period: 1s }",
        "rateLimit: { permits: }",
        "rateLimit: { permits: 0 }",
        "rateLimit: { permits: 1, period: 0s }",
        "monitoring: { interval: 0s }",
        "monitoring: { failAfter: 0 }",
        "monitoring: { recoverAfter: 0 }",
        "failover: { grace: never }",
        "failover: { failBack: always }",
        "failover: { failBack: 30 }",
        "failover: { failBack: true }",
        "failover: { balanceReads: 1 }",
        "failover: { panic: 0.5 }",
        // Endpoints.
        "endpoints: []",
        "endpoints: ''",
        "endpoints: {}",
        "endpoints: { primary: { size: 1 } }",
        "endpoints: [ ~ ]",
        "endpoints: [ a ]",
        "endpoints: [ { name: A } ]",
        "endpoints: [ { name: 1a } ]",
        "endpoints: [ { name: [ a ] } ]",
        "endpoints: [ { size: 0 } ]",
        "endpoints: [ { sise: 1 } ]",
        "endpoints: [ { timeouts: { total: 1s } } ]",
        "endpoints: [ { critical: } ]",
        "endpoints: [ { type: Described } ]",
        "endpoints: [ { endpoints: [] } ]",
        "endpoints: [ { workers: 1, threads: 2 } ]",
        "endpoints: [ { token: '${env:TEXT}', key: '${env:TEXT}' } ]",
      })
  void bothRefuse(String lines) {
    described().agree(SchemaDocument.connection(lines), false);
  }

  /** What has no default: there, {@code Described} would need it in every document. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Choices  | authentication: { kind: anonymous }",
        "Choices  | authentication: { kind: Anonymous }, fallbacks: [], byRegion: { a: [], b: [ { kind: ANONYMOUS } ] }",
        "Choices  | authentication: { kind: '${env:KIND}' }, proxy: { kind: '${env:KIND}' }",
        "Choices  | authentication: { kind: client-certificate, store: { policy: never } }",
        "Choices  | authentication: { kind: anonymous }, eviction: { policy: BY-AGE, most: 1m }",
        "Composed | port: 1, userPort: 1024, name: ab, circle: x",
        "Composed | port: '65535', userPort: '${env:NUMBER}000', name: '${env:TEXT}', circle: '  x'",
        "Nested   | pool: { hosts: [ { name: a, port: 65535 } ] }",
        "Nested   | zones: { a: [ { name: a, port: 1 } ] }, grid: [ [], [ { name: a, port: 1 } ] ]",
        "Nested   | shards: [ { x: { name: a, port: 1 } } ], pools: { q: {} , r: { hosts: '' } }, spare: {}",
        "Renamed  | url: http://a",
        "Renamed  | address: http://a",
        "Renamed  | address: http://a, poolSize: 1, key: '${env:TEXT}', pool: { idle: 1 }, servers: [ { host: a } ]",
        "Renamed  | url: http://a, hosts: [ { name: a }, { host: a } ]",
        "Renamed  | endpoints: [ { url: http://a }, { address: http://b } ]",
        "Renamed  | address: http://a, endpoints: [ {}, { name: b } ]",
        "Renamed  | url: http://a, endpoints: [ { url: http://b }, {} ]",
      })
  void bothAcceptTheType(String type, String settings) {
    configuration(type).agree("connections: { a: { type: " + type + ", " + settings + " } }", true);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Choices  | proxy: { kind: anonymous }",
        "Choices  | authentication:",
        "Choices  | authentication: {}",
        "Choices  | authentication: { kind: other }",
        "Choices  | authentication: { kind: '${env:KIND}', other: 1 }",
        "Choices  | authentication: { kind: anonymous }, byRegion: { a: { kind: anonymous } }",
        "Choices  | authentication: { kind: anonymous }, byRegion: { a: [ { kind: anonymous, format: a } ] }",
        "Choices  | authentication: { kind: anonymous }, eviction: { policy: bounded }",
        "Choices  | authentication: { kind: anonymous }, eviction: { policy: by-size, most: 0 }",
        "Composed | userPort: 1024, name: ab, circle: x",
        "Composed | port: 0, userPort: 1024, name: ab, circle: x",
        "Composed | port: 1, userPort: 1023, name: ab, circle: x",
        "Composed | port: 1, userPort: 65536, name: ab, circle: x",
        "Composed | port: 1, userPort: 1024, name: a, circle: x",
        "Composed | port: 1, userPort: 1024, name: abcde, circle: x",
        "Composed | port: 1, userPort: 1024, name: A1, circle: x",
        "Composed | port: 1, userPort: 1024, name: ab, circle: ' '",
        "Composed | port: 1, userPort: 1024, name: ab, circle: abcd",
        "Nested   | pool: { hosts: [ { name: a, port: 65536 } ] }",
        "Nested   | zones: { a: [ { name: a } ] }",
        "Nested   | grid: [ { name: a, port: 1 } ]",
        "Nested   | shards: [ { x: { name: a, port: 1, y: 1 } } ]",
        "Nested   | pools: { q: [] }",
        "Nested   | spare: []",
        "Renamed  | token: '${env:TEXT}'",
        "Renamed  | url: http://a, address: http://a",
        "Renamed  | address:",
        "Renamed  | address: a",
        "Renamed  | url: http://a, maxPoolSize: 1, poolSize: 1",
        "Renamed  | url: http://a, pool: { minIdle: 1, idle: 1 }",
        "Renamed  | url: http://a, hosts: [ { name: a, host: a } ]",
        "Renamed  | url: http://a, hosts: [ { } ]",
        "Renamed  | url: http://a, hosts: [], servers: []",
        "Renamed  | endpoints: [ { url: http://a }, {} ]",
        "Renamed  | endpoints: ",
        "Renamed  | endpoints: [ { url: http://a, address: http://b } ]",
        "Renamed  | url: http://a, endpoints: [ { url: } ]",
        "Renamed  | url: http://a, endpoints: [ { url: a } ]",
      })
  void bothRefuseTheType(String type, String settings) {
    configuration(type)
        .agree("connections: { a: { type: " + type + ", " + settings + " } }", false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "connections: {}",
        "{ \"connections\": { \"a\": { \"type\": \"Described\", \"name\": \"x\" } } }",
        "$schema: a.json\nconnections: {}",
        "$schema:\nconnections: {}",
        "connections: {}\ndefaults:",
        "connections: {}\ndefaults: {}",
        "connections: {}\ndefaults: { startup: warn, critical: false, timeouts: { total: 5s }, bulkhead: {} }",
        "connections: {}\ndefaults: { preset: batch, retry: { maxAttempts: 2 }, circuit: {}, rateLimit: { permits: 1 }, monitoring: , failover: { failBack: never } }",
        "connections: {}\nprofiles:",
        "connections: {}\nprofiles: { p: }",
        "connections: {}\nprofiles: { p: {} , q: {} }",
        "connections: {}\nprofiles: { p: { defaults: { startup: warn }, connections: {} } }",
        "connections: { a: { type: Described, name: x } }\nprofiles: { p: { connections: { a: { size: 3 } } } }",
        "connections: {}\nprofiles: { p: { connections: { a: { type: Described, name: x } } } }",
        "connections: { a-1: { type: Described, name: x }, b: { type: Described, name: y } }",
      })
  void bothAcceptTheDocument(String document) {
    described().agree(document, true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "text",
        "connections:",
        "connections: []",
        "connections: 5",
        "conections: {}",
        "connections: {}\nother: 1",
        "connections: { a: }",
        "connections: { a: 5 }",
        "connections: { a: {} }",
        "connections: { a: { name: x } }",
        "connections: { a: { type: , name: x } }",
        "connections: { a: { type: described, name: x } }",
        "connections: { a: { type: Other, name: x } }",
        "connections: { a: { type: Described } }",
        "connections: { A: { type: Described, name: x } }",
        "connections: { 1a: { type: Described, name: x } }",
        "connections: { a_b: { type: Described, name: x } }",
        "connections: { profile: { type: Described, name: x } }",
        "connections: {}\ndefaults: 5",
        "connections: {}\ndefaults: { id: 1 }",
        "connections: {}\ndefaults: { size: 1 }",
        "connections: {}\ndefaults: { startup: eager }",
        "connections: {}\ndefaults: { endpoints: [ {} ] }",
        "connections: {}\ndefaults: { rateLimit: { period: 1s } }",
        "connections: { a: { type: Described, endpoints: [ { name: x } ] } }",
        "connections: {}\nprofiles: { p: { connections: } }",
        "connections: {}\nprofiles: []",
        "connections: {}\nprofiles: { p: 5 }",
        "connections: {}\nprofiles: { p: { other: 1 } }",
        "connections: {}\nprofiles: { p: { defaults: { startup: eager } } }",
        "connections: { a: { type: Described, name: x } }\nprofiles: { p: { connections: { a: } } }",
        "connections: { a: { type: Described, name: x } }\nprofiles: { p: { connections: { a: { startup: eager } } } }",
      })
  void bothRefuseTheDocument(String document) {
    described().agree(document, false);
  }

  /** What a schema cannot see, because it judges one file, each value by itself. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        // Whether what is referred to is there, and is what is wanted.
        "name: ${env:NOT_SET}",
        "name: ${file:/does/not/exist}",
        "size: ${env:TEXT}",
        "size: ${env:NUMBER}0",
        "url: http://a/${env:NOT_SET:- }",
        "sized: ${env:NOT_SET:-abcde}",
        // Ranges and widths of numbers in quotes.
        "size: '11'",
        "share: '1e999'",
        // Ranges and widths of numbers with units, but for those that are nothing.
        "cap: 20000001B",
        "cap: 9223372036854775808B",
        "floor: 1kB",
        "ratio: 99.91%",
        "ratio: 100%",
        // What a reference chooses; only what fits none of the choices is seen.
        "authentication: { kind: '${env:TEXT}' }",
        "authentication: { kind: '${env:KIND}', file: a }",
        // Numbers that JSON and the runtime write differently.
        "size: 1.0",
        "size: 0x5",
        "share: 0o7",
        // Constraints of texts that are written like numbers.
        "sized: 12345",
        "word: 123",
        // Patterns that JSON Schema cannot express.
        "odd: b",
        // Parts of URLs.
        "url: http://",
        "url: http://[::1",
        // Rules across settings, and durations too long.
        "timeouts: { total: 5s, attempt: 6s }",
        "timeouts: { total: 366d }",
        "timeouts: { total: 5s, classes: { file: { attempt: 6s } } }",
        "timeouts: { classes: { file: { total: 5s, attempt: 6s } } }",
        "retry: { base: 2s, cap: 1s }",
        "retry: { budget: { ratio: 101% } }",
        "circuit: { openFor: 2s, maxOpenFor: 1s }",
        "circuit: { failureRate: 0.5% }",
        "circuit: { window: 1500ms }",
        "circuit: { window: 61m }",
        "failover: { grace: 366d }",
        "failover: { failBack: 366d }",
        "failover: { panic: 101% }",
        // Endpoints with one name, and a former key in one with the present one for all.
        "endpoints: [ { name: a }, { name: a } ]",
        "endpoints: [ { name: endpoint-2 }, {} ]",
        "threads: 1\nendpoints: [ { workers: 2 } ]",
        "delay: 99999999999999999999s",
      })
  void onlyTheRuntimeRefuses(String lines) {
    String document = SchemaDocument.connection(lines);

    assertThat(described().errors(document)).isEmpty();
    assertThat(described().violations(document)).isNotEmpty();
  }

  /** As above, where the whole document counts. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        // Clashes between connections.
        "connections: { a: { type: Described, name: x, id: 1 }, b: { type: Described, name: x, id: 1 } }",
        "connections: { a-b: { type: Described, name: x }, ab: { type: Described, name: x } }",
        // A profile's change of a connection whose type stands elsewhere.
        "connections: { a: { type: Described, name: x } }\nprofiles: { p: { connections: { a: { size: 0 } } } }",
        "connections: { a: { type: Described, name: x } }\nprofiles: { p: { connections: { a: { other: 0 } } } }",
        "connections: { a: { type: Described, name: x } }\nprofiles: { p: { connections: { b: { name: x } } } }",
        "connections: { a: { type: Described, name: x } }\nprofiles: { p: { connections: { a: { name: } } } }",
      })
  void onlyTheRuntimeRefusesTheDocument(String document) {
    assertThat(described().errors(document)).isEmpty();
    assertThat(described().violations(document)).isNotEmpty();
  }

  /** Where a schema that accepted everything possible would be of no use. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        // The type has to be written out: it decides what else is allowed.
        "connections: { a: { type: '${env:NOT_SET:-Described}', name: x } }",
        // A word that YAML takes for something else, as the key of a choice.
        "connections: { a: { type: Described, name: x, authentication: { kind: client-certificate, file: a, store: { policy: false } } } }",
        // A word that YAML takes for something else, as a name.
        "connections: { a: { type: Described, name: x, endpoints: [ { name: true } ] } }",
        // What is required in a group, divided between a connection and its endpoint or the
        // defaults.
        "connections: { a: { type: Described, name: x, replica: { port: 1 }, endpoints: [ { replica: { host: a } } ] } }",
        "connections: { a: { type: Described, name: x, rateLimit: { period: 1s } } }\ndefaults: { rateLimit: { permits: 1 } }",
        // A list by a reference; it can only be an empty one.
        "connections: { a: { type: Described, name: x, ports: '${env:NOT_SET:-}' } }",
        // Characters outside of Unicode's first plane are one to JSON Schema, and two to Java.
        "connections: { a: { type: Described, name: x, sized: '\uD83D\uDE00' } }",
        // What is required may come from a profile, a variable, a property, code or another file.
        "connections: { a: { type: Described } }\nprofiles: { p: { connections: { a: { name: x } } } }",
        "connections: { a: { name: x } }\nprofiles: { p: { connections: { a: { type: Described } } } }",
        "profiles: { p: { connections: { a: { type: Described, name: x } } } }",
      })
  void onlyTheSchemaRefuses(String document) {
    assertThat(described().errors(document)).isNotEmpty();
    assertThat(described().violations(document)).isEmpty();
  }

  @Test
  void errorsAreAboutTheChosenTypeOnly() {
    assertThat(described().errors(SchemaDocument.connection("sise: 1")))
        .singleElement()
        .asString()
        .contains("sise");
    assertThat(described().errors("connections: { a: { type: Described } }"))
        .singleElement()
        .asString()
        .contains("name");
  }

  private static AgreedConfiguration described() {
    return configuration("Described");
  }

  private static AgreedConfiguration configuration(String name) {
    return Objects.requireNonNull(compiled.get(name));
  }
}
