/* A word that stands in every sealed text stands nowhere in the clear: not in the database, its log ahead, what was logged. */
#include "copy.h"
#include "world.h"
#include "synth.h"
#include <sodium.h>
#include <fcntl.h>

static const char word[] = "Kwartelkoning";
enum { HOUSEHOLDS = 6 };

static struct world *w;
static int set_up(void **state)
{
  struct synth synth = { .seed = 11, .canary = word };
  struct id household;
  *state = w = world_new();
  struct scratch *const s = w->s;
  console(w);
  MUST(synth_actors(&s->c, 1, &synth));
  for (size_t n = 0; n < HOUSEHOLDS; n++) MUST(synth_whole(&s->c, &synth, n, &household));
  return 0;
}
static int tear_down(void **state) { (void)state; world_free(w); return 0; }

/* --- it is there ------------------------------------------------------------------------------------------ */

/* Lists of codes, times of day, keys, and what the program keeps as JSON begin with no word. */
static bool holds_words(const struct field *f)
{
  static const char *const others[] = { "languages", "time", "item", "body", "answers" };
  for (size_t i = 0; i < COUNT(others); i++) if (strcmp(f->name, others[i]) == 0) return false;
  return f->kind == FIELD_TEXT && !(f->flags & CLEAR);
}

static void field_has_it(const struct record *rec, const struct field *f, const void *rows, size_t count)
{
  char expected[220];
  size_t found = 0;
  snprintf(expected, sizeof expected, "%s %s.%s ", word, rec->name, f->name);
  for (size_t i = 0; i < count; i++) {
    const char *const text = field_text(f, (const char *)rows + i * rec->size);
    found += text && strncmp(text, expected, strlen(expected)) == 0;
  }
  if (!found) print_error("%s.%s holds it nowhere\n", rec->name, f->name);
  assert_true(found >= HOUSEHOLDS);
}

static void every_sealed_text_of_this_room_holds_it(void **state)
{
  struct scratch *const s = w->s;
  size_t fields = 0;
  (void)state;
  console(w);
  for (size_t r = 0; rooms[r]; r++) {
    if (strcmp(rooms[r]->name, "persons") != 0 && !rooms[r]->synth) continue;
    for (size_t k = 0; rooms[r]->records[k]; k++) {
      const struct record *const rec = rooms[r]->records[k];
      char sql[220];
      void *rows;
      size_t count;
      if (rec->protection != SEALED) continue;
      snprintf(sql, sizeof sql, "FROM %s WHERE %s.region = $1", rec->name, rec->name);
      const struct query all = { rec, sql };
      MUST(record_select_(&s->c, rec, &rows, &count, &all, P0));
      for (size_t i = 0; i < rec->count; i++) if (holds_words(&rec->fields[i])) { field_has_it(rec, &rec->fields[i], rows, count); fields++; }
    }
  }
  assert_true(fields > 15);
}

/* --- and nowhere else ------------------------------------------------------------------------------------ */

struct look { const unsigned char *bytes; size_t size; };

static struct look read_whole(const char *file)
{
  FILE *const f = fopen(file, "rb");
  struct look l = { 0 };
  if (!f) return l;
  fseek(f, 0, SEEK_END);
  const long n = ftell(f);
  rewind(f);
  unsigned char *const bytes = malloc((size_t)n + 1);
  assert_non_null(bytes);
  l = (struct look){ bytes, fread(bytes, 1, (size_t)n, f) };
  fclose(f);
  return l;
}

static bool in(const struct look *l, const void *what, size_t n) { return l->size >= n && memmem(l->bytes, l->size, what, n) != NULL; }

/* The middle of the base64 of a text that begins at byte `shift` of a group. */
static size_t base64_of(const char *text, size_t shift, char out[static 100])
{
  unsigned char plain[64] = { 0 };
  char all[220];
  memcpy(plain + shift, text, strlen(text));
  sodium_bin2base64(all, sizeof all, plain, shift + strlen(text), sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
  const size_t from = shift ? 4 : 0, n = strlen(all) - from - 3;      /* groups at the edges hold neighbours too */
  memcpy(out, all + from, n);
  return n;
}

static size_t forms_found(const struct look *l)
{
  char other[100], folded[40];
  size_t found = in(l, word, strlen(word));
  for (size_t shift = 0; shift < 3; shift++) { const size_t n = base64_of(word, shift, other); found += in(l, other, n); }
  for (size_t end = 0; end < 2; end++) {
    memset(other, 0, sizeof other);
    for (size_t i = 0; i < strlen(word); i++) other[2 * i + end] = word[i];
    found += in(l, other + 1 - (1 - end), 2 * strlen(word) - 1);
  }
  for (size_t i = 0; i <= strlen(word); i++) folded[i] = (char)(word[i] >= 'A' && word[i] <= 'Z' ? word[i] | 32 : word[i]);
  return found + in(l, folded, strlen(folded));
}

static void the_look_finds_every_form(void **state)
{
  static const char *const texts[] = { "xxKwartelkoning person.called 1", "S3dhcnRlbGtvbmluZw", "kwartelkoning" };
  char wide[40] = { 0 }, b64[220];
  (void)state;
  for (size_t i = 0; i < COUNT(texts); i++) assert_true(forms_found(&(struct look){ (const unsigned char *)texts[i], strlen(texts[i]) }) > 0);
  for (size_t i = 0; i < strlen(word); i++) wide[2 * i] = word[i];
  assert_true(forms_found(&(struct look){ (const unsigned char *)wide, sizeof wide }) > 0);
  for (size_t shift = 0; shift < 3; shift++) {
    char plain[60];
    snprintf(plain, sizeof plain, "%.*sKwartelkoning en meer", (int)shift, "ab");
    sodium_bin2base64(b64, sizeof b64, (const unsigned char *)plain, strlen(plain), sodium_base64_VARIANT_ORIGINAL);
    assert_true(forms_found(&(struct look){ (const unsigned char *)b64, strlen(b64) }) > 0);
  }
}

static void stands_nowhere(const char *file, size_t least)
{
  const struct look l = read_whole(file);
  assert_true(l.size >= least);
  if (forms_found(&l)) print_error("%s holds it\n", file);
  assert_int_equal(forms_found(&l), 0);
  free((void *)l.bytes);
}

static void it_stands_neither_in_the_database_nor_in_its_log_ahead(void **state)
{
  char wal[220];
  int64_t bytes;
  (void)state;
  if (scratch_server()) {                                    /* whose files are not ours to read: every row of it in a file that is */
    snprintf(wal, sizeof wal, "%s/all", w->s->folder);
    assert_int_equal(database_to_file(&w->s->c, w->s->c.db, wal, &bytes), OK);
    stands_nowhere(wal, 100000);
    unlink(wal);
    return;
  }
  snprintf(wal, sizeof wal, "%s-wal", w->s->path);
  stands_nowhere(wal, 100000);
  raw_run(w->s, "PRAGMA wal_checkpoint(PASSIVE)");
  stands_nowhere(w->s->path, 100000);
  stands_nowhere(wal, 0);
}

static void it_stands_in_no_log_of_what_people_ask_and_what_goes_wrong(void **state)
{
  char file[220];
  const int own = dup(STDERR_FILENO);
  (void)state;
  snprintf(file, sizeof file, "%s/stderr", w->s->folder);
  const int to = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  assert_true(to >= 0);
  dup2(to, STDERR_FILENO);
  asks(w, 0, 1, "/werk/zoeken", "surname=Kwartelkoning&birth=1980-02-29");
  for (int i = 0; i < 70; i++) asks(w, 0, 2, "/werk/zoeken", "mail=Kwartelkoning%40voorbeeld.invalid");      /* until it is too often: an error line */
  asks(w, 0, 3, "/werk/huishoudens/nieuw", "name=Kwartelkoning&mine=a");
  asks(w, 0, 4, "/werk/huishoudens/Kwartelkoning", NULL);
  dup2(own, STDERR_FILENO);
  close(own);
  close(to);
  stands_nowhere(file, 10);
  unlink(file);
  char wal[220];
  snprintf(wal, sizeof wal, "%s-wal", w->s->path);
  stands_nowhere(wal, 0);
}

int main(void)
{
  db_process_init();
  if (sodium_init() < 0) return 1;
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(every_sealed_text_of_this_room_holds_it),
    cmocka_unit_test(the_look_finds_every_form),
    TEST(it_stands_neither_in_the_database_nor_in_its_log_ahead),
    TEST(it_stands_in_no_log_of_what_people_ask_and_what_goes_wrong),
  };
  return cmocka_run_group_tests_name("canary", tests, NULL, NULL);
}
