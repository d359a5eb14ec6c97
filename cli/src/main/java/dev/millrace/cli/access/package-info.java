/**
 * Who may do what: ACLs, and users with SCRAM credentials.
 *
 * <p>In come principals, operations and resources by the names of Apache Kafka's tools, out go requests of the Admin
 * API. A broker that has no such thing says so, and that is shown.
 */
@NullMarked
package dev.millrace.cli.access;

import org.jspecify.annotations.NullMarked;
