package dev.millrace.differential;

class OperatorProgramsTest extends ProgramsContract {
    OperatorProgramsTest() {
        super(new OperatorPrograms(), new OperatorPrograms().names());
    }
}
