package dev.millrace.benchmarks;

import dev.millrace.checks.LayeringContract;

class LayeringTest extends LayeringContract {}
