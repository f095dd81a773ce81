<?php
use message_appcrue\local\alias;

final class alias_test extends plugin_test {
    public function test_a_user_field_costs_no_query(): void {
        global $DB;
        $user = $this->user();
        $DB->statements = 0;
        self::assertSame('est1', alias::of($user, 'username'));
        self::assertSame(0, $DB->statements);
    }

    public function test_a_field_that_is_missing_from_the_record_is_read_once(): void {
        global $DB;
        $DB->execute("UPDATE {user} SET idnumber = ' 77Z ' WHERE id = 6001");
        $user = (object) ['id' => 6001];
        self::assertSame('77Z', alias::of($user, 'idnumber'));
        $DB->statements = 0;
        self::assertSame('77Z', alias::of($user, 'idnumber'));
        self::assertSame(0, $DB->statements);
    }

    public function test_a_profile_field_is_read_without_moodles_profile_library(): void {
        global $DB;
        $DB->insert_record('user_info_field', (object) ['id' => 3, 'shortname' => 'dni']);
        $DB->insert_record('user_info_data', (object) ['fieldid' => 3, 'userid' => 6001, 'data' => '12345678Z']);
        self::assertSame('12345678Z', alias::of($this->user(), 'profile_field_dni'));
        self::assertSame('', alias::of($this->user(6002), 'profile_field_dni'));
        self::assertSame('', alias::of($this->user(), 'profile_field_gone'));
    }

    public function test_a_field_that_does_not_exist_is_no_alias(): void {
        self::assertSame('', alias::of($this->user(), 'no_such_field'));
    }

    public function test_a_password_is_never_an_alias(): void {
        self::assertSame('', alias::of($this->user(), 'password'));
    }
}
