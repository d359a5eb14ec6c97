package dev.millrace.checks.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;

/**
 * What the tidy rules want to know about one Java file.
 *
 * @param file where it is, relative to the project
 * @param text the whole file
 * @param packageName its package
 * @param types every type declared in it, outer before inner
 * @param methods every method and constructor with a body
 */
record JavaSource(Path file, String text, String packageName, List<DeclaredType> types, List<Measured> methods) {

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    /**
     * A class, interface, record, enum or annotation type.
     *
     * @param name simple name
     * @param topLevel whether it is outside any other type
     * @param extended simple name of the class it extends; empty if it names none
     * @param memberNames names of its methods and fields, the components of a record among them
     */
    record DeclaredType(String name, boolean topLevel, String extended, List<String> memberNames) {}

    static JavaSource parse(Path file, String text) {
        JavaFileObject input =
                new SimpleJavaFileObject(URI.create("string:///Parsed.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return text;
                    }
                };
        JavacTask task = (JavacTask) COMPILER.getTask(null, null, fault -> {}, List.of(), null, List.of(input));
        try {
            CompilationUnitTree unit = task.parse().iterator().next();
            Declarations found = new Declarations(unit, Trees.instance(task).getSourcePositions());
            found.scan(unit, null);
            String packageName =
                    unit.getPackageName() == null ? "" : unit.getPackageName().toString();
            return new JavaSource(file, text, packageName, found.types, found.methods);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot parse " + file, e);
        }
    }

    int lineCount() {
        return (int) text.lines().count();
    }

    boolean isPackagePage() {
        return file.endsWith("package-info.java");
    }

    private static final class Declarations extends TreeScanner<Void, Void> {

        private final List<DeclaredType> types = new ArrayList<>();
        private final List<Measured> methods = new ArrayList<>();
        private final Deque<String> enclosing = new ArrayDeque<>();
        private final CompilationUnitTree unit;
        private final SourcePositions positions;

        Declarations(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
        }

        @Override
        public Void visitClass(ClassTree type, Void unused) {
            String name = type.getSimpleName().toString();
            if (!name.isEmpty()) {
                types.add(new DeclaredType(name, enclosing.isEmpty(), extended(type), memberNames(type)));
            }
            enclosing.push(name);
            super.visitClass(type, unused);
            enclosing.pop();
            return null;
        }

        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            BlockTree body = method.getBody();
            if (body != null && positions.getEndPosition(unit, body) >= 0) {
                methods.add(new Measured(enclosing.peek() + "." + method.getName(), linesOf(method, body)));
            }
            return super.visitMethod(method, unused);
        }

        private int linesOf(MethodTree method, BlockTree body) {
            long last = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, body));
            return (int) (last - unit.getLineMap().getLineNumber(positions.getStartPosition(unit, method)) + 1);
        }

        private static String extended(ClassTree type) {
            String written = type.getExtendsClause() == null
                    ? ""
                    : type.getExtendsClause().toString();
            String withoutParameters = written.replaceFirst("<.*", "");
            return withoutParameters.substring(withoutParameters.lastIndexOf('.') + 1);
        }

        private static List<String> memberNames(ClassTree type) {
            List<String> names = new ArrayList<>();
            for (Tree member : type.getMembers()) {
                if (member instanceof MethodTree method) {
                    names.add(method.getName().toString());
                } else if (member instanceof VariableTree field) {
                    names.add(field.getName().toString());
                }
            }
            return names;
        }
    }
}
