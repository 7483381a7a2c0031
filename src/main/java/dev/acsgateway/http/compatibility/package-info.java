/**
 * The routes that Microsoft's sample clients call, for applications that grew out of them. Unlike
 * the samples' servers these know who is calling, and serve nobody but the caller's own user.
 */
@NullMarked
package dev.acsgateway.http.compatibility;

import org.jspecify.annotations.NullMarked;
