package dev.millrace.streams.state;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.millrace.streams.DslStoreFormat;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the contracts of stores run over: every kind on every implementation, with and without a changelog and a cache.
 * The list is written to {@code target/contract-suite.txt}, one line for each, to be quoted.
 */
class ContractSuiteTest {
    private static final Path LIST = Path.of("target", "contract-suite.txt");

    private static List<String> list() {
        List<String> list = new ArrayList<>();
        StoreSetup.Contract.all().forEach(setup -> list.add("key-value: " + setup));
        ContractSetup.all().forEach(setup -> list.add("window: " + setup));
        ContractSetup.ofSessions().forEach(setup -> list.add("session: " + setup));
        for (VersionedStoreTest.Kind kind : VersionedStoreTest.Kind.values()) {
            list.add("versioned: " + (kind.wrapped() ? "supplied" : "rocksdb")
                    + (kind.logged() ? ", logged" : ", not logged")
                    + (kind == VersionedStoreTest.Kind.BYTES ? ", bytes" : ", objects"));
        }
        return list;
    }

    @Test
    void contractsRunOverEveryKindImplementationChangelogAndCache() throws Exception {
        List<String> list = list();
        Files.createDirectories(LIST.getParent());
        Files.write(LIST, list);
        List<String> missing = new ArrayList<>();
        for (DslStoreFormat format : DslStoreFormat.values()) {
            require("key-value: ", format, List.of("rocksdb", "memory", "lru", "supplied"), list, missing);
            require("window: ", format, List.of("rocksdb", "memory", "supplied"), list, missing);
        }
        for (DslStoreFormat format : List.of(DslStoreFormat.PLAIN, DslStoreFormat.HEADERS)) {
            require("session: ", format, List.of("rocksdb", "memory", "supplied"), list, missing);
        }
        assertThat(missing).isEmpty();
        assertThat(list).doesNotHaveDuplicates();
    }

    private static void require(
            String kind, DslStoreFormat format, List<String> implementations, List<String> list, List<String> missing) {
        for (String implementation : implementations) {
            for (String logging : List.of(", logged", ", not logged")) {
                for (boolean cached : new boolean[] {true, false}) {
                    boolean there = list.stream()
                            .anyMatch(line -> line.startsWith(kind + format.name + ", " + implementation)
                                    && line.contains(logging)
                                    && line.contains("cache of") == cached);
                    if (!there) {
                        missing.add(kind + format + " " + implementation + logging + ", cached " + cached);
                    }
                }
            }
        }
    }
}
