/** Tests of the emulator's tokens. */
@NullMarked
package dev.acsgateway.emulator.token;

import org.jspecify.annotations.NullMarked;
