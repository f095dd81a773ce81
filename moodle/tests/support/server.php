<?php
/** Starts the small gateway on a free port, and ends it. */

final class server {
    public $url;
    public $dir;
    private $process;

    public function __construct(string $dir, string $script = __DIR__ . '/../gateway/fake.php') {
        $this->dir = $dir;
        $socket = stream_socket_server('tcp://127.0.0.1:0');
        $address = stream_socket_get_name($socket, false);
        fclose($socket);
        $this->url = 'http://' . $address;
        $environment = ['FAKE_DIR' => $dir, 'PHP_CLI_SERVER_WORKERS' => '4', 'PATH' => getenv('PATH')];
        $null = ['file', '/dev/null', 'w'];
        $command = ['setsid', PHP_BINARY, '-S', $address, $script];
        $this->process = proc_open($command, [['file', '/dev/null', 'r'], $null, $null], $pipes, null, $environment);
        for ($try = 0; $try < 3000 && !@fsockopen('127.0.0.1', (int) substr(strrchr($address, ':'), 1)); $try++) {
            usleep(20000);
        }
        // The first request makes its tables.
        file_get_contents($this->url . '/', false, stream_context_create(['http' => ['ignore_errors' => true]]));
    }

    public function stop(): void {
        if ($this->process) {
            posix_kill(-proc_get_status($this->process)['pid'], SIGKILL);
            proc_close($this->process);
            $this->process = null;
        }
    }

    public function behave(string $mode): void {
        file_put_contents($this->dir . '/mode', $mode);
    }

    public function query(string $sql): array {
        $db = new PDO('sqlite:' . $this->dir . '/gateway.sqlite', null, null, [PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION]);
        $db->exec('PRAGMA busy_timeout = 10000');
        return $db->query($sql)->fetchAll(PDO::FETCH_ASSOC);
    }
}
