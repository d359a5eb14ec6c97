package dev.millrace.broker;

import dev.millrace.checks.LayeringContract;

class LayeringTest extends LayeringContract {}
