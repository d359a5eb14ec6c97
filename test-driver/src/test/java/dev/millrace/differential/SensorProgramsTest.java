package dev.millrace.differential;

class SensorProgramsTest extends ProgramsContract {
    SensorProgramsTest() {
        super(new SensorPrograms(), new SensorPrograms().names());
    }
}
