/**
 * What the broker counts and times, shown by JMX under the names that Apache Kafka's dashboards and alerts ask for.
 *
 * <p>Counting happens where things happen, with meters that are held, not looked up; whatever can be read when somebody
 * asks is a gauge and costs nothing until then.
 */
@NullMarked
package dev.millrace.broker.metrics;

import org.jspecify.annotations.NullMarked;
