<?php
use message_appcrue\local\state;
use message_appcrue\observer;
use message_appcrue\task\flush;

final class task_test extends plugin_test {
    public function test_the_task_throws_away_what_is_too_old_and_sends_the_rest(): void {
        $this->fill(2, 6001, time() - 90000);
        $this->fill(3, 6002);
        \curl::$script = [$this->all('queued'), [200, '{"site":"Campus"}']];
        (new flush())->execute();
        self::assertSame([], $this->rows());
        self::assertSame('2', state::get('expired'));
        self::assertStringContainsString('3 messages left', implode(' ', \fakes\record::$trace));
        self::assertNotSame('', (new flush())->get_name());
    }

    public function test_a_long_command_hands_over_every_five_hundred_messages(): void {
        $this->fill(500);
        \curl::$script = [$this->all('queued')];
        for ($i = 1; $i < 500; $i++) {
            observer::message_sent();
        }
        self::assertSame([], \curl::$asked);
        observer::message_sent();
        self::assertCount(1, \curl::$asked);
        self::assertSame([], $this->rows());
    }
}
