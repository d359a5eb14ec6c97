/**
 * The stores that come with the library: how they are made ({@link dev.millrace.streams.state.Stores}), tuned, and read
 * by queries. The contracts of this package are in the module below.
 */
@NullMarked
package dev.millrace.streams.state;

import org.jspecify.annotations.NullMarked;
