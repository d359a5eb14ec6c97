package dev.millrace.checks.tidy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a document names exists. In Markdown the rule reads what stands in back-ticks outside fenced blocks and the
 * targets of relative links; in a {@code package-info.java} what stands in code and link tags.
 *
 * <ul>
 *   <li>A capital letter followed by letters and digits, one of them small, is a type: ours, of the JDK or of a library
 *       of the checks. A member after it is looked up if the type is ours. So names of the protocol that are no types
 *       are written without back-ticks.
 *   <li>A name that begins with {@code dev.millrace.} is a package or a type.
 *   <li>What begins with the name of a file or directory at the top of the project and goes on with a slash, or ends in a
 *       usual ending, is a file.
 *   <li>Anything else is not looked at.
 * </ul>
 */
final class DocumentNames {

    private static final Pattern FENCED = Pattern.compile("(?ms)^\\s*```.*?^\\s*```");
    private static final Pattern BACKTICKED = Pattern.compile("`([^`\n]+)`");
    private static final Pattern LINK_TARGET = Pattern.compile("\\]\\((?!https?:|#)([^)#\\s]+)[^)]*\\)");
    private static final Pattern JAVADOC_TAG = Pattern.compile("\\{@(?:code|link|linkplain)\\s+([^}\\s]+)[^}\n]*\\}");
    private static final Pattern TYPE = Pattern.compile("(?<package>(?:[a-z][a-z0-9]*\\.)*)(?<type>[A-Z]\\w*)(?:<.*>)?"
            + "(?<nested>(?:\\.[A-Z]\\w*)*)(?:[.#](?<member>[a-z]\\w*)(?:\\(.*)?)?");
    private static final Pattern FILE = Pattern.compile("(?:\\./)?[\\w.-]+(?:/[\\w.-]+)*/?");
    private static final Set<String> ENDINGS = Set.of("md", "java", "xml", "txt", "sh");

    private final Project project;
    private final KnownTypes types;
    private final Set<String> fileNames;

    DocumentNames(Project project, KnownTypes types) {
        this.project = project;
        this.types = types;
        this.fileNames = ENDINGS.stream()
                .flatMap(ending -> project.files(ending).stream())
                .map(file -> file.getFileName().toString())
                .collect(Collectors.toSet());
    }

    /** Returns one sentence for each name in the document that does not exist. */
    List<String> missing(Path document, String text) {
        List<String> missing = new ArrayList<>();
        if (document.toString().endsWith(".md")) {
            String prose = FENCED.matcher(text).replaceAll("");
            namesIn(prose, BACKTICKED).stream().filter(name -> !exists(name)).forEach(missing::add);
            namesIn(prose, LINK_TARGET).stream()
                    .filter(target ->
                            !Files.exists(project.root().resolve(document).resolveSibling(target)))
                    .forEach(missing::add);
        } else {
            namesIn(text, JAVADOC_TAG).stream().filter(name -> !exists(name)).forEach(missing::add);
        }
        return missing.stream()
                .map(name -> document + " names " + name + ", which is not there")
                .toList();
    }

    private static List<String> namesIn(String text, Pattern place) {
        return place.matcher(text).results().map(found -> found.group(1)).toList();
    }

    private boolean exists(String name) {
        if (name.startsWith("dev.millrace") && types.hasPackage(name)) {
            return true;
        }
        Matcher type = TYPE.matcher(name);
        if (type.matches() && (isCamelCase(type.group("type")) || name.startsWith("dev.millrace."))) {
            return typeExists(type);
        }
        if (name.startsWith("dev.millrace.")) {
            return false;
        }
        return !isFile(name) || fileExists(name);
    }

    private static boolean isCamelCase(String name) {
        return name.chars().anyMatch(Character::isLowerCase);
    }

    private boolean typeExists(Matcher name) {
        if (name.group("package").startsWith("dev.millrace.")
                && !types.hasPackage(name.group("package").replaceFirst("\\.$", ""))) {
            return false;
        }
        String last = name.group("type");
        for (String nested : name.group("nested").split("\\.")) {
            if (!types.hasType(last)) {
                return false;
            }
            last = nested.isEmpty() ? last : nested;
        }
        String member = name.group("member");
        return types.hasType(last) && (member == null || types.hasMember(last, member));
    }

    private boolean isFile(String name) {
        if (!FILE.matcher(name).matches()) {
            return false;
        }
        String path = name.replaceFirst("^\\./", "");
        int slash = path.indexOf('/');
        return slash > 0 && Files.exists(project.root().resolve(path.substring(0, slash)))
                || name.startsWith("./")
                || ENDINGS.contains(path.substring(path.lastIndexOf('.') + 1)) && path.contains(".");
    }

    private boolean fileExists(String name) {
        return Files.exists(project.root().resolve(name)) || fileNames.contains(name);
    }
}
