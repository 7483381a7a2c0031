package dev.acsgateway.authentication;

import com.nimbusds.jose.JWSHeader;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys of an issuer that can check a signature.
 *
 * @param usable in the order in which they are published
 * @param remarks what is odd about the set, for the log
 */
record IssuerKeys(List<IssuerKey> usable, List<Remark> remarks) {
  static final IssuerKeys NONE = new IssuerKeys(List.of(), List.of());

  /** A signature check takes tens of microseconds, and a set may have thousands of keys. */
  private static final int MOST_CANDIDATES = 64;

  IssuerKeys {
    usable = List.copyOf(usable);
    remarks = List.copyOf(remarks);
  }

  /**
   * Something that is odd about one key of a set.
   *
   * @param key its {@code kid}, or else its place in the set; printable
   * @param text what is odd about it and what follows
   */
  record Remark(String key, String text) {}

  /**
   * Returns the keys that may have signed a token with this header: those that it names, or else
   * those without a name, and all of them for a token that names none.
   */
  List<IssuerKey> candidates(JWSHeader header) {
    List<IssuerKey> fitting =
        usable.stream().filter(key -> key.fits(header.getAlgorithm())).toList();
    @Nullable String id = header.getKeyID();
    List<IssuerKey> chosen = id == null ? fitting : withId(fitting, Optional.of(id));
    List<IssuerKey> found =
        chosen.isEmpty() && id != null ? withId(fitting, Optional.empty()) : chosen;
    return found.stream().limit(MOST_CANDIDATES).toList();
  }

  private static List<IssuerKey> withId(List<IssuerKey> keys, Optional<String> id) {
    return keys.stream().filter(key -> key.id().equals(id)).toList();
  }

  /** Returns whether one of these is the key that the header names. */
  boolean hasNamedBy(JWSHeader header) {
    @Nullable String id = header.getKeyID();
    return id != null
        && usable.stream()
            .anyMatch(key -> key.id().equals(Optional.of(id)) && key.fits(header.getAlgorithm()));
  }

  /** Returns whether no key of the other set is missing here or differs. */
  boolean include(IssuerKeys others) {
    return Set.copyOf(usable).containsAll(others.usable);
  }
}
