package dev.acsgateway.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HashSlotTest {
  @Test
  void isTheChecksumOfTheSpecification() {
    assertThat(HashSlot.of("123456789")).isEqualTo(0x31C3);
    assertThat(HashSlot.of("")).isZero();
  }

  @Test
  void countsWhatStandsInTheFirstBracesUnlessThatIsNothing() {
    assertThat(HashSlot.of("gw:{7}:u:abc")).isEqualTo(HashSlot.of("7"));
    assertThat(HashSlot.of("{user1000}.following")).isEqualTo(HashSlot.of("user1000"));
    assertThat(HashSlot.tag("foo{}{bar}")).isEqualTo("foo{}{bar}");
    assertThat(HashSlot.tag("foo{{bar}}zap")).isEqualTo("{bar");
    assertThat(HashSlot.tag("foo{bar}{zap}")).isEqualTo("bar");
    assertThat(HashSlot.tag("foo{bar")).isEqualTo("foo{bar");
  }

  @Test
  void aKeyBesideAnotherLiesInItsSlot() {
    for (String key : new String[] {"gw:{7}:u:abc", "gw:keys", "gw:{job:1}:candidates"}) {
      assertThat(HashSlot.of(Keyspace.beside(key))).as(key).isEqualTo(HashSlot.of(key));
    }
  }
}
