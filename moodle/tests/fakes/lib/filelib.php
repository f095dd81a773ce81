<?php
/** Moodle's HTTP client: real requests with the plugin's own options, or scripted answers. */

class curl {
    /** @var array answers to give instead of asking: [status, body, headers, error] */
    public static $script = null;

    /** @var array what was asked: [method, url, body, options, headers, settings] */
    public static $asked = [];
    public $error = '';
    private $errno = 0;
    private $info = [];
    private $settings;
    private $headers = [];
    private $response = [];

    public function __construct($settings = []) {
        $this->settings = $settings;
    }

    public function setHeader($headers) {
        $this->headers = $headers;
    }

    public function post($url, $body = '', $options = []) {
        return $this->request('POST', $url, $body, $options);
    }

    public function get($url, $params = [], $options = []) {
        return $this->request('GET', $url, '', $options);
    }

    public function delete($url, $params = [], $options = []) {
        return $this->request('DELETE', $url, '', $options);
    }

    public function get_errno() {
        return $this->errno;
    }

    public function get_info() {
        return $this->info;
    }

    public function getResponse() {
        return $this->response;
    }

    private function request(string $method, string $url, string $body, array $options) {
        self::$asked[] = [$method, $url, $body, $options, $this->headers, $this->settings];
        if (self::$script !== null) {
            if (!self::$script) {
                throw new LogicException("Nobody expected {$method} {$url}");
            }
            $next = array_shift(self::$script);
            [$status, $text, $this->response, $this->error] = (is_callable($next) ? $next($body) : $next) + [0, '', [], ''];
            $this->errno = $this->error === '' ? 0 : 7;
            $this->info = ['http_code' => $status];
            return $text;
        }
        $curl = curl_init($url);
        foreach ($options as $name => $value) {
            curl_setopt($curl, constant($name), $value);
        }
        curl_setopt_array($curl, [
            CURLOPT_CUSTOMREQUEST => $method,
            CURLOPT_HTTPHEADER => $this->headers,
            CURLOPT_RETURNTRANSFER => true,
            CURLOPT_HEADERFUNCTION => function ($curl, $line) {
                $parts = explode(':', $line, 2);
                if (count($parts) === 2) {
                    $this->response[$parts[0]] = trim($parts[1]);
                }
                return strlen($line);
            },
        ]);
        if ($body !== '') {
            curl_setopt($curl, CURLOPT_POSTFIELDS, $body);
        }
        $text = curl_exec($curl);
        $this->errno = curl_errno($curl);
        $this->error = curl_error($curl);
        $this->info = curl_getinfo($curl);
        return $text;
    }
}
