<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

/**
 * The outbox: what waits for the gateway, what it refused, and what to do about that.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */

require(__DIR__ . '/../../../config.php');

use message_appcrue\local\outbox;
use message_appcrue\local\outbox_review;
use message_appcrue\local\outbox_table;

$status = optional_param('status', outbox::FAILED, PARAM_ALPHA);
$page = optional_param('page', 0, PARAM_INT);
$action = optional_param('action', '', PARAM_ALPHA);
$id = optional_param('id', null, PARAM_INT);
$status = $status === outbox::WAITING ? outbox::WAITING : outbox::FAILED;

require_login(null, false);
$context = context_system::instance();
require_capability('message/appcrue:manageoutbox', $context);

$url = new moodle_url('/message/output/appcrue/outbox.php', ['status' => $status]);
$PAGE->set_context($context);
$PAGE->set_url($url);
$PAGE->set_pagelayout('admin');
$PAGE->set_title(get_string('outbox', 'message_appcrue'));
$PAGE->set_heading(get_string('pluginname', 'message_appcrue'));

if ($action !== '') {
    require_sesskey();
    if ($action === 'retry') {
        outbox_review::retry($id, time());
        \message_appcrue\event\outbox_retried::of($id)->trigger();
        \message_appcrue\local\after_response::arm();
    } else if ($action === 'delete') {
        outbox_review::discard($status, $id);
        \message_appcrue\event\outbox_discarded::of($id)->trigger();
    }
    redirect($url);
}

echo $OUTPUT->header();
echo $OUTPUT->heading(get_string('outbox', 'message_appcrue'));
echo outbox_table::html($status, max(0, $page), $url);
echo $OUTPUT->footer();
