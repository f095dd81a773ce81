<?php
/** Moodle's global functions and constants, as far as the plugin uses them. */

const MINSECS = 60;
const HOURSECS = 3600;
const DAYSECS = 86400;
const FORMAT_PLAIN = 2;
const PARAM_NOTAGS = 'notags';
const MATURITY_STABLE = 200;
const CONTEXT_USER = 30;
const CONTEXT_SYSTEM = 10;
const CAP_ALLOW = 1;
const RISK_SPAM = 16;
const RISK_PERSONAL = 8;
const RISK_DATALOSS = 32;

function get_config($plugin, $name = null) {
    global $DB;
    $all = $DB->config();
    return $name === null ? (object) $all : ($all[$name] ?? false);
}

function set_config($name, $value, $plugin = null) {
    global $DB;
    $DB->set_config($name, $value);
}

function get_string($name, $component = '', $a = null) {
    static $string = [];
    if ($component !== 'message_appcrue') {
        return $name;
    }
    if (!$string) {
        require __DIR__ . '/../../appcrue/lang/en/message_appcrue.php';
    }
    if (!isset($string[$name])) {
        throw new \RuntimeException("There is no string {$name}");
    }
    $found = $string[$name];
    foreach (is_object($a) ? get_object_vars($a) : [] as $key => $value) {
        $found = str_replace('{$a->' . $key . '}', (string) $value, $found);
    }
    return is_object($a) ? $found : str_replace('{$a}', (string) $a, $found);
}

function sesskey() {
    return 'good-sesskey';
}

function fullname($user) {
    return $user->fullname ?? trim(($user->firstname ?? '') . ' ' . ($user->lastname ?? ''));
}

function clean_param($value, $type) {
    return strip_tags((string) $value);
}

function s($text) {
    return htmlspecialchars((string) $text, ENT_QUOTES);
}

function format_time($seconds) {
    return $seconds . ' secs';
}

function userdate($time) {
    return gmdate('Y-m-d H:i', (int) $time);
}

function mtrace($text) {
    \fakes\record::$trace[] = $text;
}

function during_initial_install() {
    return false;
}

function upgrade_plugin_savepoint($result, $version, $type, $plugin) {
    set_config('version', $version, "{$type}_{$plugin}");
}
