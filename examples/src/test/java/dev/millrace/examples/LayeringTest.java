package dev.millrace.examples;

import dev.millrace.checks.LayeringContract;

class LayeringTest extends LayeringContract {}
