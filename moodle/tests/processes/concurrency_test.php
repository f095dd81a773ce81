<?php
use message_appcrue\local\flush;
use message_appcrue\local\outbox;
use message_appcrue\local\state;

/** Real processes on one site, a real server, and deaths in the middle. */
final class concurrency_test extends plugin_test {
    /** @var server */
    private $server;

    protected function setUp(): void {
        parent::setUp();
        \curl::$script = null;
        $this->server = new server($this->dir);
        $this->connect($this->server->url);
    }

    protected function tearDown(): void {
        $this->server->stop();
        parent::tearDown();
    }

    /** @return resource */
    private function start(float $seconds = 0) {
        global $DB;
        $null = ['file', '/dev/null', 'w'];
        $command = ['setsid', PHP_BINARY, __DIR__ . '/flush_once.php', $DB->file(), (string) $seconds];
        return proc_open($command, [['file', '/dev/null', 'r'], $null, $null], $pipes);
    }

    private function wait_until(callable $true): void {
        for ($try = 0; $try < 6000 && !$true(); $try++) {
            usleep(10000);
        }
        self::assertTrue($true());
    }

    private function posts(): array {
        return $this->server->query('SELECT COUNT(*) AS number, MAX(posts) AS most FROM messages')[0];
    }

    public function test_two_processes_send_everything_once_while_more_comes_in(): void {
        $this->fill(1500);
        $processes = [$this->start(1.5), $this->start(1.5)];
        for ($i = 1501; $i <= 2000; $i++) {
            outbox::add("n:{$i}:6001", 6001, '{"key":"n:' . $i . ':6001","userto":{"id":6001,"alias":"a"}}', time());
        }
        foreach ($processes as $process) {
            proc_close($process);
        }
        flush::run(10, 10);
        self::assertSame([], $this->rows());
        self::assertEquals(['number' => 2000, 'most' => 1], $this->posts());
    }

    public function test_kill_9_while_the_gateway_answers_loses_and_repeats_nothing(): void {
        $this->fill(700);
        $this->server->behave('hang 30');
        $process = $this->start();
        $this->wait_until(fn() => (int) $this->posts()['number'] === 500);
        posix_kill(-proc_get_status($process)['pid'], SIGKILL);
        proc_close($process);
        self::assertCount(700, $this->rows(), 'nothing is deleted before the answer');
        $this->server->behave('');
        self::assertSame(700, flush::run(10, 10), 'the lock died with the process');
        self::assertSame([], $this->rows());
        self::assertEquals(700, $this->posts()['number'], 'the gateway has each message once, however often it was posted');
    }

    public function test_kill_9_at_random_loses_and_repeats_nothing(): void {
        $this->fill(1500);
        for ($kill = 0; $kill < 8; $kill++) {
            $process = $this->start(5);
            usleep(random_int(20000, 180000));
            posix_kill(-proc_get_status($process)['pid'], SIGKILL);
            proc_close($process);
        }
        flush::run(20, 20);
        self::assertSame([], $this->rows());
        self::assertEquals(1500, $this->posts()['number']);
    }

    public function test_a_gateway_that_hangs_is_given_up_in_time(): void {
        $this->fill(1);
        $this->server->behave('hang 30');
        $before = microtime(true);
        self::assertSame(0, flush::run(1, 5, 1));
        self::assertLessThan(25, microtime(true) - $before);
        self::assertSame('unreachable', state::get('problem'));
        self::assertCount(1, $this->rows());
    }

    public function test_a_gateway_that_goes_and_comes_back_gets_everything(): void {
        $this->fill(50);
        $this->server->behave('503 1');
        self::assertSame(0, flush::run(5, 5));
        $this->server->behave('garbage');
        state::set(['restuntil' => null]);
        self::assertSame(0, flush::run(5, 5));
        $this->server->behave('partial');
        state::set(['restuntil' => null]);
        self::assertSame(25, flush::run(1, 5));
        self::assertCount(25, $this->rows(), 'those without a result stay');
        $this->server->behave('limit 20000');
        self::assertSame(0, flush::run(5, 5), 'they are not due yet');
        global $DB;
        $DB->execute('UPDATE {message_appcrue_outbox} SET timenext = 0');
        self::assertSame(25, flush::run(5, 5));
        self::assertEquals(50, $this->posts()['number']);
    }
}
