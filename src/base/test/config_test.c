#include "sample.h"
#include "config.h"
#include <unistd.h>

static char folder[64], path[96];

static int set_up(void **state)
{
  static struct ctx c;
  ctx_init(&c, NOW, chance_bytes, 0);
  snprintf(folder, sizeof folder, "/tmp/kentering-config-XXXXXX");
  if (!mkdtemp(folder)) return -1;
  snprintf(path, sizeof path, "%s/kentering.conf", folder);
  *state = &c;
  return 0;
}
static int tear_down(void **state)
{
  unlink(path);
  rmdir(folder);
  ctx_release(*state);
  return 0;
}

static void write_file(const char *text, size_t n)
{
  FILE *f = fopen(path, "wb");
  assert_non_null(f);
  assert_int_equal(fwrite(text, 1, n, f), n);
  assert_int_equal(fclose(f), 0);
}

/* The words of a command line, as main has them behind the program's name; up to a NULL. */
static char words[12][128];
static char *list[13];
static int command_line(const char *const *given)
{
  int n = 0;
  for (; given[n]; n++) { snprintf(words[n], sizeof words[n], "%s", given[n]); list[n] = words[n]; }
  list[n] = NULL;
  return n;
}
#define LINE(...) command_line((const char *const[]){ __VA_ARGS__, NULL })

static void without_anything_the_defaults_hold(void **state)
{
  struct config config;
  int argc = LINE("serve");
  assert_int_equal(config_read(*state, &config, &argc, list), OK);
  assert_null(config.data);
  assert_string_equal(config.port, "8080");
  assert_string_equal(config.listen, "127.0.0.1");
  assert_false(config.demo);
  assert_int_equal(argc, 1);
}

static void the_command_line_wins_over_the_file_and_the_file_over_defaults(void **state)
{
  static const char file[] = "# a comment\n\n  port = 9000  \r\ndata=/srv/a b\nsite-name = Anders = beter\nexit-url =\n";
  struct config config;
  write_file(file, sizeof file - 1);
  int argc = LINE("serve", "--port", "9001", "--config", path, "--demo");
  assert_int_equal(config_read(*state, &config, &argc, list), OK);
  assert_string_equal(config.port, "9001");
  assert_string_equal(config.data, "/srv/a b");
  assert_string_equal(config.site_name, "Anders = beter");
  assert_null(config.exit_url);
  assert_true(config.demo);
  assert_int_equal(argc, 1);
  assert_string_equal(list[0], "serve");
}

static void options_may_stand_anywhere_and_leave_the_arguments_in_order(void **state)
{
  struct config config;
  int argc = LINE("--data", "/srv/x", "offers", "import", "a.csv", "--json", "--port=81", "b.csv");
  assert_int_equal(config_read(*state, &config, &argc, list), OK);
  assert_string_equal(config.data, "/srv/x");
  assert_string_equal(config.port, "81");
  assert_true(config.json);
  assert_int_equal(argc, 4);
  assert_string_equal(list[0], "offers");
  assert_string_equal(list[2], "a.csv");
  assert_string_equal(list[3], "b.csv");
  assert_null(list[4]);
}

static void a_flag_is_found_as_the_first_word_and_only_whole(void **state)
{
  int argc = LINE("--dry-run", "file", "--dry", "--dry-run=yes", "--", "--late");
  (void)state;
  assert_false(option_flag(&argc, list, "dry-ru"));
  assert_true(option_flag(&argc, list, "dry-run"));
  assert_int_equal(argc, 5);
  assert_false(option_flag(&argc, list, "dry-run"));         /* --dry-run=yes is no flag: whoever runs the command refuses it */
  assert_false(option_flag(&argc, list, "late"));            /* behind -- everything is an argument */
  assert_string_equal(list[0], "file");
}

static void an_option_takes_its_value_along(void **state)
{
  int argc = LINE("--format", "json", "x", "--other=1", "--format");
  (void)state;
  assert_string_equal(option_value(&argc, list, "format"), "json");
  assert_int_equal(argc, 3);
  assert_string_equal(option_value(&argc, list, "other"), "1");
  assert_int_equal(argc, 2);
  assert_null(option_value(&argc, list, "format"));          /* no value behind it: it stays */
  assert_int_equal(argc, 2);
}

static void a_setting_that_is_not_known_names_its_line(void **state)
{
  static const struct { const char *file, *line; } wrong[] = { { "port = 1\nprot = 2\n", ":2" }, { "port 1\n", ":1" }, { "\n\n= x\n", ":3" }, { "Port = 1", ":1" },
    { "data = \xFF\n", ":1" }, { "[section]\n", ":1" } };
  struct ctx *c = *state;
  for (size_t i = 0; i < COUNT(wrong); i++) {
    struct config config = { .port = "kept" };
    write_file(wrong[i].file, strlen(wrong[i].file));
    int argc = LINE("serve", "--config", path);
    assert_int_equal(config_read(c, &config, &argc, list), ERR_INVALID);
    assert_string_equal(c->error.field + strlen(path), wrong[i].line);
    assert_string_equal(config.port, "kept");
  }
}

static void numbers_are_numbers(void **state)
{
  static const char *const wrong[] = { "65536", "-1", "80a", "+80", " 80", "99999999999999999999", "0x50" };
  struct ctx *c = *state;
  for (size_t i = 0; i < COUNT(wrong); i++) {
    struct config config;
    int argc = LINE("serve", "--port", wrong[i]);
    assert_int_equal(config_read(c, &config, &argc, list), ERR_INVALID);
    assert_string_equal(c->error.field, "port");
  }
}

static void a_number_in_the_file_names_its_line(void **state)
{
  struct ctx *c = *state;
  struct config config;
  write_file("data = x\nport = acht\n", 21);
  int argc = LINE("serve", "--config", path);
  assert_int_equal(config_read(c, &config, &argc, list), ERR_INVALID);
  assert_string_equal(c->error.field + strlen(path), ":2");
  assert_string_equal(c->error.text, "Write the port as a whole number from 0 to 65535.");
}

static void a_byte_order_mark_is_no_part_of_the_first_key(void **state)
{
  struct config config;
  write_file("\xEF\xBB\xBFport = 81\n", 13);
  int argc = LINE("serve", "--config", path);
  assert_int_equal(config_read(*state, &config, &argc, list), OK);
  assert_string_equal(config.port, "81");
}

static void a_setting_without_its_value_is_refused(void **state)
{
  struct ctx *c = *state;
  struct config config;
  int argc = LINE("serve", "--data");
  assert_int_equal(config_read(c, &config, &argc, list), ERR_INVALID);
  assert_string_equal(c->error.field, "data");
}

static void a_config_file_that_is_not_there_is_an_error(void **state)
{
  struct ctx *c = *state;
  struct config config;
  int argc = LINE("serve", "--config", path);
  assert_int_equal(config_read(c, &config, &argc, list), ERR_STORE);
  assert_string_equal(c->error.field, path);
  argc = LINE("serve", "--config", folder);
  assert_int_equal(config_read(c, &config, &argc, list), ERR_STORE);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(without_anything_the_defaults_hold),
    TEST(the_command_line_wins_over_the_file_and_the_file_over_defaults),
    TEST(options_may_stand_anywhere_and_leave_the_arguments_in_order),
    TEST(a_flag_is_found_as_the_first_word_and_only_whole),
    TEST(an_option_takes_its_value_along),
    TEST(a_setting_that_is_not_known_names_its_line),
    TEST(numbers_are_numbers),
    TEST(a_number_in_the_file_names_its_line),
    TEST(a_byte_order_mark_is_no_part_of_the_first_key),
    TEST(a_setting_without_its_value_is_refused),
    TEST(a_config_file_that_is_not_there_is_an_error),
  };
  return cmocka_run_group_tests_name("config", tests, NULL, NULL);
}
