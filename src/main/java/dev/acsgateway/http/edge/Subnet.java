package dev.acsgateway.http.edge;

import io.netty.util.NetUtil;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A range of IP addresses.
 *
 * @param prefix its first address; text, so that equal subnets are equal
 * @param bits how many leading bits of an address must be the same
 */
public record Subnet(String prefix, int bits) {
  private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

  /**
   * @throws IllegalArgumentException when the prefix is no address, or has fewer bits
   */
  public Subnet {
    byte[] address =
        bytes(prefix).orElseThrow(() -> new IllegalArgumentException("not an IP address"));
    if (bits < 0 || bits > 8 * address.length) {
      throw new IllegalArgumentException("not a number of bits of such an address");
    }
  }

  /**
   * The subnet written so.
   *
   * @param text for example {@code 10.0.0.0/8} or {@code ::1}; never a host name
   * @throws IllegalArgumentException when it is not of this form
   */
  public static Subnet parse(String text) {
    int slash = text.indexOf('/');
    String prefix = slash < 0 ? text : text.substring(0, slash);
    int all =
        bytes(prefix).orElseThrow(() -> new IllegalArgumentException("not an IP address")).length
            * 8;
    return new Subnet(prefix, slash < 0 ? all : Integer.parseInt(text.substring(slash + 1)));
  }

  /** Whether the address is in it; what is no address is not. */
  boolean contains(String address) {
    byte[] mine = bytes(prefix).orElseThrow();
    byte[] theirs = bytes(address).orElse(new byte[0]);
    if (mine.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if (((mine[bit / 8] ^ theirs[bit / 8]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  /** The bytes of an address literal; an IPv4 address that is written as IPv6 is taken for IPv4. */
  static Optional<byte[]> bytes(String literal) {
    byte @Nullable [] bytes = NetUtil.createByteArrayFromIpAddressString(literal);
    return Optional.ofNullable(bytes)
        .map(address -> isMapped(address) ? Arrays.copyOfRange(address, 12, 16) : address);
  }

  /** RFC 4291, section 2.5.5.2. */
  private static boolean isMapped(byte[] address) {
    return address.length == 16
        && Arrays.equals(address, 0, MAPPED.length, MAPPED, 0, MAPPED.length);
  }
}
