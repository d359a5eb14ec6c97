/**
 * Apache's command-line programs against our broker: each command and what it did.
 */
package dev.millrace.interop.tools;
