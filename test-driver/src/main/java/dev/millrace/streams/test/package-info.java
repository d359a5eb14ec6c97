/** Records as tests write and read them. */
@NullMarked
package dev.millrace.streams.test;

import org.jspecify.annotations.NullMarked;
