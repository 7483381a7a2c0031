package dev.acsgateway.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LuaScriptTest {
  @ParameterizedTest
  @EnumSource
  void everyScriptHasATextAndItsSha(LuaScript script) {
    assertThat(script.source()).contains("redis.call");
    assertThat(script.sha()).matches("[0-9a-f]{40}");
  }
}
