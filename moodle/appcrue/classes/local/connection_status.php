<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

namespace message_appcrue\local;

/**
 * What the settings page says about the connection, from what is remembered.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */
final class connection_status {
    /**
     * The status and where to go from here.
     *
     * @return string HTML
     */
    public static function html(): string {
        $settings = settings::current();
        $lines = [];
        foreach (self::lines($settings) as $line) {
            $lines[] = \html_writer::div($line);
        }
        $links = [];
        if ($settings->has_gateway()) {
            $console = new \moodle_url('/message/output/appcrue/console.php', ['sesskey' => sesskey()]);
            $links[] = \html_writer::link($console, get_string('opengateway', 'message_appcrue'), [
                'target' => '_blank',
                'rel' => 'noopener',
            ]);
        }
        $pages = ['test' => 'testpage', 'outbox' => 'outbox'];
        foreach ($pages as $page => $name) {
            $url = new \moodle_url("/message/output/appcrue/{$page}.php");
            $links[] = \html_writer::link($url, get_string($name, 'message_appcrue'));
        }
        return implode('', $lines) . \html_writer::alist($links);
    }

    /**
     * The sentences.
     *
     * @param settings $settings
     * @return string[] HTML
     */
    private static function lines(settings $settings): array {
        $state = state::all();
        if (!$settings->has_gateway()) {
            $waits = $settings->takes_messages() ? 'statuswaiting' : 'statusnotconfigured';
            return [get_string($waits, 'message_appcrue')];
        }
        $lines = [];
        if (isset($state['connect'])) {
            $lines[] = get_string('statusconnecting', 'message_appcrue');
        } else if (isset($state['connected'])) {
            $about = (object) ['site' => s($state['site'] ?? ''), 'time' => userdate($state['connected'])];
            $lines[] = get_string('statusconnected', 'message_appcrue', $about);
        }
        foreach (['applied', 'differs', 'refusal'] as $name) {
            if (!empty($state[$name])) {
                $lines[] = get_string('status' . $name, 'message_appcrue', s($state[$name]));
            }
        }
        if (!empty($state['problem'])) {
            $problem = get_string('problem_' . $state['problem'], 'message_appcrue');
            $lines[] = \html_writer::tag('strong', $problem) . ' ' . s($state['detail'] ?? '');
        } else if (!empty($state['lastok'])) {
            $lines[] = get_string('statuslastok', 'message_appcrue', userdate($state['lastok']));
        }
        if (isset($state['carrying'])) {
            $lines[] = get_string('statuscarrying', 'message_appcrue');
        }
        return $lines;
    }
}
