<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

namespace message_appcrue\event;

/**
 * Somebody sent a test push.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */
final class test_push_sent extends \core\event\base {
    /**
     * Makes the event.
     *
     * @param string $outcome
     * @return self
     */
    public static function of(string $outcome): self {
        return self::create(['context' => \context_system::instance(), 'other' => ['outcome' => $outcome]]);
    }

    /**
     * Fixed data.
     */
    protected function init() {
        $this->data['crud'] = 'c';
        $this->data['edulevel'] = self::LEVEL_OTHER;
    }

    /**
     * The event's name.
     *
     * @return string
     */
    public static function get_name() {
        return get_string('eventtestpushsent', 'message_appcrue');
    }

    /**
     * What happened.
     *
     * @return string
     */
    public function get_description() {
        return "The user with id '{$this->userid}' sent a test push: {$this->other['outcome']}.";
    }
}
