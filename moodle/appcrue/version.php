<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

/**
 * What Moodle needs to know to install this version.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$plugin->component = 'message_appcrue';
$plugin->version   = 2026112300;
$plugin->release   = '1.0.0';
$plugin->maturity  = MATURITY_STABLE;
$plugin->requires  = 2022112800; // Moodle 4.1.
$plugin->supported = [401, 503];
