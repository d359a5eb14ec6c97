/**
 * Which topics there are.
 */
@NullMarked
package dev.millrace.broker.catalog;

import org.jspecify.annotations.NullMarked;
