<?php
/** Moodle's privacy API. */

namespace core_privacy\local\metadata {
    interface provider {
    }

    class collection {
        public $items = [];

        public function add_database_table($name, array $fields, $summary = '') {
            $this->items[$name] = $fields + ['' => $summary];
        }

        public function add_external_location_link($name, array $fields, $summary = '') {
            $this->items[$name] = $fields + ['' => $summary];
        }
    }
}

namespace core_privacy\local\request {
    interface core_userlist_provider {
    }

    class contextlist implements \Countable {
        public $userids = [];

        public function add_user_context(int $userid) {
            $this->userids[] = $userid;
        }

        public function count(): int {
            return count($this->userids);
        }
    }

    class approved_contextlist {
        private $user;
        private $contexts;

        public function __construct($user, array $contexts) {
            $this->user = $user;
            $this->contexts = $contexts;
        }

        public function get_user() {
            return $this->user;
        }

        public function get_contexts() {
            return $this->contexts;
        }
    }

    class userlist {
        public $ids = [];
        private $context;

        public function __construct($context, array $ids = []) {
            $this->context = $context;
            $this->ids = $ids;
        }

        public function get_context() {
            return $this->context;
        }

        public function add_user(int $id) {
            $this->ids[] = $id;
        }

        public function get_userids() {
            return $this->ids;
        }
    }

    class approved_userlist extends userlist {
    }

    class transform {
        public static function datetime($time) {
            return gmdate('c', (int) $time);
        }
    }

    class writer {
        public static $exported = [];

        public static function with_context($context) {
            return new self();
        }

        public function export_data(array $path, $data) {
            self::$exported[] = $data;
        }
    }
}

namespace core_privacy\local\request\plugin {
    interface provider {
    }
}
