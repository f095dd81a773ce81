<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

namespace message_appcrue\check;

use core\check\check;
use core\check\result;

/**
 * Does Moodle's cron run this plugin's task? Without it a gateway that comes back is noticed late.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */
final class cron extends check {
    /** Seconds without a run before somebody should look. */
    private const LATE = 600;

    /**
     * Where to act.
     *
     * @return \action_link|null
     */
    public function get_action_link(): ?\action_link {
        $url = new \moodle_url('/admin/tool/task/scheduledtasks.php');
        return new \action_link($url, get_string('taskflush', 'message_appcrue'));
    }

    /**
     * The result.
     *
     * @return result
     */
    public function get_result(): result {
        $task = \core\task\manager::get_scheduled_task('\message_appcrue\task\flush');
        if (!$task || $task->get_disabled()) {
            return new result(result::ERROR, get_string('crondisabled', 'message_appcrue'));
        }
        $last = (int) $task->get_last_run_time();
        if ($last === 0) {
            return new result(result::WARNING, get_string('cronnever', 'message_appcrue'));
        }
        $ago = format_time(max(time() - $last, 1));
        $status = time() - $last > self::LATE ? result::ERROR : result::OK;
        return new result($status, get_string('cronlast', 'message_appcrue', $ago));
    }
}
