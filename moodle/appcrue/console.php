<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

/**
 * Opens the gateway's console for this site, for a site administrator.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */

require(__DIR__ . '/../../../config.php');

require_login(null, false);
$context = context_system::instance();
// The console shows texts of messages and acts on them: it is for those who set the plugin up.
require_capability('moodle/site:config', $context);
require_sesskey();

$PAGE->set_context($context);
$PAGE->set_url(new moodle_url('/message/output/appcrue/console.php'));
$PAGE->set_pagelayout('admin');
$PAGE->set_title(get_string('opengateway', 'message_appcrue'));
$PAGE->set_heading(get_string('pluginname', 'message_appcrue'));

$link = \message_appcrue\local\console_link::of_user($USER);
if ($link->url !== '') {
    redirect($link->url);
}

echo $OUTPUT->header();
echo $OUTPUT->heading(get_string('opengateway', 'message_appcrue'));
echo $OUTPUT->notification(get_string('problem_' . $link->problem, 'message_appcrue'), \core\output\notification::NOTIFY_ERROR);
echo $OUTPUT->footer();
