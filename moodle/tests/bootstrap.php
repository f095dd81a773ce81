<?php
/**
 * Loads the plugin against small fakes of the Moodle functions that it uses. Nothing of Moodle is needed.
 */

error_reporting(E_ALL);
ini_set('display_errors', '1');
ini_set('error_log', getenv('APPCRUE_TEST_LOG') ?: '/dev/null');
date_default_timezone_set('Europe/Madrid');
defined('MOODLE_INTERNAL') || define('MOODLE_INTERNAL', true);
defined('CLI_SCRIPT') || define('CLI_SCRIPT', true);

global $CFG, $DB;
$CFG = (object) [
    'dirroot' => __DIR__ . '/fakes',
    'libdir' => __DIR__ . '/fakes/lib',
    'wwwroot' => 'https://campus.example.edu',
    'release' => '4.5.5+ (Build: 20250613)',
    'mnet_localhost_id' => 1,
];

spl_autoload_register(static function (string $class): void {
    if (strncmp($class, 'message_appcrue\\', 16) === 0) {
        $file = __DIR__ . '/../appcrue/classes/' . str_replace('\\', '/', substr($class, 16)) . '.php';
        if (is_file($file)) {
            require $file;
        }
    }
});

foreach (['functions', 'classes', 'core', 'check', 'privacy', 'database', 'tables'] as $fake) {
    require_once __DIR__ . "/fakes/{$fake}.php";
}
foreach (['plugin_test', 'server'] as $support) {
    if ($support === 'server' || class_exists(\PHPUnit\Framework\TestCase::class)) {
        require_once __DIR__ . "/support/{$support}.php";
    }
}
