<?php
/** The base class of Moodle's message outputs. */

abstract class message_output {
    abstract public function send_message($message);

    abstract public function config_form($preferences);

    abstract public function process_form($form, &$preferences);

    abstract public function load_data(&$preferences, $userid);
}
