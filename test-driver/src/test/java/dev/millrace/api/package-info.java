/** Our public API held against that of Kafka Streams, member by member. */
package dev.millrace.api;
