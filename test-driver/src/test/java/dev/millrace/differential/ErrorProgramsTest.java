package dev.millrace.differential;

class ErrorProgramsTest extends ProgramsContract {
    ErrorProgramsTest() {
        super(new ErrorPrograms(), new ErrorPrograms().names());
    }
}
