<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

namespace message_appcrue\privacy;

use core_privacy\local\metadata\collection;
use core_privacy\local\request\approved_contextlist;
use core_privacy\local\request\approved_userlist;
use core_privacy\local\request\contextlist;
use core_privacy\local\request\transform;
use core_privacy\local\request\userlist;
use core_privacy\local\request\writer;
use message_appcrue\local\gateway;
use message_appcrue\local\outbox;
use message_appcrue\local\settings;
use message_appcrue\task\erase_user;

/**
 * What is stored about people here and at the gateway, and how it is exported and erased.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */
final class provider implements
    \core_privacy\local\metadata\provider,
    \core_privacy\local\request\core_userlist_provider,
    \core_privacy\local\request\plugin\provider {

    /** Pages of the gateway's export, so that a wrong answer cannot keep an export busy for ever. */
    private const MAX_PAGES = 1000;

    /**
     * What is stored.
     *
     * @param collection $collection
     * @return collection
     */
    public static function get_metadata(collection $collection): collection {
        $collection->add_database_table('message_appcrue_outbox', [
            'msgkey' => 'privacy:metadata:outbox:msgkey',
            'userid' => 'privacy:metadata:outbox:userid',
            'payload' => 'privacy:metadata:outbox:payload',
            'reason' => 'privacy:metadata:outbox:reason',
            'timecreated' => 'privacy:metadata:outbox:timecreated',
        ], 'privacy:metadata:outbox');
        $collection->add_external_location_link('gateway', [
            'userid' => 'privacy:metadata:gateway:userid',
            'alias' => 'privacy:metadata:gateway:alias',
            'lang' => 'privacy:metadata:gateway:lang',
            'timezone' => 'privacy:metadata:gateway:timezone',
            'sender' => 'privacy:metadata:gateway:sender',
            'message' => 'privacy:metadata:gateway:message',
        ], 'privacy:metadata:gateway');
        return $collection;
    }

    /**
     * A person's data lives in the person's own context. Only the gateway knows whether it has any, so the context is named
     * for every user of a connected site.
     *
     * @param int $userid
     * @return contextlist
     */
    public static function get_contexts_for_userid(int $userid): contextlist {
        $list = new contextlist();
        if (settings::current()->has_gateway() || outbox::of_user($userid)) {
            $list->add_user_context($userid);
        }
        return $list;
    }

    /**
     * Whose data is in a context.
     *
     * @param userlist $userlist
     */
    public static function get_users_in_context(userlist $userlist) {
        $context = $userlist->get_context();
        if ($context instanceof \context_user && count(self::get_contexts_for_userid((int) $context->instanceid)) > 0) {
            $userlist->add_user((int) $context->instanceid);
        }
    }

    /**
     * Exports the outbox rows and what the gateway holds.
     *
     * @param approved_contextlist $contextlist
     */
    public static function export_user_data(approved_contextlist $contextlist) {
        $userid = (int) $contextlist->get_user()->id;
        foreach ($contextlist->get_contexts() as $context) {
            if (!$context instanceof \context_user || (int) $context->instanceid !== $userid) {
                continue;
            }
            $path = [get_string('pluginname', 'message_appcrue')];
            $waiting = [];
            foreach (outbox::of_user($userid) as $row) {
                $waiting[] = (object) [
                    'message' => json_decode($row->payload),
                    'status' => $row->status,
                    'reason' => $row->reason,
                    'timecreated' => transform::datetime($row->timecreated),
                ];
            }
            $data = ['outbox' => $waiting] + self::at_gateway($userid);
            writer::with_context($context)->export_data($path, (object) $data);
        }
    }

    /**
     * What the gateway holds, or why it is not known.
     *
     * @param int $userid
     * @return array
     */
    private static function at_gateway(int $userid): array {
        $settings = settings::current();
        if (!$settings->has_gateway()) {
            return [];
        }
        $gateway = gateway::of($settings);
        $found = [];
        $cursor = '';
        for ($page = 0; $page < self::MAX_PAGES; $page++) {
            $answer = $gateway->export_user($userid, $cursor);
            $data = $answer->json();
            if ($answer->status !== 200 || !is_array($data['messages'] ?? null)) {
                return ['gateway' => $found, 'incomplete' => get_string('privacy:gatewaynotasked', 'message_appcrue')];
            }
            $found = array_merge($found, $data['messages']);
            $cursor = is_scalar($data['next'] ?? null) ? (string) $data['next'] : '';
            if ($cursor === '') {
                return ['gateway' => $found];
            }
        }
        return ['gateway' => $found, 'incomplete' => get_string('privacy:gatewaynotasked', 'message_appcrue')];
    }

    /**
     * Erases the data of a context's person.
     *
     * @param \context $context
     */
    public static function delete_data_for_all_users_in_context(\context $context) {
        if ($context instanceof \context_user) {
            self::erase((int) $context->instanceid);
        }
    }

    /**
     * Erases one person's data.
     *
     * @param approved_contextlist $contextlist
     */
    public static function delete_data_for_user(approved_contextlist $contextlist) {
        foreach ($contextlist->get_contexts() as $context) {
            if ($context instanceof \context_user && (int) $context->instanceid === (int) $contextlist->get_user()->id) {
                self::erase((int) $context->instanceid);
            }
        }
    }

    /**
     * Erases the data of several people.
     *
     * @param approved_userlist $userlist
     */
    public static function delete_data_for_users(approved_userlist $userlist) {
        $context = $userlist->get_context();
        $wanted = array_map('intval', $userlist->get_userids());
        if ($context instanceof \context_user && in_array((int) $context->instanceid, $wanted, true)) {
            self::erase((int) $context->instanceid);
        }
    }

    /**
     * Deletes the rows here at once, and has the gateway asked until it has erased its own.
     *
     * @param int $userid
     */
    private static function erase(int $userid): void {
        outbox::delete_of_users([$userid]);
        if (settings::current()->has_gateway()) {
            erase_user::arrange($userid, time());
        }
    }
}
