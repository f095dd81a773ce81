<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

namespace message_appcrue\local;

/**
 * The plugin's settings, read once per use.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */
final class settings {
    /** Seconds a message may wait for the gateway before it is too old to be pushed. */
    public const DEFAULT_EXPIRY = 86400;

    /** @var \stdClass the raw plugin configuration */
    private $config;

    /**
     * @param \stdClass $config
     */
    private function __construct(\stdClass $config) {
        $this->config = $config;
    }

    /**
     * The settings as they are now. Moodle keeps them in its configuration cache: no query.
     *
     * @return self
     */
    public static function current(): self {
        return new self((object) (array) get_config('message_appcrue'));
    }

    /**
     * One setting as text.
     *
     * @param string $name
     * @param string $default
     * @return string
     */
    public function get(string $name, string $default = ''): string {
        return isset($this->config->$name) ? (string) $this->config->$name : $default;
    }

    /**
     * The settings of 0.5.7 in the gateway's words, for the first connection. Those that were never set are left out.
     *
     * @return array
     */
    public function for_gateway(): array {
        $texts = ['appid' => 'app-id', 'apikey' => 'creator-key', 'group_name' => 'group-name', 'urlpattern' => 'url-pattern'];
        $switches = ['onlynewsforum' => 'only-news-forum', 'openinwebview' => 'open-in-webview'];
        $found = [];
        foreach ($texts as $ours => $theirs) {
            if ($this->get($ours) !== '') {
                $found[$theirs] = $this->get($ours);
            }
        }
        foreach ($switches as $ours => $theirs) {
            if ($this->get($ours) !== '') {
                $found[$theirs] = (bool) $this->get($ours);
            }
        }
        $found['enabled'] = $this->is_enabled();
        return $found;
    }

    /**
     * Is pushing switched on in Moodle?
     *
     * @return bool
     */
    public function is_enabled(): bool {
        return (bool) $this->get('enable_push', '1');
    }

    /**
     * May anything be sent now? Moodle's own stop switch for mail and messages counts.
     *
     * @return bool
     */
    public function may_send(): bool {
        global $CFG;
        return $this->is_enabled() && empty($CFG->noemailever);
    }

    /**
     * Are the gateway's address and token there?
     *
     * @return bool
     */
    public function has_gateway(): bool {
        return $this->gateway_url() !== '' && $this->token() !== '';
    }

    /**
     * Should messages be taken into the outbox? Also between an upgrade from 0.5.7 and the first connection.
     *
     * @return bool
     */
    public function takes_messages(): bool {
        return $this->has_gateway() || ($this->get('appid') !== '' && $this->get('apikey') !== '');
    }

    /**
     * The gateway's address, without a slash at the end.
     *
     * @return string
     */
    public function gateway_url(): string {
        return rtrim(trim($this->get('gatewayurl')), '/');
    }

    /**
     * The site's token at the gateway.
     *
     * @return string
     */
    public function token(): string {
        return trim($this->get('token'));
    }

    /**
     * The user field, or profile_field_ and a profile field's short name, whose value is the person's alias.
     *
     * @return string
     */
    public function alias_field(): string {
        return $this->get('match_user_by', 'username');
    }

    /**
     * Messages stored before this time are too old to be pushed.
     *
     * @param int $now
     * @return int Unix time
     */
    public function oldest_wanted(int $now): int {
        $seconds = (int) $this->get('expireafter', (string) self::DEFAULT_EXPIRY);
        return $now - ($seconds > 0 ? $seconds : self::DEFAULT_EXPIRY);
    }
}
