<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

namespace message_appcrue\local;

/**
 * Runs a flush when the work is done: after the page has been sent, or at the end of a command.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */
final class after_response {
    /** @var bool */
    private static $armed = false;

    /**
     * Arranges one flush at the end of this process. A shutdown function that is registered now runs after Moodle's own,
     * which writes the session and ends the page.
     */
    public static function arm(): void {
        if (self::$armed || (defined('PHPUNIT_TEST') && PHPUNIT_TEST)) {
            return;
        }
        self::$armed = true;
        register_shutdown_function([self::class, 'run']);
    }

    /**
     * The flush at the end.
     */
    public static function run(): void {
        try {
            if (defined('CLI_SCRIPT') && CLI_SCRIPT) {
                flush::run(200, 120);
                return;
            }
            ignore_user_abort(true);
            if (self::end_response()) {
                flush::run(2, 8, 8, 2);
            }
        } catch (\Throwable $e) {
            mishap::record('the messages could not be handed over after the response', $e);
        }
    }

    /**
     * Gives the browser all of the response. False when it would have to wait for us: then the scheduled task does the work.
     *
     * PHP-FPM and LiteSpeed end a response by themselves. Elsewhere (mod_php) the response is complete for the browser when
     * its length is announced, which is possible while the page is still in PHP's buffer; when the page has begun to go out,
     * the browser has all of it but sees the connection's end later, so nothing is done where a script waits for that end.
     *
     * @return bool
     */
    private static function end_response(): bool {
        if (function_exists('fastcgi_finish_request')) {
            return fastcgi_finish_request();
        }
        if (function_exists('litespeed_finish_request')) {
            return litespeed_finish_request();
        }
        $announced = !headers_sent() && !ini_get('zlib.output_compression');
        while (ob_get_level() > 1 && @ob_end_flush()) {
            continue;
        }
        if ($announced && !headers_sent()) {
            if (function_exists('apache_setenv')) {
                apache_setenv('no-gzip', '1'); // Compression would change the length.
            }
            header('Connection: close');
            header('Content-Length: ' . (int) ob_get_length());
        } else if ((defined('AJAX_SCRIPT') && AJAX_SCRIPT) || (defined('WS_SERVER') && WS_SERVER)) {
            return false;
        }
        while (ob_get_level() > 0 && @ob_end_flush()) {
            continue;
        }
        flush();
        return true;
    }
}
