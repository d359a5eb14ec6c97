package dev.millrace.differential;

class MockContextProgramsTest extends ProgramsContract {
    MockContextProgramsTest() {
        super(new MockContextPrograms(), new MockContextPrograms().names());
    }
}
