/**
 * What holds for every test of the suite: no token and no key is logged, at any level, no error
 * that the test does not declare, and waits are patient.
 */
@NullMarked
package dev.acsgateway.canary;

import org.jspecify.annotations.NullMarked;
