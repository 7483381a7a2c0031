package dev.acsgateway.chaos;

import java.time.Instant;
import java.util.Optional;

/**
 * What became of a token at ACS.
 *
 * @param identity whose it is
 * @param madeWith the fingerprint of the access key that ACS was asked for it with
 * @param died from when on ACS honours it no more: it was revoked, or its identity deleted; empty
 *     while it is good
 */
record TokenFate(String identity, String madeWith, Optional<Instant> died) {}
