/**
 * Simulates a failing disk with a preloaded library (LD_PRELOAD) that refuses locks or writes of Keypost's files. It is compiled when it
 * is needed, so tests that use it are skipped where there is no compiler.
 */
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const source = String.raw`
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The error that is named in the flag file; 0 where there is none. */
static int wanted(void) {
  char kind[16] = "";
  const char *flag = getenv("KEYPOST_TEST_DISK");
  int saved = errno;
  FILE *file = flag ? fopen(flag, "r") : NULL;
  if (file) {
    if (!fgets(kind, sizeof kind, file)) kind[0] = 0;
    fclose(file);
  }
  errno = saved;
  if (!strcmp(kind, "ENOLCK")) return ENOLCK;
  if (!strcmp(kind, "EDQUOT")) return EDQUOT;
  if (!strcmp(kind, "EIO")) return EIO;
  return 0;
}

/* Files of Keypost, not those of Chromium. */
static int ours(int fd) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  const char *name = strrchr(path, '/');
  return name && (!strncmp(name, "/log", 4) || !strncmp(name, "/settings.json", 14));
}

static int lock_error(int fd, int command, void *argument) {
  if (command != F_SETLK && command != F_SETLKW) return 0;
  if (((struct flock *)argument)->l_type == F_UNLCK || !ours(fd)) return 0;
  return wanted() == ENOLCK ? ENOLCK : 0;
}

static int write_error(int fd) {
  if (!ours(fd)) return 0;
  int error = wanted();
  return error == ENOLCK ? 0 : error;
}

#define LOCKING(name)                                               \
  int name(int fd, int command, ...) {                              \
    va_list list;                                                   \
    va_start(list, command);                                        \
    void *argument = va_arg(list, void *);                          \
    va_end(list);                                                   \
    int error = lock_error(fd, command, argument);                  \
    if (error) { errno = error; return -1; }                        \
    int (*real)(int, int, ...) = dlsym(RTLD_NEXT, #name);           \
    return real(fd, command, argument);                             \
  }
LOCKING(fcntl)
LOCKING(fcntl64)

#define WRITING(name, parameters, arguments)                        \
  ssize_t name parameters {                                         \
    int error = write_error(fd);                                    \
    if (error) { errno = error; return -1; }                        \
    ssize_t (*real) parameters = dlsym(RTLD_NEXT, #name);           \
    return real arguments;                                          \
  }
WRITING(write, (int fd, const void *bytes, size_t count), (fd, bytes, count))
WRITING(pwrite, (int fd, const void *bytes, size_t count, off_t at), (fd, bytes, count, at))
WRITING(pwrite64, (int fd, const void *bytes, size_t count, off64_t at), (fd, bytes, count, at))
`;

export interface FailingDisk {
  /** Environment variables for the program that gets the failing disk. */
  env: Record<string, string>;
  /** Fails until `repair` is called. `ENOLCK`: no file can be locked; the others: no file can be written. */
  fail(error: 'ENOLCK' | 'EDQUOT' | 'EIO'): void;
  repair(): void;
}

/** `null` where the library can't be compiled. */
export function failingDisk(folder: string): FailingDisk | null {
  const [code, library, flag] = [join(folder, 'disk.c'), join(folder, 'disk.so'), join(folder, 'disk-error')];
  writeFileSync(code, source);
  const compiled = spawnSync('cc', ['-shared', '-fPIC', '-O1', '-o', library, code, '-ldl'], { stdio: 'ignore' });
  if (process.platform !== 'linux' || compiled.status !== 0) return null;
  return {
    env: { LD_PRELOAD: library, KEYPOST_TEST_DISK: flag },
    fail: (error) => writeFileSync(flag, error),
    repair: () => rmSync(flag, { force: true }),
  };
}
