<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

namespace message_appcrue\local;

/**
 * Remembers how the last contacts with the gateway went, and how long to leave it alone.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */
final class contact {
    /** Seconds to wait after the first failure; doubled for each further one. */
    private const FIRST_WAIT = 10;

    /** The longest wait, in seconds. */
    private const LONGEST_WAIT = 300;

    /** Seconds for which a success needs not be written down again. */
    private const FRESH = 60;

    /**
     * Should the gateway be left alone now?
     *
     * @param string[] $state
     * @param int $now
     * @return bool
     */
    public static function is_resting(array $state, int $now): bool {
        return (int) ($state['restuntil'] ?? 0) > $now;
    }

    /**
     * The gateway answered as agreed. Written at most once a minute, except when it ends a failure.
     *
     * @param string[] $state
     * @param int $now
     */
    public static function succeeded(array $state, int $now): void {
        if (!empty($state['failures']) || (int) ($state['lastok'] ?? 0) < $now - self::FRESH) {
            state::set(['lastok' => $now, 'failures' => null, 'restuntil' => null, 'problem' => null, 'detail' => null]);
        }
    }

    /**
     * The gateway could not be used: wait, longer each time, or as long as it asks.
     *
     * @param string[] $state
     * @param verdict $verdict
     * @param int|null $retryafter
     * @param int $now
     */
    public static function failed(array $state, verdict $verdict, ?int $retryafter, int $now): void {
        $failures = (int) ($state['failures'] ?? 0) + 1;
        $wait = $retryafter ?? self::wait($failures, mt_rand(0, 1000) / 1000);
        state::set([
            'failures' => $failures,
            'restuntil' => $now + $wait,
            'problem' => $verdict->problem,
            'detail' => \core_text::substr(clean_param($verdict->detail, PARAM_NOTAGS), 0, 200),
            'lastfail' => $now,
        ]);
    }

    /**
     * Seconds to wait after a number of failures in a row, spread so that many sites do not come back together.
     *
     * @param int $failures from 1
     * @param float $chance from 0 to 1
     * @return int
     */
    public static function wait(int $failures, float $chance): int {
        $full = min(self::FIRST_WAIT * (2 ** min($failures - 1, 10)), self::LONGEST_WAIT);
        return (int) round($full * (0.75 + 0.25 * $chance));
    }

    /**
     * Forgets failures: the settings have changed, so the next try is at once.
     */
    public static function start_afresh(): void {
        state::set(['failures' => null, 'restuntil' => null, 'problem' => null, 'detail' => null]);
    }
}
