<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

namespace message_appcrue\local;

/**
 * One message in the form of the gateway's intake contract: Moodle's own names and values, unchanged but for secrets.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */
final class envelope {
    /** Bytes of JSON above which texts are shortened: a lock screen shows a few hundred characters. */
    private const LARGE = 131072;

    /** Characters that a text keeps when the message is too large. */
    private const KEPT = 8000;

    /**
     * The message's key: table, id of the stored message, and recipient, for a group message shares its id among them.
     *
     * @param \stdClass $eventdata
     * @return string
     */
    public static function key(\stdClass $eventdata): string {
        $table = self::is_notification($eventdata) ? 'n' : 'm';
        $id = (int) ($eventdata->savedmessageid ?? 0);
        return $table . ':' . ($id ?: 'x' . bin2hex(random_bytes(8))) . ':' . (int) $eventdata->userto->id;
    }

    /**
     * The message as JSON. Characters beyond ASCII are escaped, so any database stores it and its length is its bytes.
     *
     * @param \stdClass $eventdata
     * @param string $key
     * @param string $alias
     * @param string|null $forumtype
     * @param int $now
     * @return string
     */
    public static function json(\stdClass $eventdata, string $key, string $alias, ?string $forumtype, int $now): string {
        $fields = self::fields($eventdata, $key, $alias, $forumtype, $now);
        $json = self::encode($fields);
        if (strlen($json) <= self::LARGE) {
            return $json;
        }
        if (trim((string) $fields['fullmessage']) !== '') {
            $fields['fullmessagehtml'] = null;
        }
        $fields['customdata'] = null;
        foreach (['subject', 'fullmessage', 'fullmessagehtml', 'smallmessage', 'contexturl', 'contexturlname'] as $name) {
            $fields[$name] = self::shorten($fields[$name]);
        }
        return self::encode($fields);
    }

    /**
     * Encodes so that no byte sequence can make it fail.
     *
     * @param array $fields
     * @return string
     */
    public static function encode(array $fields): string {
        $options = JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE | JSON_PARTIAL_OUTPUT_ON_ERROR;
        return json_encode($fields, $options);
    }

    /**
     * The fields of the contract.
     *
     * @param \stdClass $eventdata
     * @param string $key
     * @param string $alias
     * @param string|null $forumtype
     * @param int $now
     * @return array
     */
    private static function fields(\stdClass $eventdata, string $key, string $alias, ?string $forumtype, int $now): array {
        $from = $eventdata->userfrom ?? null;
        $to = $eventdata->userto;
        $fields = [
            'key' => $key,
            'component' => (string) ($eventdata->component ?? ''),
            'name' => (string) ($eventdata->name ?? ''),
            'subject' => self::text($eventdata->subject ?? null),
            'fullmessage' => self::text($eventdata->fullmessage ?? null),
            'fullmessageformat' => isset($eventdata->fullmessageformat) ? (int) $eventdata->fullmessageformat : null,
            'fullmessagehtml' => self::text($eventdata->fullmessagehtml ?? null),
            'smallmessage' => self::text($eventdata->smallmessage ?? null),
            'notification' => self::is_notification($eventdata),
            'contexturl' => self::address($eventdata->contexturl ?? null),
            'contexturlname' => self::text($eventdata->contexturlname ?? null),
            'courseid' => isset($eventdata->courseid) ? (int) $eventdata->courseid : null,
            'customdata' => self::customdata($eventdata->customdata ?? null),
            'timecreated' => empty($eventdata->timecreated) ? $now : (int) $eventdata->timecreated,
            'convid' => empty($eventdata->convid) ? null : (int) $eventdata->convid,
            'conversationtype' => isset($eventdata->conversationtype) ? (int) $eventdata->conversationtype : null,
            'userfrom' => is_object($from) ? ['id' => (int) $from->id, 'fullname' => fullname($from)] : null,
            'userto' => [
                'id' => (int) $to->id,
                'alias' => $alias,
                'lang' => (string) ($to->lang ?? ''),
                'timezone' => \core_date::get_user_timezone($to),
            ],
        ];
        if ($forumtype !== null) {
            $fields['forumtype'] = $forumtype;
        }
        return $fields;
    }

    /**
     * Is it a notification? Everything is, except what people write to each other.
     *
     * @param \stdClass $eventdata
     * @return bool
     */
    private static function is_notification(\stdClass $eventdata): bool {
        return !isset($eventdata->notification) || (bool) $eventdata->notification;
    }

    /**
     * A text without secrets; language strings and the like become text.
     *
     * @param mixed $value
     * @return string|null
     */
    private static function text($value): ?string {
        return $value === null ? null : secrets::out_of_text((string) $value);
    }

    /**
     * An address: a string as it is, a moodle_url unescaped.
     *
     * @param mixed $value
     * @return string|null
     */
    private static function address($value): ?string {
        return self::text($value instanceof \moodle_url ? $value->out(false) : $value);
    }

    /**
     * Custom data, decoded and without secrets.
     *
     * @param mixed $value JSON text
     * @return mixed
     */
    private static function customdata($value) {
        $data = is_string($value) ? json_decode($value) : $value;
        return secrets::out_of_data($data);
    }

    /**
     * The beginning of a text, without the images that are written into it.
     *
     * @param string|null $text
     * @return string|null
     */
    private static function shorten(?string $text): ?string {
        if ($text === null) {
            return null;
        }
        $text = preg_replace('~data:[a-z0-9.+/-]+;base64,[a-z0-9+/=\s]*~i', '', $text) ?? $text;
        return \core_text::substr($text, 0, self::KEPT);
    }
}
