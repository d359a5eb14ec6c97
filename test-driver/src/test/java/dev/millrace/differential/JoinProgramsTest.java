package dev.millrace.differential;

class JoinProgramsTest extends ProgramsContract {
    JoinProgramsTest() {
        super(new JoinPrograms(), new JoinPrograms().names());
    }
}
