#include "../../base/test/sample.h"
#include "passwords.h"
#include <unistd.h>

static int set_up(void **state)
{
  static struct ctx c;
  ctx_init(&c, NOW, chance_bytes, 0);
  *state = &c;
  return 0;
}
static int tear_down(void **state)
{
  ctx_release(*state);
  return 0;
}

static void a_password_is_kept_so_that_only_it_fits(void **state)
{
  const char *hash, *again;
  assert_int_equal(password_hash(*state, "vier losse woorden hier", &hash), OK);
  assert_int_equal(password_hash(*state, "vier losse woorden hier", &again), OK);
  assert_string_not_equal(hash, again);                                       /* each its own salt */
  assert_null(strstr(hash, "losse"));
  assert_true(password_verify(hash, "vier losse woorden hier"));
  assert_true(password_verify(again, "vier losse woorden hier"));
  assert_false(password_verify(hash, "vier losse woorden hieR"));
  assert_false(password_verify(hash, ""));
  assert_false(password_verify("", "vier losse woorden hier"));
  assert_false(password_verify("$argon2id$v=19$m=65536,t=3,p=1$x$y", "vier losse woorden hier"));
}

static void a_hash_costs_as_much_as_promised(void **state)
{
  static const char costs[] = "$argon2id$v=19$m=65536,t=3,p=1$";
  const char *hash;
  assert_int_equal(password_hash(*state, "vier losse woorden hier", &hash), OK);
  assert_memory_equal(hash, costs, sizeof costs - 1);
}

static int64_t processor_us(void)
{
  struct timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static void an_account_that_does_not_exist_takes_as_much_work(void **state)
{
  const char *hash;
  assert_int_equal(password_hash(*state, "vier losse woorden hier", &hash), OK);
  const int64_t start = processor_us();
  assert_false(password_verify(hash, "wrong"));
  const int64_t middle = processor_us();
  assert_false(password_verify_nobody("wrong"));
  const int64_t end = processor_us();
  assert_true((end - middle) * 3 > middle - start && end - middle < (middle - start) * 3);
}

static void a_password_that_is_too_long_is_refused_and_never_fits(void **state)
{
  struct ctx *const c = *state;
  char longest[PASSWORD_MOST + 2];
  const char *hash = NULL;
  memset(longest, 'x', sizeof longest - 1);
  longest[sizeof longest - 1] = 0;
  assert_int_equal(password_hash(c, longest, &hash), ERR_INVALID);
  assert_null(hash);
  longest[PASSWORD_MOST] = 0;
  assert_int_equal(password_hash(c, longest, &hash), OK);
  assert_true(password_verify(hash, longest));
  longest[PASSWORD_MOST] = 'x';
  assert_false(password_verify(hash, longest));
}

/* --- weak ones ------------------------------------------------------------------------------ */

static void strong(struct ctx *c, const char *password)
{
  const char *const wrong = password_weak(c, password, "j.devries@wijkteam.example", "Jan de Vries");
  if (wrong) fprintf(stderr, "%s: %s\n", password, wrong);
  assert_null(wrong);
}
static void weak(struct ctx *c, const char *password, const char *part)
{
  const char *const wrong = password_weak(c, password, "j.devries@wijkteam.example", "Jan de Vries");
  if (!wrong || !strstr(wrong, part)) fprintf(stderr, "%s: %s\n", password, wrong ? wrong : "not weak");
  assert_non_null(wrong);
  assert_non_null(strstr(wrong, part));
}

static void words_that_do_not_belong_together_are_a_good_password(void **state)
{
  static const char *const good[] = { "paraplu knoflook dinsdag tram", "Xk7#vTq9!mZr", "correct paard batterij nietje", "hetregentaltijdopmijnfiets", "ëéneïg zültkop 8", "7x$Kp2!wQz9@",
    "welkom bij de buurvrouw van zeven", "ontbijtkoek-zeemeermin", "Θάλασσα βουνό 3" };
  for (size_t i = 0; i < COUNT(good); i++) strong(*state, good[i]);
}

static void a_short_password_is_weak_counted_in_characters(void **state)
{
  weak(*state, "", "12 characters");
  weak(*state, "kT7#vTq9!mZ", "12 characters");
  weak(*state, "éëïöüáàâêîô", "12 characters");                               /* 22 bytes */
  char too_long[PASSWORD_MOST + 2];
  for (size_t i = 0; i < sizeof too_long; i++) too_long[i] = "akwzemtpuiqx7"[chance_below(13)];
  too_long[PASSWORD_MOST + 1] = 0;
  weak(*state, too_long, "too long");
  too_long[PASSWORD_MOST] = 0;
  strong(*state, too_long);
}

static void one_s_own_names_are_no_password(void **state)
{
  static const char *const own[] = { "j.devries@wijkteam.example", "J.DeVries@Wijkteam", "Jan de Vries 1970", "devriesjan-70", "V13s-jan-vries!", "Kentering-demo-1",
    "kentering2025!", "k3nt3r1ng-2025", "wijkteamwijkteam" };
  for (size_t i = 0; i < COUNT(own); i++) weak(*state, own[i], "name");
  strong(*state, "de vries dinsdag paraplu");                                 /* enough else in it */
  assert_null(password_weak(*state, "janitor lampion 3", NULL, NULL));
}

static void rows_and_repetitions_are_weak(void **state)
{
  static const char *const rows[] = { "aaaaaaaaaaaa", "abcabcabcabc", "abababababab", "abcdefghijkl", "zyxwvutsrqponm", "qwertyuiop12", "234567890123", "abc123def456", "poiuytrewqasd",
    "Xk7#Xk7#Xk7#", "vk9tPz2vk9tPz2", "aabbaabbabab", "azertyuiopqs", "112233445566", "kzpkkzpzkpzz" };
  for (size_t i = 0; i < COUNT(rows); i++) weak(*state, rows[i], "row or a repetition");
}

static void what_many_people_have_is_weak_however_dressed_up(void **state)
{
  static const char *const common[] = { "Welkom123456!", "welkom-2025-!!", "W3lk0m!2025!!", "W@chtw00rd2025", "wachtwoord123", "!!Geheim!!2024", "Amsterdam2024!", "P@$$w0rd2024!!", "Feyenoord1908",
    "september2025", "Ikhouvanjou1!", "welkomamsterdam", "Welkom-Amsterdam-1", "1q2w3e4r5t6y", "iloveyou.iloveme", "Sinterklaas05", "ZOMERVAKANTIE", "zömer-vákantie", "1987amsterdam" };
  for (size_t i = 0; i < COUNT(common); i++) weak(*state, common[i], "Many people");
}

static void the_administrator_s_list_replaces_the_shipped_one(void **state)
{
  struct ctx *const c = *state;
  char folder[] = "/tmp/kentering-passwords-XXXXXX", path[64];
  assert_non_null(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/common_passwords.txt", folder);
  FILE *f = fopen(path, "w");
  assert_non_null(f);
  fputs("# ours\nOntbijtkoek\r\n\nstoomgemaal", f);
  assert_int_equal(fclose(f), 0);
  strong(c, "ontbijtkoek2025");
  c->data_folder = folder;
  weak(c, "0ntb1jtkoek2025", "Many people");
  weak(c, "ontbijtkoek+stoomgemaal", "Many people");
  strong(c, "Feyenoord1908");
  unlink(path);
  assert_int_equal(rmdir(folder), 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_password_is_kept_so_that_only_it_fits),
    cmocka_unit_test(a_hash_costs_as_much_as_promised),
    cmocka_unit_test(an_account_that_does_not_exist_takes_as_much_work),
    cmocka_unit_test(a_password_that_is_too_long_is_refused_and_never_fits),
    cmocka_unit_test(words_that_do_not_belong_together_are_a_good_password),
    cmocka_unit_test(a_short_password_is_weak_counted_in_characters),
    cmocka_unit_test(one_s_own_names_are_no_password),
    cmocka_unit_test(rows_and_repetitions_are_weak),
    cmocka_unit_test(what_many_people_have_is_weak_however_dressed_up),
    cmocka_unit_test(the_administrator_s_list_replaces_the_shipped_one),
  };
  return cmocka_run_group_tests_name("passwords", tests, set_up, tear_down);
}
