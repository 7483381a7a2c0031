/** Hand-written stand-ins for ports, clocks and ids, shared by the tests of all rooms. */
@NullMarked
package dev.acsgateway.fake;

import org.jspecify.annotations.NullMarked;
