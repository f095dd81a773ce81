<?php
use core\check\result;
use message_appcrue\local\outbox;
use message_appcrue\local\state;

require_once __DIR__ . '/../../appcrue/lib.php';

final class check_test extends plugin_test {
    private function statuses(): array {
        $found = [];
        foreach (message_appcrue_status_checks() as $check) {
            $found[substr(strrchr(get_class($check), '\\'), 1)] = $check->get_result()->status;
            self::assertNotNull($check->get_action_link());
        }
        self::assertSame([], \curl::$asked, 'the status page asks nothing over the network');
        return $found;
    }

    public function test_a_new_site_has_nothing_to_complain_about(): void {
        $this->connect('');
        self::assertSame(['gateway' => result::NA, 'token' => result::NA, 'outbox' => result::OK, 'cron' => result::WARNING], $this->statuses());
    }

    public function test_a_healthy_site(): void {
        state::set(['lastok' => time()]);
        \fakes\record::$lastrun = time() - 30;
        $this->fill(1);
        self::assertSame(['gateway' => result::OK, 'token' => result::OK, 'outbox' => result::OK, 'cron' => result::OK], $this->statuses());
    }

    public function test_a_gateway_that_is_away_and_one_that_refuses_the_token_are_different(): void {
        state::set(['lastok' => time() - 100, 'problem' => 'unreachable', 'failures' => 1]);
        self::assertSame([result::ERROR, result::OK], array_values(array_slice($this->statuses(), 0, 2)));
        state::set(['problem' => 'token']);
        self::assertSame([result::OK, result::CRITICAL], array_values(array_slice($this->statuses(), 0, 2)));
    }

    public function test_old_refused_and_expired_messages_are_seen(): void {
        $this->fill(1, 6001, time() - 700);
        self::assertSame(result::WARNING, $this->statuses()['outbox']);
        $this->fill(1, 6002, time() - 4000);
        self::assertSame(result::ERROR, $this->statuses()['outbox']);
        foreach ($this->rows() as $row) {
            outbox::fail((int) $row->id, 'x');
        }
        self::assertSame(result::WARNING, $this->statuses()['outbox']);
        state::set(['expired' => 4, 'lastexpired' => time() - 100]);
        self::assertSame(result::ERROR, $this->statuses()['outbox']);
    }

    public function test_a_cron_that_stands_still_is_seen(): void {
        \fakes\record::$lastrun = time() - 3600;
        self::assertSame(result::ERROR, $this->statuses()['cron']);
    }
}
