package dev.millrace.checks.tidy;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Every package has a page that says what happens in it and that null is marked there. */
final class PackagePages {

    private PackagePages() {}

    static List<String> faults(List<JavaSource> sources) {
        Set<String> faults = new TreeSet<>();
        Set<String> documented = sources.stream()
                .filter(JavaSource::isPackagePage)
                .map(source -> source.file().getParent().toString())
                .collect(Collectors.toSet());
        for (JavaSource source : sources) {
            if (!documented.contains(source.file().getParent().toString())) {
                faults.add(source.file().getParent() + " has no package-info.java");
            } else if (source.isPackagePage() && !source.text().contains("@NullMarked")) {
                faults.add(source.file() + " is not @NullMarked");
            }
        }
        return List.copyOf(faults);
    }
}
