<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

namespace message_appcrue\local;

/**
 * What the gateway's answer to a batch means. A pure function of the answer.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */
final class verdict {
    /** 202 with results: each message has its own. */
    public const SETTLED = 'settled';

    /** The gateway does not take this batch as it is: halve it, and keep what cannot be halved with the reason. */
    public const SPLIT = 'split';

    /** Nothing was decided: leave the gateway alone for a while. */
    public const WAIT = 'wait';

    /** No answer at all. */
    public const UNREACHABLE = 'unreachable';

    /** The gateway does not know the token. */
    public const TOKEN = 'token';

    /** Something answered that is not the gateway. */
    public const NOTGATEWAY = 'notgateway';

    /** The gateway refuses the request itself. */
    public const REFUSES = 'refuses';

    /** The gateway asks for patience. */
    public const BUSY = 'busy';

    /** The gateway failed. */
    public const SERVER = 'server';

    /** The answer could not be understood. */
    public const UNREADABLE = 'unreadable';

    /** @var string SETTLED, SPLIT or WAIT */
    public $kind;

    /** @var string why to wait: one of the constants, also the end of the string that explains it */
    public $problem = '';

    /** @var string the other side's own words */
    public $detail = '';

    /** @var array status and reason by message key, when settled */
    public $results = [];

    /**
     * @param string $kind
     * @param string $problem
     * @param string $detail
     */
    private function __construct(string $kind, string $problem = '', string $detail = '') {
        $this->kind = $kind;
        $this->problem = $problem;
        $this->detail = $detail;
    }

    /**
     * The verdict on a batch.
     *
     * @param answer $answer
     * @return self
     */
    public static function on_messages(answer $answer): self {
        if ($answer->status === 202) {
            return self::on_results($answer);
        }
        // Without the gateway's code it was a proxy that found the request too large, or a server that is no gateway.
        if ($answer->status === 413 || (in_array($answer->status, [400, 422], true) && $answer->code() !== '')) {
            $words = trim($answer->code() . ': ' . $answer->detail(), ': ');
            return new self(self::SPLIT, '', $words === '' ? 'HTTP ' . $answer->status : $words);
        }
        return self::on_failure($answer);
    }

    /**
     * The verdict on an answer that was not the wanted one.
     *
     * @param answer $answer
     * @return self
     */
    public static function on_failure(answer $answer): self {
        $status = $answer->status;
        if ($status === 0) {
            return new self(self::WAIT, self::UNREACHABLE, $answer->error);
        }
        $words = 'HTTP ' . $status . ' ' . trim($answer->code() . ' ' . $answer->detail());
        if ($status === 401 || $status === 403) {
            return new self(self::WAIT, self::TOKEN, $words);
        }
        if ($status === 429 || $status === 503) {
            return new self(self::WAIT, self::BUSY, $words);
        }
        if ($status >= 500) {
            return new self(self::WAIT, self::SERVER, $words);
        }
        if ($status < 300) {
            return new self(self::WAIT, self::UNREADABLE, $words);
        }
        return new self(self::WAIT, $answer->code() === '' ? self::NOTGATEWAY : self::REFUSES, $words);
    }

    /**
     * The verdict when the gateway refused one lone message after the other.
     *
     * @param self $last
     * @return self
     */
    public static function on_refusals(self $last): self {
        return new self(self::WAIT, self::REFUSES, $last->detail);
    }

    /**
     * Reads the results. Anything that is not as agreed is unreadable as a whole; nothing is deleted on a guess.
     *
     * @param answer $answer
     * @return self
     */
    private static function on_results(answer $answer): self {
        $results = $answer->json()['results'] ?? null;
        $verdict = new self(self::SETTLED);
        foreach (is_array($results) ? $results : [] as $result) {
            $key = is_array($result) ? ($result['key'] ?? null) : null;
            $status = is_array($result) ? ($result['status'] ?? null) : null;
            if (!is_string($key) || !is_string($status)) {
                return new self(self::WAIT, self::UNREADABLE, 'HTTP 202');
            }
            $reason = $result['reason'] ?? '';
            $verdict->results[$key] = [$status, is_string($reason) ? $reason : ''];
        }
        return $verdict->results ? $verdict : new self(self::WAIT, self::UNREADABLE, 'HTTP 202');
    }
}
