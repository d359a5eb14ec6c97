/** The same random programs on Millrace and on Kafka Streams, compared word for word. */
package dev.millrace.differential;
