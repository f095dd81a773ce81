<?php
/** Moodle's global classes, as far as the plugin uses them. */

class moodle_exception extends Exception {
    public $errorcode;

    public function __construct($errorcode, $message = '') {
        $this->errorcode = $errorcode;
        parent::__construct($message ?: $errorcode);
    }
}

class dml_write_exception extends moodle_exception {
}

class core_text {
    public static function substr($text, $start, $length = null) {
        return mb_substr((string) $text, $start, $length, 'UTF-8');
    }

    public static function strtolower($text) {
        return mb_strtolower((string) $text, 'UTF-8');
    }
}

class core_date {
    public static function get_user_timezone($user) {
        return empty($user->timezone) || (string) $user->timezone === '99' ? 'Europe/Madrid' : $user->timezone;
    }
}

class moodle_url {
    private $url;
    private $params;

    public function __construct($url, $params = []) {
        $this->url = $url;
        $this->params = $params;
    }

    public function out($escaped = true) {
        return $this->url . ($this->params ? '?' . http_build_query($this->params, '', $escaped ? '&amp;' : '&') : '');
    }

    public function __toString() {
        return $this->out(true);
    }
}

class action_link {
    public $url;
    public $text;

    public function __construct($url, $text) {
        $this->url = $url;
        $this->text = $text;
    }
}

class html_writer {
    public static function div($text) {
        return "<div>{$text}</div>";
    }

    public static function link($url, $text, $attributes = []) {
        return "<a href=\"{$url}\">{$text}</a>";
    }

    public static function tag($tag, $text) {
        return "<{$tag}>{$text}</{$tag}>";
    }

    public static function alist($items) {
        return '<ul><li>' . implode('</li><li>', $items) . '</li></ul>';
    }
}

class cache {
    public static $kept = [];

    public static function make($component, $area) {
        return new self();
    }

    public function get($key) {
        return self::$kept[$key] ?? false;
    }

    public function set($key, $value) {
        self::$kept[$key] = $value;
        return true;
    }
}

class context {
    public $instanceid;
}

class context_system extends context {
    public static function instance() {
        return new self();
    }
}

class context_user extends context {
    public static function instance($id) {
        $context = new self();
        $context->instanceid = $id;
        return $context;
    }
}

class xmldb_table {
    private $name;

    public function __construct($name) {
        $this->name = $name;
    }

    public function getName() {
        return $this->name;
    }
}
