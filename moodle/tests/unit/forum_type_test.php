<?php
use message_appcrue\local\forum_type;

final class forum_type_test extends plugin_test {
    protected function setUp(): void {
        global $DB;
        parent::setUp();
        $DB->insert_record('forum', (object) ['id' => 4, 'type' => 'general']);
        $DB->insert_record('forum_discussions', (object) ['id' => 8, 'forum' => 4]);
    }

    public function test_other_components_have_none(): void {
        self::assertNull(forum_type::of($this->event(['customdata' => '{"instance":4}'])));
    }

    public function test_the_forum_is_known_from_the_custom_data(): void {
        self::assertSame('general', forum_type::of($this->event(['component' => 'mod_forum', 'customdata' => '{"instance":4}'])));
    }

    public function test_the_forum_is_known_from_the_link(): void {
        $url = 'https://campus.example.edu/mod/forum/discuss.php?d=8#p3';
        self::assertSame('general', forum_type::of($this->event(['component' => 'mod_forum', 'contexturl' => $url])));
    }

    public function test_a_deleted_forum_a_digest_and_broken_data_have_none(): void {
        self::assertNull(forum_type::of($this->event(['component' => 'mod_forum', 'customdata' => '{"instance":99}'])));
        self::assertNull(forum_type::of($this->event(['component' => 'mod_forum', 'contexturl' => null])));
        self::assertNull(forum_type::of($this->event(['component' => 'mod_forum', 'customdata' => '[', 'contexturl' => 'x'])));
    }
}
