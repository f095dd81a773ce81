<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

/**
 * Moodle's events that this plugin looks at.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$observers = [];
foreach (['notification_sent', 'message_sent', 'group_message_sent'] as $name) {
    $observers[] = [
        'eventname' => '\core\event\\' . $name,
        'callback' => '\message_appcrue\observer::message_sent',
        'internal' => false,
    ];
}
