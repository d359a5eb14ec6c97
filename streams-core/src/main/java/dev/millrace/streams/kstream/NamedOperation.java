package dev.millrace.streams.kstream;

/**
 * What can be given a name.
 *
 * @param <T> the option itself
 */
interface NamedOperation<T extends NamedOperation<T>> {
    T withName(String name);
}
