<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

namespace message_appcrue\local;

/**
 * Introduces this Moodle to the gateway when the settings change, and now and then to know that it is there.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */
final class connection {
    /** Introduce, and hand the settings of 0.5.7 over unless this gateway has them. */
    private const INTRODUCE = 'introduce';

    /** Tell whether pushing is switched on. */
    private const SWITCHED = 'switched';

    /** Seconds without contact after which the gateway is asked whether it is there. */
    private const SILENCE = 900;

    /**
     * The address or the token was changed: connect after this page is sent.
     */
    public static function requested(): void {
        self::arrange(self::INTRODUCE);
    }

    /**
     * Pushing was switched on or off in Moodle: tell the gateway after this page is sent.
     */
    public static function switched(): void {
        self::arrange(self::SWITCHED);
    }

    /**
     * Makes what was requested. True when delivery may go on.
     *
     * @param settings $settings
     * @param gateway $gateway
     * @param string[] $state
     * @return bool
     */
    public static function settle(settings $settings, gateway $gateway, array $state): bool {
        $mode = $state['connect'] ?? '';
        $address = sha1($settings->gateway_url());
        $given = [];
        if ($mode === self::INTRODUCE && ($state['settingsgiven'] ?? '') !== $address) {
            $given = $settings->for_gateway();
        } else if ($mode === self::SWITCHED) {
            $given = ['enabled' => $settings->is_enabled()];
        }
        $answer = $gateway->connect($given);
        $data = $answer->json();
        $verdict = verdict::on_failure($answer);
        if ($answer->status >= 400 && $verdict->problem === verdict::REFUSES) {
            // A setting that the gateway cannot take must not keep the messages back: the administrator reads why.
            contact::succeeded($state, time());
            state::set(['connect' => null, 'refusal' => $verdict->detail, 'told' => version::RELEASE]);
            return true;
        }
        if ($answer->status !== 200 || !isset($data['site']) || !is_string($data['site'])) {
            contact::failed($state, $verdict, $answer->retry_after(time()), time());
            return false;
        }
        contact::succeeded($state, time());
        $applied = array_filter((array) ($data['applied'] ?? []), 'is_string');
        if ($mode !== '') {
            state::set(['connect' => null, 'connected' => time(), 'settingsgiven' => $address, 'refusal' => null]);
            \message_appcrue\event\gateway_connected::of($data['site'], $applied)->trigger();
        }
        foreach (['site' => $data['site'], 'told' => version::RELEASE] as $name => $value) {
            if (($state[$name] ?? '') !== $value) {
                state::set([$name => $value]);
            }
        }
        foreach (['applied' => $applied, 'differs' => array_filter((array) ($data['differs'] ?? []), 'is_string')] as $name => $list) {
            if ($given || $mode === self::INTRODUCE) {
                state::set([$name => $list ? implode(', ', $list) : null]);
            }
        }
        return true;
    }

    /**
     * Asks whether the gateway is there when nothing was heard of it for a while, and tells it this plugin's release after an upgrade.
     * Called from the scheduled task.
     */
    public static function keep_known(): void {
        $settings = settings::current();
        $state = state::all();
        $now = time();
        $due = (int) ($state['lastok'] ?? 0) < $now - self::SILENCE || ($state['told'] ?? '') !== version::RELEASE;
        if ($settings->has_gateway() && $due && !contact::is_resting($state, $now)) {
            self::settle($settings, gateway::of($settings), $state);
        }
    }

    /**
     * Notes what to do and does it after the response.
     *
     * @param string $mode
     */
    private static function arrange(string $mode): void {
        global $CFG;
        if (during_initial_install() || !empty($CFG->upgraderunning) || !settings::current()->has_gateway()) {
            return;
        }
        contact::start_afresh();
        if ($mode === self::INTRODUCE || state::get('connect') === '') {
            state::set(['connect' => $mode]);
        }
        after_response::arm();
    }
}
