/* Backups: whole or not at all, readable with one key only. */
#include "scratch.h"
#include "backup.h"
#include "data_folder.h"
#include <fcntl.h>
#include <sys/stat.h>

struct bench { struct scratch *s; char secret[96], public[96], file[96], back[96]; };

static int set_up(void **state)
{
  struct bench *b = calloc(1, sizeof *b);
  assert_non_null(b);
  b->s = scratch_with_schema();
  snprintf(b->secret, sizeof b->secret, "%s/secret", b->s->folder);
  snprintf(b->public, sizeof b->public, "%s/public", b->s->folder);
  snprintf(b->file, sizeof b->file, "%s/backup", b->s->folder);
  snprintf(b->back, sizeof b->back, "%s/back.db", b->s->folder);
  raw_run(b->s, "INSERT INTO installation (id, version, made) VALUES (x'000102030405060708090a0b0c0d0e0f', 1, 1)");
  raw_run(b->s, "WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x WHERE n < 3000) INSERT INTO organisation (id, version, name, folded)"
                " SELECT randomblob(16), n, 'a-line-that-nobody-may-read ' || n, CAST(n AS TEXT) FROM x");
  assert_int_equal(backup_key_pair(&b->s->c, b->secret, b->public), OK);
  *state = b;
  return 0;
}

static int tear_down(void **state)
{
  struct bench *b = *state;
  unlink(b->secret);
  unlink(b->public);
  unlink(b->file);
  unlink(b->back);
  scratch_free(b->s);
  free(b);
  return 0;
}

static void make(struct bench *b)
{
  struct backup_about about;
  assert_int_equal(backup_write(&b->s->c, b->public, b->s->folder, b->file, &about), OK);
  assert_int_equal(about.made.ms, b->s->c.now);
  assert_int_equal(about.installation.b[15], 15);
}

static size_t load(const char *file, unsigned char **bytes)
{
  struct stat info;
  const int fd = open(file, O_RDONLY);
  assert_true(fd >= 0);
  assert_int_equal(fstat(fd, &info), 0);
  *bytes = malloc((size_t)info.st_size);
  assert_non_null(*bytes);
  assert_int_equal(read(fd, *bytes, (size_t)info.st_size), info.st_size);
  close(fd);
  return (size_t)info.st_size;
}

static void save(const char *file, const unsigned char *bytes, size_t n)
{
  const int fd = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  assert_true(fd >= 0);
  assert_int_equal(write(fd, bytes, n), n);
  close(fd);
}

static void what_was_backed_up_comes_back_the_same(void **state)
{
  struct bench *b = *state;
  struct backup_about about;
  struct scratch there = { .path = "" };
  make(b);
  raw_run(b->s, "DELETE FROM organisation");                         /* the backup is of before */
  assert_int_equal(backup_read(&b->s->c, b->secret, b->file, b->back, &about), OK);
  assert_int_equal(about.epoch, 1);
  snprintf(there.path, sizeof there.path, "%s", b->back);
  assert_int_equal(raw_number(&there, "SELECT count(*) FROM organisation"), 3000);
  assert_int_equal(raw_number(&there, "SELECT CAST(sum(version) AS BIGINT) FROM organisation"), 3000 * 3001 / 2);
  db_close(there.look);
}

static void a_backup_shows_nothing_and_nobody_else_may_read_it(void **state)
{
  struct bench *b = *state;
  unsigned char *bytes;
  struct stat info;
  make(b);
  const size_t n = load(b->file, &bytes);
  assert_null(memmem(bytes, n, "a-line-that", 11));
  assert_null(memmem(bytes, n, "SQLite", 6));
  assert_int_equal(stat(b->file, &info), 0);
  assert_int_equal(info.st_mode & 077, 0);
  free(bytes);
}

static void nothing_is_left_of_the_copy_in_between(void **state)
{
  struct bench *b = *state;
  char copy[128];
  make(b);
  snprintf(copy, sizeof copy, "%s/backup-%d.part", b->s->folder, (int)getpid());
  assert_int_not_equal(access(copy, F_OK), 0);
  snprintf(copy, sizeof copy, "%s.part", b->file);
  assert_int_not_equal(access(copy, F_OK), 0);
}

/* Any byte, and any length: refused, and no half database stays. */
static void a_backup_that_was_changed_or_cut_off_is_refused_whole(void **state)
{
  struct bench *b = *state;
  struct backup_about about;
  unsigned char *bytes;
  make(b);
  const size_t n = load(b->file, &bytes);
  for (int i = 0; i < 60; i++) {
    const size_t at = i < 20 ? (size_t)i * 8 : (size_t)(chance_next() % n), size = i % 2 ? n : at;
    bytes[at] ^= 0x40;
    save(b->file, bytes, size);
    assert_int_equal(backup_read(&b->s->c, b->secret, b->file, b->back, &about), ERR_INVALID);
    assert_int_not_equal(access(b->back, F_OK), 0);
    bytes[at] ^= 0x40;
  }
  const unsigned char more[1] = { 0 };
  save(b->file, bytes, n);
  const int fd = open(b->file, O_WRONLY | O_APPEND);
  assert_int_equal(write(fd, more, 1), 1);
  close(fd);
  assert_int_equal(backup_read(&b->s->c, b->secret, b->file, b->back, &about), ERR_INVALID);
  free(bytes);
}

static void only_the_secret_key_opens_it(void **state)
{
  struct bench *b = *state;
  struct backup_about about;
  make(b);
  assert_int_equal(backup_read(&b->s->c, b->public, b->file, b->back, &about), ERR_INVALID);
}

static void nothing_is_overwritten(void **state)
{
  struct bench *b = *state;
  struct backup_about about;
  make(b);
  assert_int_equal(backup_write(&b->s->c, b->public, b->s->folder, b->file, &about), ERR_INVALID);
  if (!scratch_server()) assert_int_equal(backup_read(&b->s->c, b->secret, b->file, b->s->path, &about), ERR_INVALID);
  assert_int_equal(raw_number(b->s, "SELECT count(*) FROM organisation"), 3000);
  assert_int_equal(backup_key_pair(&b->s->c, b->secret, b->public), ERR_STORE);
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(what_was_backed_up_comes_back_the_same),
    TEST(a_backup_shows_nothing_and_nobody_else_may_read_it),
    TEST(nothing_is_left_of_the_copy_in_between),
    TEST(a_backup_that_was_changed_or_cut_off_is_refused_whole),
    TEST(only_the_secret_key_opens_it),
    TEST(nothing_is_overwritten),
  };
  return cmocka_run_group_tests_name("backup", tests, NULL, NULL);
}
