<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

/**
 * Makes the output known to Moodle.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */

/**
 * Adds this output to the list of message outputs.
 *
 * @return bool
 */
function xmldb_message_appcrue_install(): bool {
    global $DB;
    $DB->insert_record('message_processors', (object) ['name' => 'appcrue']);
    return true;
}
