<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

namespace message_appcrue\local;

/**
 * The messages that the gateway has not acknowledged yet, and those that it refused.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */
final class outbox {
    /** The table. */
    private const TABLE = 'message_appcrue_outbox';

    /** Will be handed to the gateway. */
    public const WAITING = 'waiting';

    /** The gateway refused it; kept with the reason until somebody looks or it expires. */
    public const FAILED = 'failed';

    /** Seconds that a refused message is kept. */
    private const FAILED_KEPT = 2592000;

    /**
     * Stores a message.
     *
     * @param string $key
     * @param int $userid
     * @param string $payload
     * @param int $now
     */
    public static function add(string $key, int $userid, string $payload, int $now): void {
        global $DB;
        $DB->insert_record(self::TABLE, self::row($key, $userid, $payload, $now), false);
    }

    /**
     * Stores messages of 0.5.7. They do not expire here: the gateway decides about their age.
     *
     * @param \stdClass[] $rows made by row()
     */
    public static function add_carried(array $rows): void {
        global $DB;
        if (!$rows) {
            return;
        }
        foreach ($rows as $row) {
            $row->carried = 1;
        }
        $DB->insert_records(self::TABLE, $rows);
    }

    /**
     * Those of some keys that are in the outbox.
     *
     * @param string[] $keys
     * @return array by key
     */
    public static function known_keys(array $keys): array {
        global $DB;
        if (!$keys) {
            return [];
        }
        [$in, $params] = $DB->get_in_or_equal($keys);
        return $DB->get_records_select_menu(self::TABLE, "msgkey {$in}", $params, '', 'msgkey, id');
    }

    /**
     * A row for the table.
     *
     * @param string $key
     * @param int $userid
     * @param string $payload
     * @param int $now
     * @return \stdClass
     */
    public static function row(string $key, int $userid, string $payload, int $now): \stdClass {
        return (object) [
            'msgkey' => $key,
            'userid' => $userid,
            'payload' => $payload,
            'status' => self::WAITING,
            'reason' => null,
            'carried' => 0,
            'attempts' => 0,
            'timecreated' => $now,
            'timenext' => $now,
        ];
    }

    /**
     * The messages to hand over next, oldest first, with what tells whether their recipients are still active.
     *
     * @param int $limit
     * @param int $now
     * @param int $oldest messages stored before are left out
     * @return \stdClass[] by id
     */
    public static function due(int $limit, int $now, int $oldest): array {
        global $DB;
        $sql = 'SELECT o.id, o.msgkey, o.userid, o.payload, o.attempts, u.auth, u.suspended, u.deleted
                  FROM {message_appcrue_outbox} o
             LEFT JOIN {user} u ON u.id = o.userid
                 WHERE o.status = :status AND o.timenext <= :now AND (o.timecreated >= :oldest OR o.carried = 1)
              ORDER BY o.timenext, o.id';
        return $DB->get_records_sql($sql, ['status' => self::WAITING, 'now' => $now, 'oldest' => $oldest], 0, $limit);
    }

    /**
     * Deletes rows by their ids, and only those.
     *
     * @param int[] $ids
     */
    public static function delete(array $ids): void {
        global $DB;
        $DB->delete_records_list(self::TABLE, 'id', $ids);
    }

    /**
     * Keeps a refused message with its reason.
     *
     * @param int $id
     * @param string $reason
     */
    public static function fail(int $id, string $reason): void {
        global $DB;
        $reason = \core_text::substr($reason, 0, 255);
        $DB->update_record(self::TABLE, (object) ['id' => $id, 'status' => self::FAILED, 'reason' => $reason]);
    }

    /**
     * Leaves a message alone for a while: the gateway said nothing about it.
     *
     * @param \stdClass $row
     * @param int $now
     */
    public static function postpone(\stdClass $row, int $now): void {
        global $DB;
        $attempts = (int) $row->attempts + 1;
        $next = $now + min(60 * (2 ** min($attempts, 6)), 3600);
        $DB->update_record(self::TABLE, (object) ['id' => $row->id, 'attempts' => $attempts, 'timenext' => $next]);
    }

    /**
     * Deletes what is too old: waiting messages nobody wants any more, and refused ones that were kept long enough.
     *
     * @param int $now
     * @param int $oldest waiting messages stored before are deleted
     * @return int how many waiting messages were deleted
     */
    public static function expire(int $now, int $oldest): int {
        global $DB;
        $where = 'status = :status AND carried = 0 AND timecreated < :oldest';
        $params = ['status' => self::WAITING, 'oldest' => $oldest];
        $expired = $DB->count_records_select(self::TABLE, $where, $params);
        if ($expired > 0) {
            $DB->delete_records_select(self::TABLE, $where, $params);
        }
        $params = ['status' => self::FAILED, 'oldest' => $now - self::FAILED_KEPT];
        $DB->delete_records_select(self::TABLE, 'status = :status AND timecreated < :oldest', $params);
        return $expired;
    }

    /**
     * Is anything ready to be handed over?
     *
     * @param int $now
     * @return bool
     */
    public static function has_due(int $now): bool {
        global $DB;
        $params = ['status' => self::WAITING, 'now' => $now];
        return $DB->record_exists_select(self::TABLE, 'status = :status AND timenext <= :now', $params);
    }

    /**
     * Are messages of 0.5.7 still waiting for the gateway's word?
     *
     * @return bool
     */
    public static function has_carried(): bool {
        global $DB;
        return $DB->record_exists(self::TABLE, ['status' => self::WAITING, 'carried' => 1]);
    }

    /**
     * A person's messages.
     *
     * @param int $userid
     * @return \stdClass[]
     */
    public static function of_user(int $userid): array {
        global $DB;
        return $DB->get_records(self::TABLE, ['userid' => $userid], 'id');
    }

    /**
     * Deletes the messages of some people.
     *
     * @param int[] $userids
     */
    public static function delete_of_users(array $userids): void {
        global $DB;
        $DB->delete_records_list(self::TABLE, 'userid', $userids);
    }
}
