<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

/**
 * Callbacks that Moodle looks for by name.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */

/**
 * The checks of this plugin for Moodle's system status page.
 *
 * @return \core\check\check[]
 */
function message_appcrue_status_checks(): array {
    return [
        new \message_appcrue\check\gateway(),
        new \message_appcrue\check\token(),
        new \message_appcrue\check\outbox(),
        new \message_appcrue\check\cron(),
    ];
}
