<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

namespace message_appcrue\form;

defined('MOODLE_INTERNAL') || die();

require_once($CFG->libdir . '/formslib.php');

/**
 * Asks for the person who gets the test push.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */
final class test_form extends \moodleform {
    /**
     * The fields.
     */
    protected function definition() {
        $form = $this->_form;
        $form->addElement('text', 'username', get_string('testusername', 'message_appcrue'));
        $form->setType('username', PARAM_USERNAME);
        $form->addRule('username', null, 'required');
        $form->addHelpButton('username', 'testusername', 'message_appcrue');
        $this->add_action_buttons(false, get_string('testsend', 'message_appcrue'));
    }
}
