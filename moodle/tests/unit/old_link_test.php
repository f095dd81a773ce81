<?php
use message_appcrue\local\old_link;

final class old_link_test extends plugin_test {
    /** @dataProvider links */
    public function test_the_pattern_is_undone(string $pattern, string $stored, ?string $original): void {
        self::assertSame($original, old_link::original($stored, $pattern));
    }

    public function links(): array {
        $typical = '{siteurl}/local/appcrue/autologin.php?urltogo={relurl}&fallback=continue&token=<appcrue_token>';
        $site = 'https://campus.example.edu';
        $page = '/mod/forum/discuss.php?d=3&parent=5';
        return [
            'typical' => [$typical, "{$site}/local/appcrue/autologin.php?urltogo=" . urlencode($page)
                . '&fallback=continue&token=<appcrue_token>', $site . $page],
            'absolute' => ['{siteurl}/go?u={url}', "{$site}/go?u=" . urlencode($site . $page), $site . $page],
            'no pattern' => ['', $site . $page, $site . $page],
            'no link' => [$typical, '', null],
            'another pattern' => [$typical, "{$site}/x?token=<token>", null],
            'another pattern without placeholder' => [$typical, "{$site}/x?y=1", "{$site}/x?y=1"],
            'a pattern without link' => ['{siteurl}/inbox', "{$site}/inbox", "{$site}/inbox"],
            'strange characters' => ['{siteurl}/~a.b(c)?u={url}', "{$site}/~a.b(c)?u=" . urlencode($site), $site],
        ];
    }
}
