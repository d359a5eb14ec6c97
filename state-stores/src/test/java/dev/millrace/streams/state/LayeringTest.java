package dev.millrace.streams.state;

import dev.millrace.checks.LayeringContract;

class LayeringTest extends LayeringContract {}
