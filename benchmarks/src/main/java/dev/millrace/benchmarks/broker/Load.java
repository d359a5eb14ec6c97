package dev.millrace.benchmarks.broker;

/**
 * One kind of load.
 *
 * <p>Immutable.
 *
 * @param recordBytes size of each value
 * @param records how many are written and read
 * @param compression name of the codec, or none
 * @param partitions of the topic
 */
record Load(int recordBytes, int records, String compression, int partitions) {
    String title() {
        String size = recordBytes % 1024 == 0 ? recordBytes / 1024 + " KiB" : recordBytes + " B";
        return size + " " + compression + " x" + partitions;
    }
}
