<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

namespace message_appcrue\task;

use message_appcrue\local\flush;
use message_appcrue\local\gateway;
use message_appcrue\local\outbox;
use message_appcrue\local\settings;

/**
 * Asks the gateway to forget a person, as often as it takes.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */
final class erase_user extends \core\task\adhoc_task {
    /** Seconds until the next try. */
    private const AGAIN = 900;

    /**
     * Arranges the erasure.
     *
     * @param int $userid
     * @param int $when Unix time
     */
    public static function arrange(int $userid, int $when): void {
        $task = new self();
        $task->set_component('message_appcrue');
        $task->set_custom_data(['userid' => $userid]);
        $task->set_next_run_time($when);
        \core\task\manager::queue_adhoc_task($task, true);
    }

    /**
     * Does it, under the flush's lock: nothing of this person is on its way to the gateway meanwhile.
     */
    public function execute() {
        $userid = (int) $this->get_custom_data()->userid;
        $settings = settings::current();
        if (!$settings->has_gateway()) {
            outbox::delete_of_users([$userid]);
            mtrace('There is no gateway to ask.');
            return;
        }
        $lock = flush::lock(30);
        $status = 0;
        if ($lock) {
            try {
                outbox::delete_of_users([$userid]);
                $status = gateway::of($settings)->erase_user($userid)->status;
            } finally {
                $lock->release();
            }
        }
        if ($status === 204 || $status === 200) {
            mtrace('The gateway has erased the data.');
            return;
        }
        // A new task instead of an exception: Moodle gives a failing task up after some tries.
        mtrace("The gateway could not be asked (HTTP {$status}); it will be asked again.");
        self::arrange($userid, time() + self::AGAIN);
    }
}
