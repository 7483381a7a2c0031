/**
 * What holds for every test of the suite: no token and no key is logged, at any level, and waits
 * are patient.
 */
@NullMarked
package dev.acsgateway.canary;

import org.jspecify.annotations.NullMarked;
