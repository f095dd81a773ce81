<?php
/** Moodle's $DB over SQLite: the plugin's real SQL runs on a real database, also from several processes. */

namespace fakes;

class database {
    /** @var int statements since the start, to count what an operation costs */
    public $statements = 0;

    /** @var bool true makes every write fail */
    public $broken = false;
    private $file;
    private $pdo;

    public function __construct(string $file) {
        $this->file = $file;
        $this->pdo = new \PDO('sqlite:' . $file, null, null, [\PDO::ATTR_ERRMODE => \PDO::ERRMODE_EXCEPTION]);
        $this->pdo->exec('PRAGMA busy_timeout = 20000');
        $this->pdo->exec('PRAGMA journal_mode = WAL');
        $this->pdo->exec('PRAGMA synchronous = OFF');
    }

    public function file(): string {
        return $this->file;
    }

    public function config(): array {
        return $this->pdo->query('SELECT name, value FROM config')->fetchAll(\PDO::FETCH_KEY_PAIR);
    }

    public function set_config($name, $value): void {
        $this->pdo->prepare('REPLACE INTO config (name, value) VALUES (?, ?)')->execute([$name, $value]);
    }

    public function get_manager() {
        return new manager($this);
    }

    public function execute($sql, $params = []) {
        $this->run($sql, $params);
        return true;
    }

    public function insert_record($table, $record, $returnid = true) {
        $values = (array) $record;
        $names = implode(', ', array_keys($values));
        $this->run("INSERT INTO {{$table}} ({$names}) VALUES (" . self::marks($values) . ')', array_values($values));
        return $returnid ? (int) $this->pdo->lastInsertId() : true;
    }

    public function insert_records($table, $records) {
        foreach ($records as $record) {
            $this->insert_record($table, $record, false);
        }
    }

    public function update_record($table, $record) {
        $values = (array) $record;
        $id = $values['id'];
        unset($values['id']);
        $sets = implode(' = ?, ', array_keys($values)) . ' = ?';
        $this->run("UPDATE {{$table}} SET {$sets} WHERE id = ?", array_merge(array_values($values), [$id]));
    }

    public function set_field($table, $field, $value, $conditions) {
        [$where, $params] = self::where($conditions);
        $this->run("UPDATE {{$table}} SET {$field} = ? {$where}", array_merge([$value], $params));
    }

    public function get_records_sql($sql, $params = [], $from = 0, $limit = 0) {
        $rows = $this->run($sql . ($limit ? " LIMIT {$limit} OFFSET {$from}" : ''), $params)->fetchAll(\PDO::FETCH_OBJ);
        return array_combine(array_map(static fn($row) => current((array) $row), $rows), $rows);
    }

    public function get_record_sql($sql, $params = []) {
        return $this->run($sql, $params)->fetch(\PDO::FETCH_OBJ);
    }

    public function get_field_sql($sql, $params = []) {
        return $this->run($sql, $params)->fetchColumn();
    }

    public function get_records($table, $conditions = null, $sort = '', $fields = '*', $from = 0, $limit = 0) {
        [$where, $params] = self::where($conditions ?? []);
        return $this->get_records_sql("SELECT {$fields} FROM {{$table}} {$where} " . self::sort($sort), $params, $from, $limit);
    }

    public function get_record($table, $conditions) {
        $found = $this->get_records($table, $conditions);
        return reset($found);
    }

    public function get_field($table, $field, $conditions) {
        [$where, $params] = self::where($conditions);
        return $this->get_field_sql("SELECT {$field} FROM {{$table}} {$where}", $params);
    }

    public function get_records_list($table, $field, $values) {
        return $values ? $this->get_records_sql("SELECT * FROM {{$table}} WHERE {$field} IN (" . self::marks($values) . ')', array_values($values)) : [];
    }

    public function get_records_menu($table, $conditions = null, $sort = '', $fields = '*') {
        [$where, $params] = self::where($conditions ?? []);
        return $this->run("SELECT {$fields} FROM {{$table}} {$where}", $params)->fetchAll(\PDO::FETCH_KEY_PAIR);
    }

    public function get_records_select_menu($table, $select, $params = [], $sort = '', $fields = '*') {
        return $this->run("SELECT {$fields} FROM {{$table}} WHERE {$select}", $params)->fetchAll(\PDO::FETCH_KEY_PAIR);
    }

    public function get_in_or_equal($values) {
        return ['IN (' . self::marks($values) . ')', array_values($values)];
    }

    public function record_exists($table, $conditions) {
        return (bool) $this->get_records($table, $conditions, '', '*', 0, 1);
    }

    public function record_exists_select($table, $select, $params = []) {
        return (bool) $this->get_records_sql("SELECT * FROM {{$table}} WHERE {$select}", $params, 0, 1);
    }

    public function count_records($table, $conditions = []) {
        return count($this->get_records($table, $conditions));
    }

    public function count_records_select($table, $select, $params = []) {
        return (int) $this->get_field_sql("SELECT COUNT(1) FROM {{$table}} WHERE {$select}", $params);
    }

    public function delete_records($table, $conditions = []) {
        [$where, $params] = self::where($conditions);
        $this->run("DELETE FROM {{$table}} {$where}", $params);
    }

    public function delete_records_select($table, $select, $params = []) {
        $this->run("DELETE FROM {{$table}} WHERE {$select}", $params);
    }

    public function delete_records_list($table, $field, $values) {
        if ($values) {
            $this->run("DELETE FROM {{$table}} WHERE {$field} IN (" . self::marks($values) . ')', array_values($values));
        }
    }

    public function get_columns($table) {
        return array_flip($this->run("SELECT name FROM pragma_table_info('{$table}')", [])->fetchAll(\PDO::FETCH_COLUMN));
    }

    public function start_delegated_transaction() {
        $this->pdo->beginTransaction();
        return new class ($this->pdo) {
            private $pdo;

            public function __construct($pdo) {
                $this->pdo = $pdo;
            }

            public function allow_commit() {
                $this->pdo->commit();
            }
        };
    }

    private function run(string $sql, array $params) {
        $this->statements++;
        $sql = preg_replace('/\{(\w+)\}/', '$1', $sql);
        try {
            if ($this->broken && !preg_match('/^\s*SELECT/i', $sql)) {
                throw new \PDOException('the disk is on fire');
            }
            $statement = $this->pdo->prepare($sql);
            $statement->execute($params);
            return $statement;
        } catch (\PDOException $e) {
            throw new \dml_write_exception('dmlwriteexception', $e->getMessage() . json_encode($params));
        }
    }

    private static function where(array $conditions): array {
        $parts = array_map(static fn($name) => "{$name} = ?", array_keys($conditions));
        return [$parts ? 'WHERE ' . implode(' AND ', $parts) : '', array_values($conditions)];
    }

    private static function sort(string $sort): string {
        return $sort === '' ? '' : "ORDER BY {$sort}";
    }

    private static function marks(array $values): string {
        return implode(', ', array_fill(0, count($values), '?'));
    }
}
