package dev.acsgateway.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.acsgateway.config.ConfigReader;
import dev.acsgateway.config.InvalidConfiguration;
import dev.acsgateway.config.Secret;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code redis.url}, read once and completely. The kind: a value that is only looked at when it is
 * used, by a library that shows it when it is wrong (issue 20, numbers 1 and 15).
 */
class RedisEndpointsTest {

  @ParameterizedTest
  @CsvSource({
    "redis://redis-0, redis-0:6379",
    "redis://redis-0/, redis-0:6379",
    "REDIS://Redis-0:6380, redis-0:6380",
    "redis://my_redis:6379, my_redis:6379",
    "redis://10.0.0.7:1, 10.0.0.7:1",
    "redis://[2001:DB8::1]:65535, [2001:db8:0:0:0:0:0:1]:65535",
    "redis://redis.example.com.:6379, redis.example.com.:6379"
  })
  void readsWhereTheServerIs(String url, String address) {
    RedisEndpoints read = RedisEndpoints.parse(url);
    assertThat(read.addresses()).singleElement().hasToString(address);
    assertThat(read.tls()).isEmpty();
    assertThat(read.credentials().username()).isEmpty();
    assertThat(read.credentials().password()).isEmpty();
    assertThat(read.database()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "rediss://gateway:p%40ss@h:6380/15, gateway, p@ss, 15",
    "Rediss://gateway:a+b=@h:6380/0, gateway, a+b=, 0",
    "rediss://gateway:%C3%A9%2F%3A:x@h/3, gateway, é/::x, 3"
  })
  void readsCredentialsAndDatabase(String url, String user, String password, int database) {
    RedisEndpoints read = RedisEndpoints.parse(url);
    assertThat(read.tls()).isPresent();
    assertThat(read.credentials().username()).contains(user);
    assertThat(read.credentials().password()).contains(new Secret(password));
    assertThat(read.database()).isEqualTo(database);
  }

  @Test
  void aPasswordAloneIsThatOfTheDefaultUser() {
    RedisEndpoints read = RedisEndpoints.parse("redis://:s3cret@h");
    assertThat(read.credentials().username()).isEmpty();
    assertThat(read.credentials().password()).contains(new Secret("s3cret"));
  }

  @Test
  void severalUrlsShareAllButTheServer() {
    RedisEndpoints read =
        RedisEndpoints.parse("redis://u:p@a:1/2, redis://u:p@b:1/2 ,redis://u:p@c/2");
    assertThat(read.addresses()).hasToString("[a:1, b:1, c:6379]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "c4n4ry                              | does not begin with redis://",
        "c4n4ry:6379                         | does not begin with redis://",
        "http://c4n4ry                       | does not begin with redis://",
        "unix:///c4n4ry.sock                 | does not begin with redis://",
        "redis:/c4n4ry                       | does not begin with redis://",
        "redis://                            | has no host",
        "redis://:c4n4ry@                    | has no host",
        "redis://:6379                       | has no host",
        "redis://:c4n4ry@:6379               | has no host",
        "redis://c4n4ry@h                    | without a password",
        "redis://c4n4ry:@h                   | without a password",
        "redis://:c4n4ry/x@h                 | has an @ after its host",
        "redis://:c4n4ry#x@h                 | has an @ after its host",
        "redis://:c4n4ry?x@h                 | has an @ after its host",
        "redis://:c4n4ry@x@h                 | more than one @",
        "redis://:c4n4ry%@h                  | begins no escape",
        "redis://:c4n4ry%4@h                 | begins no escape",
        "redis://:c4n4ry%zz@h                | begins no escape",
        "redis://:c4n4ry%ff@h                | not UTF-8",
        "redis://:c4n4ry x@h                 | has a space",
        "redis://:c4n4ry@h:                  | a port that is not a number",
        "redis://:c4n4ry@h:0                 | a port that is not a number",
        "redis://:c4n4ry@h:65536             | a port that is not a number",
        "redis://:c4n4ry@h:x                 | a port that is not a number",
        "redis://:c4n4ry@2001:db8::1         | without brackets",
        "redis://:c4n4ry@[2001:db8:x]:1      | neither an address nor a name",
        "redis://:c4n4ry@*                   | neither an address nor a name",
        "redis://:c4n4ry@999.1.1.1           | neither an address nor a name",
        "redis://:c4n4ry@10.0.1              | neither an address nor a name",
        "redis://:c4n4ry@a..b                | neither an address nor a name",
        "redis://:c4n4ry@-a                  | neither an address nor a name",
        "redis://:c4n4ry@h/x                 | a database that is not a number",
        "redis://:c4n4ry@h/1/2               | a database that is not a number",
        "redis://:c4n4ry@h/-1                | a database that is not a number",
        "redis://:c4n4ry@h/0?db=1            | a query or a fragment",
        "rediss://:c4n4ry@my_redis           | which no certificate can name",
        "redis://:c4n4ry@a,redis://:x@b      | different users or passwords",
        "redis://:c4n4ry@a,redis://b         | different users or passwords",
        "redis://:c4n4ry@a/1,redis://:c4n4ry@b | different databases",
        "redis://:c4n4ry@a,rediss://:c4n4ry@b | mixes redis:// and rediss://",
        "redis://:c4n4ry@a,                  | URL 2 of 2 is empty",
        "redis://:c4n4ry,x@b                 | URL 1 of 2",
        "redis://:c4n4ry@a,redis://:c4n4ry@A:6379 | names a server twice"
      })
  void saysWhatIsWrongAndNothingOfTheUrl(String urls, String problem) {
    assertThatThrownBy(() -> RedisEndpoints.parse(urls))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem)
        .hasMessageNotContaining("c4n4ry");
    assertThat(problemsWith(new JsonObject().put("url", urls)))
        .contains("redis.url: ")
        .contains(problem)
        .doesNotContain("c4n4ry");
  }

  @Test
  void theNumberOfServersAndTheDatabaseFitTheMode() {
    String several = "redis://a,redis://b";
    assertThat(problemsWith(new JsonObject().put("url", several)))
        .contains("redis.url: names several servers, which need redis.mode");
    assertThat(problemsWith(new JsonObject().put("url", "redis://a/1").put("mode", "cluster")))
        .contains("redis.url: names a database");
    assertThatCode(() -> read(new JsonObject().put("url", several).put("mode", "sentinel")))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "my master", "a\nb"})
  void theMastersNameIsOneWord(String name) {
    assertThat(problemsWith(new JsonObject().put("master-name", name)))
        .contains("redis.master-name: ");
  }

  private static String problemsWith(JsonObject redis) {
    return String.valueOf(
        catchThrowableOfType(InvalidConfiguration.class, () -> read(redis)).getMessage());
  }

  private static RedisConfig read(JsonObject redis) {
    JsonObject tree = new JsonObject().put("redis", redis.put("encrypt", false));
    return ConfigReader.read(tree, Map.of(), root -> RedisConfig.from(root.section("redis")));
  }
}
