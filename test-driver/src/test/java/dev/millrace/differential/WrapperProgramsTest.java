package dev.millrace.differential;

class WrapperProgramsTest extends ProgramsContract {
    WrapperProgramsTest() {
        super(new WrapperPrograms(), new WrapperPrograms().names());
    }
}
