<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

/**
 * Takes away what Moodle does not know to be ours.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */

/**
 * Removes the tables of 0.5.7, if they are still there.
 *
 * @return bool
 */
function xmldb_message_appcrue_uninstall(): bool {
    global $DB;
    \message_appcrue\local\carryover::drop_old_tables($DB->get_manager());
    return true;
}
