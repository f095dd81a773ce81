<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

namespace message_appcrue\local;

/**
 * The name by which the phone app knows a person: a user field or a profile field.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */
final class alias {
    /** Fields that are never an alias, for they are secrets. */
    public const SECRET_FIELDS = ['password', 'secret'];

    /** What the setting puts before a profile field's short name. */
    private const PROFILE = 'profile_field_';

    /** Seconds that a looked-up alias is believed; a wrong alias would push to somebody else's phone. */
    private const BELIEVED = 60;

    /** Aliases remembered in one process. */
    private const REMEMBERED = 2000;

    /** @var array field and user id => [alias, time of the look-up] */
    private static $known = [];

    /**
     * The person's alias, or an empty string.
     *
     * @param \stdClass $user
     * @param string $field as in the setting match_user_by
     * @return string
     */
    public static function of(\stdClass $user, string $field): string {
        if (in_array($field, self::SECRET_FIELDS, true)) {
            return '';
        }
        if (isset($user->$field) && strncmp($field, self::PROFILE, strlen(self::PROFILE)) !== 0) {
            return trim((string) $user->$field);
        }
        $id = (int) $user->id;
        $known = self::$known[$field][$id] ?? null;
        if ($known !== null && $known[1] > time() - self::BELIEVED) {
            return $known[0];
        }
        $alias = trim(self::look_up($id, $field));
        if (count(self::$known[$field] ?? []) >= self::REMEMBERED) {
            self::$known = [];
        }
        self::$known[$field][$id] = [$alias, time()];
        return $alias;
    }

    /**
     * Forgets what was looked up.
     */
    public static function forget(): void {
        self::$known = [];
    }

    /**
     * Reads the value from the database. Profile fields are read directly: their library is not loaded in cron.
     *
     * @param int $userid
     * @param string $field
     * @return string
     */
    private static function look_up(int $userid, string $field): string {
        global $DB;
        if (strncmp($field, self::PROFILE, strlen(self::PROFILE)) !== 0) {
            $columns = $DB->get_columns('user');
            return isset($columns[$field]) ? (string) $DB->get_field('user', $field, ['id' => $userid]) : '';
        }
        $sql = 'SELECT d.data
                  FROM {user_info_data} d
                  JOIN {user_info_field} f ON f.id = d.fieldid
                 WHERE f.shortname = :shortname AND d.userid = :userid';
        $params = ['shortname' => substr($field, strlen(self::PROFILE)), 'userid' => $userid];
        return (string) $DB->get_field_sql($sql, $params);
    }
}
