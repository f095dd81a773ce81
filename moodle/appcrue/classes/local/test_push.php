<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

namespace message_appcrue\local;

/**
 * Sends a test push to one person and says what really happened.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */
final class test_push {
    /** The gateway's outcomes, each with a string test_OUTCOME. */
    private const OUTCOMES = ['accepted', 'no-target', 'misconfigured', 'unavailable', 'not-sent', 'rejected', 'unknown'];

    /** @var bool did TwinPush take it? */
    public $good = false;

    /** @var string the end of the name of the string that says what happened */
    public $outcome;

    /** @var string the gateway's own sentence */
    public $reason = '';

    /** @var int|null how many phones, when that is known */
    public $phones = null;

    /**
     * @param string $outcome
     * @param string $reason
     */
    private function __construct(string $outcome, string $reason = '') {
        $this->outcome = $outcome;
        $this->reason = $reason;
    }

    /**
     * Makes the test.
     *
     * @param string $username
     * @return self
     */
    public static function to(string $username): self {
        global $CFG, $DB;
        $settings = settings::current();
        if (!$settings->has_gateway()) {
            return new self('notconfigured');
        }
        if (!empty($CFG->noemailever)) {
            return new self('noemailever');
        }
        if (!$settings->is_enabled()) {
            return new self('disabled');
        }
        $user = $DB->get_record('user', ['username' => \core_text::strtolower(trim($username)), 'mnethostid' => $CFG->mnet_localhost_id]);
        if (!$user || !empty($user->deleted)) {
            return new self('nouser');
        }
        if (!recipient::is_active($user)) {
            return new self('inactive');
        }
        $alias = alias::of($user, $settings->alias_field());
        if ($alias === '') {
            return new self('noalias', $settings->alias_field());
        }
        return self::of_answer(gateway::of($settings)->test_push((int) $user->id, $alias));
    }

    /**
     * What an answer of the gateway means.
     *
     * @param answer $answer
     * @return self
     */
    public static function of_answer(answer $answer): self {
        $data = $answer->json();
        if ($answer->status !== 200 || !in_array($data['outcome'] ?? null, self::OUTCOMES, true)) {
            $verdict = verdict::on_failure($answer);
            return new self('gateway' . $verdict->problem, $verdict->detail);
        }
        $test = new self(str_replace('-', '', $data['outcome']), is_string($data['reason'] ?? null) ? $data['reason'] : '');
        $test->phones = is_int($data['phones'] ?? null) ? $data['phones'] : null;
        if ($data['outcome'] === 'accepted') {
            $test->good = $test->phones !== 0;
            $test->outcome = $test->phones === null ? 'accepted' : ($test->phones === 0 ? 'nophone' : 'acceptedphones');
        }
        return $test;
    }

    /**
     * The sentence for the person who made the test.
     *
     * @return string
     */
    public function sentence(): string {
        $about = (object) ['phones' => $this->phones, 'reason' => s($this->reason)];
        return get_string('test_' . $this->outcome, 'message_appcrue', $about);
    }
}
