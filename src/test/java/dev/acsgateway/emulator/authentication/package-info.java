/** Tests of request signatures. */
@NullMarked
package dev.acsgateway.emulator.authentication;

import org.jspecify.annotations.NullMarked;
