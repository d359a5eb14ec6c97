package dev.millrace.differential;

class StoreProgramsTest extends ProgramsContract {
    StoreProgramsTest() {
        super(new StorePrograms(), new StorePrograms().names());
    }
}
