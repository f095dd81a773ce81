<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

namespace message_appcrue\local;

/**
 * What came back from the gateway, or what kept it from coming back.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */
final class answer {
    /** @var int HTTP status, 0 when there was no answer */
    public $status;

    /** @var string */
    public $body;

    /** @var string the network's error, without addresses of people or tokens */
    public $error;

    /** @var array header values by lower-case name */
    private $headers = [];

    /**
     * @param int $status
     * @param string $body
     * @param array $headers
     * @param string $error
     */
    public function __construct(int $status, string $body = '', array $headers = [], string $error = '') {
        $this->status = $status;
        $this->body = $body;
        $this->error = $error;
        foreach ($headers as $name => $value) {
            $this->headers[strtolower((string) $name)] = is_array($value) ? (string) end($value) : (string) $value;
        }
    }

    /**
     * The body as an array, or null when it is not a JSON object.
     *
     * @return array|null
     */
    public function json(): ?array {
        $data = json_decode($this->body, true);
        return is_array($data) ? $data : null;
    }

    /**
     * The code of the gateway's problem details. Proxies and other web servers have none.
     *
     * @return string
     */
    public function code(): string {
        $code = $this->json()['code'] ?? '';
        return is_string($code) ? $code : '';
    }

    /**
     * The sentence of the gateway's problem details.
     *
     * @return string
     */
    public function detail(): string {
        $data = $this->json() ?? [];
        $detail = $data['detail'] ?? $data['title'] ?? '';
        return is_string($detail) ? $detail : '';
    }

    /**
     * Seconds the gateway asks to wait: both forms of Retry-After, within one second and one hour.
     *
     * @param int $now
     * @return int|null
     */
    public function retry_after(int $now): ?int {
        $value = trim($this->headers['retry-after'] ?? '');
        if ($value === '') {
            return null;
        }
        if (ctype_digit($value)) {
            return max(1, min((int) $value, HOURSECS));
        }
        $time = preg_match('/^[A-Za-z]/', $value) ? strtotime($value) : false;
        return $time === false ? null : max(1, min($time - $now, HOURSECS));
    }
}
