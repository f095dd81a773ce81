<?php
/** Moodle's database manager, making SQLite tables out of the plugin's own install.xml, and the core tables that it reads. */

namespace {
    class database_manager {
    }
}

namespace fakes {
    class manager extends \database_manager {
        private $db;

        public function __construct(database $db) {
            $this->db = $db;
        }

        public function table_exists($table) {
            return $this->db->get_columns(self::name($table)) !== [];
        }

        public function field_exists($table, $field) {
            return isset($this->db->get_columns(self::name($table))[$field]);
        }

        public function drop_table($table) {
            $this->db->execute('DROP TABLE ' . self::name($table));
        }

        public function install_one_table_from_xmldb_file($file, $name) {
            foreach (simplexml_load_file($file)->TABLES->TABLE as $table) {
                if ((string) $table['NAME'] === $name) {
                    $this->create($table);
                }
            }
        }

        private static function name($table): string {
            return $table instanceof \xmldb_table ? $table->getName() : $table;
        }

        private function create(\SimpleXMLElement $table): void {
            $types = ['int' => 'INTEGER', 'char' => 'TEXT', 'text' => 'TEXT'];
            $columns = [];
            foreach ($table->FIELDS->FIELD as $field) {
                $column = $field['NAME'] . ' ' . $types[(string) $field['TYPE']];
                $column .= (string) $field['SEQUENCE'] === 'true' ? ' PRIMARY KEY AUTOINCREMENT' : '';
                $column .= (string) $field['NOTNULL'] === 'true' ? ' NOT NULL' : '';
                $column .= isset($field['DEFAULT']) ? " DEFAULT '{$field['DEFAULT']}'" : '';
                if ((string) $field['TYPE'] === 'char') {
                    $column .= " CHECK (length({$field['NAME']}) <= {$field['LENGTH']})";
                }
                $columns[] = $column;
            }
            $this->db->execute("CREATE TABLE {$table['NAME']} (" . implode(', ', $columns) . ')');
            foreach ($table->INDEXES->INDEX as $index) {
                $unique = (string) $index['UNIQUE'] === 'true' ? 'UNIQUE' : '';
                $name = str_replace('-', '_', "{$table['NAME']}_{$index['NAME']}");
                $this->db->execute("CREATE {$unique} INDEX {$name} ON {$table['NAME']} ({$index['FIELDS']})");
            }
        }
    }

    /** A fresh site. */
    class site {
        public static function install(string $file): database {
            $db = new database($file);
            $db->execute('CREATE TABLE config (name TEXT PRIMARY KEY, value TEXT)');
            $db->execute("CREATE TABLE user (id INTEGER PRIMARY KEY, username TEXT, idnumber TEXT DEFAULT '', firstname TEXT DEFAULT '',
                lastname TEXT DEFAULT '', auth TEXT DEFAULT 'manual', suspended INTEGER DEFAULT 0, deleted INTEGER DEFAULT 0,
                lang TEXT DEFAULT 'es', timezone TEXT DEFAULT '99', password TEXT DEFAULT 'hash', mnethostid INTEGER DEFAULT 1)");
            $db->execute('CREATE TABLE user_info_field (id INTEGER PRIMARY KEY, shortname TEXT)');
            $db->execute('CREATE TABLE user_info_data (id INTEGER PRIMARY KEY, fieldid INTEGER, userid INTEGER, data TEXT)');
            $db->execute('CREATE TABLE forum (id INTEGER PRIMARY KEY, type TEXT)');
            $db->execute('CREATE TABLE forum_discussions (id INTEGER PRIMARY KEY, forum INTEGER)');
            foreach (['message_appcrue_outbox', 'message_appcrue_state'] as $table) {
                $db->get_manager()->install_one_table_from_xmldb_file(__DIR__ . '/../../appcrue/db/install.xml', $table);
            }
            return $db;
        }

        public static function add_old_tables(database $db, bool $withstatus = true): void {
            $status = $withstatus ? ', status INTEGER NOT NULL DEFAULT 0' : '';
            $db->execute("CREATE TABLE message_appcrue_buffered (id INTEGER PRIMARY KEY, hash TEXT UNIQUE, body TEXT, subject TEXT,
                url TEXT, created_at INTEGER{$status})");
            $db->execute('CREATE TABLE message_appcrue_recipients (id INTEGER PRIMARY KEY, message_id INTEGER, recipient_id INTEGER)');
        }
    }
}
