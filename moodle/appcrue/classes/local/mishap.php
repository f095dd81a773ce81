<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

namespace message_appcrue\local;

/**
 * Writes down that something failed, without a word of what was being sent or to whom.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */
final class mishap {
    /**
     * Logs a failure. Messages of database exceptions carry the values, so only the kind of exception is written.
     *
     * @param string $what what could not be done
     * @param \Throwable $e
     */
    public static function record(string $what, \Throwable $e): void {
        $kind = get_class($e);
        $code = $e instanceof \moodle_exception ? ' ' . $e->errorcode : '';
        $place = basename($e->getFile()) . ':' . $e->getLine();
        // A failure that only developers see would look like a working plugin.
        error_log("message_appcrue: {$what} ({$kind}{$code} at {$place})"); // phpcs:ignore
    }
}
