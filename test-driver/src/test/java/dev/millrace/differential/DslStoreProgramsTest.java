package dev.millrace.differential;

class DslStoreProgramsTest extends ProgramsContract {
    DslStoreProgramsTest() {
        super(new DslStorePrograms(), new DslStorePrograms().names());
    }
}
