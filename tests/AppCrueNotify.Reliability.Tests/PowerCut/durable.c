/*
 * Keeps what a power cut would leave of a database: loaded before the C library (LD_PRELOAD), it copies a database file
 * to an image directory whenever the program asks for it to be on disk. What was written since is at the mercy of the cut.
 *
 *   DURABLE_IMAGE   the image directory; without it nothing is done
 *   DURABLE_LIES    set: fsync promises and does nothing, as a disk does that lies
 *
 * Kept are files named *.db and *.db-wal. The index of the log (-shm) is not: it lives in memory and is built anew.
 * The removal of a file counts as durable at once. IMAGE/count holds how many syncs of kept files were seen.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK 65536

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char live[CHUNK], old[CHUNK];
static unsigned long syncs;

static int ends_with(const char *text, const char *end)
{
    size_t a = strlen(text), b = strlen(end);
    return a >= b && strcmp(text + a - b, end) == 0;
}

/* Where the image of a file is; 0 when it is not kept. */
static int image_of(const char *path, char *image)
{
    const char *directory = getenv("DURABLE_IMAGE");
    const char *name = strrchr(path, '/');
    if (!directory || !name || !(ends_with(path, ".db") || ends_with(path, ".db-wal")))
        return 0;
    return snprintf(image, PATH_MAX, "%s%s", directory, name) < PATH_MAX;
}

static void die(const char *what)
{
    /* A proof whose instrument is broken must not go on. */
    perror(what);
    abort();
}

static void count_sync(void)
{
    char path[PATH_MAX], text[32];
    snprintf(path, sizeof path, "%s/count", getenv("DURABLE_IMAGE"));
    int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    int length = snprintf(text, sizeof text, "%lu\n", ++syncs);
    if (file < 0 || pwrite(file, text, length, 0) != length)
        die("durable: count");
    close(file);
}

static void copy_changed(int from, const char *image)
{
    int to = open(image, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    struct stat size;
    if (to < 0 || fstat(from, &size) != 0 || ftruncate(to, size.st_size) != 0)
        die("durable: image");
    for (off_t at = 0; at < size.st_size; at += CHUNK) {
        ssize_t got = pread(from, live, CHUNK, at);
        if (got < 0)
            die("durable: read");
        ssize_t had = pread(to, old, got, at);
        if (had == got && memcmp(live, old, got) == 0)
            continue;
        if (pwrite(to, live, got, at) != got)
            die("durable: write");
    }
    close(to);
}

static int sync_file(int file, const char *real)
{
    char link[64], path[PATH_MAX], image[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length > 0) {
        path[length] = 0;
        if (image_of(path, image)) {
            pthread_mutex_lock(&lock);
            count_sync();
            if (!getenv("DURABLE_LIES"))
                copy_changed(file, image);
            pthread_mutex_unlock(&lock);
            return 0;
        }
    }
    int (*next)(int) = (int (*)(int))dlsym(RTLD_NEXT, real);
    return next(file);
}

int fsync(int file) { return sync_file(file, "fsync"); }

int fdatasync(int file) { return sync_file(file, "fdatasync"); }

int unlink(const char *path)
{
    char image[PATH_MAX];
    int (*next)(const char *) = (int (*)(const char *))dlsym(RTLD_NEXT, "unlink");
    int result = next(path);
    if (result == 0 && image_of(path, image) && next(image) != 0 && errno != ENOENT)
        die("durable: unlink");
    return result;
}
