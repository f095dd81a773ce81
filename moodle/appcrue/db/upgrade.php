<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

/**
 * From 0.5.7 to this version.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */

/**
 * Makes the new tables. Settings and preferences stay as they are; the old tables stay until the gateway has acknowledged
 * what is in them, which happens after the first connection.
 *
 * @param int $oldversion
 * @return bool
 */
function xmldb_message_appcrue_upgrade($oldversion): bool {
    global $DB;
    $manager = $DB->get_manager();

    if ($oldversion < 2026112300) {
        foreach (['message_appcrue_outbox', 'message_appcrue_state'] as $name) {
            if (!$manager->table_exists($name)) {
                $manager->install_one_table_from_xmldb_file(__DIR__ . '/install.xml', $name);
            }
        }
        $old = $manager->table_exists('message_appcrue_recipients') || $manager->table_exists('message_appcrue_buffered');
        if ($old && !$DB->record_exists('message_appcrue_state', ['name' => 'carrying'])) {
            $DB->insert_record('message_appcrue_state', (object) ['name' => 'carrying', 'value' => '0']);
        }
        upgrade_plugin_savepoint(true, 2026112300, 'message', 'appcrue');
    }
    return true;
}
