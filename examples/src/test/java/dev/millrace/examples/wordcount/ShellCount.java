package dev.millrace.examples.wordcount;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Counts words without any code of ours: a pipeline of the tools every shell has. */
final class ShellCount {

    private static final String PIPELINE = "tr -cs 'A-Za-z' '\\n' | tr 'A-Z' 'a-z' | grep . | sort | uniq -c"
            + " | sort -k1,1nr -k2,2 | awk '{ print $2 \"\\t\" $1 }'";

    private ShellCount() {}

    /** Returns {@code word<TAB>count} for every word of an ASCII text, most frequent first, equal counts by word. */
    static List<String> of(Path text) throws IOException {
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", PIPELINE).redirectInput(text.toFile());
        shell.environment().put("LC_ALL", "C");
        return new String(shell.start().getInputStream().readAllBytes()).lines().toList();
    }
}
