<?php
/**
 * Runs inside the Moodle that MOODLE_DIR names: inside.php ACTION JSON-ARGUMENTS. Prints one line of JSON at the end.
 */

define('CLI_SCRIPT', true);
require(rtrim(getenv('MOODLE_DIR'), '/') . '/config.php');
require_once($CFG->libdir . '/adminlib.php');
require_once($CFG->libdir . '/testing/generator/lib.php');
require_once($CFG->dirroot . '/user/lib.php');
require_once($CFG->dirroot . '/user/profile/lib.php');
require_once($CFG->dirroot . '/mod/forum/lib.php');
require_once($CFG->dirroot . '/message/lib.php');

\core\session\manager::set_user(get_admin());

/** A user with this username, made if need be. */
function appcrue_user(string $username): stdClass {
    global $DB, $CFG;
    $user = $DB->get_record('user', ['username' => $username]);
    if (!$user) {
        $id = user_create_user((object) ['username' => $username, 'password' => 'Pass.1234', 'firstname' => 'Íñigo', 'lastname' => $username,
            'email' => $username . '@example.com', 'confirmed' => 1, 'mnethostid' => $CFG->mnet_localhost_id, 'auth' => 'manual'], true, false);
        $user = $DB->get_record('user', ['id' => $id]);
    }
    return $user;
}

/** The tables of 0.5.7, in its own columns. */
function appcrue_old_tables(): void {
    global $DB;
    $manager = $DB->get_manager();
    $buffered = new xmldb_table('message_appcrue_buffered');
    $buffered->add_field('id', XMLDB_TYPE_INTEGER, '10', null, XMLDB_NOTNULL, XMLDB_SEQUENCE);
    $buffered->add_field('hash', XMLDB_TYPE_CHAR, '100', null, XMLDB_NOTNULL);
    foreach (['body', 'subject', 'url'] as $text) {
        $buffered->add_field($text, XMLDB_TYPE_TEXT, null, null, XMLDB_NOTNULL);
    }
    $buffered->add_field('created_at', XMLDB_TYPE_INTEGER, '10', null, XMLDB_NOTNULL);
    $buffered->add_field('status', XMLDB_TYPE_INTEGER, '1', null, XMLDB_NOTNULL, null, '0');
    $buffered->add_key('primary', XMLDB_KEY_PRIMARY, ['id']);
    $recipients = new xmldb_table('message_appcrue_recipients');
    foreach (['id', 'message_id', 'recipient_id'] as $number) {
        $recipients->add_field($number, XMLDB_TYPE_INTEGER, '10', null, XMLDB_NOTNULL, $number === 'id' ? XMLDB_SEQUENCE : null);
    }
    $recipients->add_key('primary', XMLDB_KEY_PRIMARY, ['id']);
    foreach ([$buffered, $recipients] as $table) {
        if (!$manager->table_exists($table)) {
            $manager->create_table($table);
        }
    }
}

$actions = [
    // A site as 0.5.7 leaves it: its record, its settings, its tables with rows, and a user's preference.
    'pretend_old' => static function (array $with): array {
        global $DB, $CFG;
        appcrue_old_tables();
        $DB->insert_record('message_processors', (object) ['name' => 'appcrue']);
        foreach ($with['settings'] as $name => $value) {
            set_config($name, $value, 'message_appcrue');
        }
        $link = $CFG->wwwroot . '/go?u=' . urlencode('/mod/forum/discuss.php?d=3') . '&t=<token>';
        $message = $DB->insert_record('message_appcrue_buffered', (object) ['hash' => 'h', 'subject' => '📢 Aviso',
            'body' => 'Mañana no hay clase', 'url' => $link, 'created_at' => time() - 100]);
        foreach (['appcrue1', 'appcrue2'] as $username) {
            $DB->insert_record('message_appcrue_recipients', (object) ['message_id' => $message, 'recipient_id' => appcrue_user($username)->id]);
        }
        set_user_preference('message_provider_moodle_instantmessage_enabled', 'appcrue,popup', appcrue_user('appcrue1'));
        set_config('version', 2026050600, 'message_appcrue');
        purge_all_caches();
        return [];
    },
    'look' => static function (): array {
        global $DB;
        $manager = $DB->get_manager();
        $tables = ['message_appcrue_outbox', 'message_appcrue_state', 'message_appcrue_buffered', 'message_appcrue_recipients'];
        $has = array_values(array_filter($tables, [$manager, 'table_exists']));
        return [
            'tables' => $has,
            'config' => (array) get_config('message_appcrue'),
            'processors' => $DB->count_records('message_processors', ['name' => 'appcrue']),
            'preference' => get_user_preferences('message_provider_moodle_instantmessage_enabled', null, appcrue_user('appcrue1')),
            'outbox' => in_array($tables[0], $has, true) ? array_values($DB->get_records($tables[0], null, 'id')) : [],
            'state' => in_array($tables[1], $has, true) ? $DB->get_records_menu($tables[1], null, '', 'name, value') : [],
            'tasks' => $DB->get_fieldset_select('task_scheduled', 'classname', "component = 'message_appcrue'"),
            'missing' => array_filter($manager->check_database_schema($manager->get_install_xml_schema(), []),
                static fn($table) => strpos($table, 'message_appcrue') === 0, ARRAY_FILTER_USE_KEY),
            'ids' => ['appcrue1' => (int) appcrue_user('appcrue1')->id, 'appcrue2' => (int) appcrue_user('appcrue2')->id],
        ];
    },
    'settings' => static function (array $with): array {
        foreach ($with as $name => $value) {
            set_config($name, $value, 'message_appcrue');
        }
        set_config('cron_keepalive', 0);
        // Saving the settings page calls this.
        \message_appcrue\local\connection::requested();
        return [];
    },
    // Every kind of message goes to our output, unless a test says otherwise.
    'site_defaults' => static function (array $with): array {
        global $DB;
        foreach ($DB->get_records('message_providers') as $provider) {
            $name = "{$provider->component}_{$provider->name}";
            set_config("message_provider_{$name}_enabled", $with['enabled'] ?? 'appcrue', 'message');
            set_config("appcrue_provider_{$name}_locked", $with['locked'] ?? 0, 'message');
        }
        return [];
    },
    'preference' => static function (array $with): array {
        set_user_preference('message_provider_moodle_instantmessage_enabled', $with['value'], appcrue_user($with['user']));
        return [];
    },
    'message' => static function (array $with): array {
        global $DB;
        $message = new \core\message\message();
        $message->component = 'moodle';
        $message->name = 'instantmessage';
        $message->userfrom = appcrue_user($with['from']);
        $message->userto = appcrue_user($with['to']);
        $message->subject = 'x';
        $message->fullmessage = $with['text'];
        $message->fullmessageformat = FORMAT_PLAIN;
        $message->fullmessagehtml = '';
        $message->smallmessage = $with['text'];
        $message->notification = 0;
        $message->courseid = SITEID;
        $before = microtime(true);
        message_send($message);
        return ['seconds' => microtime(true) - $before, 'waiting' => $DB->count_records('message_appcrue_outbox')];
    },
    'profile_field' => static function (array $with): array {
        global $DB;
        if (!$DB->record_exists('user_info_field', ['shortname' => 'pushname'])) {
            $category = $DB->insert_record('user_info_category', (object) ['name' => 'AppCrue', 'sortorder' => 99]);
            $DB->insert_record('user_info_field', (object) ['shortname' => 'pushname', 'name' => 'Push name', 'datatype' => 'text',
                'categoryid' => $category, 'description' => '', 'descriptionformat' => 1, 'sortorder' => 1, 'required' => 0, 'locked' => 0,
                'visible' => 2, 'forceunique' => 0, 'signup' => 0, 'defaultdata' => '', 'defaultdataformat' => 0,
                'param1' => 30, 'param2' => 2048]);
        }
        $user = appcrue_user($with['user']);
        profile_save_data((object) ['id' => $user->id, 'profile_field_pushname' => $with['value']]);
        return [];
    },
    // A course with an announcement forum and a post that cron sends at once.
    'forum_post' => static function (array $with): array {
        global $DB, $USER;
        $generator = new testing_data_generator();
        $course = $generator->create_course(['shortname' => 'AC' . time() . random_int(1, 9999)]);
        foreach ($with['users'] as $username) {
            $generator->enrol_user(appcrue_user($username)->id, $course->id, 'student');
        }
        $forum = $generator->create_module('forum', ['course' => $course->id, 'type' => $with['type'], 'forcesubscribe' => FORUM_FORCESUBSCRIBE]);
        forum_add_discussion((object) ['course' => $course->id, 'forum' => $forum->id, 'name' => $with['subject'], 'message' => '<p>El examen será el LUNES 14.</p>',
            'messageformat' => FORMAT_HTML, 'messagetrust' => 0, 'mailnow' => 1, 'timelocked' => 0, 'attachments' => null, 'itemid' => 0],
            null, null, $USER->id);
        return [];
    },
    'test_push' => static function (array $with): array {
        $test = \message_appcrue\local\test_push::to($with['user']);
        return ['outcome' => $test->outcome, 'sentence' => $test->sentence()];
    },
    'checks' => static function (): array {
        $found = [];
        foreach (\core\check\manager::get_checks('status') as $check) {
            if ($check->get_component() === 'message_appcrue') {
                $found[$check->get_id()] = [$check->get_result()->get_status(), $check->get_name()];
            }
        }
        return $found;
    },
    'strings' => static function (): array {
        $found = [];
        foreach (['en', 'es', 'ca', 'gl', 'eu'] as $language) {
            $found[$language] = count(get_string_manager()->load_component_strings('message_appcrue', $language, true, true));
        }
        return $found;
    },
    'privacy' => static function (array $with): array {
        $user = appcrue_user($with['user']);
        $contexts = \message_appcrue\privacy\provider::get_contexts_for_userid((int) $user->id);
        $approved = new \core_privacy\local\request\approved_contextlist($user, 'message_appcrue', $contexts->get_contextids());
        if ($with['do'] === 'export') {
            \message_appcrue\privacy\provider::export_user_data($approved);
            $folder = \core_privacy\local\request\writer::with_context(context_user::instance($user->id))->finalise_content();
            return ['size' => filesize($folder), 'contexts' => count($contexts)];
        }
        \message_appcrue\privacy\provider::delete_data_for_user($approved);
        $users = new \core_privacy\local\request\userlist(context_user::instance($user->id), 'message_appcrue');
        \message_appcrue\privacy\provider::get_users_in_context($users);
        return ['users' => $users->get_userids(), 'compliant' => (new \core_privacy\manager())->component_is_compliant('message_appcrue')];
    },
    'sql' => static function (array $with): array {
        global $DB;
        $DB->execute($with['sql']);
        return [];
    },
    'admin_password' => static function (): array {
        global $DB, $CFG;
        $admin = appcrue_user('appcrueadmin');
        set_config('siteadmins', implode(',', array_unique(array_merge(explode(',', $CFG->siteadmins), [$admin->id]))));
        return ['wwwroot' => $CFG->wwwroot, 'dirroot' => $CFG->dirroot];
    },
];

$result = $actions[$argv[1]](json_decode($argv[2] ?? '{}', true) ?: []);
echo "\n", json_encode($result), "\n";
