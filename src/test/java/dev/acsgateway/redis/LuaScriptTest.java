package dev.acsgateway.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LuaScriptTest {
  @ParameterizedTest
  @EnumSource
  void everyScriptHasATextAndItsSha(LuaScript script) throws Exception {
    assertThat(script.source()).contains("redis.call");
    assertThat(script.sha())
        .isEqualTo(
            HexFormat.of()
                .formatHex(
                    MessageDigest.getInstance("SHA-1")
                        .digest(script.source().getBytes(StandardCharsets.UTF_8))));
  }
}
