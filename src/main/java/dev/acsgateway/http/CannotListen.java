package dev.acsgateway.http;

import io.netty.channel.unix.Errors.NativeIoException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A listener cannot be opened. The message says where and why, for people. */
public final class CannotListen extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int LAST_PRIVILEGED_PORT = 1023;

  /** {@code EACCES} on every Unix. */
  private static final int NO_PERMISSION = -13;

  CannotListen(String host, int port, Throwable cause) {
    super(
        "%s:%d: %s"
            .formatted(
                host.contains(":") ? "[" + host + "]" : host, port, reason(host, port, cause)),
        null,
        false,
        false);
  }

  /** Returns where it was to listen, and why it cannot. */
  public String line() {
    return String.valueOf(getMessage());
  }

  private static String reason(String host, int port, Throwable cause) {
    Optional<InetAddress> address = address(host);
    if (address.isEmpty()
        || has(cause, UnknownHostException.class, UnresolvedAddressException.class)) {
      return "the host name is unknown";
    }
    if (!isOfThisMachine(address.get())) {
      return "no network interface of this machine has that address";
    }
    if (isDenied(port, cause)) {
      return "this process has no permission for a port below 1024";
    }
    return has(cause, BindException.class, NativeIoException.class)
        ? "the port is in use"
        : "the operating system refuses it (" + cause.getClass().getSimpleName() + ")";
  }

  private static Optional<InetAddress> address(String host) {
    try {
      return Optional.of(InetAddress.getByName(host));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static boolean isOfThisMachine(InetAddress address) {
    try {
      return address.isAnyLocalAddress()
          || address.isLoopbackAddress()
          || NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      return true;
    }
  }

  private static boolean isDenied(int port, Throwable cause) {
    return port <= LAST_PRIVILEGED_PORT
        && causes(cause)
            .anyMatch(
                it ->
                    it instanceof NativeIoException failure
                        ? failure.expectedErr() == NO_PERMISSION
                        : it instanceof SocketException);
  }

  private static boolean has(Throwable failure, Class<?>... types) {
    return causes(failure).anyMatch(it -> Stream.of(types).anyMatch(type -> type.isInstance(it)));
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(10);
  }
}
