<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

namespace message_appcrue\task;

use message_appcrue\local\connection;
use message_appcrue\local\flush as outbox_flush;
use message_appcrue\local\outbox;
use message_appcrue\local\settings;
use message_appcrue\local\state;

/**
 * Every minute: throws away what is too old and hands over whatever the other ways have left.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */
final class flush extends \core\task\scheduled_task {
    /**
     * The name for the administrator.
     *
     * @return string
     */
    public function get_name() {
        return get_string('taskflush', 'message_appcrue');
    }

    /**
     * Does it.
     */
    public function execute() {
        $now = time();
        $expired = outbox::expire($now, settings::current()->oldest_wanted($now));
        if ($expired > 0) {
            state::set(['expired' => $expired, 'lastexpired' => $now]);
            mtrace("{$expired} messages were too old to be pushed.");
        }
        $decided = outbox_flush::run(200, 50);
        connection::keep_known();
        mtrace("{$decided} messages left the outbox.");
    }
}
