<?php
use message_appcrue\local\flush;
use message_appcrue\local\outbox;
use message_appcrue\local\outbox_review;
use message_appcrue\local\state;

final class flush_test extends plugin_test {
    public function test_acknowledged_messages_leave_the_outbox(): void {
        foreach (['queued', 'duplicate', 'skipped'] as $status) {
            $this->fill(3);
            \curl::$script = [$this->all($status)];
            self::assertSame(3, flush::run(10, 10));
            self::assertSame([], $this->rows());
        }
    }

    public function test_the_request_is_the_contracts(): void {
        $this->fill(2);
        \curl::$script = [$this->all('queued')];
        flush::run(10, 10);
        [$method, $url, $body, $options, $headers, $settings] = \curl::$asked[0];
        self::assertSame(['POST', 'http://gateway.example/api/v1/messages'], [$method, $url]);
        self::assertContains('Authorization: Bearer good-token', $headers);
        self::assertContains('Content-Type: application/json', $headers);
        self::assertSame(['n:1:6001', 'n:2:6001'], array_column(json_decode($body, true)['messages'], 'key'));
        self::assertTrue($settings['ignoresecurity']);
        self::assertSame([1, 2, 0], [$options['CURLOPT_SSL_VERIFYPEER'], $options['CURLOPT_SSL_VERIFYHOST'], $options['CURLOPT_FOLLOWLOCATION']]);
        self::assertGreaterThan(0, $options['CURLOPT_CONNECTTIMEOUT']);
        self::assertGreaterThan(0, $options['CURLOPT_TIMEOUT']);
    }

    public function test_refused_messages_stay_with_the_reason_and_their_neighbours_leave(): void {
        $this->fill(3);
        \curl::$script = [[202, '{"results":[{"key":"n:3:6001","status":"queued"},{"key":"n:2:6001","status":"rejected","reason":"key-reused"},
            {"key":"n:1:6001","status":"duplicate"}]}']];
        flush::run(10, 10);
        $rows = $this->rows();
        self::assertCount(1, $rows);
        self::assertSame(['n:2:6001', outbox::FAILED, 'key-reused'], [$rows[0]->msgkey, $rows[0]->status, $rows[0]->reason]);
        self::assertSame(0, flush::run(10, 10), 'a refused message is not sent again');
    }

    public function test_messages_the_gateway_said_nothing_about_wait_longer_each_time(): void {
        $this->fill(2);
        \curl::$script = [[202, '{"results":[{"key":"n:1:6001","status":"queued"}]}']];
        flush::run(1, 10);
        $row = $this->rows()[0];
        self::assertSame(['n:2:6001', outbox::WAITING, 1], [$row->msgkey, $row->status, (int) $row->attempts]);
        self::assertGreaterThan(time() + 60, (int) $row->timenext);
    }

    public function test_messages_added_during_the_request_stay(): void {
        $this->fill(2);
        $answer = $this->all('queued');
        \curl::$script = [function (string $body) use ($answer): array {
            outbox::add('n:99:6002', 6002, '{"key":"n:99:6002"}', time());
            return $answer($body);
        }];
        flush::run(1, 10);
        self::assertSame(['n:99:6002'], array_column($this->rows(), 'msgkey'));
    }

    public function test_a_request_has_at_most_so_many_messages_and_bytes(): void {
        $this->fill(1);
        $payload = '{"key":"%s","x":"' . str_repeat('x', 100000) . '"}';
        for ($i = 2; $i <= 150; $i++) {
            outbox::add("n:{$i}:6001", 6001, sprintf($payload, "n:{$i}:6001"), time());
        }
        \curl::$script = array_fill(0, 10, $this->all('queued'));
        self::assertSame(150, flush::run(10, 10));
        self::assertGreaterThan(1, count(\curl::$asked));
        foreach (\curl::$asked as $asked) {
            self::assertLessThanOrEqual(8 * 1048576, strlen($asked[2]));
        }
        \curl::$asked = [];
        $this->fill(1300);
        flush::run(10, 10);
        self::assertSame([], $this->rows());
        foreach (\curl::$asked as $asked) {
            self::assertLessThanOrEqual(1000, count(json_decode($asked[2], true)['messages']));
        }
    }

    public function test_a_batch_that_is_too_large_is_halved_and_the_lone_culprit_kept(): void {
        $this->fill(8);
        $judge = function (string $body): array {
            $keys = array_column(json_decode($body, true)['messages'], 'key');
            return in_array('n:5:6001', $keys, true) ? $this->problem(413, 'too-large') : ($this->all('queued'))($body);
        };
        \curl::$script = array_fill(0, 20, $judge);
        self::assertSame(8, flush::run(10, 10));
        $rows = $this->rows();
        self::assertSame([['n:5:6001', outbox::FAILED]], [[$rows[0]->msgkey, $rows[0]->status]]);
        self::assertStringContainsString('too-large', $rows[0]->reason);
        self::assertCount(7, \curl::$asked);
    }

    public function test_a_gateway_that_refuses_everything_is_left_alone_before_all_messages_are_put_aside(): void {
        $this->fill(500);
        \curl::$script = array_fill(0, 2000, $this->problem(400, 'malformed'));
        flush::run(10, 10);
        self::assertLessThan(60, count(\curl::$asked));
        self::assertSame('refuses', state::get('problem'));
        self::assertSame(20, count(array_filter($this->rows(), static fn($row) => $row->status === outbox::FAILED)));
    }

    /** @dataProvider ways_to_be_away */
    public function test_a_gateway_that_is_away_keeps_everything_and_is_left_alone(array $answer, string $problem): void {
        global $DB;
        $this->fill(3);
        \curl::$script = [$answer];
        self::assertSame(0, flush::run(10, 10));
        self::assertCount(3, $this->rows());
        self::assertSame($problem, state::get('problem'));
        self::assertGreaterThan(time(), (int) state::get('restuntil'));
        $DB->statements = 0;
        self::assertSame(0, flush::run(10, 10), 'nobody is asked while it rests');
        self::assertLessThanOrEqual(2, $DB->statements);
        state::set(['restuntil' => time() - 1]);
        \curl::$script = [$this->all('queued')];
        self::assertSame(3, flush::run(10, 10));
        self::assertSame('', state::get('problem'));
        self::assertSame('', state::get('restuntil'));
    }

    public function ways_to_be_away(): array {
        return [
            'refused' => [[0, '', [], 'Connection refused'], 'unreachable'],
            'bad key' => [[401, '{"code":"token-unknown"}'], 'token'],
            'busy' => [[503, '{"code":"cannot-store"}', ['Retry-After' => '30']], 'busy'],
            'too many' => [[429, '{"code":"slow-down"}'], 'busy'],
            'failing' => [[500, 'oops'], 'server'],
            'a page' => [[202, '<html>'], 'unreadable'],
            'a redirect' => [[302, '', ['Location' => 'https://elsewhere.example/']], 'notgateway'],
        ];
    }

    public function test_retry_after_is_obeyed(): void {
        $this->fill(1);
        \curl::$script = [[503, '', ['Retry-After' => '1800']]];
        flush::run(10, 10);
        self::assertEqualsWithDelta(time() + 1800, (int) state::get('restuntil'), 2);
    }

    public function test_after_a_failure_the_rest_of_the_batches_is_not_tried(): void {
        $this->fill(1200);
        \curl::$script = [$this->all('queued'), [500, '']];
        self::assertSame(500, flush::run(10, 10));
        self::assertCount(2, \curl::$asked);
        self::assertCount(700, $this->rows());
    }

    /** @dataProvider people_who_left */
    public function test_people_who_left_in_the_meantime_get_nothing(string $change): void {
        global $DB;
        $this->fill(1);
        $this->fill(1, 6002);
        $DB->execute("UPDATE {user} SET {$change} WHERE id = 6001");
        \curl::$script = [$this->all('queued')];
        self::assertSame(2, flush::run(10, 10));
        self::assertSame(['n:1:6002'], array_column(json_decode(\curl::$asked[0][2], true)['messages'], 'key'));
        self::assertSame([], $this->rows());
    }

    public function people_who_left(): array {
        return [['deleted = 1'], ['suspended = 1'], ["auth = 'nologin'"], ['id = 9999']];
    }

    public function test_a_whole_batch_of_people_who_left_does_not_stop_those_behind(): void {
        global $DB;
        $this->fill(600);
        $this->fill(1, 6002);
        $DB->execute('UPDATE {user} SET deleted = 1 WHERE id = 6001');
        \curl::$script = [$this->all('queued')];
        self::assertSame(601, flush::run(10, 10));
    }

    public function test_old_messages_are_not_sent_and_are_deleted_by_the_task(): void {
        $this->fill(2, 6001, time() - 90000);
        $this->fill(1, 6002);
        \curl::$script = [$this->all('queued')];
        self::assertSame(1, flush::run(10, 10));
        self::assertCount(2, $this->rows());
        self::assertSame(2, outbox::expire(time(), time() - 86400));
        self::assertSame([], $this->rows());
    }

    public function test_refused_messages_are_kept_for_a_month_only(): void {
        global $DB;
        $this->fill(1);
        outbox::fail((int) $this->rows()[0]->id, 'x');
        outbox::expire(time(), time() - 86400);
        self::assertCount(1, $this->rows());
        $DB->execute('UPDATE {message_appcrue_outbox} SET timecreated = ' . (time() - 31 * 86400));
        outbox::expire(time(), time() - 86400);
        self::assertSame([], $this->rows());
    }

    public function test_a_refused_message_can_be_retried_or_thrown_away(): void {
        $this->fill(3);
        foreach ($this->rows() as $row) {
            outbox::fail((int) $row->id, 'not-wanted');
        }
        outbox_review::retry((int) $this->rows()[0]->id, time());
        outbox_review::discard(outbox::FAILED, (int) $this->rows()[1]->id);
        \curl::$script = [$this->all('queued')];
        self::assertSame(1, flush::run(10, 10));
        self::assertSame(['n:3:6001'], array_column($this->rows(), 'msgkey'));
        self::assertSame('not-wanted', $this->rows()[0]->reason);
    }

    public function test_nothing_is_sent_when_sending_is_off(): void {
        global $CFG;
        $this->fill(1);
        set_config('enable_push', '0', 'message_appcrue');
        self::assertSame(0, flush::run(10, 10));
        set_config('enable_push', '1', 'message_appcrue');
        $CFG->noemailever = true;
        self::assertSame(0, flush::run(10, 10));
        unset($CFG->noemailever);
        $this->connect('');
        self::assertSame(0, flush::run(10, 10));
        self::assertSame([], \curl::$asked);
    }

    public function test_only_one_flush_runs_at_a_time(): void {
        $this->fill(1);
        $lock = flush::lock(0);
        self::assertSame(0, flush::run(10, 10));
        self::assertSame([], \curl::$asked);
        $lock->release();
        \curl::$script = [$this->all('queued')];
        self::assertSame(1, flush::run(10, 10));
    }

    public function test_the_lock_is_free_after_a_failure_in_the_middle(): void {
        $this->fill(1);
        \curl::$script = [];
        flush::run(10, 10); // Nobody expected this request: the fake throws.
        self::assertSame('unreachable', state::get('problem'));
        $lock = flush::lock(0);
        self::assertNotFalse($lock);
        $lock->release();
    }

    public function test_an_empty_outbox_costs_two_queries_and_no_network(): void {
        global $DB;
        $DB->statements = 0;
        self::assertSame(0, flush::run(10, 10));
        self::assertLessThanOrEqual(2, $DB->statements);
        self::assertSame([], \curl::$asked);
    }
}
