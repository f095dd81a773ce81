<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

namespace message_appcrue\local;

/**
 * The fields that can hold the alias.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */
final class alias_fields {
    /**
     * User fields by their names, and profile fields by the names that people gave them.
     *
     * @return string[]
     */
    public static function choices(): array {
        global $CFG;
        require_once($CFG->dirroot . '/user/profile/lib.php');
        $choices = [];
        foreach (array_diff(get_user_fieldnames(), alias::SECRET_FIELDS) as $name) {
            $choices[$name] = $name;
        }
        foreach (profile_get_custom_fields() as $field) {
            $choices['profile_field_' . $field->shortname] = format_string($field->name);
        }
        return $choices;
    }
}
