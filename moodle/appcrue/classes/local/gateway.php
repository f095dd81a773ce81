<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

namespace message_appcrue\local;

/**
 * The gateway's HTTP interface. Never throws and never repeats: what an answer means is decided elsewhere.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */
final class gateway {
    /** Messages in one request. */
    public const MAX_MESSAGES = 1000;

    /** Bytes of one request, with room to the gateway's 8 MiB. */
    public const MAX_BYTES = 6291456;

    /** Seconds to wait for a connection. */
    private const CONNECT_TIMEOUT = 3;

    /** @var string */
    private $url;

    /** @var string */
    private $token;

    /** @var int */
    private $timeout;

    /**
     * @param string $url
     * @param string $token
     * @param int $timeout seconds for a whole request
     */
    public function __construct(string $url, string $token, int $timeout = 20) {
        $this->url = $url;
        $this->token = $token;
        $this->timeout = $timeout;
    }

    /**
     * The gateway of the settings.
     *
     * @param settings $settings
     * @param int $timeout
     * @return self
     */
    public static function of(settings $settings, int $timeout = 20): self {
        return new self($settings->gateway_url(), $settings->token(), $timeout);
    }

    /**
     * Hands messages over.
     *
     * @param string[] $payloads JSON objects
     * @return answer
     */
    public function post_messages(array $payloads): answer {
        return $this->request('POST', '/api/v1/messages', '{"messages":[' . implode(',', $payloads) . ']}');
    }

    /**
     * Introduces this Moodle, with settings to take over or none.
     *
     * @param array $settings by the gateway's names
     * @return answer
     */
    public function connect(array $settings): answer {
        global $CFG;
        $body = [
            'plugin' => version::RELEASE,
            'moodle' => explode(' ', trim((string) ($CFG->release ?? '')))[0],
            'settings' => (object) $settings,
        ];
        return $this->request('POST', '/api/v1/connect', envelope::encode($body));
    }

    /**
     * Asks for a push to one person now.
     *
     * @param int $userid
     * @param string $alias
     * @return answer
     */
    public function test_push(int $userid, string $alias): answer {
        return $this->request('POST', '/api/v1/test-push', envelope::encode(['userto' => ['id' => $userid, 'alias' => $alias]]));
    }

    /**
     * Asks for a link that opens the gateway's console for this site: once, within minutes.
     *
     * @param string $name who will open it, for the console's activity log
     * @return answer
     */
    public function console_link(string $name): answer {
        return $this->request('POST', '/api/v1/console-link', envelope::encode(['name' => $name]));
    }

    /**
     * Asks the gateway to forget a person.
     *
     * @param int $userid
     * @return answer
     */
    public function erase_user(int $userid): answer {
        return $this->request('DELETE', '/api/v1/users/' . $userid);
    }

    /**
     * Asks what the gateway holds about a person.
     *
     * @param int $userid
     * @param string $cursor the "next" of the page before, or an empty string
     * @return answer
     */
    public function export_user(int $userid, string $cursor = ''): answer {
        $query = $cursor === '' ? '' : '?cursor=' . rawurlencode($cursor);
        return $this->request('GET', '/api/v1/users/' . $userid . $query);
    }

    /**
     * One request. The address is set by the administrator and usually private, so Moodle's block list does not apply to it;
     * certificates are verified and redirects are not followed, for the token belongs to this address only.
     *
     * @param string $method
     * @param string $path
     * @param string $body
     * @return answer
     */
    private function request(string $method, string $path, string $body = ''): answer {
        global $CFG;
        require_once($CFG->libdir . '/filelib.php');
        $options = [
            'CURLOPT_CONNECTTIMEOUT' => self::CONNECT_TIMEOUT,
            'CURLOPT_TIMEOUT' => $this->timeout,
            'CURLOPT_SSL_VERIFYPEER' => 1,
            'CURLOPT_SSL_VERIFYHOST' => 2,
            'CURLOPT_FOLLOWLOCATION' => 0,
        ];
        $headers = ['Authorization: Bearer ' . $this->token, 'Accept: application/json', 'Expect:'];
        try {
            $curl = new \curl(['ignoresecurity' => true]);
            if ($method === 'POST') {
                $curl->setHeader(array_merge($headers, ['Content-Type: application/json']));
                $text = $curl->post($this->url . $path, $body, $options);
            } else {
                $curl->setHeader($headers);
                $text = $method === 'GET' ? $curl->get($this->url . $path, [], $options)
                    : $curl->delete($this->url . $path, [], $options);
            }
            if ($curl->get_errno()) {
                return new answer(0, '', [], (string) $curl->error);
            }
            $info = $curl->get_info();
            return new answer((int) ($info['http_code'] ?? 0), (string) $text, (array) $curl->getResponse());
        } catch (\Throwable $e) {
            mishap::record('a request to the gateway could not be made', $e);
            return new answer(0, '', [], get_class($e));
        }
    }
}
