package dev.acsgateway.emulator.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RsaSigningKeyTest {
  private static final RsaSigningKey KEY = new RsaSigningKey(new SeededBytes(1));

  @Property(tries = 300)
  void signsWhatAnyOtherCodeVerifies(@ForAll byte[] message) throws Exception {
    Signature jdk = Signature.getInstance("SHA256withRSA");
    jdk.initVerify(KEY.publicKey());
    jdk.update(message);
    byte[] signature = KEY.sign(message);
    assertThat(jdk.verify(signature)).isTrue();
    assertThat(KEY.verify(message, signature)).isTrue();
  }

  @Property(tries = 50)
  void hasAModulusOf2048BitsWhateverTheSeed(@ForAll long seed) {
    RSAPublicKey key = (RSAPublicKey) new RsaSigningKey(new SeededBytes(seed)).publicKey();
    assertThat(key.getModulus().bitLength()).isEqualTo(2048);
  }

  @Test
  void refusesAnotherMessageOrSignature() {
    byte[] message = {1, 2, 3};
    byte[] signature = KEY.sign(message);
    assertThat(KEY.verify(new byte[] {1, 2, 4}, signature)).isFalse();
    signature[7] ^= 1;
    assertThat(KEY.verify(message, signature)).isFalse();
    assertThat(KEY.verify(message, new byte[255])).isFalse();
  }

  @Test
  void followsFromTheSeed() {
    assertThat(new RsaSigningKey(new SeededBytes(1)).publicKey()).isEqualTo(KEY.publicKey());
    assertThat(new RsaSigningKey(new SeededBytes(2)).publicKey()).isNotEqualTo(KEY.publicKey());
  }
}
