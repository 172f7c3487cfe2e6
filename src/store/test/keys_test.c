/* The key files: half written, cut off, swapped, readable by others, given by two people together. */
#include "key_folder.h"
#include "config.h"
#include "seal.h"
#include <sodium.h>

static int set_up(void **state)
{
  *state = world_new(scratch_with_schema());
  return 0;
}

static int count_erased(struct ctx *c, struct id compartment, struct instant at, void *arg)
{
  (void)c;
  (void)compartment;
  (void)at;
  ++*(int *)arg;
  return OK;
}
static void erase_some(struct world *w, int count)
{
  for (int i = 0; i < count; i++) {
    struct id id;
    assert_int_equal(compartment_make(&w->s->c, COMPARTMENT_PERSON, &id), OK);
    assert_int_equal(compartment_erase(&w->s->c, id), OK);
  }
}

/* --- opening ------------------------------------------------------------------------------------------------------- */

static void a_missing_file_is_named_and_what_to_do(void **state)
{
  struct world *const w = *state;
  for (int i = 0; i < 2; i++) {
    unsigned char bytes[2048];
    const size_t n = file_load(w->keys.at[i], bytes, sizeof bytes);
    unlink(w->keys.at[i]);
    assert_int_equal(key_folder_open(&w->keys, &w->s->c), ERR_NOT_FOUND);
    assert_string_equal(w->s->c.error.field, w->keys.at[i]);
    assert_non_null(strstr(w->s->c.error.text, "missing"));
    file_save(w->keys.at[i], bytes, n);
    assert_int_equal(key_folder_open(&w->keys, &w->s->c), OK);
  }
}

static void a_file_that_others_may_read_is_refused(void **state)
{
  static const mode_t wrong[] = { 0640, 0604, 0660, 0644 };
  struct world *const w = *state;
  for (size_t i = 0; i < COUNT(wrong); i++)
    for (int f = 0; f < 2; f++) {
      assert_int_equal(chmod(w->keys.at[f], wrong[i]), 0);
      assert_int_equal(key_folder_open(&w->keys, &w->s->c), ERR_STORE);
      assert_string_equal(w->s->c.error.field, w->keys.at[f]);
      assert_non_null(strstr(w->s->c.error.text, "chmod 600"));
      assert_int_equal(chmod(w->keys.at[f], 0600), 0);
    }
  assert_int_equal(key_folder_open(&w->keys, &w->s->c), OK);
}

static void every_file_is_made_for_its_owner_only(void **state)
{
  struct world *const w = *state;
  struct stat info;
  for (int i = 0; i < 4; i++) {
    assert_int_equal(stat(w->keys.at[i], &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
  }
}

static void every_bit_and_every_length_of_ring_and_master_counts(void **state)
{
  struct world *const w = *state;
  unsigned char bytes[2048];
  for (int f = 0; f < 2; f++) {
    const size_t n = file_load(w->keys.at[f], bytes, sizeof bytes);
    for (size_t i = 0; i < n - (f == 0); i += 1 + n / 60) {           /* the line end of the master key's file says nothing */
      bytes[i] = (unsigned char)(bytes[i] ^ 1U << (i % 5));
      file_save(w->keys.at[f], bytes, n);
      assert_int_equal(key_folder_open(&w->keys, &w->s->c), ERR_STORE);
      bytes[i] = (unsigned char)(bytes[i] ^ 1U << (i % 5));
    }
    for (size_t cut = 0; cut < n; cut += 1 + n / 20) {
      file_save(w->keys.at[f], bytes, cut);
      assert_int_equal(key_folder_open(&w->keys, &w->s->c), ERR_STORE);
    }
    file_save(w->keys.at[f], bytes, n);
    assert_int_equal(key_folder_open(&w->keys, &w->s->c), OK);
  }
}

static void files_of_another_installation_are_refused(void **state)
{
  struct world *const w = *state;
  struct key_folder other;
  struct keys *own = w->s->c.keys, *theirs = NULL;
  unsigned char bytes[2048];
  key_folder_make(&other);
  assert_int_equal(keys_create(&w->s->c, &other.files, (struct id){ { 9 } }, &theirs), OK);
  w->s->c.keys = theirs;
  assert_int_equal(erased_add(&w->s->c, (struct id){ { 1 } }), OK);
  assert_int_equal(heads_write(&w->s->c, &(const struct head){ .chain = 1, .seq = 1 }, 1), OK);
  w->s->c.keys = own;
  file_save(w->keys.at[2], bytes, file_load(other.at[2], bytes, sizeof bytes));
  file_save(w->keys.at[3], bytes, file_load(other.at[3], bytes, sizeof bytes));
  struct head heads[CHAINS_MOST];
  size_t n;
  int count = 0;
  assert_int_equal(erased_each(&w->s->c, count_erased, &count), ERR_STORE);
  assert_int_equal(heads_read(&w->s->c, heads, &n), ERR_STORE);
  file_save(w->keys.at[1], bytes, file_load(other.at[1], bytes, sizeof bytes));
  assert_int_equal(key_folder_open(&w->keys, &w->s->c), ERR_STORE);  /* another master key */
  file_save(w->keys.at[0], bytes, file_load(other.at[0], bytes, sizeof bytes));
  assert_int_equal(key_folder_open(&w->keys, &w->s->c), ERR_STORE);  /* both: the ring says whose it is */
  assert_non_null(strstr(w->s->c.error.text, "another database"));
  keys_close(theirs);
  key_folder_remove(&other);
}

static void keys_under_the_data_folder_are_refused_but_for_a_demo(void **state)
{
  struct world *const w = *state;
  struct ctx *const c = &w->s->c;
  char inside[160], round[200];
  struct key_files files;
  snprintf(inside, sizeof inside, "%s/master", w->s->folder);
  snprintf(round, sizeof round, "%s/../%s/master", w->keys.path, strrchr(w->s->folder, '/') + 1);
  struct config config = { .data = w->s->folder, .master_key = inside };
  assert_int_equal(key_files_find(c, &config, key_folder_installation, &files), ERR_INVALID);
  config.master_key = round;
  assert_int_equal(key_files_find(c, &config, key_folder_installation, &files), ERR_INVALID);
  char link[128];
  snprintf(link, sizeof link, "%s/link", w->keys.path);
  assert_int_equal(symlink(w->s->folder, link), 0);
  char through[160];
  snprintf(through, sizeof through, "%s/master", link);
  config.master_key = through;
  assert_int_equal(key_files_find(c, &config, key_folder_installation, &files), ERR_INVALID);
  unlink(link);
  config = (struct config){ .data = w->s->folder, .demo = true };
  assert_int_equal(key_files_find(c, &config, key_folder_installation, &files), OK);
  config = (struct config){ .data = w->s->folder, .master_key = w->keys.at[0] };
  assert_int_equal(key_files_find(c, &config, key_folder_installation, &files), OK);
  assert_string_equal(files.ring + strlen(files.ring) - 5, ".ring");
}

/* --- the erased list ---------------------------------------------------------------------------------------------------- */

static void a_line_half_written_by_a_killed_process_does_not_count_and_is_written_over(void **state)
{
  struct world *const w = *state;
  unsigned char bytes[4096];
  int count = 0;
  erase_some(w, 3);
  const size_t n = file_load(w->keys.at[2], bytes, sizeof bytes);
  memcpy(bytes + n, "0b7e0000-0000-4000-8000-00", 26);
  file_save(w->keys.at[2], bytes, n + 26);
  assert_int_equal(erased_each(&w->s->c, count_erased, &count), OK);
  assert_int_equal(count, 3);
  erase_some(w, 1);
  count = 0;
  assert_int_equal(erased_each(&w->s->c, count_erased, &count), OK);
  assert_int_equal(count, 4);
}

static void a_list_that_was_cut_off_or_bent_is_refused(void **state)
{
  struct world *const w = *state;
  unsigned char bytes[4096], changed[4096];
  int count = 0;
  erase_some(w, 3);
  const size_t n = file_load(w->keys.at[2], bytes, sizeof bytes), line = n / 3;
  file_save(w->keys.at[2], bytes, n - line);
  assert_int_equal(erased_each(&w->s->c, count_erased, &count), ERR_STORE);
  assert_non_null(strstr(w->s->c.error.text, "missing"));
  assert_int_equal(erased_add(&w->s->c, (struct id){ { 1 } }), ERR_STORE);       /* nor is it hidden by a next one */
  file_save(w->keys.at[2], bytes, 0);
  assert_int_equal(erased_each(&w->s->c, count_erased, &count), ERR_STORE);
  file_save(w->keys.at[2], bytes + line, n - line);
  assert_int_equal(erased_each(&w->s->c, count_erased, &count), ERR_STORE);      /* the first line taken out */
  memcpy(changed, bytes, n);
  memcpy(changed, bytes + line, line);
  memcpy(changed + line, bytes, line);
  file_save(w->keys.at[2], changed, n);
  assert_int_equal(erased_each(&w->s->c, count_erased, &count), ERR_STORE);      /* two swapped */
  for (size_t i = 0; i < n; i += 11) {
    memcpy(changed, bytes, n);
    changed[i] ^= 1;
    file_save(w->keys.at[2], changed, n);
    count = 0;
    assert_int_not_equal(erased_each(&w->s->c, count_erased, &count), OK);
  }
  file_save(w->keys.at[2], bytes, n);
  count = 0;
  assert_int_equal(erased_each(&w->s->c, count_erased, &count), OK);
  assert_int_equal(count, 3);
}

static void a_process_killed_between_list_and_ring_leaves_both_usable(void **state)
{
  struct world *const w = *state;
  unsigned char bytes[2048];
  int count = 0;
  erase_some(w, 1);
  const size_t n = file_load(w->keys.at[1], bytes, sizeof bytes);
  erase_some(w, 1);
  file_save(w->keys.at[1], bytes, n);                               /* the ring of before the second */
  assert_int_equal(key_folder_open(&w->keys, &w->s->c), OK);
  assert_int_equal(erased_each(&w->s->c, count_erased, &count), OK);
  assert_int_equal(count, 2);
  erase_some(w, 1);
  count = 0;
  assert_int_equal(erased_each(&w->s->c, count_erased, &count), OK);
  assert_int_equal(count, 3);
}

static void nothing_is_erased_that_could_not_be_put_on_the_list(void **state)
{
  struct world *const w = *state;
  struct id id;
  assert_int_equal(compartment_make(&w->s->c, COMPARTMENT_PERSON, &id), OK);
  unlink(w->keys.at[2]);
  assert_int_equal(compartment_erase(&w->s->c, id), ERR_NOT_FOUND);
  assert_int_equal(compartment_open(&w->s->c, id), OK);
}

/* --- heads and epochs ------------------------------------------------------------------------------------------------------- */

static void heads_come_back_and_every_byte_counts(void **state)
{
  struct world *const w = *state;
  struct head heads[CHAINS_MOST] = { { .chain = 1, .seq = 5, .at = { 7 } }, { .chain = 2, .seq = 9, .at = { 8 } } };
  unsigned char bytes[4096];
  size_t count;
  assert_int_equal(heads_read(&w->s->c, heads, &count), OK);
  assert_int_equal(count, 0);
  assert_int_equal(heads_write(&w->s->c, heads, 2), OK);
  assert_int_equal(heads_read(&w->s->c, heads, &count), OK);
  assert_int_equal(count, 2);
  assert_int_equal(heads[1].seq, 9);
  const size_t n = file_load(w->keys.at[3], bytes, sizeof bytes);
  for (size_t i = 0; i < n; i += 5) {
    bytes[i] ^= 1;
    file_save(w->keys.at[3], bytes, n);
    assert_int_not_equal(heads_read(&w->s->c, heads, &count), OK);
    bytes[i] ^= 1;
  }
}

static void epochs_are_saved_followed_and_destroyed(void **state)
{
  struct world *const w = *state;
  struct ctx *const c = &w->s->c;
  struct epoch epochs[EPOCHS_MOST];
  struct keys *const first = c->keys;
  uint8_t key[KEY_BYTES], again[KEY_BYTES];
  struct wrapped wrapped;
  const struct id compartment = { { 1 } };
  memset(key, 7, sizeof key);
  c->keys = NULL;
  assert_int_equal(keys_open(c, &w->keys.files, key_folder_installation, &c->keys), OK);     /* another process */
  c->now += 1000;
  assert_int_equal(keys_new_epoch(c), OK);
  assert_int_equal(keys_wrap(c, compartment, key, &wrapped), OK);
  assert_int_equal(wrapped.epoch, 2);
  keys_close(c->keys);
  c->keys = first;
  assert_int_equal(keys_epochs(c, epochs), 1);
  assert_int_equal(keys_unwrap(c, compartment, &wrapped, again), OK);                        /* it reads the ring again */
  assert_memory_equal(key, again, sizeof key);
  assert_int_equal(keys_epochs(c, epochs), 2);
  assert_int_equal(keys_unwrap(c, (struct id){ { 2 } }, &wrapped, again), ERR_STORE);
  assert_int_equal(keys_destroy_before(c, 3), OK);                                           /* never the newest */
  assert_int_equal(keys_epochs(c, epochs), 1);
  assert_int_equal(key_folder_open(&w->keys, c), OK);
  assert_int_equal(keys_unwrap(c, compartment, &wrapped, again), OK);
  wrapped.epoch = 1;
  assert_int_equal(keys_unwrap(c, compartment, &wrapped, again), ERR_NOT_FOUND);
  for (int i = 1; i < EPOCHS_MOST; i++) assert_int_equal(keys_new_epoch(c), OK);
  assert_int_equal(keys_new_epoch(c), ERR_FULL);
}

static void destroyed_keys_are_in_no_file(void **state)
{
  struct world *const w = *state;
  struct ctx *const c = &w->s->c;
  uint8_t key[KEY_BYTES], old[KEY_BYTES];
  assert_int_equal(keys_lookup_key(c, 1, old), OK);
  assert_int_equal(keys_new_epoch(c), OK);
  assert_int_equal(keys_destroy_before(c, 2), OK);
  assert_int_equal(keys_lookup_key(c, 1, key), ERR_NOT_FOUND);
  assert_int_equal(key_folder_open(&w->keys, c), OK);
  assert_int_equal(keys_lookup_key(c, 1, key), ERR_NOT_FOUND);
}

/* --- the master key ------------------------------------------------------------------------------------------------------------ */

static void a_new_master_key_opens_and_the_old_one_no_longer(void **state)
{
  struct world *const w = *state;
  char fresh[128];
  snprintf(fresh, sizeof fresh, "%s/fresh", w->keys.path);
  assert_int_equal(keys_new_master(&w->s->c, w->keys.at[0]), ERR_STORE);           /* never over another file */
  assert_int_equal(keys_new_master(&w->s->c, fresh), OK);
  assert_int_equal(keys_new_epoch(&w->s->c), OK);                                   /* it goes on with the new one */
  assert_int_equal(key_folder_open(&w->keys, &w->s->c), ERR_STORE);
  assert_int_equal(rename(fresh, w->keys.at[0]), 0);
  assert_int_equal(key_folder_open(&w->keys, &w->s->c), OK);
}

static void two_codes_together_make_the_master_key_again(void **state)
{
  struct world *const w = *state;
  struct ctx *const c = &w->s->c;
  char one[SHARE_TEXT], other[SHARE_TEXT], third[SHARE_TEXT], fourth[SHARE_TEXT], typed[200];
  unsigned char before[128], after[128];
  assert_int_equal(keys_split(c, one, other), OK);
  assert_int_equal(keys_split(c, third, fourth), OK);
  assert_string_not_equal(one, third);                              /* new codes each time */
  assert_int_equal(keys_recover(c, &w->keys.files, key_folder_installation, one, other), ERR_STORE);   /* there is a key */
  const size_t n = file_load(w->keys.at[0], before, sizeof before);
  unlink(w->keys.at[0]);
  assert_int_equal(keys_recover(c, &w->keys.files, key_folder_installation, one, one), ERR_INVALID);
  assert_int_equal(keys_recover(c, &w->keys.files, key_folder_installation, one, fourth), ERR_INVALID);
  assert_int_equal(access(w->keys.at[0], F_OK), -1);
  size_t k = 0;
  for (size_t i = 0; other[i]; i++) { typed[k++] = (char)(other[i] >= 'A' && other[i] <= 'Z' ? other[i] + 32 : other[i] == '0' ? 'o' : other[i] == '-' ? ' ' : other[i]); }
  typed[k] = 0;
  assert_int_equal(keys_recover(c, &w->keys.files, key_folder_installation, typed, one), OK);
  assert_int_equal(file_load(w->keys.at[0], after, sizeof after), n);
  assert_memory_equal(before, after, n);
  assert_int_equal(key_folder_open(&w->keys, c), OK);
}

static void a_typing_error_is_told_with_its_code(void **state)
{
  static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  struct world *const w = *state;
  char one[SHARE_TEXT], other[SHARE_TEXT];
  assert_int_equal(keys_split(&w->s->c, one, other), OK);
  unlink(w->keys.at[0]);
  for (size_t i = 0; other[i]; i++) {
    const char was = other[i];
    if (was == '-') continue;
    other[i] = alphabet[(strchr(alphabet, was) - alphabet + 1) % 32];
    assert_int_equal(keys_recover(&w->s->c, &w->keys.files, key_folder_installation, one, other), ERR_INVALID);
    assert_string_equal(w->s->c.error.field, "2");
    other[i] = was;
  }
  one[5] = 0;
  assert_int_equal(keys_recover(&w->s->c, &w->keys.files, key_folder_installation, one, other), ERR_INVALID);
  assert_string_equal(w->s->c.error.field, "1");
}

/* One code is random, or the key covered by random bits: over many splits every bit of both is one as often as not. */
static void one_code_alone_says_nothing(void **state)
{
  enum { SPLITS = 400, FIRST = 12, LAST = 55 };                      /* characters that hold key bits only */
  struct world *const w = *state;
  int seen[2][SHARE_TEXT] = { { 0 } };
  char codes[2][SHARE_TEXT];
  for (int i = 0; i < SPLITS; i++) {
    assert_int_equal(keys_split(&w->s->c, codes[0], codes[1]), OK);
    for (int k = 0; k < 2; k++)
      for (int at = FIRST; at < LAST; at++) seen[k][at] += codes[k][at] != '-' && codes[k][at] < 'G';   /* 16 of 32 characters */
  }
  for (int k = 0; k < 2; k++)
    for (int at = FIRST; at < LAST; at++) if (codes[k][at] != '-') assert_in_range(seen[k][at], SPLITS / 2 - 50, SPLITS / 2 + 50);
}

/* --- the clock -------------------------------------------------------------------------------------------------------------------- */

static void a_clock_that_was_set_back_ends_no_epoch_and_loses_nothing(void **state)
{
  struct world *const w = *state;
  struct ctx *const c = &w->s->c;
  struct epoch epochs[EPOCHS_MOST];
  struct id id;
  assert_int_equal(compartment_make(c, COMPARTMENT_PERSON, &id), OK);
  c->now -= 400LL * 24 * 3600 * 1000;
  assert_int_equal(keys_new_epoch(c), OK);
  assert_int_equal(key_folder_open(&w->keys, c), OK);
  assert_int_equal(keys_epochs(c, epochs), 2);
  assert_int_equal(epochs[1].number, 2);                            /* by number, whatever the clock says */
  seal_forget(c);
  assert_int_equal(compartment_open(c, id), OK);
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, world_free)
  const struct CMUnitTest tests[] = {
    TEST(a_missing_file_is_named_and_what_to_do),
    TEST(a_file_that_others_may_read_is_refused),
    TEST(every_file_is_made_for_its_owner_only),
    TEST(every_bit_and_every_length_of_ring_and_master_counts),
    TEST(files_of_another_installation_are_refused),
    TEST(keys_under_the_data_folder_are_refused_but_for_a_demo),
    TEST(a_line_half_written_by_a_killed_process_does_not_count_and_is_written_over),
    TEST(a_list_that_was_cut_off_or_bent_is_refused),
    TEST(a_process_killed_between_list_and_ring_leaves_both_usable),
    TEST(nothing_is_erased_that_could_not_be_put_on_the_list),
    TEST(heads_come_back_and_every_byte_counts),
    TEST(epochs_are_saved_followed_and_destroyed),
    TEST(destroyed_keys_are_in_no_file),
    TEST(a_new_master_key_opens_and_the_old_one_no_longer),
    TEST(two_codes_together_make_the_master_key_again),
    TEST(a_typing_error_is_told_with_its_code),
    TEST(one_code_alone_says_nothing),
    TEST(a_clock_that_was_set_back_ends_no_epoch_and_loses_nothing),
  };
  return cmocka_run_group_tests_name("keys", tests, NULL, NULL);
}
