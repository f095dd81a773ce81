<?php
/** Moodle's classes in namespaces, as far as the plugin uses them. */

namespace fakes {
    /** What the fakes saw. */
    class record {
        public static $trace = [];
        public static $events = [];
        public static $tasks = [];
        public static $lastrun = 0;

        public static function forget(): void {
            self::$trace = self::$events = self::$tasks = [];
            self::$lastrun = 0;
        }
    }
}

namespace core\lock {
    /** Locks between processes, as the databases' own: gone with the process. */
    class lock_config {
        public static function get_lock_factory($type) {
            return new factory();
        }
    }

    class factory {
        public function get_lock($resource, $timeout, $life = 86400) {
            global $DB;
            $handle = fopen($DB->file() . '.lock', 'c');
            $until = microtime(true) + $timeout;
            while (!flock($handle, LOCK_EX | LOCK_NB)) {
                if (microtime(true) >= $until) {
                    return false;
                }
                usleep(10000);
            }
            return new lock($handle);
        }
    }

    class lock {
        private $handle;

        public function __construct($handle) {
            $this->handle = $handle;
        }

        public function release() {
            flock($this->handle, LOCK_UN);
            fclose($this->handle);
        }
    }
}

namespace core\event {
    abstract class base {
        const LEVEL_OTHER = 0;
        protected $data = [];
        public $other;
        public $userid = 2;

        public static function create(array $data) {
            $event = new static();
            $event->init();
            $event->other = $data['other'];
            return $event;
        }

        abstract protected function init();

        public function trigger() {
            \fakes\record::$events[] = $this;
        }
    }
}

namespace core\task {
    abstract class scheduled_task {
        abstract public function execute();

        public function get_disabled() {
            return false;
        }

        public function get_last_run_time() {
            return \fakes\record::$lastrun;
        }
    }

    abstract class adhoc_task {
        private $data;
        public $next;

        public function set_component($component) {
        }

        public function set_custom_data($data) {
            $this->data = json_decode(json_encode($data));
        }

        public function get_custom_data() {
            return $this->data;
        }

        public function set_next_run_time($time) {
            $this->next = $time;
        }
    }

    class manager {
        public static function queue_adhoc_task($task, $unique = false) {
            \fakes\record::$tasks[] = $task;
        }

        public static function get_scheduled_task($class) {
            $class = ltrim($class, '\\');
            return new $class();
        }
    }
}
