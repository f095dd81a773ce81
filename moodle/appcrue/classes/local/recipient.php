<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

namespace message_appcrue\local;

/**
 * Who may receive a push.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */
final class recipient {
    /**
     * May this person receive pushes now? People who were suspended, deleted or cannot log in may not.
     *
     * @param \stdClass $user with auth, suspended and deleted
     * @return bool
     */
    public static function is_active(\stdClass $user): bool {
        return empty($user->deleted) && empty($user->suspended) && isset($user->auth) && $user->auth !== 'nologin';
    }
}
