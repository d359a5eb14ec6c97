/**
 * Programs of others as processes, and the one broker that all tests of this module share.
 */
package dev.millrace.interop.process;
