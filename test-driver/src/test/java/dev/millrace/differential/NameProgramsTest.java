package dev.millrace.differential;

class NameProgramsTest extends ProgramsContract {
    NameProgramsTest() {
        super(new NamePrograms(), new NamePrograms().names());
    }
}
