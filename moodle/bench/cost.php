<?php
/**
 * What the output adds to message_send(), old plugin and new side by side in one run.
 *
 *   php bench/cost.php NEW_MOODLE [OLD_MOODLE] [MESSAGES] [ROUNDS]
 *
 * NEW_MOODLE has this plugin, OLD_MOODLE the same Moodle with message_appcrue 0.5.7 (a copy of code and database). Both
 * are taken in turns, so that a busy machine disturbs all alike. The gateway and
 * TwinPush are not asked: 0.5.7 is measured in its buffered mode, the new plugin with an address where nobody answers for
 * "gateway down" and with the small gateway of the tests for "gateway up".
 */

if (($argv[1] ?? '') === 'inside') {
    define('CLI_SCRIPT', true);
    require($argv[2] . '/config.php');
    [, , , $mode, $number, $gateway] = $argv;
    \core\session\manager::set_user(get_admin());
    set_config('message_provider_moodle_instantmessage_enabled', $mode === 'none' ? '' : 'appcrue', 'message');
    set_config('appcrue_provider_moodle_instantmessage_locked', 0, 'message');
    foreach (['bufferedmode' => 1, 'appid' => 'A', 'apikey' => 'K', 'enable_push' => 1, 'onlynewsforum' => 1, 'match_user_by' => 'username',
        'gatewayurl' => $gateway, 'token' => 'good-token'] as $name => $value) {
        set_config($name, $value, 'message_appcrue');
    }
    $users = array_values($DB->get_records_select('user', "deleted = 0 AND username LIKE 'est%'", null, 'id'));
    // People without a preference of their own follow the site's setting above.
    $DB->delete_records('user_preferences', ['name' => 'message_provider_moodle_instantmessage_enabled']);
    $new = $DB->get_manager()->table_exists('message_appcrue_outbox');
    if ($new) {
        $DB->delete_records('message_appcrue_state');
    }
    $send = static function (int $i) use ($users): void {
        $message = new \core\message\message();
        $message->component = 'moodle';
        $message->name = 'instantmessage';
        $message->userfrom = clone $users[$i % 2];
        $message->userto = clone $users[2 + $i % (count($users) - 2)];
        $message->subject = 'x';
        $message->fullmessage = "¿Cuándo es la revisión del examen {$i}? " . bin2hex(random_bytes(4));
        $message->fullmessageformat = FORMAT_PLAIN;
        $message->fullmessagehtml = '';
        $message->smallmessage = $message->fullmessage;
        $message->notification = 0;
        $message->courseid = SITEID;
        message_send($message);
    };
    for ($i = 0; $i < 30; $i++) {
        $send($i);
    }
    $times = [];
    for ($i = 0; $i < $number; $i++) {
        $before = hrtime(true);
        $send($i);
        $times[] = (hrtime(true) - $before) / 1e6;
    }
    sort($times);
    $result = json_encode([$times[intdiv(count($times), 2)], array_sum($times) / count($times)]);
    // Without a gateway the rows would stay for the next round.
    if ($new && $mode !== 'up') {
        $DB->delete_records('message_appcrue_outbox');
    }
    if (!$new) {
        $DB->delete_records('message_appcrue_buffered');
        $DB->delete_records('message_appcrue_recipients');
    }
    echo "\n", $result, "\n";
    exit;
}

require __DIR__ . '/../tests/support/server.php';
[, $newdir, $olddir] = $argv + [1 => null, 2 => null];
if (!$newdir) {
    fwrite(STDERR, "usage: php bench/cost.php NEW_MOODLE [OLD_MOODLE] [MESSAGES] [ROUNDS]\n");
    exit(2);
}
$number = (int) ($argv[3] ?? 500);
$rounds = (int) ($argv[4] ?? 7);
$dir = sys_get_temp_dir() . '/appcrue-cost-' . bin2hex(random_bytes(4));
mkdir($dir);
$server = new server($dir);
$cases = [
    'no push output' => [$newdir, 'none', ''],
    'this plugin, gateway up (with its flushes)' => [$newdir, 'up', $server->url],
    'this plugin, gateway down' => [$newdir, 'down', 'http://127.0.0.1:9'],
];
if ($olddir) {
    $cases['no push output (old site)'] = [$olddir, 'none', ''];
    $cases['0.5.7, buffered mode'] = [$olddir, 'buffered', ''];
}
$times = [];
for ($round = 0; $round < $rounds; $round++) {
    foreach ($cases as $name => [$moodle, $mode, $gateway]) {
        $command = array_map('escapeshellarg', [PHP_BINARY, __FILE__, 'inside', $moodle, $mode, (string) $number, $gateway]);
        exec(implode(' ', $command), $lines, $code);
        if ($code !== 0 || !is_array(json_decode(end($lines)))) {
            fwrite(STDERR, implode("\n", array_slice($lines, -20)) . "\n");
            $server->stop();
            exit(1);
        }
        $times[$name][] = json_decode(end($lines));
    }
}
$server->stop();
array_map('unlink', glob($dir . '/*'));
rmdir($dir);
printf("%d messages a round, %d rounds, ms a message\n", $number, $rounds);
echo "the quietest round of each; typical: the median message; mean: all messages, with hand-overs\n\n";
printf("| %-44s | %7s | %7s | %7s | %7s |\n", 'what', 'typical', 'added', 'mean', 'added');
foreach ($cases as $name => [$moodle]) {
    $base = $times[$moodle === $newdir ? 'no push output' : 'no push output (old site)'];
    $typical = min(array_column($times[$name], 0));
    $mean = min(array_column($times[$name], 1));
    printf("| %-44s | %7.2f | %+7.2f | %7.2f | %+7.2f |\n", $name, $typical, $typical - min(array_column($base, 0)), $mean,
        $mean - min(array_column($base, 1)));
}
