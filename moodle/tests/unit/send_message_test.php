<?php
use message_appcrue\local\outbox;

require_once __DIR__ . '/../../appcrue/message_output_appcrue.php';

final class send_message_test extends plugin_test {
    public function test_a_message_costs_one_insert_and_no_network(): void {
        global $DB;
        $event = $this->event();
        $DB->statements = 0;
        self::assertTrue((new message_output_appcrue())->send_message($event));
        self::assertSame(1, $DB->statements);
        self::assertSame([], \curl::$asked);
        self::assertSame('n:17025:6001', $this->rows()[0]->msgkey);
        self::assertSame(outbox::WAITING, $this->rows()[0]->status);
    }

    public function test_a_forum_post_asks_for_the_forum_type_once(): void {
        global $DB;
        $DB->insert_record('forum', (object) ['id' => 4, 'type' => 'news']);
        $output = new message_output_appcrue();
        foreach ([1, 2, 3] as $id) {
            $event = $this->event(['component' => 'mod_forum', 'savedmessageid' => $id, 'customdata' => '{"instance":"4"}']);
            $DB->statements = 0;
            $output->send_message($event);
            self::assertSame($id === 1 ? 2 : 1, $DB->statements);
            self::assertSame('news', json_decode($this->rows()[$id - 1]->payload)->forumtype);
        }
    }

    public function test_nothing_is_thrown_when_the_database_fails_and_nothing_personal_is_logged(): void {
        global $DB;
        $log = $this->dir . '/log';
        $before = ini_set('error_log', $log);
        $DB->broken = true;
        self::assertTrue((new message_output_appcrue())->send_message($this->event(['subject' => 'CANARY'])));
        ini_set('error_log', $before);
        $text = file_get_contents($log);
        self::assertStringContainsString('could not be queued', $text);
        foreach (['CANARY', 'est1', '6001', 'Entrega', 'Ibáñez'] as $personal) {
            self::assertStringNotContainsString($personal, $text);
        }
    }

    public function test_nothing_is_thrown_when_the_event_is_not_what_was_expected(): void {
        $output = new message_output_appcrue();
        self::assertTrue($output->send_message((object) []));
        self::assertTrue($output->send_message($this->event(['userto' => null])));
        self::assertTrue($output->send_message($this->event(['contexturl' => [], 'customdata' => '{broken', 'userfrom' => -10])));
    }

    public function test_a_message_that_comes_twice_is_stored_once(): void {
        $output = new message_output_appcrue();
        $output->send_message($this->event());
        self::assertTrue($output->send_message($this->event()));
        self::assertCount(1, $this->rows());
    }

    /** @dataProvider people_who_get_nothing */
    public function test_people_who_cannot_log_in_get_nothing(array $field): void {
        $user = (object) ($field + (array) $this->user());
        (new message_output_appcrue())->send_message($this->event(['userto' => $user]));
        self::assertSame([], $this->rows());
    }

    public function people_who_get_nothing(): array {
        return ['nologin' => [['auth' => 'nologin']], 'suspended' => [['suspended' => 1]], 'deleted' => [['deleted' => 1]]];
    }

    public function test_noemailever_stops_everybody_also_the_old_test_address(): void {
        global $CFG;
        $CFG->noemailever = true;
        $user = $this->user();
        $user->email = 'dummyuser@bademail.local';
        (new message_output_appcrue())->send_message($this->event(['userto' => $user]));
        self::assertSame([], $this->rows());
    }

    public function test_nothing_is_stored_when_pushing_is_off(): void {
        set_config('enable_push', '0', 'message_appcrue');
        (new message_output_appcrue())->send_message($this->event());
        self::assertSame([], $this->rows());
    }

    public function test_an_upgraded_site_takes_messages_before_it_is_connected_and_a_new_one_does_not(): void {
        $this->connect('', '');
        self::assertFalse((new message_output_appcrue())->is_system_configured());
        set_config('appid', 'A', 'message_appcrue');
        set_config('apikey', 'K', 'message_appcrue');
        self::assertTrue((new message_output_appcrue())->is_system_configured());
    }

    public function test_asking_whether_a_user_is_configured_costs_no_query(): void {
        global $DB;
        $DB->statements = 0;
        self::assertTrue((new message_output_appcrue())->is_user_configured($this->event()->userto));
        self::assertSame(1, $DB->statements, 'the one that made the event');
    }
}
