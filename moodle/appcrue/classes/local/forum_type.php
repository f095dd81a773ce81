<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

namespace message_appcrue\local;

/**
 * The type of the forum that a message is about: "news" for announcements.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */
final class forum_type {
    /**
     * The forum's type, or null when the message is not from a forum or the forum is gone.
     *
     * @param \stdClass $eventdata
     * @return string|null
     */
    public static function of(\stdClass $eventdata): ?string {
        if (($eventdata->component ?? '') !== 'mod_forum') {
            return null;
        }
        $data = is_string($eventdata->customdata ?? null) ? json_decode($eventdata->customdata) : ($eventdata->customdata ?? null);
        if (!empty($data->instance)) {
            return self::look_up('forum', (int) $data->instance);
        }
        $url = (string) ($eventdata->contexturl ?? '');
        if (preg_match('~[?&;]d=(\d+)~', $url, $found)) {
            return self::look_up('discussion', (int) $found[1]);
        }
        return null;
    }

    /**
     * The type of a forum, from the cache when it was asked before.
     *
     * @param string $by forum or discussion
     * @param int $id
     * @return string|null
     */
    private static function look_up(string $by, int $id): ?string {
        global $DB;
        $cache = \cache::make('message_appcrue', 'forumtype');
        $type = $cache->get($by . $id);
        if ($type === false) {
            $sql = $by === 'forum' ? 'SELECT f.type FROM {forum} f WHERE f.id = :id'
                : 'SELECT f.type FROM {forum} f JOIN {forum_discussions} d ON d.forum = f.id WHERE d.id = :id';
            $type = (string) $DB->get_field_sql($sql, ['id' => $id]);
            $cache->set($by . $id, $type);
        }
        return $type === '' ? null : $type;
    }
}
