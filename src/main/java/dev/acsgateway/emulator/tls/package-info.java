/**
 * The emulator's own certificate authority, written with JDK crypto only.
 *
 * <p>Invariants: keys come from {@link java.security.SecureRandom}, never from the emulator's seed,
 * because people put the authority into their trust stores; a private key leaves this package only
 * inside {@link dev.acsgateway.emulator.tls.ServerCertificate}.
 */
@NullMarked
package dev.acsgateway.emulator.tls;

import org.jspecify.annotations.NullMarked;
