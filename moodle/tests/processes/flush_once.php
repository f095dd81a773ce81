<?php
/** One process that flushes the site in the file given as first argument. */

require __DIR__ . '/../bootstrap.php';

$DB = new \fakes\database($argv[1]);
require_once $CFG->libdir . '/filelib.php';
$until = microtime(true) + (float) ($argv[2] ?? 0);
do {
    \message_appcrue\local\flush::run(100, 60);
} while (microtime(true) < $until);
