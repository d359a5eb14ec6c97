/**
 * What the benchmarks of stores do, each a class that is compiled for both libraries. Comes in: a task. Goes out: what
 * a store answered. JMH's threads are in it.
 */
@NullMarked
package dev.millrace.benchmarks.store.work;

import org.jspecify.annotations.NullMarked;
