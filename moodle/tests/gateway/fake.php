<?php
/**
 * The gateway's intake contract in small, for PHP's built-in server:
 *
 *   FAKE_DIR=/tmp/x php -S 127.0.0.1:5080 fake.php
 *
 * Keeps what it got in FAKE_DIR/gateway.sqlite. The file FAKE_DIR/mode makes it misbehave; it holds one line:
 * a status with an optional Retry-After ("503 7"), "hang SECONDS" (stores, then waits before it answers), "garbage",
 * "partial" (leaves every second result out), "reject WORD" (rejects messages that contain the word), "limit BYTES" (413).
 * The token is "good-token".
 */

$dir = getenv('FAKE_DIR');
$db = new PDO('sqlite:' . $dir . '/gateway.sqlite', null, null, [PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION]);
$db->exec('PRAGMA busy_timeout = 10000');
$db->exec('PRAGMA synchronous = OFF');
$db->exec('CREATE TABLE IF NOT EXISTS messages (key TEXT PRIMARY KEY, userid INTEGER, body TEXT, posts INTEGER)');
$db->exec('CREATE TABLE IF NOT EXISTS requests (id INTEGER PRIMARY KEY, path TEXT, number INTEGER, body TEXT)');

function answer(int $status, $body, array $headers = []): void {
    http_response_code($status);
    header('Content-Type: ' . ($status >= 400 ? 'application/problem+json' : 'application/json'));
    array_map('header', $headers);
    echo is_string($body) ? $body : json_encode($body, JSON_INVALID_UTF8_SUBSTITUTE);
    exit;
}

function problem(int $status, string $code, array $headers = []): void {
    answer($status, ['status' => $status, 'code' => $code, 'detail' => "The fake says {$code}."], $headers);
}

$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
$method = $_SERVER['REQUEST_METHOD'];
$body = file_get_contents('php://input');
[$mode, $value] = explode(' ', trim((string) @file_get_contents($dir . '/mode')) . ' ', 2);
$value = trim($value);

if (($_SERVER['HTTP_AUTHORIZATION'] ?? '') !== 'Bearer good-token') {
    problem(401, 'token-unknown');
}
$data = json_decode($body, true);
$log = $db->prepare('INSERT INTO requests (path, number, body) VALUES (?, ?, ?)');
$log->execute([$method . ' ' . $path, count($data['messages'] ?? []), strlen($body) < 100000 ? $body : '']);

if (ctype_digit($mode)) {
    problem((int) $mode, 'as-told', $value === '' ? [] : ['Retry-After: ' . $value]);
}
if ($mode === 'garbage') {
    answer(202, '<html>Welcome to nginx</html>');
}
if ($path === '/api/v1/connect' && $method === 'POST') {
    answer(200, ['site' => 'Campus', 'applied' => array_keys($data['settings'])]);
}
if ($path === '/api/v1/console-link' && $method === 'POST') {
    answer(200, ['url' => 'https://gateway.example.edu/login/link?code=' . md5($data['name']), 'expiresIn' => 300]);
}
if ($path === '/api/v1/test-push' && $method === 'POST') {
    $alias = $data['userto']['alias'];
    $outcome = strpos($alias, 'ghost') === 0 ? 'no-target' : 'accepted';
    answer(200, ['outcome' => $outcome, 'reason' => 'So it is.', 'phones' => $outcome === 'accepted' ? 2 : null]);
}
if (preg_match('~^/api/v1/users/(\d+)$~', $path, $found)) {
    if ($method === 'DELETE') {
        $db->prepare('DELETE FROM messages WHERE userid = ?')->execute([$found[1]]);
        http_response_code(204);
        exit;
    }
    $rows = $db->prepare('SELECT key FROM messages WHERE userid = ?');
    $rows->execute([$found[1]]);
    answer(200, ['messages' => $rows->fetchAll(PDO::FETCH_ASSOC)]);
}
if ($path !== '/api/v1/messages' || $method !== 'POST') {
    problem(404, 'not-found');
}
if ($mode === 'limit' && strlen($body) > (int) $value) {
    problem(413, 'too-large');
}
if (strlen($body) > 8 * 1048576) {
    problem(413, 'too-large');
}
if (!is_array($data['messages'] ?? null) || !$data['messages'] || count($data['messages']) > 1000) {
    problem(400, 'malformed');
}
$results = [];
$db->beginTransaction();
$seen = $db->prepare('UPDATE messages SET posts = posts + 1 WHERE key = ?');
$new = $db->prepare('INSERT INTO messages (key, userid, body, posts) VALUES (?, ?, ?, 1)');
foreach ($data['messages'] as $message) {
    $result = ['key' => $message['key'], 'status' => 'queued'];
    $text = json_encode($message);
    $seen->execute([$message['key']]);
    if ($seen->rowCount()) {
        $result['status'] = 'duplicate';
    } else if (($message['userto']['alias'] ?? '') === '') {
        $result = ['key' => $message['key'], 'status' => 'skipped', 'reason' => 'no-alias'];
    } else if ($mode === 'reject' && strpos($text, $value) !== false) {
        $result = ['key' => $message['key'], 'status' => 'rejected', 'reason' => 'not-wanted'];
    } else {
        $new->execute([$message['key'], $message['userto']['id'], $text]);
    }
    $results[] = $result;
}
$db->commit();
if ($mode === 'hang') {
    usleep((int) ((float) $value * 1000000));
}
if ($mode === 'partial') {
    $results = array_filter($results, static fn($index) => $index % 2 === 0, ARRAY_FILTER_USE_KEY);
}
answer(202, ['results' => array_values($results)]);
