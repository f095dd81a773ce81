<?php
use message_appcrue\local\connection_status;
use message_appcrue\local\console_link;

final class console_link_test extends plugin_test {
    public function test_the_link_is_asked_for_by_name(): void {
        \curl::$script = [[200, '{"url":"https://gateway.example.edu/login/link?code=abc","expiresIn":300}']];
        $user = $this->user();
        $link = console_link::of_user($user);
        self::assertSame('https://gateway.example.edu/login/link?code=abc', $link->url);
        self::assertSame('', $link->problem);
        self::assertSame(['name' => fullname($user)], json_decode(\curl::$asked[0][2], true));
    }

    public function test_a_name_is_cut_and_cleaned(): void {
        \curl::$script = [[200, '{"url":"https://gateway.example.edu/x"}']];
        $user = $this->user();
        $user->fullname = $user->firstname = str_repeat('ñ', 150) . "\n";
        console_link::of_user($user);
        $name = json_decode(\curl::$asked[0][2], true)['name'];
        self::assertSame(100, mb_strlen($name));
        self::assertDoesNotMatchRegularExpression('/[[:cntrl:]]/u', $name);
    }

    /** @dataProvider refusals */
    public function test_without_a_link_it_says_why(array $answer, string $problem): void {
        \curl::$script = [$answer];
        $link = console_link::of_user($this->user());
        self::assertSame('', $link->url);
        self::assertSame($problem, $link->problem);
        self::assertNotSame('', get_string('problem_' . $problem, 'message_appcrue'));
    }

    public function refusals(): array {
        return [
            'away' => [[0, '', [], 'Connection refused'], 'unreachable'],
            'bad token' => [[401, '{}'], 'token'],
            'an older gateway, or another server' => [[404, '<html>'], 'notgateway'],
            'busy' => [[503, '{}'], 'busy'],
            'failing' => [[500, ''], 'server'],
            'refusing' => [[400, '{}'], 'refuses'],
            'no link in it' => [[200, '{}'], 'unreadable'],
            'no address' => [[200, '{"url":"javascript:alert(1)"}'], 'unreadable'],
        ];
    }

    public function test_the_settings_page_leads_there_when_there_is_a_gateway(): void {
        self::assertStringContainsString('console.php', connection_status::html());
        $this->connect('');
        self::assertStringNotContainsString('console.php', connection_status::html());
    }
}
