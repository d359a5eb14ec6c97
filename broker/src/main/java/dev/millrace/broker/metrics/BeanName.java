package dev.millrace.broker.metrics;

/**
 * Puts names of MBeans together.
 *
 * <p>Values need no quotes: names of topics, APIs and states hold letters, digits, dots, dashes and underscores only.
 *
 * <p>Without state.
 */
final class BeanName {
    private BeanName() {}

    /**
     * Returns the name of a bean.
     *
     * @param domain and type, for example {@code kafka.log:type=Log}
     * @param name last part of every name
     * @param tags further keys and values, one after the other
     */
    static String of(String domain, String name, String... tags) {
        StringBuilder all = new StringBuilder(domain).append(",name=").append(name);
        for (int i = 0; i < tags.length; i += 2) {
            all.append(',').append(tags[i]).append('=').append(tags[i + 1]);
        }
        return all.toString();
    }
}
