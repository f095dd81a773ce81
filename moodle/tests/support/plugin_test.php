<?php
/** A fresh site for every test. */

use fakes\site;
use message_appcrue\local\alias;
use message_appcrue\local\envelope;
use message_appcrue\local\outbox;

abstract class plugin_test extends \PHPUnit\Framework\TestCase {
    /** @var string the test's own folder */
    protected $dir;

    protected function setUp(): void {
        global $DB, $CFG;
        $this->dir = sys_get_temp_dir() . '/appcrue-' . bin2hex(random_bytes(6));
        mkdir($this->dir);
        $DB = site::install($this->dir . '/site.sqlite');
        unset($CFG->noemailever);
        alias::forget();
        \cache::$kept = [];
        \fakes\record::forget();
        require_once $CFG->libdir . '/filelib.php';
        \curl::$script = [];
        \curl::$asked = [];
        $this->connect('http://gateway.example');
        foreach ([1, 2, 3] as $number) {
            $DB->insert_record('user', (object) ['id' => 6000 + $number, 'username' => "est{$number}", 'firstname' => "Ñ{$number}"]);
        }
    }

    protected function tearDown(): void {
        global $DB;
        $DB = null;
        array_map('unlink', glob($this->dir . '/*'));
        rmdir($this->dir);
    }

    protected function connect(string $url, string $token = 'good-token'): void {
        set_config('gatewayurl', $url, 'message_appcrue');
        set_config('token', $token, 'message_appcrue');
    }

    protected function user(int $id = 6001): \stdClass {
        global $DB;
        return $DB->get_record('user', ['id' => $id]);
    }

    protected function event(array $with = []): \stdClass {
        return (object) ($with + [
            'savedmessageid' => 17025,
            'component' => 'mod_assign',
            'name' => 'assign_notification',
            'subject' => 'Práctica 1',
            'fullmessage' => "Entrega\r\nmañana.",
            'fullmessageformat' => 2,
            'fullmessagehtml' => '<p>Entrega mañana.</p>',
            'smallmessage' => null,
            'notification' => 1,
            'contexturl' => 'https://campus.example.edu/mod/assign/view.php?id=7',
            'userfrom' => (object) ['id' => 6003, 'firstname' => 'María', 'lastname' => 'Ibáñez'],
            'userto' => $this->user(),
        ]);
    }

    /** Puts messages into the outbox, as send_message() does. */
    protected function fill(int $number, int $userid = 6001, ?int $time = null): void {
        $user = $this->user($userid);
        for ($i = 1; $i <= $number; $i++) {
            $event = $this->event(['savedmessageid' => $i, 'userto' => $user]);
            $key = envelope::key($event);
            outbox::add($key, $userid, envelope::json($event, $key, 'est1', null, time()), $time ?? time());
        }
    }

    /** The gateway's answer that gives every message of the request the same status. */
    protected function all(string $status, string $reason = ''): callable {
        return static function (string $body) use ($status, $reason): array {
            $results = [];
            foreach (json_decode($body, true)['messages'] as $message) {
                $results[] = ['key' => $message['key'], 'status' => $status] + ($reason === '' ? [] : ['reason' => $reason]);
            }
            return [202, json_encode(['results' => $results])];
        };
    }

    protected function problem(int $status, string $code): array {
        return [$status, json_encode(['code' => $code, 'detail' => 'Because.'])];
    }

    protected function rows(): array {
        global $DB;
        return array_values($DB->get_records('message_appcrue_outbox', [], 'id'));
    }
}
