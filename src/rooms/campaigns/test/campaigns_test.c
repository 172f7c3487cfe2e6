/* Campaigns: what is there when, what who may do, and what is counted. */
#include "../../peers/test/peers_helper.h"
#include "base64.h"
#include "campaigns.h"
#include "intake.h"
#include "social_image.h"
#include "stories.h"
#include "taking.h"

enum { COORDINATOR = 0, DESK = 2 };

static int set_up(void **state)
{
  struct world *const w = peers_world();
  hire(w, COORDINATOR, "regio@proef.invalid", "Regio Proef", ROLE_REGION);
  hire(w, DESK, "desk@proef.invalid", "Aanmeldpunt Proef", ROLE_DESK);
  console(w);
  MUST(desks_publish(&w->s->c));
  *state = w;
  return 0;
}
static int tear_down(void **state)
{
  world_free(*state);
  return 0;
}

static struct campaign_form form_of(struct world *w, const char *slug)
{
  const struct date today = w->s->c.today;
  return (struct campaign_form){ .campaign = { .slug = slug, .title = "Praten helpt", .text = "Geweld mag nooit. Hulp kan.", .since = today, .until = date_plus_days(today, 30) } };
}

static struct id makes(struct world *w, const struct campaign_form *f)
{
  struct id id;
  as(w, COORDINATOR);
  MUST(campaign_add(&w->s->c, f, &id));
  return id;
}

static int publishes(struct world *w, size_t who, struct id id, enum yes_no read)
{
  struct campaign p;
  as(w, who);
  MUST(campaign_of_region(&w->s->c, id, &p));
  return campaign_publish(&w->s->c, id, &(struct campaign_pictures){ .version = p.version, .nl = "AAAA" }, read);
}

static struct id is_published(struct world *w, const char *slug)
{
  const struct campaign_form f = form_of(w, slug);
  const struct id id = makes(w, &f);
  MUST(publishes(w, COORDINATOR, id, YES_NO_UNKNOWN));
  return id;
}

static void goes_on(struct world *w, int days)
{
  struct ctx *const c = &w->s->c;
  c->now += days * DAY_MS;
  c->today = date_at(c->now);
}

static bool is_shown(struct world *w, const char *slug)
{
  struct campaign p;
  w->s->c.scope = (struct scope){ .reach = REACH_NOTHING };
  return campaign_shown(&w->s->c, slug, &p) == OK;
}

/* --- pages --------------------------------------------------------------------------------------------------------- */

static void a_draft_is_seen_by_nobody_and_what_is_published_by_everybody_until_it_is_taken_off(void **state)
{
  struct world *const w = *state;
  const struct campaign_form f = form_of(w, "praten");
  const struct id id = makes(w, &f);
  assert_false(is_shown(w, "praten"));
  MUST(publishes(w, DESK, id, YES_NO_UNKNOWN));
  assert_true(is_shown(w, "praten"));
  as(w, DESK);
  MUST(campaign_withdraw(&w->s->c, id));
  assert_false(is_shown(w, "praten"));
}

static void it_begins_on_its_first_day_and_stays_after_its_last_as_over(void **state)
{
  struct world *const w = *state;
  struct campaign_form f = form_of(w, "later");
  struct campaign p;
  f.campaign.since = date_plus_days(w->s->c.today, 3);
  MUST(publishes(w, COORDINATOR, makes(w, &f), YES_NO_UNKNOWN));
  assert_false(is_shown(w, "later"));
  goes_on(w, 3);
  assert_true(is_shown(w, "later"));
  goes_on(w, 40);
  MUST(campaign_shown(&w->s->c, "later", &p));
  assert_true(campaign_is_over(&p, w->s->c.today));
}

static void a_change_takes_it_off_the_site_and_its_address_stays(void **state)
{
  struct world *const w = *state;
  struct campaign_form f = { .story_id = NULL };
  const struct id id = is_published(w, "vast");
  as(w, DESK);
  MUST(campaign_of_region(&w->s->c, id, &f.campaign));
  f.campaign.slug = "anders";
  assert_int_equal(campaign_change(&w->s->c, &f), ERR_INVALID);
  assert_string_equal(w->s->c.error.field, "slug");
  f.campaign.slug = "vast";
  f.campaign.title = "Bellen helpt";
  MUST(campaign_change(&w->s->c, &f));
  assert_false(is_shown(w, "vast"));
  as(w, DESK);
  assert_int_equal(campaign_delete(&w->s->c, id), ERR_INVALID);
  assert_int_equal(campaign_change(&w->s->c, &f), ERR_CONFLICT);
}

static void what_is_wrong_is_said_on_its_field(void **state)
{
  struct world *const w = *state;
  struct id id;
  is_published(w, "bezet");
  as(w, COORDINATOR);
  const struct { const char *slug, *title, *text, *title_en, *offer, *story; int days; const char *field; } wrong[] = {
    { "bezet", "Praten", "Hulp kan.", NULL, NULL, NULL, 3, "slug" }, { "Met Hoofdletter", "Praten", "Hulp kan.", NULL, NULL, NULL, 3, "slug" },
    { "een", "Praten", "Hulp kan.", NULL, NULL, NULL, -1, "until" }, { "een", "Bent u een Dader?", "Hulp kan.", NULL, NULL, NULL, 3, "title" },
    { "een", "Praten", "Het was maar een ruzie.", NULL, NULL, NULL, 3, "text" }, { "een", "Praten", "Hulp kan.", "Talking", NULL, NULL, 3, "text_en" },
    { "een", "Praten", "Hulp kan.", NULL, "bestaat-niet", NULL, 3, "offer" }, { "een", "Praten", "Hulp kan.", NULL, NULL, "niets", 3, "story_id" } };
  for (size_t i = 0; i < COUNT(wrong); i++) {
    struct campaign_form f = form_of(w, wrong[i].slug);
    f.campaign.title = wrong[i].title;
    f.campaign.text = wrong[i].text;
    f.campaign.title_en = wrong[i].title_en;
    f.campaign.offer = wrong[i].offer;
    f.campaign.until = date_plus_days(w->s->c.today, wrong[i].days);
    f.story_id = wrong[i].story;
    assert_int_equal(campaign_add(&w->s->c, &f, &id), ERR_INVALID);
    assert_string_equal(w->s->c.error.field, wrong[i].field);
  }
}

static void a_picture_of_an_older_version_is_not_published(void **state)
{
  struct world *const w = *state;
  const struct campaign_form f = form_of(w, "ouder");
  const struct id id = makes(w, &f);
  assert_int_equal(campaign_publish(&w->s->c, id, &(struct campaign_pictures){ .version = 7, .nl = "AAAA" }, YES), ERR_CONFLICT);
  assert_false(is_shown(w, "ouder"));
}

static void another_region_sees_none_of_it(void **state)
{
  struct world *const w = *state;
  struct campaign p;
  struct campaign_list list;
  const struct id id = is_published(w, "hier");
  as(w, COORDINATOR);
  w->s->c.scope.region = "groningen";
  assert_int_equal(campaign_of_region(&w->s->c, id, &p), ERR_NOT_FOUND);
  assert_int_equal(campaign_withdraw(&w->s->c, id), ERR_NOT_FOUND);
  MUST(campaigns_of_region(&w->s->c, &list));
  assert_int_equal(list.count, 0);
}

/* --- stories ------------------------------------------------------------------------------------------------------------ */

static struct id tells(struct world *w, struct id peer, const char *called)
{
  struct campaign_story_list list;
  char id[ID_TEXT];
  as(w, PROVIDER);
  id_format(peer, id);
  const struct story_form f = { .peer_id = id, .story = { .called = called, .text = "Ik leerde GEHEIMZIN weglopen.", .given = PERMISSION_PAPER, .asked = w->s->c.today,
    .until = date_plus_days(w->s->c.today, 100) } };
  MUST(story_add(&w->s->c, &f));
  MUST(stories_kept(&w->s->c, &list));
  for (size_t i = 0; i < list.count; i++) if (strcmp(list.at[i].called, called) == 0) return list.at[i].id;
  assert_null("the story is not there");
  return ID_NONE;
}

static bool story_is_shown(struct world *w, struct id id)
{
  struct campaign_story s;
  struct keys *const keys = w->s->c.keys;
  w->s->c.scope = (struct scope){ .reach = REACH_NOTHING };
  w->s->c.keys = NULL;                                         /* as on the public site */
  const int rc = story_shown(&w->s->c, id, &s);
  w->s->c.keys = keys;
  return rc == OK;
}

static void a_story_is_published_only_after_another_colleague_read_it(void **state)
{
  struct world *const w = *state;
  const struct id story = tells(w, adds_peer(w, EXPERT, "Bram Bewaard", 3), "Sem");
  char text[ID_TEXT];
  id_format(story, text);
  struct campaign_form f = form_of(w, "verhaal");
  f.story_id = text;
  const struct id id = makes(w, &f);
  assert_int_equal(publishes(w, COORDINATOR, id, YES_NO_UNKNOWN), ERR_INVALID);
  assert_string_equal(w->s->c.error.field, "read");
  as(w, COORDINATOR);
  w->s->c.scope.actor = w->at[PROVIDER].account;               /* who wrote it down works for the region too */
  struct campaign p;
  MUST(campaign_of_region(&w->s->c, id, &p));
  assert_int_equal(campaign_publish(&w->s->c, id, &(struct campaign_pictures){ .version = p.version, .nl = "AAAA" }, YES), ERR_INVALID);
  MUST(publishes(w, COORDINATOR, id, YES));
  assert_true(is_shown(w, "verhaal"));
}

static void a_withdrawn_story_is_gone_at_once_with_its_text(void **state)
{
  struct world *const w = *state;
  const struct id peer = adds_peer(w, EXPERT, "Bram Bewaard", 3), kept = tells(w, peer, "Sem"), own = tells(w, peer, "Mo");
  assert_true(story_is_shown(w, kept));
  as(w, OTHER_EXPERT);
  assert_int_equal(story_withdraw(&w->s->c, kept), ERR_NOT_FOUND);
  as(w, COORDINATOR);
  assert_int_equal(story_withdraw(&w->s->c, kept), ERR_NOT_FOUND);
  as(w, PROVIDER);
  MUST(story_withdraw(&w->s->c, kept));
  as(w, EXPERT);
  MUST(story_withdraw(&w->s->c, own));
  assert_false(story_is_shown(w, kept));
  assert_false(story_is_shown(w, own));
  assert_int_equal(raw_number(w->s, "SELECT count(*) FROM campaign_story"), 0);
  assert_int_equal(raw_number(w->s, "SELECT count(*) FROM journal WHERE instr(changes, 'GEHEIMZIN')"), 0);
}

static void a_story_ends_on_its_day_and_with_the_entry_of_its_expert(void **state)
{
  struct world *const w = *state;
  const struct id peer = adds_peer(w, EXPERT, "Bram Bewaard", 3), leaves = adds_peer(w, OTHER_EXPERT, "Wim Weg", 3), one = tells(w, peer, "Sem"), two = tells(w, leaves, "Mo");
  bool more = true;
  as(w, PROVIDER);
  MUST(peer_remove(&w->s->c, leaves));
  assert_true(story_is_shown(w, one));
  assert_false(story_is_shown(w, two));
  goes_on(w, 100);
  assert_true(story_is_shown(w, one));
  goes_on(w, 1);
  assert_false(story_is_shown(w, one));
  console(w);
  MUST(stories_tidy(&w->s->c, &more));
  assert_int_equal(raw_number(w->s, "SELECT count(*) FROM campaign_story"), 0);
}

static void a_withdrawn_story_stays_away_when_a_backup_of_before_is_restored(void **state)
{
  struct world *const w = *state;
  const struct id id = tells(w, adds_peer(w, EXPERT, "Bram Bewaard", 3), "Sem");
  struct campaign_story before;
  size_t again;
  bool more = true;
  MUST(global_get(&w->s->c, campaign_story, id, &before));
  as(w, PROVIDER);
  MUST(story_withdraw(&w->s->c, id));
  console(w);
  MUST(global_insert(&w->s->c, campaign_story, &before, NULL));      /* as it stood in the backup */
  MUST(compartments_replay_erased(&w->s->c, &again));
  assert_false(story_is_shown(w, id));
  console(w);
  MUST(stories_tidy(&w->s->c, &more));
  assert_int_equal(raw_number(w->s, "SELECT count(*) FROM campaign_story"), 0);
}

static void a_story_is_written_down_for_an_own_expert_for_two_years_at_most(void **state)
{
  struct world *const w = *state;
  char id[ID_TEXT];
  id_format(adds_peer(w, EXPERT, "Bram Bewaard", 3), id);
  struct story_form f = { .peer_id = id, .story = { .text = "Ik leerde weglopen.", .given = PERMISSION_SPOKEN, .asked = w->s->c.today, .until = date_plus_months(w->s->c.today, 25) } };
  assert_int_equal(story_add(&w->s->c, &f), ERR_INVALID);
  assert_string_equal(w->s->c.error.field, "until");
  f.story.until = date_plus_days(w->s->c.today, -1);
  assert_int_equal(story_add(&w->s->c, &f), ERR_INVALID);
  f.story.until = w->s->c.today;
  as(w, 1);                                                    /* keeps a register of another organisation */
  assert_int_equal(story_add(&w->s->c, &f), ERR_INVALID);
  assert_string_equal(w->s->c.error.field, "peer_id");
  as(w, PROVIDER);
  MUST(story_add(&w->s->c, &f));
}

/* --- counting --------------------------------------------------------------------------------------------------------------- */

/* As on the public site: without keys, and for nobody. */
static void signs_up(struct world *w, const char *campaign, const char *token, const char *reach)
{
  static const uint8_t key[KEY_BYTES] = { 3 };
  struct ctx *const c = &w->s->c;
  struct keys *const keys = c->keys;
  struct intake_receipt r;
  const struct signup_form f = { .reach = reach, .hours = "altijd", .place = "Eindhoven", .campagne = campaign };
  seal_forget(c);
  c->scope = (struct scope){ .reach = REACH_NOTHING };
  c->keys = NULL;
  const int rc = intake_send(c, &f, &(struct intake_proof){ .token = token, .code = follow_code(c, key, token), .age = INT64_MAX }, &r);
  c->keys = keys;
  MUST(rc);
  assert_int_equal(r.answer, INTAKE_TAKEN);
}

static int64_t counted(struct world *w) { return raw_number(w->s, "SELECT coalesce(CAST(sum(signups) AS BIGINT), 0) FROM campaign_count"); }

static void a_sign_up_counts_once_however_often_its_form_comes(void **state)
{
  struct world *const w = *state;
  is_published(w, "tel");
  signs_up(w, "tel", "a", "06 12345678");
  signs_up(w, "tel", "a", "06 12345679");
  assert_int_equal(counted(w), 1);
  signs_up(w, "tel", "b", "06 12345670");
  assert_int_equal(counted(w), 2);
  assert_int_equal(raw_number(w->s, "SELECT count(*) FROM campaign_count"), 1);
}

static void what_is_not_there_or_over_counts_nothing_and_the_sign_up_is_taken_in(void **state)
{
  struct world *const w = *state;
  const struct campaign_form f = form_of(w, "concept");
  is_published(w, "kort");
  makes(w, &f);
  signs_up(w, NULL, "a", "06 12345671");
  signs_up(w, "verzonnen", "b", "06 12345672");
  signs_up(w, "concept", "c", "06 12345673");
  goes_on(w, 31);
  signs_up(w, "kort", "d", "06 12345674");
  assert_int_equal(counted(w), 0);
  assert_int_equal(raw_number(w->s, "SELECT count(*) FROM signup_box"), 4);
}

static void nothing_of_a_sign_up_tells_where_it_came_from(void **state)
{
  struct world *const w = *state;
  is_published(w, "spoor");
  const int64_t before = raw_number(w->s, "SELECT count(*) FROM journal");
  signs_up(w, "spoor", "a", "06 12345678");
  assert_int_equal(raw_number(w->s, "SELECT count(*) FROM journal"), before);
  console(w);
  bool more = true;
  while (more) MUST(boxes_take(&w->s->c, &more));
  struct signup_list open;
  struct signup_said said;
  MUST(signups_open(&w->s->c, &open));
  assert_int_equal(open.count, 1);
  as(w, DESK);
  MUST(signup_read(&w->s->c, &open.at[0], &said));
  for (size_t i = 0; i < signup_said_record.count; i++) {
    const char *const text = field_printed(&w->s->c, &signup_said_record.fields[i], &said);
    assert_true(!text || !strstr(text, "spoor"));
  }
}

static void months_that_are_over_are_shown_from_five_on(void **state)
{
  struct world *const w = *state;
  struct campaign_line_list lines;
  struct campaign p;
  struct campaign_form f = form_of(w, "maand");
  f.campaign.until = date_plus_months(w->s->c.today, 6);
  const struct id id = makes(w, &f);
  MUST(publishes(w, COORDINATOR, id, YES));
  static const char *const tokens[] = { "a", "b", "c", "d", "e" };
  for (size_t i = 0; i < 5; i++) signs_up(w, "maand", tokens[i], JOIN(&w->s->c.arena, "06 1234568", tokens[i][0] == 'a' ? "1" : tokens[i][0] == 'b' ? "2" : tokens[i][0] == 'c' ? "3" : tokens[i][0] == 'd' ? "4" : "5"));
  as(w, COORDINATOR);
  MUST(campaign_of_region(&w->s->c, id, &p));
  MUST(campaign_counts(&w->s->c, &p, &lines));
  assert_int_equal(lines.count, 0);                            /* not while the month runs */
  goes_on(w, 31);
  signs_up(w, "maand", "f", "06 12345686");
  goes_on(w, 31);
  as(w, DESK);
  MUST(campaign_counts(&w->s->c, &p, &lines));
  assert_int_equal(lines.count, 2);
  assert_string_equal(lines.at[0].signups, tr(&w->s->c, "fewer than 5"));
  assert_string_equal(lines.at[1].signups, "5");
}

/* --- the picture ---------------------------------------------------------------------------------------------------------------- */

static uint32_t number_at(const uint8_t *at) { return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3]; }

static void a_picture_is_a_png_of_its_size_that_differs_by_title(void **state)
{
  struct world *const w = *state;
  struct ctx *const c = &w->s->c;
  static uint8_t png[300000];
  static const char *const titles[] = { "Praten helpt", "Één gesprek is genoeg om te beginnen, en het kan deze week nog",
    "Onafbreekbaarlangwoorddatnergenskanwordenafgebrokenomdathetgeenspatieshe", "" };
  const char *texts[COUNT(titles)];
  size_t n;
  for (size_t i = 0; i < COUNT(titles); i++) {
    MUST(social_image(c, titles[i], "Kentering", &texts[i]));
    assert_true(base64_read(texts[i], strlen(texts[i]), png, sizeof png, &n));
    assert_true(n > 1000 && n < 120000);
    assert_memory_equal(png, "\x89PNG\r\n\x1a\n", 8);
    assert_int_equal(number_at(png + 16), SOCIAL_WIDTH);
    assert_int_equal(number_at(png + 20), SOCIAL_HEIGHT);
    assert_memory_equal(png + n - 8, "IEND", 4);
    if (i) assert_string_not_equal(texts[i], texts[i - 1]);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    T(a_draft_is_seen_by_nobody_and_what_is_published_by_everybody_until_it_is_taken_off),
    T(it_begins_on_its_first_day_and_stays_after_its_last_as_over),
    T(a_change_takes_it_off_the_site_and_its_address_stays),
    T(what_is_wrong_is_said_on_its_field),
    T(a_picture_of_an_older_version_is_not_published),
    T(another_region_sees_none_of_it),
    T(a_story_is_published_only_after_another_colleague_read_it),
    T(a_withdrawn_story_is_gone_at_once_with_its_text),
    T(a_story_ends_on_its_day_and_with_the_entry_of_its_expert),
    T(a_withdrawn_story_stays_away_when_a_backup_of_before_is_restored),
    T(a_story_is_written_down_for_an_own_expert_for_two_years_at_most),
    T(a_sign_up_counts_once_however_often_its_form_comes),
    T(what_is_not_there_or_over_counts_nothing_and_the_sign_up_is_taken_in),
    T(nothing_of_a_sign_up_tells_where_it_came_from),
    T(months_that_are_over_are_shown_from_five_on),
    T(a_picture_is_a_png_of_its_size_that_differs_by_title),
  };
  return cmocka_run_group_tests_name("campaigns", tests, NULL, NULL);
}
