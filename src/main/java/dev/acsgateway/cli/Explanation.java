package dev.acsgateway.cli;

import dev.acsgateway.StartRefused;
import dev.acsgateway.config.InvalidConfiguration;
import dev.acsgateway.config.Redactor;
import dev.acsgateway.config.TextFile;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * Decides what a person is shown of a failure. Expected failures bring their own words; of all
 * others the text is never shown, since nobody knows what it quotes.
 */
final class Explanation {
  private static final int DEEPEST_CAUSE = 10;

  private Explanation() {}

  /** Returns one line; a bad configuration gets a line for each problem. */
  static String of(Throwable failure) {
    return switch (failure) {
      case InvalidConfiguration invalid -> Redactor.redact(String.valueOf(invalid.getMessage()));
      case CommandFailed expected -> oneLine(String.valueOf(expected.getMessage()));
      case StartRefused refused -> oneLine(String.valueOf(refused.getMessage()));
      case TextFile.Unreadable file -> oneLine("Failed: " + file.line());
      default ->
          oneLine(
              ofCauses(failure)
                  .map(known -> "Failed: " + known)
                  .orElseGet(
                      () ->
                          "Failed unexpectedly (%s). The log has more at LOG_LEVEL=DEBUG."
                              .formatted(failure.getClass().getSimpleName())));
    };
  }

  /** Returns why a server cannot be reached, in a few words. */
  static String ofConnection(Throwable failure) {
    return ofCauses(failure).orElse("the connection broke off");
  }

  private static Optional<String> ofCauses(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .limit(DEEPEST_CAUSE)
        .flatMap(cause -> known(cause).stream())
        .reduce((outer, inner) -> inner);
  }

  private static Optional<String> known(Throwable cause) {
    return Optional.ofNullable(
        switch (cause) {
          case UnknownHostException host -> "the host name is unknown";
          case UnresolvedAddressException host -> "the host name is unknown";
          case HttpTimeoutException late -> "no answer came in time";
          case SocketTimeoutException late -> "no answer came in time";
          case BindException taken -> "the address is in use or not this machine's";
          case NoRouteToHostException route -> "there is no route to the host";
          case ConnectException refused -> "nothing answers there";
          case SSLException tls -> "the TLS handshake failed";
          case NoSuchFileException file -> "there is no file " + file.getFile();
          case AccessDeniedException file -> "this process may not use " + file.getFile();
          case FileAlreadyExistsException file -> "there is a file " + file.getFile() + " already";
          case FileSystemException file -> "the file " + file.getFile() + " cannot be used";
          default -> null;
        });
  }

  private static String oneLine(String text) {
    return Redactor.redact(text).replaceAll("\\s*\\R\\s*", " ");
  }
}
