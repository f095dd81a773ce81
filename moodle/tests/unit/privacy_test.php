<?php
use core_privacy\local\metadata\collection;
use core_privacy\local\request\approved_contextlist;
use core_privacy\local\request\approved_userlist;
use core_privacy\local\request\userlist;
use core_privacy\local\request\writer;
use message_appcrue\privacy\provider;
use message_appcrue\task\erase_user;

final class privacy_test extends plugin_test {
    private function contexts(int $userid): approved_contextlist {
        return new approved_contextlist($this->user($userid), [\context_user::instance($userid)]);
    }

    public function test_what_is_stored_and_where_it_goes_is_declared_in_words(): void {
        $collection = provider::get_metadata(new collection());
        self::assertSame(['message_appcrue_outbox', 'gateway'], array_keys($collection->items));
        foreach ($collection->items as $fields) {
            foreach ($fields as $string) {
                self::assertNotSame('', get_string($string, 'message_appcrue'));
            }
        }
    }

    public function test_everybody_on_a_connected_site_may_have_data_at_the_gateway(): void {
        self::assertSame([6001], provider::get_contexts_for_userid(6001)->userids);
        $this->connect('');
        self::assertSame([], provider::get_contexts_for_userid(6001)->userids);
        $this->fill(1);
        self::assertSame([6001], provider::get_contexts_for_userid(6001)->userids);
        $list = new userlist(\context_user::instance(6001));
        provider::get_users_in_context($list);
        self::assertSame([6001], $list->ids);
        $list = new userlist(\context_system::instance());
        provider::get_users_in_context($list);
        self::assertSame([], $list->ids);
    }

    public function test_the_export_has_the_outbox_and_the_gateway(): void {
        $this->fill(2);
        $this->fill(1, 6002);
        \curl::$script = [[200, '{"messages":[{"key":"n:1:6001","title":"Hola"}],"next":"77"}'],
            [200, '{"messages":[{"key":"n:2:6001","title":"Adiós"}],"next":null}']];
        writer::$exported = [];
        provider::export_user_data($this->contexts(6001));
        self::assertSame(['GET', 'http://gateway.example/api/v1/users/6001'], array_slice(\curl::$asked[0], 0, 2));
        $data = writer::$exported[0];
        self::assertCount(2, $data->outbox);
        self::assertSame(['Hola', 'Adiós'], array_column($data->gateway, 'title'));
        self::assertSame('http://gateway.example/api/v1/users/6001?cursor=77', \curl::$asked[1][1]);
        self::assertFalse(isset($data->incomplete));
    }

    public function test_an_export_without_the_gateway_says_so(): void {
        \curl::$script = [[0, '', [], 'refused']];
        writer::$exported = [];
        provider::export_user_data($this->contexts(6001));
        self::assertSame(get_string('privacy:gatewaynotasked', 'message_appcrue'), writer::$exported[0]->incomplete);
    }

    public function test_erasing_one_leaves_the_others_and_asks_the_gateway(): void {
        $this->fill(2);
        $this->fill(1, 6002);
        provider::delete_data_for_user($this->contexts(6001));
        self::assertSame(['6002'], array_map('strval', array_column($this->rows(), 'userid')));
        $this->assert_erased_at_gateway([6001]);
    }

    public function test_erasing_many(): void {
        foreach ([6001, 6002, 6003] as $id) {
            $this->fill(1, $id);
        }
        provider::delete_data_for_all_users_in_context(\context_user::instance(6001));
        provider::delete_data_for_users(new approved_userlist(\context_user::instance(6002), [6002]));
        provider::delete_data_for_users(new approved_userlist(\context_user::instance(6003), []));
        provider::delete_data_for_all_users_in_context(\context_system::instance());
        self::assertSame(['6003'], array_map('strval', array_column($this->rows(), 'userid')));
        $this->assert_erased_at_gateway([6001, 6002]);
    }

    public function test_a_gateway_that_is_away_is_asked_again(): void {
        erase_user::arrange(6001, time());
        \curl::$script = [[503, '']];
        array_shift(\fakes\record::$tasks)->execute();
        self::assertCount(1, \fakes\record::$tasks);
        self::assertGreaterThan(time(), \fakes\record::$tasks[0]->next);
    }

    public function test_no_message_overtakes_the_erasure(): void {
        $lock = \message_appcrue\local\flush::lock(0);
        erase_user::arrange(6001, time());
        $task = array_shift(\fakes\record::$tasks);
        $lock->release();
        $this->fill(1);
        \curl::$script = [[204, '']];
        $task->execute();
        self::assertSame([], $this->rows(), 'what came in between is deleted too');
        self::assertSame([], \fakes\record::$tasks);
    }

    private function assert_erased_at_gateway(array $ids): void {
        self::assertCount(count($ids), \fakes\record::$tasks);
        \curl::$script = array_fill(0, count($ids), [204, '']);
        foreach (\fakes\record::$tasks as $task) {
            $task->execute();
        }
        $urls = array_map(static fn($id) => "http://gateway.example/api/v1/users/{$id}", $ids);
        self::assertSame($urls, array_column(\curl::$asked, 1));
        self::assertSame(['DELETE'], array_unique(array_column(\curl::$asked, 0)));
    }
}
