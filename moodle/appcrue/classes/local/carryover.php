<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

namespace message_appcrue\local;

/**
 * Brings the messages that 0.5.7 had not sent into the outbox, and removes its tables when the gateway has acknowledged them.
 *
 * Only the connected plugin does this, under the flush's lock. A crash at any point is repeated without harm: rows are copied
 * and the position is written in one transaction.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */
final class carryover {
    /** Rows copied in one step. */
    private const ROWS = 500;

    /** The old tables. */
    public const OLD_TABLES = ['message_appcrue_recipients', 'message_appcrue_buffered'];

    /**
     * Copies some rows. True when there may be more.
     *
     * @return bool
     */
    public static function step(): bool {
        global $DB;
        $found = self::next_rows((int) state::get('carrying'));
        if (!$found) {
            return false;
        }
        $rows = [];
        $now = time();
        $settings = settings::current();
        foreach ($found as $old) {
            $row = self::row($old, $settings, $now);
            if ($row !== null) {
                $rows[$row->msgkey] = $row;
            }
        }
        $transaction = $DB->start_delegated_transaction();
        // 0.5.7 could note a recipient twice.
        outbox::add_carried(array_values(array_diff_key($rows, outbox::known_keys(array_keys($rows)))));
        state::set(['carrying' => max(array_keys($found))]);
        $transaction->allow_commit();
        return true;
    }

    /**
     * Removes the old tables when all their rows are copied and the gateway has decided on every one.
     */
    public static function finish(): void {
        global $DB;
        if (self::next_rows((int) state::get('carrying')) || outbox::has_carried()) {
            return;
        }
        self::drop_old_tables($DB->get_manager());
        state::set(['carrying' => null]);
    }

    /**
     * Removes the old tables.
     *
     * @param \database_manager $manager
     */
    public static function drop_old_tables(\database_manager $manager): void {
        foreach (self::OLD_TABLES as $name) {
            $table = new \xmldb_table($name);
            if ($manager->table_exists($table)) {
                $manager->drop_table($table);
            }
        }
    }

    /**
     * The old rows after a position, with their recipients.
     *
     * @param int $after
     * @return \stdClass[] by recipient row id
     */
    private static function next_rows(int $after): array {
        global $DB;
        $manager = $DB->get_manager();
        if (!$manager->table_exists('message_appcrue_recipients') || !$manager->table_exists('message_appcrue_buffered')) {
            return [];
        }
        // Early versions of the table had no status.
        $failed = $manager->field_exists('message_appcrue_buffered', 'status') ? 'b.status' : '0 AS status';
        $sql = "SELECT r.id AS position, b.id, b.subject, b.body, b.url, b.created_at, {$failed}, r.recipient_id
                  FROM {message_appcrue_recipients} r
                  JOIN {message_appcrue_buffered} b ON b.id = r.message_id
                 WHERE r.id > :after
              ORDER BY r.id";
        return $DB->get_records_sql($sql, ['after' => $after], 0, self::ROWS);
    }

    /**
     * An outbox row for an old row, or null when its recipient is gone.
     *
     * @param \stdClass $old
     * @param settings $settings
     * @param int $now
     * @return \stdClass|null
     */
    private static function row(\stdClass $old, settings $settings, int $now): ?\stdClass {
        global $DB;
        $user = $DB->get_record('user', ['id' => $old->recipient_id]);
        if (!$user || !recipient::is_active($user)) {
            return null;
        }
        $key = 'o:' . (int) $old->id . ':' . (int) $user->id;
        $url = old_link::original((string) $old->url, $settings->get('urlpattern'));
        $eventdata = (object) [
            'component' => 'message_appcrue',
            'name' => 'carried',
            'subject' => $old->subject,
            'fullmessage' => $old->body,
            'fullmessageformat' => FORMAT_PLAIN,
            'fullmessagehtml' => null,
            'smallmessage' => $old->body,
            'notification' => true,
            'contexturl' => $url,
            'timecreated' => (int) $old->created_at,
            'userto' => $user,
        ];
        $payload = envelope::json($eventdata, $key, alias::of($user, $settings->alias_field()), null, $now);
        $row = outbox::row($key, (int) $user->id, $payload, $now);
        if ((int) $old->status !== 0) {
            $row->status = outbox::FAILED;
            $row->reason = get_string('reasonfailedbefore', 'message_appcrue');
        }
        return $row;
    }
}
