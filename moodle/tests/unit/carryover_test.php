<?php
use fakes\site;
use message_appcrue\local\flush;
use message_appcrue\local\outbox;
use message_appcrue\local\state;

require_once __DIR__ . '/../../appcrue/db/upgrade.php';

final class carryover_test extends plugin_test {
    private function old_site(int $recipients, bool $withstatus = true): void {
        global $DB;
        site::add_old_tables($DB, $withstatus);
        $DB->insert_record('message_appcrue_buffered', (object) ['id' => 5, 'hash' => 'a', 'subject' => '📢 Aviso',
            'body' => 'Mañana no hay clase', 'url' => '', 'created_at' => 1795000000]);
        for ($i = 1; $i <= $recipients; $i++) {
            $DB->insert_record('user', (object) ['id' => 7000 + $i, 'username' => "old{$i}"]);
            $DB->insert_record('message_appcrue_recipients', (object) ['message_id' => 5, 'recipient_id' => 7000 + $i]);
        }
        xmldb_message_appcrue_upgrade(2026050600);
    }

    private function old_tables(): bool {
        global $DB;
        return $DB->get_manager()->table_exists('message_appcrue_recipients');
    }

    public function test_waiting_rows_are_sent_and_then_the_tables_go(): void {
        $this->old_site(1200);
        \curl::$script = array_fill(0, 9, $this->all('queued'));
        flush::run(20, 20);
        self::assertFalse($this->old_tables());
        self::assertSame([], $this->rows());
        self::assertSame('', state::get('carrying'));
        $keys = [];
        foreach (\curl::$asked as $asked) {
            $keys = array_merge($keys, array_column(json_decode($asked[2], true)['messages'], 'key'));
        }
        self::assertCount(1200, array_unique($keys));
        $message = json_decode(\curl::$asked[0][2], true)['messages'][0];
        self::assertSame(['o:5:7001', 'message_appcrue', '📢 Aviso', 'Mañana no hay clase', 1795000000, 'old1'], [$message['key'],
            $message['component'], $message['subject'], $message['fullmessage'], $message['timecreated'], $message['userto']['alias']]);
    }

    public function test_the_tables_stay_while_the_gateway_is_away(): void {
        $this->old_site(3);
        \curl::$script = [[500, '']];
        flush::run(20, 20);
        self::assertTrue($this->old_tables());
        self::assertCount(3, $this->rows());
        state::set(['restuntil' => null]);
        \curl::$script = [[202, '{"results":[{"key":"o:5:7001","status":"queued"}]}']];
        flush::run(1, 20);
        self::assertTrue($this->old_tables(), 'two are not acknowledged');
    }

    public function test_the_tables_stay_until_the_plugin_is_connected(): void {
        $this->connect('');
        $this->old_site(3);
        self::assertSame(0, flush::run(20, 20));
        self::assertTrue($this->old_tables());
    }

    public function test_carried_rows_do_not_expire_here(): void {
        global $DB;
        $this->old_site(3);
        \curl::$script = [[500, '']];
        flush::run(20, 20);
        $DB->execute('UPDATE {message_appcrue_outbox} SET timecreated = 5');
        self::assertSame(0, outbox::expire(time(), time() - 86400));
        state::set(['restuntil' => null]);
        \curl::$script = [$this->all('queued')];
        self::assertSame(3, flush::run(20, 20));
    }

    public function test_rows_that_had_failed_are_kept_to_be_looked_at(): void {
        global $DB;
        $this->old_site(2);
        $DB->execute('UPDATE {message_appcrue_buffered} SET status = 1');
        flush::run(20, 20);
        self::assertSame([outbox::FAILED, outbox::FAILED], array_column($this->rows(), 'status'));
        self::assertStringContainsString('0.5.7', $this->rows()[0]->reason);
        self::assertFalse($this->old_tables());
    }

    public function test_early_tables_without_a_status_are_understood(): void {
        $this->old_site(2, false);
        \curl::$script = [$this->all('queued')];
        self::assertSame(2, flush::run(20, 20));
    }

    public function test_a_recipient_who_left_is_left_out_and_one_noted_twice_comes_once(): void {
        global $DB;
        $this->old_site(3);
        $DB->execute('UPDATE {user} SET suspended = 1 WHERE id = 7002');
        $DB->insert_record('message_appcrue_recipients', (object) ['message_id' => 5, 'recipient_id' => 7001]);
        \curl::$script = [$this->all('queued')];
        self::assertSame(2, flush::run(20, 20));
        self::assertFalse($this->old_tables());
    }

    public function test_a_crash_after_copying_repeats_nothing(): void {
        global $DB;
        $this->old_site(3);
        \curl::$script = [[0, '', [], 'gone']];
        flush::run(20, 20);
        state::set(['restuntil' => null, 'carrying' => '0']); // As if the position had been lost.
        \curl::$script = [$this->all('queued')];
        flush::run(20, 20);
        self::assertSame([], $this->rows());
        self::assertCount(2, \curl::$asked);
    }

    public function test_upgrading_twice_does_no_harm_and_a_site_without_buffer_has_nothing_to_carry(): void {
        self::assertTrue(xmldb_message_appcrue_upgrade(2025040801));
        self::assertTrue(xmldb_message_appcrue_upgrade(2025040801));
        self::assertSame('', state::get('carrying'));
    }
}
