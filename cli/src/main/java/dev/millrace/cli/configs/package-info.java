/**
 * Configurations of topics, brokers and groups: describe and alter them.
 *
 * <p>In come a resource and changes to single settings, out go requests that change nothing else.
 */
@NullMarked
package dev.millrace.cli.configs;

import org.jspecify.annotations.NullMarked;
