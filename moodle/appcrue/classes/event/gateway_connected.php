<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

namespace message_appcrue\event;

/**
 * The gateway accepted this Moodle's token.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */
final class gateway_connected extends \core\event\base {
    /**
     * Makes the event.
     *
     * @param string $site the site's name at the gateway
     * @param string[] $applied the settings that the gateway took over
     * @return self
     */
    public static function of(string $site, array $applied): self {
        $other = ['site' => $site, 'applied' => array_values($applied)];
        return self::create(['context' => \context_system::instance(), 'other' => $other]);
    }

    /**
     * Fixed data.
     */
    protected function init() {
        $this->data['crud'] = 'u';
        $this->data['edulevel'] = self::LEVEL_OTHER;
    }

    /**
     * The event's name.
     *
     * @return string
     */
    public static function get_name() {
        return get_string('eventgatewayconnected', 'message_appcrue');
    }

    /**
     * What happened.
     *
     * @return string
     */
    public function get_description() {
        $applied = $this->other['applied'] ? implode(', ', $this->other['applied']) : 'none';
        return "The gateway accepted this Moodle as the site '{$this->other['site']}'. Settings handed over: {$applied}.";
    }
}
