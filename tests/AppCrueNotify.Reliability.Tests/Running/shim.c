/*
 * A machine that can be hurt on purpose: loaded before the C library (LD_PRELOAD), it stands between the gateway and its disk and clock.
 *
 *   SHIM_CONTROL    a file of eight 64-bit numbers, shared with the test (see struct control); without it nothing is done
 *   SHIM_IMAGE      a directory that keeps what a power cut would leave of the database: each sync copies the file there,
 *                   and what was written since is at the mercy of the cut
 *   SHIM_LIES       set: a sync promises and does nothing, as a disk does that lies
 *
 * Watched are files named *.db and *.db-wal. The index of the log (-shm) is not: it lives in memory and is built anew.
 * The removal of a file counts as durable at once.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define CHUNK 65536

/* What is asked for; Control.cs has the same order. */
struct control {
    int64_t what;       /* one of the actions below */
    int64_t calls;      /* which calls: the sum of the kinds below */
    int64_t countdown;  /* at the how-manieth of them, from 1 on */
    int64_t fired;      /* how often it struck */
    int64_t seen;       /* calls of those kinds since it was asked for */
    int64_t syncs;      /* syncs of watched files since the start */
    int64_t db_writes;  /* writes to *.db since the start: a checkpoint is under way */
    int64_t clock;      /* seconds that the wall clock is ahead of the truth */
};

enum { NOTHING, FAIL_ONCE, FAIL_ON, FULL, KILL_BEFORE, KILL_AFTER };
enum { WAL_WRITE = 1, WAL_SYNC = 2, DB_WRITE = 4, DB_SYNC = 8 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char live[CHUNK], old[CHUNK];
static struct control *control;
static const char *image_directory;
static int lies;

static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_ftruncate)(int, off_t);
static int (*real_unlink)(const char *);
static int (*real_clock)(clockid_t, struct timespec *);

static void die(const char *what)
{
    /* A proof whose instrument is broken must not go on. */
    perror(what);
    abort();
}

static void resolve(void)
{
    real_fsync = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    real_fdatasync = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    real_pwrite = (ssize_t (*)(int, const void *, size_t, off_t))dlsym(RTLD_NEXT, "pwrite64");
    real_ftruncate = (int (*)(int, off_t))dlsym(RTLD_NEXT, "ftruncate64");
    real_unlink = (int (*)(const char *))dlsym(RTLD_NEXT, "unlink");
    real_clock = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
}

__attribute__((constructor)) static void start(void)
{
    resolve();
    image_directory = getenv("SHIM_IMAGE");
    lies = getenv("SHIM_LIES") != NULL;
    const char *path = getenv("SHIM_CONTROL");
    if (!path)
        return;
    int file = open(path, O_RDWR | O_CLOEXEC);
    if (file < 0)
        die("shim: control");
    void *page = mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (page == MAP_FAILED)
        die("shim: control");
    close(file);
    control = page;
}

static int ends_with(const char *text, const char *end)
{
    size_t a = strlen(text), b = strlen(end);
    return a >= b && strcmp(text + a - b, end) == 0;
}

/* 1 for the log, 2 for the database, 0 for everything else. */
static int watched(const char *path)
{
    return ends_with(path, ".db-wal") ? 1 : ends_with(path, ".db") ? 2 : 0;
}

static int path_of(int file, char *path)
{
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length <= 0)
        return 0;
    path[length] = 0;
    return watched(path);
}

static int image_of(const char *path, char *image)
{
    const char *name = strrchr(path, '/');
    return image_directory && name && watched(path) && snprintf(image, PATH_MAX, "%s%s", image_directory, name) < PATH_MAX;
}

/* Whether this call is the one. Called with the lock held. */
static int struck(int kind)
{
    if (!control || control->what == NOTHING || !(control->calls & kind))
        return NOTHING;
    control->seen++;
    if (control->countdown > 1) {
        control->countdown--;
        return NOTHING;
    }
    int what = (int)control->what;
    control->fired++;
    if (what == FAIL_ONCE)
        control->what = NOTHING;
    return what;
}

static void kill_if(int struck, int when)
{
    if (struck != when)
        return;
    kill(getpid(), SIGKILL);
    for (;;)
        pause();
}

static void copy_changed(int from, const char *image)
{
    int to = open(image, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    struct stat size;
    if (to < 0 || fstat(from, &size) != 0 || real_ftruncate(to, size.st_size) != 0)
        die("shim: image");
    for (off_t at = 0; at < size.st_size; at += CHUNK) {
        ssize_t got = pread(from, live, CHUNK, at);
        if (got < 0)
            die("shim: read");
        ssize_t had = pread(to, old, got, at);
        if (had == got && memcmp(live, old, got) == 0)
            continue;
        if (real_pwrite(to, live, got, at) != got)
            die("shim: write");
    }
    close(to);
}

static int sync_file(int file, int (*real)(int))
{
    char path[PATH_MAX], image[PATH_MAX];
    int which = control || image_directory ? path_of(file, path) : 0;
    if (!which)
        return real(file);
    pthread_mutex_lock(&lock);
    int result = 0;
    int what = struck(which == 1 ? WAL_SYNC : DB_SYNC);
    kill_if(what, KILL_BEFORE);
    if (what == FAIL_ONCE || what == FAIL_ON) {
        errno = EIO;
        result = -1;
    } else if (image_of(path, image)) {
        /* The image stands for the disk: syncing the live file as well would only cost time. */
        if (!lies)
            copy_changed(file, image);
    } else {
        result = real(file);
    }
    if (control && result == 0)
        control->syncs++;
    kill_if(what, KILL_AFTER);
    pthread_mutex_unlock(&lock);
    return result;
}

int fsync(int file)
{
    if (!real_fsync)
        resolve();
    return sync_file(file, real_fsync);
}

int fdatasync(int file)
{
    if (!real_fdatasync)
        resolve();
    return sync_file(file, real_fdatasync);
}

ssize_t pwrite64(int file, const void *data, size_t length, off64_t at)
{
    if (!real_pwrite)
        resolve();
    char path[PATH_MAX];
    int which = control ? path_of(file, path) : 0;
    if (!which)
        return real_pwrite(file, data, length, at);
    pthread_mutex_lock(&lock);
    if (which == 2)
        control->db_writes++;
    int what = struck(which == 1 ? WAL_WRITE : DB_WRITE);
    kill_if(what, KILL_BEFORE);
    ssize_t result = -1;
    if (what == FAIL_ONCE || what == FAIL_ON)
        errno = EIO;
    else if (what == FULL)
        errno = ENOSPC;
    else
        result = real_pwrite(file, data, length, at);
    kill_if(what, KILL_AFTER);
    pthread_mutex_unlock(&lock);
    return result;
}

int ftruncate64(int file, off64_t length)
{
    if (!real_ftruncate)
        resolve();
    char path[PATH_MAX];
    int which = control ? path_of(file, path) : 0;
    if (!which)
        return real_ftruncate(file, length);
    pthread_mutex_lock(&lock);
    int what = struck(which == 1 ? WAL_WRITE : DB_WRITE);
    kill_if(what, KILL_BEFORE);
    int result = -1;
    if (what == FAIL_ONCE || what == FAIL_ON)
        errno = EIO;
    else
        result = real_ftruncate(file, length);
    kill_if(what, KILL_AFTER);
    pthread_mutex_unlock(&lock);
    return result;
}

int unlink(const char *path)
{
    if (!real_unlink)
        resolve();
    char image[PATH_MAX];
    int result = real_unlink(path);
    if (result == 0 && image_of(path, image) && real_unlink(image) != 0 && errno != ENOENT)
        die("shim: unlink");
    return result;
}

int clock_gettime(clockid_t clock, struct timespec *time)
{
    if (!real_clock)
        resolve();
    int result = real_clock(clock, time);
    if (result == 0 && control && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
        time->tv_sec += __atomic_load_n(&control->clock, __ATOMIC_RELAXED);
    return result;
}
