/**
 * Groups of consumers and of streams applications: list and describe them, set their offsets anew, delete them.
 *
 * <p>A {@link dev.millrace.cli.groups.DescribedGroup} is the same for all kinds of groups; which request of the
 * protocol tells it depends on the kind, which the list of groups says.
 */
@NullMarked
package dev.millrace.cli.groups;

import org.jspecify.annotations.NullMarked;
