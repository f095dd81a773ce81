<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

/**
 * Sends a test push and says what really happened.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */

require(__DIR__ . '/../../../config.php');

require_login(null, false);
$context = context_system::instance();
require_capability('message/appcrue:test', $context);

$url = new moodle_url('/message/output/appcrue/test.php');
$PAGE->set_context($context);
$PAGE->set_url($url);
$PAGE->set_pagelayout('admin');
$PAGE->set_title(get_string('testpage', 'message_appcrue'));
$PAGE->set_heading(get_string('pluginname', 'message_appcrue'));

$form = new \message_appcrue\form\test_form($url);
$test = null;
// The form library checks the session key before it hands data out.
if ($data = $form->get_data()) {
    \core\session\manager::write_close();
    $test = \message_appcrue\local\test_push::to($data->username);
    \message_appcrue\event\test_push_sent::of($test->outcome)->trigger();
}

echo $OUTPUT->header();
echo $OUTPUT->heading(get_string('testpage', 'message_appcrue'));
if ($test) {
    $kind = $test->good ? \core\output\notification::NOTIFY_SUCCESS : \core\output\notification::NOTIFY_ERROR;
    echo $OUTPUT->notification($test->sentence(), $kind);
}
$form->display();
echo $OUTPUT->footer();
