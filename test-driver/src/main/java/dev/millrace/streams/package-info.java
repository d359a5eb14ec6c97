/** Tests a topology in memory, without a broker: pipe records in, read what comes out, look into the stores. */
@NullMarked
package dev.millrace.streams;

import org.jspecify.annotations.NullMarked;
