/**
 * The part of the DSL's vocabulary that stores know too: windows, keys with their window, and when a windowed result is
 * given out. The DSL itself is in the module above.
 */
@NullMarked
package dev.millrace.streams.kstream;

import org.jspecify.annotations.NullMarked;
