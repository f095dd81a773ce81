<?php
require_once __DIR__ . '/../support/moodle_site.php';

/**
 * The plugin inside the Moodle that MOODLE_DIR names. Use a Moodle for trying things out: these tests replace its
 * message/output/appcrue, change its settings and make users and courses.
 */
final class real_moodle_test extends \PHPUnit\Framework\TestCase {
    /** @var moodle_site */
    private static $moodle;

    /** @var server */
    private static $server;

    /** @var string */
    private static $dir;

    /** Settings of an old site. */
    private const OLD = ['enable_push' => '1', 'apikey' => 'OLD-KEY', 'appid' => 'OLD-APP', 'group_name' => 'Avisos', 'onlynewsforum' => '0',
        'match_user_by' => 'username', 'urlpattern' => '{siteurl}/go?u={relurl}&t=<token>', 'openinwebview' => '1', 'bufferedmode' => '1',
        'preserveundeliverable' => '0'];

    public static function setUpBeforeClass(): void {
        self::$moodle = new moodle_site(getenv('MOODLE_DIR'));
        self::$dir = sys_get_temp_dir() . '/appcrue-' . bin2hex(random_bytes(6));
        mkdir(self::$dir);
        self::$server = new server(self::$dir);
    }

    protected function tearDown(): void {
        self::$server->behave('');
    }

    public static function tearDownAfterClass(): void {
        self::$server->stop();
        self::$moodle->stop();
        exec('rm -rf ' . escapeshellarg(self::$dir));
    }

    private function uninstall(): void {
        self::$moodle->copy_plugin();
        self::$moodle->command('admin/cli/upgrade.php --non-interactive');
        self::$moodle->command('admin/cli/uninstall_plugins.php --plugins=message_appcrue --run');
    }

    private function got(string $like): array {
        $rows = self::$server->query('SELECT * FROM messages WHERE body LIKE ' . "'%" . $like . "%' ORDER BY rowid");
        return array_map(static fn($row) => json_decode($row['body'], true) + ['posts' => (int) $row['posts']], $rows);
    }

    private function text(): string {
        return 'texto-' . bin2hex(random_bytes(5));
    }

    public function test_1_it_installs_on_a_fresh_site(): void {
        $this->uninstall();
        self::$moodle->command('admin/cli/upgrade.php --non-interactive');
        $site = self::$moodle->act('look');
        self::assertSame(['message_appcrue_outbox', 'message_appcrue_state'], $site['tables']);
        self::assertSame(1, $site['processors']);
        self::assertSame([], $site['missing'], 'the database is as install.xml says');
        self::assertSame(['\message_appcrue\task\flush'], $site['tasks']);
        self::assertSame('username', $site['config']['match_user_by']);
        $strings = self::$moodle->act('strings');
        self::assertGreaterThan(80, min($strings));
    }

    public function test_2_it_upgrades_0_5_7_and_keeps_settings_preferences_and_waiting_rows(): void {
        $this->uninstall();
        self::$moodle->act('pretend_old', ['settings' => self::OLD]);
        self::$moodle->command('admin/cli/upgrade.php --non-interactive');
        $site = self::$moodle->act('look');
        self::assertSame(self::OLD, array_intersect_key(array_replace(self::OLD, $site['config']), self::OLD));
        self::assertSame('appcrue,popup', $site['preference']);
        self::assertContains('message_appcrue_buffered', $site['tables'], 'the old rows wait for the gateway');
        self::$moodle->flush_task();
        self::assertContains('message_appcrue_buffered', self::$moodle->act('look')['tables']);

        self::$moodle->act('settings', ['gatewayurl' => self::$server->url, 'token' => 'good-token']);
        $site = self::$moodle->act('look');
        self::assertSame('Campus', $site['state']['site'] ?? '', 'connected at the end of that process');
        self::assertSame(['message_appcrue_outbox', 'message_appcrue_state'], $site['tables']);
        self::assertSame([], $site['outbox']);
        $connect = self::$server->query("SELECT body FROM requests WHERE path = 'POST /api/v1/connect' ORDER BY id LIMIT 1")[0];
        self::assertSame(['app-id' => 'OLD-APP', 'creator-key' => 'OLD-KEY', 'group-name' => 'Avisos',
            'url-pattern' => '{siteurl}/go?u={relurl}&t=<token>', 'only-news-forum' => false, 'open-in-webview' => true, 'enabled' => true],
            json_decode($connect['body'], true)['settings']);
        $carried = $this->got('no hay clase');
        self::assertCount(2, $carried);
        self::assertStringEndsWith('/mod/forum/discuss.php?d=3', $carried[0]['contexturl']);
        self::assertSame('appcrue1', $carried[0]['userto']['alias']);
    }

    public function test_3_a_forum_post_reaches_the_gateway_by_cron(): void {
        self::$moodle->act('site_defaults');
        $subject = $this->text();
        self::$moodle->act('forum_post', ['type' => 'news', 'subject' => $subject, 'users' => ['appcrue1', 'appcrue2']]);
        self::$moodle->command('admin/cli/cron.php');
        $got = $this->got($subject);
        self::assertEqualsCanonicalizing(['appcrue1', 'appcrue2'], array_values(array_intersect(
            array_column(array_column($got, 'userto'), 'alias'), ['appcrue1', 'appcrue2'])));
        self::assertSame('news', $got[0]['forumtype']);
        self::assertStringContainsString('/mod/forum/discuss.php', $got[0]['contexturl']);
        self::assertSame([1], array_unique(array_column($got, 'posts')));
        self::assertSame([], self::$moodle->act('look')['outbox']);
    }

    public function test_4_a_profile_field_is_the_alias_in_cron(): void {
        self::$moodle->act('profile_field', ['user' => 'appcrue1', 'value' => 'phone-of-1']);
        self::$moodle->act('settings', ['match_user_by' => 'profile_field_pushname']);
        $subject = $this->text();
        self::$moodle->act('forum_post', ['type' => 'general', 'subject' => $subject, 'users' => ['appcrue1']]);
        // Cron alone would wait for the next minute.
        self::$moodle->command("admin/cli/scheduled_task.php --execute='\\mod_forum\\task\\cron_task'");
        self::$moodle->command('admin/cli/cron.php');
        self::$moodle->act('settings', ['match_user_by' => 'username']);
        $got = $this->got($subject);
        self::assertContains('phone-of-1', array_column(array_column($got, 'userto'), 'alias'));
        self::assertSame('general', $got[0]['forumtype']);
    }

    public function test_5_preferences_are_moodles_own(): void {
        $send = function (): int {
            $text = $this->text();
            self::$moodle->act('message', ['from' => 'appcrue1', 'to' => 'appcrue2', 'text' => $text]);
            return count($this->got($text));
        };
        self::$moodle->act('preference', ['user' => 'appcrue2', 'value' => null]);
        self::assertSame(1, $send(), 'on by the site');
        self::$moodle->act('preference', ['user' => 'appcrue2', 'value' => 'none']);
        self::assertSame(0, $send(), 'off by the user');
        self::$moodle->act('site_defaults', ['locked' => 1]);
        self::assertSame(1, $send(), 'forced by the site');
        self::$moodle->act('site_defaults', ['enabled' => '', 'locked' => 1]);
        self::assertSame(0, $send(), 'forbidden by the site');
        self::$moodle->act('site_defaults');
        self::$moodle->act('preference', ['user' => 'appcrue2', 'value' => 'appcrue']);
        self::assertSame(1, $send(), 'on by the user');
    }

    public function test_6_a_gateway_that_is_away_slows_nobody_and_gets_everything_later(): void {
        self::$server->behave('hang 30');
        $texts = [$this->text(), $this->text()];
        self::$server->behave('503 1');
        foreach ($texts as $text) {
            $sent = self::$moodle->act('message', ['from' => 'appcrue1', 'to' => 'appcrue2', 'text' => $text]);
            self::assertLessThan(2, $sent['seconds']);
        }
        self::assertCount(2, self::$moodle->act('look')['outbox']);
        self::assertSame('error', self::$moodle->act('checks')['gateway'][0]);
        self::$server->behave('');
        self::$moodle->act('sql', ['sql' => "UPDATE {message_appcrue_state} SET value = '0' WHERE name = 'restuntil'"]);
        self::$moodle->flush_task();
        foreach ($texts as $text) {
            self::assertCount(1, $this->got($text));
        }
        self::assertSame('ok', self::$moodle->act('checks')['gateway'][0]);
        self::assertSame(['cron', 'gateway', 'outbox', 'token'], array_map('strval', $this->sorted(array_keys(self::$moodle->act('checks')))));
    }

    private function sorted(array $values): array {
        sort($values);
        return $values;
    }

    public function test_7_the_test_push_is_honest(): void {
        self::$moodle->act('message', ['from' => 'ghost1', 'to' => 'appcrue2', 'text' => 'x']);
        self::assertSame('acceptedphones', self::$moodle->act('test_push', ['user' => 'appcrue1'])['outcome']);
        self::assertSame('notarget', self::$moodle->act('test_push', ['user' => 'ghost1'])['outcome']);
        self::assertSame('nouser', self::$moodle->act('test_push', ['user' => 'nobody-here'])['outcome']);
    }

    public function test_8_the_pages_work_and_a_personal_message_waits_for_nothing(): void {
        ['wwwroot' => $wwwroot, 'dirroot' => $dirroot] = self::$moodle->act('admin_password');
        self::$moodle->serve($wwwroot, $dirroot);
        $key = self::$moodle->log_in($wwwroot, 'appcrueadmin');

        $requests = static fn(): int => (int) self::$server->query('SELECT COUNT(*) AS n FROM requests')[0]['n'];
        $before = $requests();
        [$status, $page] = self::$moodle->request($wwwroot . '/admin/settings.php?section=messagesettingappcrue');
        self::assertSame(200, $status);
        self::assertStringContainsString('Campus', $page);
        self::assertStringContainsString('/message/output/appcrue/outbox.php', $page);
        self::assertStringNotContainsString('OLD-KEY', $page);
        self::assertSame($before, $requests(), 'opening the settings asks nothing');

        [, $page] = self::$moodle->request($wwwroot . '/report/status/index.php');
        self::assertStringContainsString('AppCrue: gateway', $page);
        [, $page] = self::$moodle->request($wwwroot . '/message/output/appcrue/test.php', ['username' => 'ghost1', 'sesskey' => $key,
            '_qf__message_appcrue_form_test_form' => 1, 'submitbutton' => 'Send']);
        self::assertStringContainsString('does not know this person', $page);

        self::$server->behave('reject REFUSE-ME');
        self::$moodle->act('message', ['from' => 'appcrue1', 'to' => 'appcrue2', 'text' => 'REFUSE-ME']);
        self::$server->behave('');
        [, $page] = self::$moodle->request($wwwroot . '/message/output/appcrue/outbox.php');
        self::assertStringContainsString('not-wanted', $page);
        self::assertStringNotContainsString('REFUSE-ME', $page, 'the report shows no texts');
        [$status] = self::$moodle->request($wwwroot . '/message/output/appcrue/outbox.php?action=retry');
        self::assertNotEmpty(self::$moodle->act('look')['outbox'], 'without a session key nothing is done');
        self::$moodle->request($wwwroot . '/message/output/appcrue/outbox.php?status=failed', ['action' => 'retry', 'sesskey' => $key]);
        self::$moodle->flush_task();
        self::assertCount(1, $this->got('REFUSE-ME'));

        $text = $this->text();
        $to = self::$moodle->act('look')['ids']['appcrue2'];
        $call = json_encode([['index' => 0, 'methodname' => 'core_message_send_instant_messages',
            'args' => ['messages' => [['touserid' => $to, 'text' => $text, 'textformat' => 0]]]]]);
        $service = "{$wwwroot}/lib/ajax/service.php?sesskey={$key}";
        self::$moodle->request($service, $call, ['Content-Type: application/json']);
        self::$server->behave('hang 6');
        [$status, $answer, $seconds] = self::$moodle->request($service, str_replace($text, $text . '-2', $call), ['Content-Type: application/json']);
        self::assertStringContainsString('"error":false', $answer);
        self::assertLessThan(5, $seconds, 'the sender does not wait for the gateway');
        for ($try = 0; $try < 100 && !$this->got($text . '-2'); $try++) {
            usleep(100000);
        }
        self::assertCount(1, $this->got($text . '-2'), 'but the gateway has it at once');
        self::$server->behave('');
        [$status] = self::$moodle->request($wwwroot . '/message/output/appcrue/outbox.php');
        self::assertSame(200, $status);
        self::$moodle->log_in($wwwroot, 'appcrue1');
        foreach (['outbox', 'test'] as $name) {
            [, $page] = self::$moodle->request("{$wwwroot}/message/output/appcrue/{$name}.php");
            self::assertStringContainsString('do not currently have permissions', $page);
        }
    }

    public function test_9_a_persons_data_is_exported_and_erased_here_and_at_the_gateway(): void {
        self::$moodle->act('message', ['from' => 'appcrue1', 'to' => 'appcrue2', 'text' => $this->text()]);
        $exported = self::$moodle->act('privacy', ['user' => 'appcrue2', 'do' => 'export']);
        self::assertGreaterThan(0, $exported['size']);
        $erased = self::$moodle->act('privacy', ['user' => 'appcrue2', 'do' => 'delete']);
        self::assertTrue($erased['compliant']);
        $id = self::$moodle->act('look')['ids']['appcrue2'];
        self::assertSame([$id], array_map('intval', $erased['users']));
        self::$moodle->command('admin/cli/adhoc_task.php --execute');
        self::assertCount(1, self::$server->query("SELECT 1 FROM requests WHERE path = 'DELETE /api/v1/users/{$id}'"));
        self::assertSame([], self::$server->query("SELECT 1 FROM messages WHERE userid = {$id}"));
    }
}
