<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

namespace message_appcrue\local;

/**
 * Undoes what 0.5.7 did to a link, for the gateway applies the URL pattern itself.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */
final class old_link {
    /**
     * The link before the pattern was applied, or null when it cannot be told.
     *
     * @param string $link as stored by 0.5.7
     * @param string $pattern the URL pattern it was made with
     * @return string|null
     */
    public static function original(string $link, string $pattern): ?string {
        global $CFG;
        if ($link === '') {
            return null;
        }
        if ($pattern !== '') {
            $expression = preg_quote(str_replace('{siteurl}', $CFG->wwwroot, $pattern), '~');
            $expression = str_replace(['\{url\}', '\{relurl\}'], ['(?P<url>[^&]*)', '(?P<relurl>[^&]*)'], $expression);
            if (@preg_match('~^' . $expression . '$~J', $link, $found)) {
                if (!empty($found['url'])) {
                    return urldecode($found['url']);
                }
                if (!empty($found['relurl'])) {
                    return $CFG->wwwroot . urldecode($found['relurl']);
                }
            }
        }
        // A link with the app's placeholders in it would be wrapped a second time.
        return strpos($link, '<') === false ? $link : null;
    }
}
