<?php
use message_appcrue\local\envelope;

final class envelope_test extends plugin_test {
    /** @dataProvider real_messages */
    public function test_a_real_message_arrives_field_by_field_as_moodle_made_it(array $message): void {
        $event = (object) $message;
        $event->savedmessageid = (int) explode(':', $message['key'])[1];
        $event->userfrom = (object) $message['userfrom'];
        $event->userto = (object) ($message['userto'] + ['auth' => 'manual']);
        $event->customdata = $message['customdata'] === null ? null : json_encode($message['customdata']);
        self::assertSame($message['key'], envelope::key($event));
        $json = envelope::json($event, $message['key'], $message['userto']['alias'], $message['forumtype'] ?? null, 1795456999);
        $made = json_decode($json, true);
        $message['timecreated'] = $message['timecreated'] ?? 1795456999;
        foreach ($message as $field => $value) {
            self::assertEquals($value, $made[$field], $field);
        }
    }

    public function real_messages(): iterable {
        foreach (file(__DIR__ . '/../../../samples/moodle-events/campus.jsonl') as $line) {
            $message = json_decode($line, true);
            yield $message['key'] => [$message];
        }
    }

    private function made(array $with): array {
        $json = envelope::json($this->event($with), 'n:1:6001', 'est1', null, 5);
        $data = json_decode($json, true);
        self::assertIsArray($data, $json);
        return $data;
    }

    public function test_the_key_names_table_message_and_recipient(): void {
        self::assertSame('n:17025:6001', envelope::key($this->event()));
        self::assertSame('m:9:6001', envelope::key($this->event(['notification' => 0, 'savedmessageid' => 9])));
    }

    public function test_messages_without_an_id_get_keys_of_their_own(): void {
        $event = $this->event(['savedmessageid' => null]);
        self::assertNotSame(envelope::key($event), envelope::key($event));
    }

    public function test_a_moodle_url_arrives_unescaped(): void {
        $made = $this->made(['contexturl' => new moodle_url('https://campus.example.edu/a.php', ['b' => 1, 'c' => 2])]);
        self::assertSame('https://campus.example.edu/a.php?b=1&c=2', $made['contexturl']);
    }

    public function test_missing_fields_arrive_as_null(): void {
        $made = $this->made(['contexturl' => null, 'smallmessage' => null, 'fullmessagehtml' => null, 'customdata' => null]);
        foreach (['contexturl', 'smallmessage', 'fullmessagehtml', 'customdata', 'convid', 'conversationtype'] as $field) {
            self::assertNull($made[$field], $field);
        }
    }

    public function test_bytes_that_are_no_text_do_not_stop_a_message(): void {
        $made = $this->made(['subject' => "caf\xe9", 'fullmessage' => "a\x00b"]);
        self::assertSame("caf\u{FFFD}", $made['subject']);
        self::assertSame("a\0b", $made['fullmessage']);
    }

    public function test_the_stored_text_is_plain_ascii(): void {
        $json = envelope::json($this->event(['subject' => '¡Ñandú! 👋 日本']), 'n:1:6001', 'est1', null, 5);
        self::assertTrue(mb_check_encoding($json, 'ASCII'));
        self::assertSame('¡Ñandú! 👋 日本', json_decode($json)->subject);
    }

    public function test_a_huge_message_is_shortened_instead_of_lost(): void {
        $image = '<img src="data:image/png;base64,' . str_repeat('QUJD', 500000) . '">';
        $made = $this->made(['fullmessage' => '', 'fullmessagehtml' => $image . '<p>Lo importante</p>']);
        self::assertStringContainsString('Lo importante', $made['fullmessagehtml']);
        $json = envelope::json($this->event(['fullmessage' => str_repeat('ñ', 300000)]), 'n:1:6001', 'est1', null, 5);
        self::assertLessThan(131072, strlen($json));
        self::assertStringStartsWith('ññññ', json_decode($json)->fullmessage);
    }

    public function test_the_key_that_opens_files_never_leaves(): void {
        $data = ['tokenpluginfile' => 'SECRET1', 'a' => ['sesskey' => 'SECRET2', 'x' => 'https://c/tokenpluginfile.php/SECRET3/5/a.png']];
        $html = '<img src="https://c/tokenpluginfile.php/SECRET4/14/mod_forum/post/3/a.png">'
            . '<img src="https://c/tokenpluginfile.php?token=SECRET5&amp;file=%2F14%2Fa.png">'
            . '<a href="https://c/x.php?id=1&amp;sesskey=SECRET6">x</a>';
        $event = $this->event(['customdata' => json_encode($data), 'fullmessagehtml' => $html,
            'contexturl' => 'https://c/y.php?a=1&wstoken=SECRET7#z']);
        $json = envelope::json($event, 'n:1:6001', 'est1', null, 5);
        self::assertStringNotContainsString('SECRET', $json);
        $made = json_decode($json, true);
        self::assertSame(['a' => ['x' => 'https://c/pluginfile.php/5/a.png']], $made['customdata']);
        self::assertStringContainsString('https://c/pluginfile.php/14/mod_forum/post/3/a.png', $made['fullmessagehtml']);
        self::assertStringContainsString('https://c/pluginfile.php?file=%2F14%2Fa.png', $made['fullmessagehtml']);
        self::assertSame('https://c/y.php?a=1&wstoken=#z', $made['contexturl']);
    }

    public function test_words_about_tokens_are_left_alone(): void {
        $text = 'El token=abc de la práctica; mira tokenpluginfile y sesskey.';
        self::assertSame($text, $this->made(['fullmessage' => $text])['fullmessage']);
    }
}
