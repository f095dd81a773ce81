<?php
use message_appcrue\local\answer;
use message_appcrue\local\test_push;

final class test_push_test extends plugin_test {
    /** @dataProvider answers */
    public function test_it_says_what_really_happened(array $answer, bool $good, string $words): void {
        \curl::$script = [$answer];
        $test = test_push::to('EST1 ');
        self::assertSame($good, $test->good);
        self::assertStringContainsString($words, $test->sentence());
        self::assertSame('{"userto":{"id":6001,"alias":"est1"}}', \curl::$asked[0][2]);
    }

    public function answers(): array {
        $of = static function (string $outcome, $phones = null): array {
            return [200, json_encode(['outcome' => $outcome, 'reason' => 'Why <b>', 'phones' => $phones])];
        };
        return [
            'two phones' => [$of('accepted', 2), true, 'accepted for 2 phones'],
            'number not known' => [$of('accepted'), true, 'How many phones get it is not known'],
            'no phone' => [$of('accepted', 0), false, 'the app on no phone'],
            'unknown alias' => [$of('no-target'), false, 'does not know this person\'s alias'],
            'bad key' => [$of('misconfigured'), false, 'refuses the site\'s credentials'],
            'unavailable' => [$of('unavailable'), false, 'TwinPush is not available'],
            'not sent' => [$of('not-sent'), false, 'could not reach TwinPush. Why &lt;b&gt;'],
            'rejected' => [$of('rejected'), false, 'refused the push'],
            'unknown' => [$of('unknown'), false, 'was lost'],
            'an outcome of the future' => [$of('teleported'), false, 'could not be understood'],
            'gateway away' => [[0, '', [], 'Connection refused'], false, 'did not answer. Connection refused'],
            'bad token' => [[401, '{"code":"token-unknown"}'], false, 'does not accept the token'],
            'another server' => [[404, '<html>'], false, 'is not an AppCrueNotify gateway'],
            'failing' => [[500, ''], false, 'failed'],
            'busy' => [[503, ''], false, 'patience'],
        ];
    }

    public function test_what_is_known_without_asking_is_said_without_asking(): void {
        global $CFG, $DB;
        self::assertSame('nouser', test_push::to('nobody')->outcome);
        $DB->execute('UPDATE {user} SET suspended = 1 WHERE id = 6002');
        self::assertSame('inactive', test_push::to('est2')->outcome);
        set_config('match_user_by', 'idnumber', 'message_appcrue');
        $test = test_push::to('est1');
        self::assertSame('noalias', $test->outcome);
        self::assertStringContainsString('idnumber', $test->sentence());
        set_config('enable_push', '0', 'message_appcrue');
        self::assertSame('disabled', test_push::to('est1')->outcome);
        $CFG->noemailever = true;
        self::assertSame('noemailever', test_push::to('est1')->outcome);
        $this->connect('');
        self::assertSame('notconfigured', test_push::to('est1')->outcome);
        self::assertSame([], \curl::$asked);
    }

    public function test_every_outcome_has_a_sentence(): void {
        foreach ([0, 200, 302, 401, 429, 500] as $status) {
            self::assertNotSame('', test_push::of_answer(new answer($status))->sentence());
        }
    }
}
