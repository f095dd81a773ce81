<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

namespace message_appcrue\event;

/**
 * Somebody deleted messages of the AppCrue outbox.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */
final class outbox_discarded extends \core\event\base {
    /**
     * Makes the event.
     *
     * @param int|null $id one message, or all
     * @return self
     */
    public static function of(?int $id): self {
        return self::create(['context' => \context_system::instance(), 'other' => ['id' => $id]]);
    }

    /**
     * Fixed data.
     */
    protected function init() {
        $this->data['crud'] = 'd';
        $this->data['edulevel'] = self::LEVEL_OTHER;
    }

    /**
     * The event's name.
     *
     * @return string
     */
    public static function get_name() {
        return get_string('eventoutboxdiscarded', 'message_appcrue');
    }

    /**
     * What happened.
     *
     * @return string
     */
    public function get_description() {
        $which = $this->other['id'] === null ? 'all of a kind' : 'row ' . (int) $this->other['id'];
        return "The user with id '{$this->userid}' deleted messages of the AppCrue outbox: {$which}.";
    }
}
