<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

namespace message_appcrue\local;

/**
 * The outbox as a table. It shows who, what kind, when and why, never the message's text.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */
final class outbox_table {
    /** Rows on a page. */
    private const SIZE = 50;

    /**
     * Links to both states, the table of one, and what can be done.
     *
     * @param string $status
     * @param int $page
     * @param \moodle_url $url this page
     * @return string
     */
    public static function html(string $status, int $page, \moodle_url $url): string {
        global $OUTPUT;
        $number = outbox_review::summary($status)->number;
        $html = self::tabs($status, $url);
        if ($number === 0) {
            return $html . $OUTPUT->notification(get_string('outboxnothing', 'message_appcrue'), 'info', false);
        }
        $html .= self::table($status, outbox_review::page($status, $page, self::SIZE), $url);
        $html .= $OUTPUT->paging_bar($number, $page, self::SIZE, $url);
        if ($status === outbox::FAILED) {
            $html .= self::button('retry', get_string('retryall', 'message_appcrue'), null, $url);
        }
        return $html . self::button('delete', get_string('deleteall', 'message_appcrue'), null, $url);
    }

    /**
     * Links to the waiting and the refused messages with their numbers.
     *
     * @param string $status the one that is shown
     * @param \moodle_url $url
     * @return string
     */
    private static function tabs(string $status, \moodle_url $url): string {
        global $OUTPUT;
        $tabs = [];
        foreach ([outbox::FAILED, outbox::WAITING] as $name) {
            $label = get_string('outbox' . $name, 'message_appcrue', outbox_review::summary($name)->number);
            $tabs[] = new \tabobject($name, new \moodle_url($url, ['status' => $name]), $label);
        }
        return $OUTPUT->tabtree($tabs, $status);
    }

    /**
     * The table.
     *
     * @param string $status
     * @param \stdClass[] $rows
     * @param \moodle_url $url
     * @return string
     */
    private static function table(string $status, array $rows, \moodle_url $url): string {
        global $DB;
        $users = $DB->get_records_list('user', 'id', array_unique(array_column($rows, 'userid')));
        $table = new \html_table();
        $table->head = [
            get_string('outboxrecipient', 'message_appcrue'),
            get_string('outboxkind', 'message_appcrue'),
            get_string('time'),
            get_string('outboxreason', 'message_appcrue'),
            get_string('actions'),
        ];
        foreach ($rows as $row) {
            $message = json_decode($row->payload);
            $user = $users[$row->userid] ?? null;
            $actions = self::button('delete', get_string('delete'), (int) $row->id, $url);
            if ($status === outbox::FAILED) {
                $actions = self::button('retry', get_string('retry', 'message_appcrue'), (int) $row->id, $url) . $actions;
            }
            $table->data[] = [
                $user ? s(fullname($user)) : (int) $row->userid,
                s(($message->component ?? '') . ' / ' . ($message->name ?? '')) . '<br>' . s($row->msgkey),
                userdate($row->timecreated),
                s((string) $row->reason),
                $actions,
            ];
        }
        return \html_writer::table($table);
    }

    /**
     * A button that posts.
     *
     * @param string $action
     * @param string $label
     * @param int|null $id
     * @param \moodle_url $url
     * @return string
     */
    private static function button(string $action, string $label, ?int $id, \moodle_url $url): string {
        global $OUTPUT;
        $target = new \moodle_url($url, ['action' => $action, 'sesskey' => sesskey()] + ($id === null ? [] : ['id' => $id]));
        $button = new \single_button($target, $label, 'post');
        if ($action === 'delete') {
            $button->add_confirm_action(get_string('areyousure'));
        }
        return $OUTPUT->render($button);
    }
}
