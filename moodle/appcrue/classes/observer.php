<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

namespace message_appcrue;

use message_appcrue\local\flush;
use message_appcrue\local\mishap;

/**
 * Hands messages over while a long command is still making more of them. Web requests wait for their end.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */
final class observer {
    /** Messages after which a command hands over. */
    private const MESSAGES = 500;

    /** Seconds after which a command hands over what it has. */
    private const SECONDS = 2;

    /** @var int messages since the last flush of this process */
    private static $messages = 0;

    /** @var float when the first of them came */
    private static $since = 0.0;

    /**
     * Moodle has finished with a message. It may have been for another output: the flush finds out.
     */
    public static function message_sent(): void {
        if (!defined('CLI_SCRIPT') || !CLI_SCRIPT) {
            return;
        }
        $now = microtime(true);
        if (self::$messages++ === 0) {
            self::$since = $now;
        }
        if (self::$messages < self::MESSAGES && $now - self::$since < self::SECONDS) {
            return;
        }
        self::$messages = 0;
        try {
            flush::run(4, 10);
        } catch (\Throwable $e) {
            mishap::record('the messages could not be handed over', $e);
        }
    }
}
