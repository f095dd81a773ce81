<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

namespace message_appcrue\local;

/**
 * What the plugin remembers about the gateway. Not in Moodle's configuration: writing that empties a cache that every page needs.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */
final class state {
    /** The table. */
    private const TABLE = 'message_appcrue_state';

    /**
     * Everything that is remembered, by name.
     *
     * @return string[]
     */
    public static function all(): array {
        global $DB;
        return $DB->get_records_menu(self::TABLE, null, '', 'name, value');
    }

    /**
     * One value, or an empty string.
     *
     * @param string $name
     * @return string
     */
    public static function get(string $name): string {
        global $DB;
        return (string) $DB->get_field(self::TABLE, 'value', ['name' => $name]);
    }

    /**
     * Remembers values; null forgets one.
     *
     * @param array $values by name
     */
    public static function set(array $values): void {
        global $DB;
        foreach ($values as $name => $value) {
            if ($value === null) {
                $DB->delete_records(self::TABLE, ['name' => $name]);
                continue;
            }
            $id = $DB->get_field(self::TABLE, 'id', ['name' => $name]);
            if ($id) {
                $DB->set_field(self::TABLE, 'value', (string) $value, ['id' => $id]);
                continue;
            }
            try {
                $DB->insert_record(self::TABLE, (object) ['name' => $name, 'value' => (string) $value], false);
            } catch (\dml_write_exception $e) {
                // Another process wrote the name in between.
                $DB->set_field(self::TABLE, 'value', (string) $value, ['name' => $name]);
            }
        }
    }
}
