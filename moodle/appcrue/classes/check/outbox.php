<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

namespace message_appcrue\check;

use core\check\check;
use core\check\result;
use message_appcrue\local\outbox as messages;
use message_appcrue\local\outbox_review;
use message_appcrue\local\state;

/**
 * Do messages leave the outbox in time, and are any refused?
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */
final class outbox extends check {
    /** Seconds that a message may wait before somebody should look. */
    private const LATE = 600;

    /** Seconds that a message may wait before it is serious. */
    private const VERY_LATE = 3600;

    /**
     * Where to act.
     *
     * @return \action_link|null
     */
    public function get_action_link(): ?\action_link {
        return new \action_link(new \moodle_url('/message/output/appcrue/outbox.php'), get_string('outbox', 'message_appcrue'));
    }

    /**
     * The result.
     *
     * @return result
     */
    public function get_result(): result {
        $waiting = outbox_review::summary(messages::WAITING);
        $failed = outbox_review::summary(messages::FAILED);
        $now = time();
        $age = $waiting->oldest === null ? 0 : $now - $waiting->oldest;
        $about = (object) ['waiting' => $waiting->number, 'failed' => $failed->number, 'age' => format_time(max($age, 1))];
        $expired = (int) state::get('lastexpired') > $now - DAYSECS ? (int) state::get('expired') : 0;
        $status = result::OK;
        if ($age > self::VERY_LATE || $expired > 0) {
            $status = result::ERROR;
        } else if ($age > self::LATE || $failed->number > 0) {
            $status = result::WARNING;
        }
        $summary = get_string($waiting->number > 0 ? 'outboxsummary' : 'outboxempty', 'message_appcrue', $about);
        return new result($status, $summary, $expired > 0 ? get_string('outboxexpired', 'message_appcrue', $expired) : '');
    }
}
