<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

namespace message_appcrue\local;

/**
 * Takes out what must never leave Moodle: keys that open files or sessions in a user's name.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */
final class secrets {
    /** Names of values that are secret wherever they stand in custom data. */
    private const SECRET_NAME = '/token|secret|passw|sesskey|privatekey|authkey/i';

    /**
     * Removes user keys from the addresses in a text. Everything else stays as it is.
     *
     * @param string|null $text
     * @return string|null
     */
    public static function out_of_text(?string $text): ?string {
        if ($text === null || $text === '') {
            return $text;
        }
        if (stripos($text, 'tokenpluginfile') !== false) {
            $clean = preg_replace('~tokenpluginfile\.php(/|%2F)[^/%\s"\'<>]+(?=/|%2F)~i', 'pluginfile.php', $text);
            $clean = $clean === null ? '' : $clean;
            $text = preg_replace('~tokenpluginfile\.php\?(?:amp;)?token=[^&\s"\'<>]*(?:&(?:amp;)?)?~i', 'pluginfile.php?', $clean) ?? '';
        }
        if (stripos($text, 'sesskey=') !== false || stripos($text, 'token=') !== false) {
            $names = 'sesskey|wstoken|privatetoken|authtoken';
            $text = preg_replace('~([?&;])(' . $names . ')=[^&\s"\'<>#]*~i', '$1$2=', $text) ?? '';
        }
        return $text;
    }

    /**
     * Removes secret entries from decoded custom data, at any depth, and user keys from its texts.
     *
     * @param mixed $value
     * @return mixed
     */
    public static function out_of_data($value) {
        if (is_string($value)) {
            return self::out_of_text($value);
        }
        if (!is_array($value) && !is_object($value)) {
            return $value;
        }
        $clean = [];
        foreach ((array) $value as $name => $entry) {
            if (is_int($name) || !preg_match(self::SECRET_NAME, $name)) {
                $clean[$name] = self::out_of_data($entry);
            }
        }
        return is_object($value) ? (object) $clean : array_values($clean);
    }
}
