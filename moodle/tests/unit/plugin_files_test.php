<?php
use PhpParser\Node;
use PhpParser\NodeFinder;
use PhpParser\ParserFactory;

require_once 'PhpParser/autoload.php';

/** What must be true of the plugin's files. */
final class plugin_files_test extends \PHPUnit\Framework\TestCase {
    private const PLUGIN = __DIR__ . '/../../appcrue/';

    /** Functions that PHP 7.4 does not have. */
    private const TOO_NEW = ['str_contains', 'str_starts_with', 'str_ends_with', 'get_debug_type', 'array_is_list', 'fdiv',
        'preg_last_error_msg', 'get_resource_id', 'json_validate', 'mb_str_pad', 'array_find', 'array_any', 'array_all'];

    public static function files(): array {
        $files = [];
        $all = new RecursiveIteratorIterator(new RecursiveDirectoryIterator(self::PLUGIN, FilesystemIterator::SKIP_DOTS));
        foreach ($all as $file) {
            if ($file->getExtension() === 'php') {
                $files[substr($file->getPathname(), strlen(self::PLUGIN))] = [$file->getPathname()];
            }
        }
        ksort($files);
        return $files;
    }

    /** @dataProvider files */
    public function test_a_file_runs_on_php_7_4(string $file): void {
        $nodes = (new ParserFactory())->create(ParserFactory::ONLY_PHP7)->parse(file_get_contents($file));
        $found = (new NodeFinder())->find($nodes, static function (Node $node): bool {
            $new = [Node\Expr\Match_::class, Node\Expr\NullsafeMethodCall::class, Node\Expr\NullsafePropertyFetch::class,
                Node\Stmt\Enum_::class, Node\UnionType::class, Node\IntersectionType::class, Node\Expr\Throw_::class,
                Node\AttributeGroup::class];
            if (in_array(get_class($node), $new, true)) {
                return true;
            }
            if ($node instanceof Node\Param) {
                return $node->flags !== 0 || ($node->type instanceof Node\Identifier && $node->type->name === 'mixed');
            }
            if ($node instanceof Node\FunctionLike && $node->getReturnType() instanceof Node\Identifier) {
                return in_array($node->getReturnType()->name, ['mixed', 'never', 'static'], true);
            }
            if ($node instanceof Node\Stmt\Catch_) {
                return $node->var === null;
            }
            if ($node instanceof Node\Arg) {
                return $node->name !== null;
            }
            return $node instanceof Node\Expr\FuncCall && $node->name instanceof Node\Name
                && in_array($node->name->toLowerString(), self::TOO_NEW, true);
        });
        self::assertSame([], array_map(static fn($node) => get_class($node) . ' line ' . $node->getLine(), $found));
        self::assertDoesNotMatchRegularExpression('/function [\w]*\([^)]*,\s*\)/', file_get_contents($file), 'a comma after the last parameter');
    }

    /** @dataProvider files */
    public function test_a_file_has_licence_package_and_copyright(string $file): void {
        $text = file_get_contents($file);
        foreach (['GNU General Public License', '@package   message_appcrue', '@copyright 2026 AppCrueNotify contributors', '@license'] as $mark) {
            self::assertStringContainsString($mark, $text);
        }
        self::assertStringStartsWith("<?php\n// This file", $text);
        self::assertLessThanOrEqual(250, count(file($file)));
    }

    /** @dataProvider files */
    public function test_a_file_follows_moodles_habits(string $file): void {
        $text = file_get_contents($file);
        self::assertDoesNotMatchRegularExpression('/\$_(GET|POST|REQUEST|SERVER|COOKIE|FILES|SESSION)\b/', $text);
        self::assertDoesNotMatchRegularExpression('/\b(print_r|var_dump|eval|unserialize|die\(|extract)\(/', $text);
        self::assertStringNotContainsString("\t", $text);
        if (strpos($file, '/lang/') === false) {
            foreach (file($file) as $number => $line) {
                self::assertLessThanOrEqual(140, mb_strlen(rtrim($line, "\n")), 'line ' . ($number + 1));
            }
        }
    }

    public function test_all_languages_have_all_texts_with_the_same_placeholders(): void {
        $read = static function (string $language): array {
            $string = [];
            require self::PLUGIN . "lang/{$language}/message_appcrue.php";
            return $string;
        };
        $english = $read('en');
        self::assertGreaterThan(80, count($english));
        foreach (['es', 'ca', 'gl', 'eu'] as $language) {
            $texts = $read($language);
            self::assertSame(array_keys($english), array_keys($texts), $language);
            foreach ($texts as $name => $text) {
                self::assertNotSame('', trim($text));
                preg_match_all('/\{\$a[^}]*\}/', $english[$name], $wanted);
                preg_match_all('/\{\$a[^}]*\}/', $text, $found);
                sort($wanted[0]);
                sort($found[0]);
                self::assertSame($wanted[0], $found[0], "{$language} {$name}");
            }
            $same = array_filter($texts, static fn($text, $name) => $text === $english[$name], ARRAY_FILTER_USE_BOTH);
            self::assertLessThan(6, count($same), $language . ': ' . implode(', ', array_keys($same)));
        }
    }

    public function test_every_text_that_is_used_exists_and_every_text_is_used(): void {
        $string = [];
        require self::PLUGIN . 'lang/en/message_appcrue.php';
        $code = '';
        foreach (self::files() as $name => [$file]) {
            $code .= strpos($name, 'lang/') === 0 ? '' : file_get_contents($file);
        }
        preg_match_all('/(?:get_string|new lang_string)\(\s*\'([^\']+)\',\s*\'message_appcrue\'/', $code, $used);
        foreach ($used[1] as $name) {
            if (!preg_match('/_$|^outbox$/', $name)) {
                self::assertArrayHasKey($name, $string);
            }
        }
        foreach (array_keys($string) as $name) {
            $composed = '/^(test_|problem_|check|privacy:|cachedef_|appcrue:|outbox(failed|waiting)|status(applied|differs|refusal)|testusername_help|pluginname)/';
            if (!preg_match($composed, $name)) {
                self::assertStringContainsString("'{$name}'", $code);
            }
        }
    }

    public function test_the_version_is_what_moodle_and_the_gateway_are_told(): void {
        $plugin = new stdClass();
        require self::PLUGIN . 'version.php';
        self::assertSame('message_appcrue', $plugin->component);
        self::assertSame(\message_appcrue\local\version::RELEASE, $plugin->release);
        self::assertGreaterThanOrEqual(2026112300, $plugin->version);
        self::assertSame([401, 503], $plugin->supported);
        self::assertSame(2022112800, $plugin->requires);
        self::assertSame(MATURITY_STABLE, $plugin->maturity);
        self::assertStringContainsString($plugin->release, file_get_contents(self::PLUGIN . 'CHANGES.md'));
    }

    public function test_what_moodle_calls_by_name_exists(): void {
        $observers = $tasks = $capabilities = [];
        foreach (['events', 'tasks', 'access'] as $name) {
            require self::PLUGIN . "db/{$name}.php";
        }
        foreach ($observers as $observer) {
            self::assertTrue(is_callable(ltrim($observer['callback'], '\\')));
        }
        self::assertCount(3, $observers);
        self::assertTrue(class_exists($tasks[0]['classname']));
        preg_match_all('/set_updatedcallback\(\'([^\']+)\'\)/', file_get_contents(self::PLUGIN . 'settings.php'), $callbacks);
        self::assertCount(3, $callbacks[1]);
        foreach ($callbacks[1] as $callback) {
            self::assertTrue(is_callable(ltrim($callback, '\\')), $callback);
        }
        foreach (array_keys($capabilities) as $capability) {
            self::assertStringStartsWith('message/appcrue:', $capability);
        }
    }

    public function test_table_names_are_short_enough_for_every_database(): void {
        foreach (simplexml_load_file(self::PLUGIN . 'db/install.xml')->TABLES->TABLE as $table) {
            self::assertLessThanOrEqual(28, strlen((string) $table['NAME']));
            self::assertStringStartsWith('message_appcrue', (string) $table['NAME']);
        }
    }
}
