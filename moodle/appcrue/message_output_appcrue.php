<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

/**
 * The message output that Moodle calls.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

global $CFG;
require_once($CFG->dirroot . '/message/output/lib.php');

use message_appcrue\local\after_response;
use message_appcrue\local\alias;
use message_appcrue\local\envelope;
use message_appcrue\local\forum_type;
use message_appcrue\local\mishap;
use message_appcrue\local\outbox;
use message_appcrue\local\recipient;
use message_appcrue\local\settings;

/**
 * Puts each message into the outbox. Everything else happens later, away from the sender.
 */
class message_output_appcrue extends message_output {
    /**
     * Stores one message for the gateway: one INSERT, no network.
     *
     * @param stdClass $eventdata the message with its savedmessageid
     * @return bool always true: a failure here must not stop the other outputs nor reach the sender
     */
    public function send_message($eventdata) {
        try {
            $settings = settings::current();
            if (!$settings->may_send() || !recipient::is_active($eventdata->userto)) {
                return true;
            }
            $now = time();
            $key = envelope::key($eventdata);
            $payload = envelope::json(
                $eventdata,
                $key,
                alias::of($eventdata->userto, $settings->alias_field()),
                forum_type::of($eventdata),
                $now
            );
            outbox::add($key, (int) $eventdata->userto->id, $payload, $now);
            after_response::arm();
        } catch (\Throwable $e) {
            mishap::record('a message could not be queued', $e);
        }
        return true;
    }

    /**
     * Is there somewhere to send to? An upgraded site counts before it is connected: its messages wait in the outbox.
     *
     * @return bool
     */
    public function is_system_configured() {
        return settings::current()->takes_messages();
    }

    /**
     * Everybody can be reached as far as Moodle knows; the gateway knows who has the app. Called for every message: no query.
     *
     * @param stdClass|null $user
     * @return bool
     */
    public function is_user_configured($user = null) {
        return true;
    }

    /**
     * There is nothing for a user to fill in.
     *
     * @param stdClass $preferences
     * @return string
     */
    public function config_form($preferences) {
        return '';
    }

    /**
     * There is nothing for a user to save.
     *
     * @param stdClass $form
     * @param array $preferences
     * @return bool
     */
    public function process_form($form, &$preferences) {
        return true;
    }

    /**
     * There is nothing to load into a user's form.
     *
     * @param stdClass $preferences
     * @param int $userid
     * @return bool
     */
    public function load_data(&$preferences, $userid) {
        return true;
    }
}
