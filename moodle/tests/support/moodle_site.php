<?php
/** The Moodle that MOODLE_DIR names: its commands, our actions inside it, and its pages. */

final class moodle_site {
    public $dir;
    private $web;
    private $cookies;

    public function __construct(string $dir) {
        $this->dir = rtrim($dir, '/');
        $this->cookies = tempnam(sys_get_temp_dir(), 'appcrue');
    }

    /** Where plugins live: below public/ since Moodle 5.1. */
    public function plugin_dir(): string {
        $public = is_dir($this->dir . '/public/message/output') ? '/public' : '';
        return $this->dir . $public . '/message/output/appcrue';
    }

    /** Puts the plugin's files where the old ones were, as an administrator does with the zip. */
    public function copy_plugin(): void {
        exec('rm -rf ' . escapeshellarg($this->plugin_dir()) . ' && cp -R ' . escapeshellarg(dirname(__DIR__, 2) . '/appcrue') . ' '
            . escapeshellarg($this->plugin_dir()), $output, $code);
        \PHPUnit\Framework\Assert::assertSame(0, $code);
    }

    public function command(string $command): string {
        exec('cd ' . escapeshellarg($this->dir) . " && php {$command} 2>&1", $lines, $code);
        \PHPUnit\Framework\Assert::assertSame(0, $code, "{$command}\n" . implode("\n", $lines));
        return implode("\n", $lines);
    }

    public function act(string $action, array $with = []): array {
        $command = 'MOODLE_DIR=' . escapeshellarg($this->dir) . ' php ' . escapeshellarg(dirname(__DIR__) . '/moodle/inside.php') . " {$action} "
            . escapeshellarg(json_encode($with)) . ' 2>&1';
        exec($command, $lines, $code);
        $result = json_decode((string) end($lines), true);
        \PHPUnit\Framework\Assert::assertTrue($code === 0 && is_array($result), "{$action}\n" . implode("\n", $lines));
        return $result;
    }

    public function flush_task(): void {
        $this->command("admin/cli/scheduled_task.php --execute='\\message_appcrue\\task\\flush'");
    }

    /** Serves the site at its own address with PHP's built-in server, which behaves like mod_php, and logs in. */
    public function serve(string $wwwroot, string $dirroot): void {
        $address = parse_url($wwwroot, PHP_URL_HOST) . ':' . (parse_url($wwwroot, PHP_URL_PORT) ?: 80);
        $null = ['file', '/dev/null', 'w'];
        $this->web = proc_open(['setsid', PHP_BINARY, '-d', 'max_input_vars=5000', '-d', 'output_buffering=4096', '-S', $address, '-t', $dirroot],
            [['file', '/dev/null', 'r'], $null, $null], $pipes, null, ['PHP_CLI_SERVER_WORKERS' => '4', 'PATH' => getenv('PATH')]);
        for ($try = 0; $try < 3000 && !@fsockopen(parse_url($wwwroot, PHP_URL_HOST), parse_url($wwwroot, PHP_URL_PORT) ?: 80); $try++) {
            usleep(20000);
        }
    }

    public function stop(): void {
        if ($this->web) {
            posix_kill(-proc_get_status($this->web)['pid'], SIGKILL);
            proc_close($this->web);
            $this->web = null;
        }
        @unlink($this->cookies);
    }

    /** @return array [status, body, seconds until the whole answer was here] */
    public function request(string $url, $post = null, array $headers = []): array {
        $curl = curl_init($url);
        curl_setopt_array($curl, [CURLOPT_RETURNTRANSFER => true, CURLOPT_COOKIEJAR => $this->cookies, CURLOPT_COOKIEFILE => $this->cookies,
            CURLOPT_FOLLOWLOCATION => true, CURLOPT_HTTPHEADER => $headers, CURLOPT_TIMEOUT => 120]);
        if ($post !== null) {
            curl_setopt($curl, CURLOPT_POSTFIELDS, is_array($post) ? http_build_query($post) : $post);
        }
        $body = (string) curl_exec($curl);
        $result = [curl_getinfo($curl, CURLINFO_RESPONSE_CODE), $body, curl_getinfo($curl, CURLINFO_TOTAL_TIME)];
        curl_close($curl);
        return $result;
    }

    /** Logs in and returns the session key. */
    public function log_in(string $wwwroot, string $username): string {
        curl_close(curl_init());
        file_put_contents($this->cookies, '');
        [, $page] = $this->request($wwwroot . '/login/index.php');
        preg_match('/name="logintoken" value="([^"]+)"/', $page, $token);
        $this->request($wwwroot . '/login/index.php', ['username' => $username, 'password' => 'Pass.1234', 'logintoken' => $token[1] ?? '']);
        [, $page] = $this->request($wwwroot . '/user/preferences.php');
        preg_match('/"sesskey":"([^"]+)"/', $page, $key);
        \PHPUnit\Framework\Assert::assertNotEmpty($key, 'not logged in: ' . substr(strip_tags($page), 0, 500));
        return $key[1];
    }
}
