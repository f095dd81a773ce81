<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

namespace message_appcrue\local;

/**
 * The outbox as an administrator sees it: how much is in it, page by page, and what to do with refused messages.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */
final class outbox_review {
    /** The table. */
    private const TABLE = 'message_appcrue_outbox';

    /**
     * How many messages are in a state, and when the oldest was stored.
     *
     * @param string $status
     * @return \stdClass with number and oldest (Unix time, or null)
     */
    public static function summary(string $status): \stdClass {
        global $DB;
        $sql = 'SELECT COUNT(1) AS number, MIN(timecreated) AS oldest FROM {message_appcrue_outbox} WHERE status = :status';
        $found = $DB->get_record_sql($sql, ['status' => $status]);
        return (object) [
            'number' => (int) $found->number,
            'oldest' => $found->oldest === null ? null : (int) $found->oldest,
        ];
    }

    /**
     * One page of the messages in a state, oldest first.
     *
     * @param string $status
     * @param int $page from 0
     * @param int $size
     * @return \stdClass[]
     */
    public static function page(string $status, int $page, int $size): array {
        global $DB;
        return $DB->get_records(self::TABLE, ['status' => $status], 'timenext, id', '*', $page * $size, $size);
    }

    /**
     * Makes refused messages wait again, as if they were stored now.
     *
     * @param int|null $id one message, or all of them
     * @param int $now
     */
    public static function retry(?int $id, int $now): void {
        global $DB;
        $params = ['status' => outbox::WAITING, 'next' => $now, 'created' => $now, 'failed' => outbox::FAILED];
        $sql = 'UPDATE {message_appcrue_outbox}
                   SET status = :status, reason = NULL, attempts = 0, timenext = :next, timecreated = :created
                 WHERE status = :failed';
        if ($id !== null) {
            $sql .= ' AND id = :id';
            $params['id'] = $id;
        }
        $DB->execute($sql, $params);
    }

    /**
     * Throws messages in a state away.
     *
     * @param string $status
     * @param int|null $id one message, or all of them
     */
    public static function discard(string $status, ?int $id): void {
        global $DB;
        $DB->delete_records(self::TABLE, ['status' => $status] + ($id === null ? [] : ['id' => $id]));
    }
}
