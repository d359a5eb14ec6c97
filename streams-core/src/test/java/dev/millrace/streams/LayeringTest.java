package dev.millrace.streams;

import dev.millrace.checks.LayeringContract;

class LayeringTest extends LayeringContract {}
