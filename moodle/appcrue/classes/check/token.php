<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

namespace message_appcrue\check;

use core\check\check;
use core\check\result;
use message_appcrue\local\settings;
use message_appcrue\local\state;
use message_appcrue\local\verdict;

/**
 * Does the gateway accept the token? Answers from what the last contacts showed.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */
final class token extends check {
    /**
     * Where to act.
     *
     * @return \action_link|null
     */
    public function get_action_link(): ?\action_link {
        $url = new \moodle_url('/admin/settings.php', ['section' => 'messagesettingappcrue']);
        return new \action_link($url, get_string('pluginname', 'message_appcrue'));
    }

    /**
     * The result.
     *
     * @return result
     */
    public function get_result(): result {
        if (!settings::current()->has_gateway()) {
            return new result(result::NA, get_string('statusnotconfigured', 'message_appcrue'));
        }
        $state = state::all();
        if (($state['problem'] ?? '') === verdict::TOKEN) {
            return new result(result::CRITICAL, get_string('problem_token', 'message_appcrue'), s($state['detail'] ?? ''));
        }
        if (empty($state['lastok'])) {
            return new result(result::UNKNOWN, get_string('statusneverasked', 'message_appcrue'));
        }
        return new result(result::OK, get_string('statustokenaccepted', 'message_appcrue'));
    }
}
