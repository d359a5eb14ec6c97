package dev.millrace.differential;

class ContextProgramsTest extends ProgramsContract {
    ContextProgramsTest() {
        super(new ContextPrograms(), new ContextPrograms().names());
    }
}
