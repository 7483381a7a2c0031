/** The figures of the admin route {@code /admin/v1/stats}, section by section. */
@NullMarked
package dev.acsgateway.http.stats;

import org.jspecify.annotations.NullMarked;
