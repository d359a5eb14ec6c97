/** Programs and records drawn at random, run on Millrace and on Kafka Streams, and compared in everything they do. */
package dev.millrace.differential.drawn;
