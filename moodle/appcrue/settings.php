<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

/**
 * The settings page. It opens without asking anything over the network.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

if ($hassiteconfig && $ADMIN->fulltree) {
    $settings->add(new admin_setting_description(
        'message_appcrue/connection',
        new lang_string('connection', 'message_appcrue'),
        \message_appcrue\local\connection_status::html()
    ));

    $setting = new admin_setting_configtext(
        'message_appcrue/gatewayurl',
        new lang_string('gatewayurl', 'message_appcrue'),
        new lang_string('gatewayurl_desc', 'message_appcrue'),
        '',
        '/^$|^https?:\/\/[^\s\/?#]+(\/[^\s?#]*)?$/'
    );
    $setting->set_updatedcallback('\message_appcrue\local\connection::requested');
    $settings->add($setting);

    $setting = new admin_setting_configpasswordunmask(
        'message_appcrue/token',
        new lang_string('token', 'message_appcrue'),
        new lang_string('token_desc', 'message_appcrue'),
        ''
    );
    $setting->set_updatedcallback('\message_appcrue\local\connection::requested');
    $settings->add($setting);

    $setting = new admin_setting_configcheckbox(
        'message_appcrue/enable_push',
        new lang_string('enable_push', 'message_appcrue'),
        new lang_string('enable_push_desc', 'message_appcrue'),
        1
    );
    $setting->set_updatedcallback('\message_appcrue\local\connection::switched');
    $settings->add($setting);

    $settings->add(new admin_setting_configselect(
        'message_appcrue/match_user_by',
        new lang_string('match_user_by', 'message_appcrue'),
        new lang_string('match_user_by_desc', 'message_appcrue'),
        'username',
        \message_appcrue\local\alias_fields::choices()
    ));

    $settings->add(new admin_setting_configduration(
        'message_appcrue/expireafter',
        new lang_string('expireafter', 'message_appcrue'),
        new lang_string('expireafter_desc', 'message_appcrue'),
        \message_appcrue\local\settings::DEFAULT_EXPIRY,
        HOURSECS
    ));
}
