/** Runs JavaScript against what is tested, where Node and npm are there. */
@NullMarked
package dev.acsgateway.javascript;

import org.jspecify.annotations.NullMarked;
