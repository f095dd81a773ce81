<?php
use message_appcrue\local\connection;
use message_appcrue\local\connection_status;
use message_appcrue\local\flush;
use message_appcrue\local\state;

final class connection_test extends plugin_test {
    private const WELCOME = [200, '{"site":"Campus","applied":["group-name"]}'];

    private function settings_sent(int $request): array {
        [, $url, $body] = \curl::$asked[$request];
        self::assertSame('http://gateway.example/api/v1/connect', $url);
        return json_decode($body, true)['settings'];
    }

    private function upgraded(): void {
        $old = ['appid' => 'APP', 'apikey' => 'KEY', 'group_name' => 'Avisos', 'onlynewsforum' => '0', 'openinwebview' => '1',
            'urlpattern' => '{siteurl}/x?u={relurl}', 'bufferedmode' => '1', 'enable_push' => '1'];
        foreach ($old as $name => $value) {
            set_config($name, $value, 'message_appcrue');
        }
    }

    public function test_the_first_connection_brings_the_old_settings(): void {
        $this->upgraded();
        connection::requested();
        self::assertSame([], \curl::$asked, 'nothing is asked while the page is made');
        \curl::$script = [self::WELCOME];
        flush::run(5, 5);
        self::assertSame(['app-id' => 'APP', 'creator-key' => 'KEY', 'group-name' => 'Avisos', 'url-pattern' => '{siteurl}/x?u={relurl}',
            'only-news-forum' => false, 'open-in-webview' => true, 'enabled' => true], $this->settings_sent(0));
        $body = json_decode(\curl::$asked[0][2], true);
        self::assertSame(['1.0.0', '4.5.5+'], [$body['plugin'], $body['moodle']]);
        self::assertSame('Campus', state::get('site'));
        self::assertSame('', state::get('connect'));
        self::assertInstanceOf(\message_appcrue\event\gateway_connected::class, \fakes\record::$events[0]);
        self::assertStringContainsString("'Campus'", \fakes\record::$events[0]->get_description());
    }

    public function test_a_new_token_does_not_overwrite_what_was_changed_at_the_gateway(): void {
        $this->upgraded();
        connection::requested();
        \curl::$script = [self::WELCOME, self::WELCOME, self::WELCOME];
        flush::run(5, 5);
        connection::requested();
        flush::run(5, 5);
        self::assertSame([], $this->settings_sent(1));
        self::assertStringContainsString('"settings":{}', \curl::$asked[1][2]);
        $this->connect('http://other.example');
        connection::requested();
        flush::run(5, 5);
        self::assertSame('APP', json_decode(\curl::$asked[2][2], true)['settings']['app-id']);
    }

    public function test_switching_pushing_off_and_on_is_told(): void {
        set_config('enable_push', '1', 'message_appcrue');
        connection::switched();
        \curl::$script = [self::WELCOME];
        flush::run(5, 5);
        self::assertSame(['enabled' => true], $this->settings_sent(0));
    }

    public function test_a_refused_token_is_shown_and_corrected_settings_are_tried_at_once(): void {
        $this->fill(1);
        connection::requested();
        \curl::$script = [$this->problem(401, 'token-unknown')];
        self::assertSame(0, flush::run(5, 5));
        self::assertStringContainsString(get_string('problem_token', 'message_appcrue'), connection_status::html());
        connection::requested();
        \curl::$script = [self::WELCOME, $this->all('queued')];
        self::assertSame(1, flush::run(5, 5));
        self::assertStringContainsString('Campus', connection_status::html());
        self::assertStringNotContainsString('good-token', connection_status::html());
    }

    public function test_an_answer_that_is_no_welcome_connects_nothing(): void {
        foreach ([[200, '<html>'], [200, '{}'], [404, ''], [200, '{"site":5}'], [503, '']] as $answer) {
            connection::requested();
            \curl::$script = [$answer];
            flush::run(5, 5);
            self::assertNotSame('', state::get('connect'));
            self::assertNotSame('', state::get('problem'));
        }
    }

    public function test_a_setting_that_the_gateway_cannot_take_is_shown_and_keeps_no_message_back(): void {
        $this->fill(1);
        connection::requested();
        \curl::$script = [[400, '{"code":"invalid-setting","detail":"url-pattern is too long."}'], $this->all('queued')];
        self::assertSame(1, flush::run(5, 5));
        self::assertStringContainsString('url-pattern is too long.', connection_status::html());
        self::assertSame(0, flush::run(5, 5), 'it is not tried again by itself');
        connection::requested();
        \curl::$script = [[200, '{"site":"Campus","applied":[],"differs":["group-name"]}']];
        flush::run(5, 5);
        self::assertStringNotContainsString('too long', connection_status::html());
        self::assertStringContainsString('group-name', connection_status::html());
    }

    public function test_the_settings_page_asks_nothing_over_the_network(): void {
        connection_status::html();
        $this->connect('', '');
        self::assertStringContainsString(get_string('statusnotconfigured', 'message_appcrue'), connection_status::html());
        $this->upgraded();
        self::assertStringContainsString(get_string('statuswaiting', 'message_appcrue'), connection_status::html());
        self::assertSame([], \curl::$asked);
    }

    public function test_a_quiet_gateway_is_asked_now_and_then(): void {
        \curl::$script = [self::WELCOME];
        connection::keep_known();
        connection::keep_known();
        self::assertCount(1, \curl::$asked);
        self::assertSame([], $this->settings_sent(0));
        self::assertSame([], \fakes\record::$events, 'that is no event');
        state::set(['lastok' => time() - 1000]);
        \curl::$script = [[0, '', [], 'refused']];
        connection::keep_known();
        self::assertSame('unreachable', state::get('problem'));
        connection::keep_known();
        self::assertCount(2, \curl::$asked);
    }

    public function test_the_gateway_hears_of_an_upgrade_of_the_plugin(): void {
        \curl::$script = [self::WELCOME, self::WELCOME];
        connection::keep_known();
        state::set(['told' => '0.9.0']);
        connection::keep_known();
        connection::keep_known();
        self::assertCount(2, \curl::$asked);
    }

    public function test_a_gateway_that_refuses_the_release_is_not_asked_every_minute(): void {
        \curl::$script = [[400, '{"code":"malformed","detail":"no version"}']];
        connection::keep_known();
        connection::keep_known();
        self::assertCount(1, \curl::$asked);
        self::assertStringContainsString('no version', connection_status::html());
    }

    public function test_nothing_is_connected_without_an_address(): void {
        $this->connect('');
        connection::requested();
        self::assertSame('', state::get('connect'));
    }
}
