package dev.millrace.streams.kstream;

import dev.millrace.checks.LayeringContract;

class LayeringTest extends LayeringContract {}
