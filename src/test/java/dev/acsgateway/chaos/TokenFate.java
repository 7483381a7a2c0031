package dev.acsgateway.chaos;

import java.time.Instant;
import java.util.Optional;

/**
 * What became of a token at ACS.
 *
 * @param identity whose it is
 * @param died from when on ACS honours it no more: it was revoked, or its identity deleted; empty
 *     while it is good
 */
record TokenFate(String identity, Optional<Instant> died) {}
