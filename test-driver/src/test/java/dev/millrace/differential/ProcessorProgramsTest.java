package dev.millrace.differential;

class ProcessorProgramsTest extends ProgramsContract {
    ProcessorProgramsTest() {
        super(new ProcessorPrograms(), new ProcessorPrograms().names());
    }
}
