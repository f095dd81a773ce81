<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

namespace message_appcrue\local;

/**
 * Hands waiting messages to the gateway. One flush at a time for the whole site.
 *
 * Crash points, and what a crash there means:
 * 1. before the request: nothing happened, the rows wait;
 * 2. after the request and before the deletion: the rows are sent again and the gateway answers that it knows them;
 * 3. after the deletion: done.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */
final class flush {
    /** The lock's type and name. */
    public const LOCK = 'message_appcrue';

    /** Rows read and sent at once. */
    private const ROWS = 500;

    /** Seconds after which a lock that needs it is taken from a dead process. */
    private const LOCK_LIFE = 300;

    /** Lone messages refused in a row after which it is the gateway that is wrong, not the messages. */
    private const REFUSALS = 20;

    /** @var gateway */
    private $gateway;

    /** @var settings */
    private $settings;

    /** @var string[] what is remembered about the gateway */
    private $state;

    /** @var int Unix time after which no further batch is begun */
    private $until;

    /** @var bool true after an answer that forbids going on */
    private $stopped = false;

    /** @var int rows that are decided */
    private $decided = 0;

    /** @var int lone messages refused since the last batch that was taken */
    private $refusals = 0;

    /**
     * @param settings $settings
     * @param gateway $gateway
     * @param int $until
     */
    private function __construct(settings $settings, gateway $gateway, int $until) {
        $this->settings = $settings;
        $this->gateway = $gateway;
        $this->until = $until;
    }

    /**
     * Hands over what is waiting, unless somebody else does it, the gateway rests, or sending is off.
     *
     * @param int $batches at most so many batches
     * @param int $seconds begin no batch after so many seconds
     * @param int $timeout seconds for one request
     * @param int $patience seconds to wait for another flush, which may have looked before our message came
     * @return int messages that are decided: acknowledged, refused, or no longer wanted
     */
    public static function run(int $batches, int $seconds, int $timeout = 20, int $patience = 0): int {
        $settings = settings::current();
        $now = time();
        if (!$settings->has_gateway() || !$settings->may_send()) {
            return 0;
        }
        $state = state::all();
        $wanted = isset($state['connect']) || isset($state['carrying']) || outbox::has_due($now);
        if (!$wanted || contact::is_resting($state, $now)) {
            return 0;
        }
        $lock = self::lock($patience);
        if (!$lock) {
            return 0;
        }
        try {
            $flush = new self($settings, gateway::of($settings, $timeout), $now + $seconds);
            return $flush->hand_over($batches);
        } finally {
            $lock->release();
        }
    }

    /**
     * The lock under which messages are handed over.
     *
     * @param int $seconds how long to wait for it
     * @return \core\lock\lock|bool
     */
    public static function lock(int $seconds) {
        $factory = \core\lock\lock_config::get_lock_factory(self::LOCK);
        return $factory->get_lock('flush', $seconds, self::LOCK_LIFE);
    }

    /**
     * Batch after batch.
     *
     * @param int $batches
     * @return int
     */
    private function hand_over(int $batches): int {
        // Read again under the lock: whoever had it may have found the gateway away.
        $this->state = state::all();
        if (contact::is_resting($this->state, time())) {
            return 0;
        }
        if (isset($this->state['connect'])) {
            if (!connection::settle($this->settings, $this->gateway, $this->state)) {
                return 0;
            }
            $this->state = state::all();
        }
        for ($batch = 0; $batch < $batches && !$this->stopped && time() < $this->until; $batch++) {
            $carried = isset($this->state['carrying']) && carryover::step();
            $rows = outbox::due(self::ROWS, time(), $this->settings->oldest_wanted(time()));
            foreach (self::portions($this->still_wanted($rows)) as $portion) {
                $this->deliver($portion);
            }
            if (!$rows && !$carried) {
                break;
            }
        }
        if (isset($this->state['carrying']) && !$this->stopped) {
            carryover::finish();
        }
        return $this->decided;
    }

    /**
     * Drops the messages of people who left in the meantime.
     *
     * @param \stdClass[] $rows
     * @return \stdClass[]
     */
    private function still_wanted(array $rows): array {
        $gone = array_filter($rows, static function (\stdClass $row): bool {
            return !recipient::is_active($row);
        });
        if ($gone) {
            outbox::delete(array_keys($gone));
            $this->decided += count($gone);
        }
        return array_diff_key($rows, $gone);
    }

    /**
     * Cuts rows into requests of allowed size.
     *
     * @param \stdClass[] $rows
     * @return \stdClass[][]
     */
    private static function portions(array $rows): array {
        $portions = [];
        $bytes = gateway::MAX_BYTES;
        foreach ($rows as $row) {
            $size = strlen($row->payload) + 1;
            if ($bytes + $size > gateway::MAX_BYTES || count(end($portions)) >= gateway::MAX_MESSAGES) {
                $portions[] = [];
                $bytes = 0;
            }
            $portions[count($portions) - 1][] = $row;
            $bytes += $size;
        }
        return $portions;
    }

    /**
     * One request, and what follows from its answer.
     *
     * @param \stdClass[] $rows
     */
    private function deliver(array $rows): void {
        if ($this->stopped) {
            return;
        }
        $answer = $this->gateway->post_messages(array_column($rows, 'payload'));
        $verdict = verdict::on_messages($answer);
        if ($verdict->kind === verdict::WAIT) {
            $this->stopped = true;
            contact::failed($this->state, $verdict, $answer->retry_after(time()), time());
            return;
        }
        contact::succeeded($this->state, time());
        if ($verdict->kind === verdict::SETTLED) {
            $this->refusals = 0;
            $this->settle($rows, $verdict);
        } else if (count($rows) > 1) {
            foreach (array_chunk($rows, (int) ceil(count($rows) / 2)) as $half) {
                $this->deliver($half);
            }
        } else {
            outbox::fail((int) $rows[0]->id, $verdict->detail);
            $this->decided++;
            if (++$this->refusals >= self::REFUSALS) {
                $this->stopped = true;
                contact::failed($this->state, verdict::on_refusals($verdict), null, time());
            }
        }
    }

    /**
     * Message by message: gone when the gateway has it, kept when it refused it, later when it said nothing.
     *
     * @param \stdClass[] $rows
     * @param verdict $verdict
     */
    private function settle(array $rows, verdict $verdict): void {
        $acknowledged = [];
        foreach ($rows as $row) {
            [$status, $reason] = $verdict->results[$row->msgkey] ?? ['', ''];
            if (in_array($status, ['queued', 'duplicate', 'skipped'], true)) {
                $acknowledged[] = (int) $row->id;
            } else if ($status === 'rejected') {
                outbox::fail((int) $row->id, $reason === '' ? $status : $reason);
                $this->decided++;
            } else {
                outbox::postpone($row, time());
            }
        }
        if ($acknowledged) {
            outbox::delete($acknowledged);
            $this->decided += count($acknowledged);
        }
    }
}
