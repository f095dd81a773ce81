<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

namespace message_appcrue\local;

/**
 * A link that opens the gateway's console for this site, for whoever administers it here.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */
final class console_link {
    /** Characters of a name that the gateway takes. */
    private const LONGEST_NAME = 100;

    /** @var string the link, or an empty string when there is none */
    public $url = '';

    /** @var string the end of the name of the string that says why not: problem_PROBLEM */
    public $problem = '';

    /**
     * Asks for a link.
     *
     * @param \stdClass $user who will open it
     * @return self
     */
    public static function of_user(\stdClass $user): self {
        $link = new self();
        $name = \core_text::substr(trim(preg_replace('/[[:cntrl:]]+/u', ' ', fullname($user)) ?? ''), 0, self::LONGEST_NAME);
        $answer = gateway::of(settings::current())->console_link($name === '' ? (string) $user->id : $name);
        $url = $answer->json()['url'] ?? '';
        if ($answer->status === 200 && is_string($url) && preg_match('~^https?://[^\s<>"]+$~', $url)) {
            $link->url = $url;
        } else {
            $link->problem = self::problem_of($answer->status);
        }
        return $link;
    }

    /**
     * What an answer without a link means.
     *
     * @param int $status
     * @return string
     */
    private static function problem_of(int $status): string {
        switch (true) {
            case $status === 0:
                return 'unreachable';
            case $status === 401:
                return 'token';
            case $status === 404:
                return 'notgateway';
            case $status === 429 || $status === 503:
                return 'busy';
            case $status >= 500:
                return 'server';
            case $status === 200:
                return 'unreadable';
            default:
                return 'refuses';
        }
    }
}
