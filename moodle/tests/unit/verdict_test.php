<?php
use message_appcrue\local\answer;
use message_appcrue\local\contact;
use message_appcrue\local\verdict;

final class verdict_test extends \PHPUnit\Framework\TestCase {
    /** @dataProvider answers */
    public function test_each_answer_has_its_meaning(int $status, string $body, string $kind, string $problem): void {
        $verdict = verdict::on_messages(new answer($status, $body));
        self::assertSame([$kind, $problem], [$verdict->kind, $verdict->problem]);
    }

    public function answers(): array {
        $coded = '{"code":"malformed","detail":"No."}';
        return [
            'results' => [202, '{"results":[{"key":"a","status":"queued"}]}', 'settled', ''],
            'no results' => [202, '{"results":[]}', 'wait', 'unreadable'],
            'results that are none' => [202, '{"results":[5]}', 'wait', 'unreadable'],
            'a page' => [202, '<html>', 'wait', 'unreadable'],
            'another success' => [200, '{"results":[{"key":"a","status":"queued"}]}', 'wait', 'unreadable'],
            'a redirect' => [307, '', 'wait', 'notgateway'],
            '400 of the gateway' => [400, $coded, 'split', ''],
            '400 of something else' => [400, '<html>', 'wait', 'notgateway'],
            '401' => [401, $coded, 'wait', 'token'],
            '403' => [403, '', 'wait', 'token'],
            '404' => [404, '<html>', 'wait', 'notgateway'],
            '413 of the gateway' => [413, $coded, 'split', ''],
            '413 of a proxy' => [413, '<html>', 'split', ''],
            '415' => [415, $coded, 'wait', 'refuses'],
            '404 of the gateway' => [404, $coded, 'wait', 'refuses'],
            '422' => [422, $coded, 'split', ''],
            '429' => [429, $coded, 'wait', 'busy'],
            '500' => [500, '', 'wait', 'server'],
            '502' => [502, '<html>', 'wait', 'server'],
            '503' => [503, $coded, 'wait', 'busy'],
            'nothing' => [0, '', 'wait', 'unreachable'],
        ];
    }

    /** @dataProvider retry_after */
    public function test_retry_after_is_read_in_both_forms_and_kept_within_bounds(string $value, ?int $seconds): void {
        $now = gmmktime(12, 0, 0, 11, 23, 2026);
        self::assertSame($seconds, (new answer(503, '', ['Retry-After' => $value]))->retry_after($now));
    }

    public function retry_after(): array {
        return [['7', 7], ['0', 1], ['999999', 3600], ['Mon, 23 Nov 2026 12:00:30 GMT', 30], ['Mon, 23 Nov 1998 12:00:30 GMT', 1],
            ['Mon, 23 Nov 2099 12:00:30 GMT', 3600], ['soon', null], ['-5', null], ['', null]];
    }

    public function test_waiting_grows_and_has_an_end(): void {
        self::assertSame(10, contact::wait(1, 1.0));
        self::assertSame(8, contact::wait(1, 0.0));
        self::assertSame(40, contact::wait(3, 1.0));
        self::assertSame(300, contact::wait(100, 1.0));
    }
}
