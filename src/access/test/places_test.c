#include "../../base/test/sample.h"
#include "places.h"
#include <sys/stat.h>
#include <unistd.h>

static char folder[64];
static const char *const names[] = { "regions.csv", "municipalities.csv", "holidays.csv" };

static int set_up(void **state)
{
  static struct ctx c;
  ctx_init(&c, NOW, chance_bytes, 0);
  snprintf(folder, sizeof folder, "/tmp/kentering-places-XXXXXX");
  if (!mkdtemp(folder)) return -1;
  *state = &c;
  return 0;
}
static int tear_down(void **state)
{
  for (size_t i = 0; i < COUNT(names); i++) {
    char path[100];
    snprintf(path, sizeof path, "%s/%s", folder, names[i]);
    unlink(path);
  }
  ctx_release(*state);
  return rmdir(folder);
}

static void write_file(const char *name, const char *text)
{
  char path[100];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *f = fopen(path, "wb");
  assert_non_null(f);
  fputs(text, f);
  assert_int_equal(fclose(f), 0);
}

static void the_shipped_files_name_every_region_and_municipality(void **state)
{
  struct places p;
  assert_int_equal(places_load(*state, NULL, &p), OK);
  assert_int_equal(p.regions.count, 26);                     /* those of Veilig Thuis, and the whole country */
  assert_true(p.municipalities.count > 100);
  assert_true(p.holidays.count > 10);
  for (size_t i = 0; i < p.municipalities.count; i++) {
    const struct municipality *m = &p.municipalities.at[i];
    assert_non_null(region_find(&p, m->region, strlen(m->region)));
    assert_ptr_equal(municipality_find(&p, m->slug, strlen(m->slug)), m);    /* no slug twice */
  }
  for (size_t i = 0; i < p.regions.count; i++) assert_ptr_equal(region_find(&p, p.regions.at[i].slug, strlen(p.regions.at[i].slug)), &p.regions.at[i]);
  for (size_t i = 1; i < p.holidays.count; i++) assert_true(date_before(p.holidays.at[i - 1].date, p.holidays.at[i].date));
}

static void every_region_but_the_country_has_a_municipality(void **state)
{
  struct places p;
  assert_int_equal(places_load(*state, NULL, &p), OK);
  for (size_t i = 0; i < p.regions.count; i++) {
    size_t n = 0;
    for (size_t k = 0; k < p.municipalities.count; k++) n += strcmp(p.municipalities.at[k].region, p.regions.at[i].slug) == 0;
    assert_int_equal(n > 0, strcmp(p.regions.at[i].slug, REGION_NATIONWIDE) != 0);
  }
}

static void the_administrator_s_file_replaces_the_shipped_one(void **state)
{
  struct places p;
  write_file("holidays.csv", "date;name_nl\n2031-05-05;Bevrijdingsdag\n");
  assert_int_equal(places_load(*state, folder, &p), OK);
  assert_int_equal(p.holidays.count, 1);
  assert_int_equal(p.holidays.at[0].date.ymd, 20310505);
  assert_string_equal(p.holidays.at[0].name_nl, "Bevrijdingsdag");
  assert_null(p.holidays.at[0].name_en);
  assert_true(p.municipalities.count > 100);
}

static void a_file_with_something_wrong_is_refused_by_name(void **state)
{
  static const struct { const char *name, *text; } wrong[] = {
    { "regions.csv", "" }, { "regions.csv", "slug,name\noss,Oss\n" }, { "regions.csv", "slug,name\nlandelijk,NL\n,Zonder\n" },
    { "regions.csv", "slug,naam\nlandelijk,NL\n" }, { "regions.csv", "slug\nlandelijk\n" },
    { "municipalities.csv", "slug,name,region\noss,Oss,nergens\n" }, { "municipalities.csv", "slug,name,region\noss,Oss\n" },
    { "holidays.csv", "date,name_nl\n2026-02-30,Geen dag\n" } };
  struct ctx *c = *state;
  assert_non_null(freopen("/dev/null", "w", stderr));        /* the rows are told there */
  for (size_t i = 0; i < COUNT(wrong); i++) {
    struct places p = { .regions.count = 99 };
    write_file(wrong[i].name, wrong[i].text);
    assert_int_equal(places_load(c, folder, &p), ERR_INVALID);
    assert_non_null(c->error.text);
    assert_int_equal(p.regions.count, 99);
    char path[100];
    snprintf(path, sizeof path, "%s/%s", folder, wrong[i].name);
    assert_int_equal(unlink(path), 0);
  }
}

/* What stderr gets while places_load runs. */
static const char *told(struct ctx *c, struct places *p, int *rc)
{
  static char text[1000];
  char path[100];
  snprintf(path, sizeof path, "%s/told", folder);
  assert_non_null(freopen(path, "w+", stderr));
  *rc = places_load(c, folder, p);
  rewind(stderr);
  const size_t n = fread(text, 1, sizeof text - 1, stderr);
  text[n] = 0;
  assert_non_null(freopen("/dev/null", "w", stderr));
  assert_int_equal(unlink(path), 0);
  return text;
}

static void a_wrong_row_is_told_with_file_row_key_and_what_stands_there(void **state)
{
  struct places p;
  int rc;
  write_file("municipalities.csv", "slug,name,region\nalmelo,Almelo,landelijk\noss,Oss,nergens\n");
  const char *text = told(*state, &p, &rc);
  assert_int_equal(rc, ERR_INVALID);
  assert_int_equal(strncmp(text, folder, strlen(folder)), 0);
  assert_string_equal(text + strlen(folder), "/municipalities.csv: rij 3, oss, region: \"nergens\": Deze regio is niet bekend: zie regions.csv.\n");
}

/* As a file without rights is, also for root, who may read anything. */
static void a_file_of_one_s_own_that_cannot_be_read_is_not_replaced(void **state)
{
  struct ctx *c = *state;
  struct places p;
  char path[100];
  snprintf(path, sizeof path, "%s/regions.csv", folder);
  assert_int_equal(symlink(path, path), 0);
  assert_int_equal(places_load(c, folder, &p), ERR_STORE);
  assert_string_equal(c->error.field, path);
  assert_int_equal(unlink(path), 0);
  assert_int_equal(mkdir(path, 0700), 0);
  assert_int_not_equal(places_load(c, folder, &p), OK);
  assert_string_equal(c->error.field, path);
  assert_int_equal(rmdir(path), 0);
}

static void more_regions_than_a_set_holds_are_refused(void **state)
{
  struct buf b = { 0 };
  struct places p;
  put(&b, "slug,name\nlandelijk,NL\n");
  for (int i = 0; i < 60; i++) { put(&b, "r"); put_int(&b, i); put(&b, ",R\n"); }
  write_file("regions.csv", buf_text(&b));
  assert_non_null(freopen("/dev/null", "w", stderr));
  write_file("municipalities.csv", "slug,name,region\noss,Oss,r1\n");
  assert_int_equal(places_load(*state, folder, &p), ERR_INVALID);
  assert_string_equal(((struct ctx *)*state)->error.text, "This file has rows that cannot be read.");
  b.len -= strlen("r59,R\n");                               /* sixty fit */
  write_file("regions.csv", buf_text(&b));
  assert_int_equal(places_load(*state, folder, &p), OK);
  assert_int_equal(p.regions.count, 60);
  buf_release(&b);
}

static void a_slug_is_found_whole_or_not(void **state)
{
  struct places p;
  assert_int_equal(places_load(*state, NULL, &p), OK);
  assert_non_null(region_find(&p, "landelijk", 9));
  assert_null(region_find(&p, "landelij", 8));
  assert_null(region_find(&p, "landelijkx", 10));
  assert_null(region_find(&p, "", 0));
  assert_non_null(region_find(&p, "landelijk oost", 9));
  assert_null(municipality_find(&p, "Oss", 3));
}

static void keys_in_a_field_are_checked_one_by_one(void **state)
{
  struct ctx *c = *state;
  struct places p;
  assert_null(check_regions(c, "anything goes"));            /* nothing loaded, nothing to hold it against */
  assert_int_equal(places_load(c, NULL, &p), OK);
  c->places = &p;
  assert_null(check_regions(c, "oost-brabant  landelijk"));
  assert_null(check_regions(c, "oost-brabant "));
  assert_non_null(check_regions(c, "oost-brabant nergens"));
  assert_non_null(check_regions(c, "oost-brabant,landelijk"));
  assert_non_null(check_regions(c, "Oost-Brabant"));
  assert_null(check_municipalities(c, "almelo almere"));
  assert_non_null(check_municipalities(c, "almelo almer"));
  assert_null(check_languages(c, "nl en ar"));
  assert_non_null(check_languages(c, "nl eng"));
  assert_non_null(check_languages(c, "NL"));
  assert_non_null(check_languages(c, "n1"));
}

static void a_region_is_named_in_the_reader_s_language(void **state)
{
  struct ctx *c = *state;
  struct places p;
  const struct region only_dutch = { .slug = "x", .name = "Alleen Nederlands" };
  assert_int_equal(places_load(c, NULL, &p), OK);
  const struct region *all = region_find(&p, "landelijk", 9);
  c->lang = LANG_NL;
  assert_string_equal(region_name(c, all), "Heel Nederland");
  c->lang = LANG_EN;
  assert_string_equal(region_name(c, all), "All of the Netherlands");
  assert_string_equal(region_name(c, &only_dutch), "Alleen Nederlands");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(the_shipped_files_name_every_region_and_municipality),
    TEST(every_region_but_the_country_has_a_municipality),
    TEST(the_administrator_s_file_replaces_the_shipped_one),
    TEST(a_file_with_something_wrong_is_refused_by_name),
    TEST(a_wrong_row_is_told_with_file_row_key_and_what_stands_there),
    TEST(a_file_of_one_s_own_that_cannot_be_read_is_not_replaced),
    TEST(more_regions_than_a_set_holds_are_refused),
    TEST(a_slug_is_found_whole_or_not),
    TEST(keys_in_a_field_are_checked_one_by_one),
    TEST(a_region_is_named_in_the_reader_s_language),
  };
  return cmocka_run_group_tests_name("places", tests, NULL, NULL);
}
