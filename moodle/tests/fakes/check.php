<?php
/** Moodle's status checks. */

namespace core\check;

abstract class check {
    abstract public function get_result(): result;

    public function get_action_link(): ?\action_link {
        return null;
    }
}

class result {
    const NA = 'na';
    const OK = 'ok';
    const INFO = 'info';
    const UNKNOWN = 'unknown';
    const WARNING = 'warning';
    const ERROR = 'error';
    const CRITICAL = 'critical';
    public $status;
    public $summary;
    public $details;

    public function __construct($status, $summary, $details = '') {
        $this->status = $status;
        $this->summary = $summary;
        $this->details = $details;
    }
}
