/** Holds the files that deployments start from against the schemas of their kinds and the code. */
@NullMarked
package dev.acsgateway.deployment;

import org.jspecify.annotations.NullMarked;
