package dev.millrace.checks;

import com.tngtech.archunit.core.importer.ClassFileImporter;

/** Modules made of the classes in a fixture package and a layering written in the test. */
final class Fixtures {

    private Fixtures() {}

    static CheckedModule module(String fixturePackage, String layering) {
        return new CheckedModule(
                LayeringFile.parse(layering),
                new ClassFileImporter().importPackages("dev.millrace.checks.fixture." + fixturePackage));
    }
}
