package dev.millrace.cli;

import dev.millrace.checks.LayeringContract;

class LayeringTest extends LayeringContract {}
