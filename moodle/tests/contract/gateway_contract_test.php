<?php
use message_appcrue\local\connection;
use message_appcrue\local\flush;
use message_appcrue\local\gateway;
use message_appcrue\local\outbox;
use message_appcrue\local\settings;
use message_appcrue\local\state;
use message_appcrue\local\test_push;

/**
 * The plugin's real HTTP code against a running gateway: GATEWAY_URL and GATEWAY_TOKEN name it. Without them the small
 * gateway of these tests is started.
 */
final class gateway_contract_test extends plugin_test {
    /** @var server|null */
    private $server;

    /** @var int makes the keys of this run its own */
    private $run;

    protected function setUp(): void {
        parent::setUp();
        \curl::$script = null;
        $this->run = random_int(1, 1000000) * 1000;
        if (getenv('GATEWAY_URL')) {
            $this->connect(rtrim(getenv('GATEWAY_URL'), '/'), (string) getenv('GATEWAY_TOKEN'));
            return;
        }
        $this->server = new server($this->dir);
        $this->connect($this->server->url);
    }

    protected function tearDown(): void {
        if ($this->server) {
            $this->server->stop();
        }
        parent::tearDown();
    }

    private function put(int $number, array $with = []): void {
        for ($i = 1; $i <= $number; $i++) {
            $event = $this->event($with + ['savedmessageid' => $this->run + $i]);
            $key = \message_appcrue\local\envelope::key($event);
            $payload = \message_appcrue\local\envelope::json($event, $key, 'contract-est1', null, time());
            outbox::add($key, 6001, $payload, time());
        }
    }

    public function test_messages_are_taken_once_and_known_the_second_time(): void {
        $this->put(3);
        $payloads = array_column($this->rows(), 'payload');
        self::assertSame(3, flush::run(5, 20));
        self::assertSame([], $this->rows());
        $answer = gateway::of(settings::current())->post_messages($payloads);
        self::assertSame(202, $answer->status);
        self::assertSame(['duplicate'], array_unique(array_column($answer->json()['results'], 'status')));
    }

    public function test_real_messages_of_every_kind_are_taken(): void {
        $number = 0;
        foreach (file(__DIR__ . '/../../../samples/moodle-events/campus.jsonl') as $line) {
            $message = json_decode($line, true);
            [$table, $id, $user] = explode(':', $message['key']);
            $message['key'] = $table . ':' . ($this->run + (int) $id) . ':' . $user;
            outbox::add($message['key'], 6001, json_encode($message), time());
            $number++;
        }
        self::assertSame($number, flush::run(5, 30));
        self::assertSame([], $this->rows(), 'none was refused');
    }

    public function test_messages_carried_from_the_old_tables_are_taken(): void {
        global $DB;
        \fakes\site::add_old_tables($DB);
        $DB->insert_record('message_appcrue_buffered', (object) ['id' => $this->run, 'hash' => 'a', 'subject' => '📢 Aviso',
            'body' => 'Texto', 'url' => '', 'created_at' => time() - 60]);
        $DB->insert_record('message_appcrue_recipients', (object) ['message_id' => $this->run, 'recipient_id' => 6001]);
        state::set(['carrying' => '0']);
        flush::run(5, 20);
        self::assertSame([], $this->rows());
        self::assertFalse($DB->get_manager()->table_exists('message_appcrue_buffered'));
    }

    public function test_a_message_without_alias_is_skipped_and_leaves(): void {
        $event = $this->event(['savedmessageid' => $this->run]);
        $key = \message_appcrue\local\envelope::key($event);
        $payload = \message_appcrue\local\envelope::json($event, $key, '', null, time());
        $answer = gateway::of(settings::current())->post_messages([$payload]);
        self::assertSame(['key' => $key, 'status' => 'skipped', 'reason' => 'no-alias'], $answer->json()['results'][0]);
    }

    public function test_a_message_of_strange_bytes_spoils_nothing(): void {
        $this->put(1, ['subject' => "caf\xe9 \u{202E} 👩‍👩‍👧", 'fullmessage' => "\0\x01 ]]> </script>"]);
        self::assertSame(1, flush::run(5, 20));
        self::assertSame([], $this->rows());
    }

    public function test_a_wrong_token_is_said_to_be_wrong(): void {
        $this->put(1);
        $this->connect(settings::current()->gateway_url(), 'wrong-token');
        self::assertSame(0, flush::run(5, 20));
        self::assertSame('token', state::get('problem'));
        self::assertCount(1, $this->rows());
        self::assertSame('gatewaytoken', test_push::to('est1')->outcome);
    }

    public function test_connecting_gives_the_sites_name(): void {
        connection::requested();
        flush::run(1, 20);
        self::assertNotSame('', state::get('site'), state::get('detail'));
        self::assertSame('', state::get('connect'));
    }

    public function test_a_test_push_has_an_outcome(): void {
        $test = test_push::to('est1');
        self::assertDoesNotMatchRegularExpression('/^gateway/', $test->outcome, $test->sentence());
    }

    public function test_a_link_opens_the_console(): void {
        $link = \message_appcrue\local\console_link::of_user($this->user());
        self::assertSame('', $link->problem);
        self::assertMatchesRegularExpression('~^https?://[^/]+/login/link\?code=[\w-]{20,}$~', $link->url);
    }

    public function test_a_person_is_exported_and_erased(): void {
        $this->put(1);
        flush::run(5, 20);
        $gateway = gateway::of(settings::current());
        $exported = $gateway->export_user(6001);
        self::assertSame(200, $exported->status, $exported->body);
        self::assertContains('n:' . ($this->run + 1) . ':6001', array_column($exported->json()['messages'], 'key'));
        self::assertSame(204, $gateway->erase_user(6001)->status);
        foreach ($gateway->export_user(6001)->json()['messages'] as $message) {
            self::assertSame([null, null, null], [$message['title'] ?? null, $message['alert'] ?? null, $message['link'] ?? null]);
        }
        self::assertSame(204, $gateway->erase_user(987654321)->status, 'erasing nobody is no error');
    }

    public function test_a_large_batch_goes_through(): void {
        for ($i = 1; $i <= 600; $i++) {
            $event = $this->event(['savedmessageid' => $this->run + $i, 'fullmessagehtml' => str_repeat('<p>ñandú</p>', 1500)]);
            $key = \message_appcrue\local\envelope::key($event);
            outbox::add($key, 6001, \message_appcrue\local\envelope::json($event, $key, 'contract-est1', null, time()), time());
        }
        self::assertSame(600, flush::run(5, 60));
        self::assertSame([], $this->rows());
    }

    public function test_nobody_at_the_address_is_said_to_be_nobody(): void {
        $this->put(1);
        $this->connect('http://127.0.0.1:9');
        self::assertSame(0, flush::run(5, 20));
        self::assertSame('unreachable', state::get('problem'));
    }
}
