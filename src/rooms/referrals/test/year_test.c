/* A year of one region through the interface for programs, with a key for each colleague: people refer, providers have so many places and are
 * silent, colleagues are away and leave, offers stop, once nobody runs for a week. At every moment each open referral has one responsible
 * colleague who works here, and one next date; none is lost; what the region counts is what happened, and what was refused changed nothing. */
#include "referral_world.h"
#include "api_keys.h"
#include "involvement.h"
#include <jansson.h>

enum { WORKERS = 4, TEAMS = 3, PROVIDERS = 4, PEOPLE_MOST = 200, YEAR = 365, SILENT_OF_TEN = 4 };

struct staff { struct id account, organisation; enum role role; bool gone; char key[API_KEY_TEXT + 8]; };
struct case_ { struct id id; enum referral_state state; bool ended; };

static struct {
  struct town town;
  struct staff at[PEOPLE_MOST];
  size_t staff;
  struct id teams[TEAMS], providers[PROVIDERS], offers[PROVIDERS];
  const char *slugs[PROVIDERS];
  struct case_ *cases;
  size_t count, most, acts[ACT_COUNT], refused, paused;
  int64_t now;
} sim;

static uint64_t dice = 20261123;
static uint64_t roll(uint64_t n)
{
  dice = dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (dice >> 33) % n;
}

/* A context of its own for each act, as each request has. */
static struct ctx now_;
static struct ctx *begins(const struct staff *who)
{
  const struct ctx *const from = &sim.town.w->s->c;
  ctx_init(&now_, sim.now, chance_bytes, 1 << 24);
  now_.db = from->db;
  now_.keys = from->keys;
  now_.places = from->places;
  now_.app = from->app;
  now_.today = date_at(sim.now);
  now_.scope = who ? (struct scope){ .actor = who->account, .organisation = who->organisation, .region = "oost-brabant", .role = role_key(who->role), .reach = REACH_INVOLVED }
    : (struct scope){ .region = "oost-brabant", .reach = REACH_ALL };
  said_by = &now_;
  return &now_;
}
static void ends(void)
{
  seal_forget(&now_);
  ctx_release(&now_);
}

/* Each act is a transaction, as in the server. */
static int whole(const struct staff *who, int (*run)(struct ctx *c, void *arg), void *arg)
{
  struct ctx *const c = begins(who);
  const int rc = db_transaction(c, run, arg);
  if (rc != OK && (rc != ERR_INVALID || !who)) print_error("%d %s %s\n", rc, c->error.field ? c->error.field : "", c->error.text ? c->error.text : "");
  ends();
  return rc;
}
static int works(const struct staff *who, int (*run)(struct ctx *c, void *arg), void *arg)
{
  const int rc = whole(who, run, arg);
  assert_true(rc == OK || rc == ERR_INVALID);
  return rc;
}

/* A program of that colleague asks; the answer is the caller's. A clock of its own for each, as requests have. */
static int asks_(const struct staff *who, const char *target, const char *posted, json_t **answer)
{
  struct request r;
  sim.now++;
  struct ctx *const c = begins(NULL);
  c->scope = (struct scope){ 0 };
  const int status = request_program(c, &r, who->key, target, posted);
  *answer = json_loads(buf_text(&c->out), 0, NULL);
  assert_non_null(*answer);
  ends();
  return status;
}

static const char *text_at(const json_t *all, const char *part, const char *name) { const char *const t = json_string_value(json_object_get(json_object_get(all, part), name)); return t ? t : ""; }
/* On which field it was refused; "": on none. */
static const char *refused_on(const json_t *problem) { const char *const t = json_string_value(json_object_get(json_array_get(json_object_get(problem, "errors"), 0), "field")); return t ? t : ""; }

/* --- the region ------------------------------------------------------------------------------------------------------ */

/* As after having just proved who they are. */
static int give_key(struct ctx *c, struct staff *s)
{
  struct signed_in me = { .session = { .fresh = { c->now } } };
  struct api_key k = { .label = "Program", .until = date_plus_days(c->today, 360), .actions = set_with((struct set){ 1 }, MAY_WRITE_FILES) };
  struct post_list posts;
  char key[API_KEY_TEXT];
  if (!role_may(s->role, MAY_WRITE_FILES)) return OK;
  TRY(posts_of_account(c, s->account, &posts));
  me.post = posts.at[0];
  TRY(account_get(c, s->account, &me.account));
  TRY(api_key_make(c, &me, &k, key));
  snprintf(s->key, sizeof s->key, "Bearer %s", key);
  return OK;
}

struct hire { struct id organisation; enum role role; };
static int hire_(struct ctx *c, void *arg)
{
  const struct hire *const h = arg;
  struct staff *const s = &sim.at[sim.staff];
  char mail[60];
  snprintf(mail, sizeof mail, "medewerker%zu@proef.invalid", sim.staff);
  *s = (struct staff){ .organisation = h->organisation, .role = h->role };
  TRY(account_add(c, &(struct account){ .name = mail, .mail = mail, .language = "nl" }, &s->account));
  TRY(post_ask(c, &(struct post){ .account = s->account, .organisation = s->organisation, .role = s->role, .region = "oost-brabant" }, NULL));
  sim.staff++;
  return give_key(c, s);
}
/* A key works for a year at most: in good time everybody makes a new one. */
static int new_keys_(struct ctx *c, void *arg)
{
  (void)arg;
  for (size_t i = 0; i < sim.staff; i++) if (!sim.at[i].gone) TRY(give_key(c, &sim.at[i]));
  return OK;
}

static void hires(struct id organisation, enum role role) { assert_int_equal(works(NULL, hire_, &(struct hire){ organisation, role }), OK); }

static int organisation_(struct ctx *c, void *arg) { return organisation_by_name(c, arg, &sim.teams[0]); }

static struct id organisation(const char *name)
{
  const struct id before = sim.teams[0];
  assert_int_equal(works(NULL, organisation_, (void *)(uintptr_t)name), OK);
  const struct id made = sim.teams[0];
  sim.teams[0] = before;
  return made;
}

static void found_region(void)
{
  static const char *const teams[] = { "Wijkteam Noord", "Wijkteam Zuid", "Wijkteam Oost" };
  static const char *const providers[] = { "Hulp Een", "Hulp Twee", "Hulp Drie", "Hulp Vier" };
  static const char *const names[] = { "Aanbod een", "Aanbod twee", "Aanbod drie", "Aanbod vier" }, *const slugs[] = { "aanbod-een", "aanbod-twee", "aanbod-drie", "aanbod-vier" };
  sim.town = town_new();
  sim.now = sim.town.w->s->c.now;
  for (size_t i = 0; i < TEAMS; i++) {
    const struct id o = organisation(teams[i]);
    sim.teams[i] = o;
    for (size_t k = 0; k < WORKERS; k++) hires(o, k ? ROLE_TEAM : ROLE_TEAM_LEAD);
  }
  for (size_t i = 0; i < PROVIDERS; i++) {
    sim.offers[i] = adds_offer(&sim.town, names[i], providers[i]);
    sim.slugs[i] = slugs[i];
    sim.providers[i] = organisation(providers[i]);
    for (size_t k = 0; k + 1 < WORKERS && i + 1 < PROVIDERS; k++) hires(sim.providers[i], ROLE_PROVIDER);       /* of the last one nobody works here */
  }
  hires(organisation("Regio"), ROLE_REGION);
  map_again(&sim.town);
}

/* --- what people do ----------------------------------------------------------------------------------------------------- */

static struct staff *somebody(enum role role)
{
  for (;;) {
    struct staff *const s = &sim.at[roll(sim.staff)];
    if (!s->gone && (s->role == role || (role == ROLE_TEAM && s->role == ROLE_TEAM_LEAD))) return s;
  }
}

static const struct staff *staff_of(struct id account)
{
  for (size_t i = 0; i < sim.staff; i++) if (id_same(sim.at[i].account, account)) return &sim.at[i];
  return NULL;
}

static void refer(void)
{
  struct case_ *const one = &sim.cases[sim.count];
  json_t *answer;
  if (sim.count == sim.most) return;
  const char *const aim = !roll(8) ? "not_now" : !roll(12) ? "draft" : "send", *const slug = sim.slugs[roll(PROVIDERS)];
  json_t *const form = json_pack("{ss ss ss ss ss ss ss ss ss ss}", "aanbod", slug, "called", "Sam", "phone", "06 12345678", "hours", "tussen 9 en 11 uur",
    "request", "Wil leren stoppen.", "request_ground", "consent", "consent", "spoken", "consent_words", "Bel mij maar.", "urgent", roll(5) ? "no" : "yes", "aim", aim);
  if (strcmp(aim, "not_now") == 0) json_object_set_new(form, "reason", json_string("shame"));
  json_object_set_new(form, "hears", roll(6) ? json_pack("[sss]", "arrival", "start", "end") : json_pack("[]"));
  char *const body = json_dumps(form, 0);
  const int status = asks_(somebody(ROLE_TEAM), "/api/v1/referrals", body, &answer);
  if (status == 422) {                                     /* only because that help is paused just now */
    assert_string_equal(refused_on(answer), "aanbod");
    assert_string_equal(slug, sim.slugs[1]);
    sim.paused++;
  } else {
    assert_int_equal(status, 201);
    assert_true(id_parse(text_at(answer, "referral", "id"), &one->id));
    sim.count++;
  }
  json_decref(answer);
  json_decref(form);
  free(body);
}

static enum referral_reason any_reason(enum referral_act act)
{
  enum referral_reason r;
  do r = (enum referral_reason)(1 + roll(referral_reason_choices.count - 1)); while (!(referral_rules[act].reasons >> r & 1));
  return r;
}

struct about { const struct case_ *one; struct referral r; };
static int look_(struct ctx *c, void *arg)
{
  struct about *const a = arg;
  return record_get(c, referral, a->one->id, &a->r);
}
static struct referral look(const struct case_ *one)
{
  struct about a = { .one = one };
  assert_int_equal(works(NULL, look_, &a), OK);
  return a.r;
}

/* What they may do now, as the table has it; some things are rarer. */
static enum referral_act any_act(const struct referral *r, const struct staff *who)
{
  const unsigned by = (id_same(who->organisation, r->origin) ? BY_REFERRER : 0) | (id_same(who->organisation, r->provider) || r->by_link == YES ? BY_PROVIDER : 0);
  for (int tries = 0; tries < 60; tries++) {
    const enum referral_act act = (enum referral_act)(1 + roll(ACT_COUNT - 1));
    if ((act == ACT_WITHDRAW || act == ACT_REFUSED || act == ACT_DROPPED || act == ACT_RELAPSE) && roll(4)) continue;
    if (act != ACT_CONSENT && act != ACT_SEND && referral_may(r->state, act, by)) return act;
  }
  return ACT_UNKNOWN;
}

static struct referral look(const struct case_ *one);
static void act(const struct case_ *one, const struct referral *r, const struct staff *who)
{
  const enum referral_act act = any_act(r, who);
  const unsigned asks = referral_rules[act].asks;
  char id[ID_TEXT], day[DATE_TEXT], target[120];
  json_t *answer;
  if (act == ACT_UNKNOWN) return;
  id_format(one->id, id);
  date_format(asks & ASKS_AHEAD || asks & MAY_DATE ? date_plus_days(date_at(sim.now), (int)roll(20)) : date_at(sim.now), day);
  snprintf(target, sizeof target, "/api/v1/referrals/%s/steps", id);
  json_t *const step = json_pack("{ss ss ss ss}", "act", referral_act_key(act), "day", day, "with_whom", "Iemand", "note", "Een regel.");
  if (asks & ASKS_REASON) json_object_set_new(step, "reason", json_string(referral_reason_key(any_reason(act))));
  char *const body = json_dumps(step, 0);
  const int status = asks_(who, target, body, &answer);
  if (status == 200) sim.acts[act]++;
  else {
    assert_int_equal(status, 422);
    assert_string_equal(refused_on(answer), "day");        /* later than the norm allows: the only thing that this driver does wrong */
    assert_int_equal(look(one).version, r->version);
    sim.refused++;
  }
  json_decref(answer);
  json_decref(step);
  free(body);
}

static int take_(struct ctx *c, void *arg) { return referral_take_over(c, ((const struct case_ *)arg)->id); }

/* Whoever is responsible does something, or is silent; now and then a colleague takes it over. */
static void turn(struct case_ *one)
{
  const struct referral r = look(one);
  if (!r.next || roll(10) < SILENT_OF_TEN) return;
  const struct staff *const who = staff_of(r.responsible);
  if (!who || who->gone) return;
  if (!roll(15)) {
    for (size_t i = 0; i < sim.staff; i++)
      if (!sim.at[i].gone && id_same(sim.at[i].organisation, r.holder) && !id_same(sim.at[i].account, r.responsible)) { sim.refused += works(&sim.at[i], take_, one) != OK; return; }
  }
  if (role_may(who->role, MAY_WRITE_FILES)) act(one, &r, who);         /* else the coordinator's, who only watches */
}

static int away_(struct ctx *c, void *arg)
{
  (void)arg;
  return absence_add(c, &(struct absence_new){ .since = date_plus_days(c->today, (int)roll(4)), .until = date_plus_days(c->today, 5 + (int)roll(10)) });
}

static int leave_(struct ctx *c, void *arg) { return account_leave(c, ((const struct staff *)arg)->account, ID_NONE); }

static void leaves(void)
{
  struct staff *const s = somebody(roll(2) ? ROLE_TEAM : ROLE_PROVIDER);
  const struct hire next = { s->organisation, s->role };
  assert_int_equal(works(NULL, leave_, s), OK);
  s->gone = true;
  if (sim.staff < PEOPLE_MOST) hires(next.organisation, next.role);
}

struct stop { struct id offer; enum offer_status status; };
static int stop_(struct ctx *c, void *arg)
{
  const struct stop *const s = arg;
  struct offer_line line;
  TRY(offer_by_id(c, s->offer, &line));
  line.offer.status = s->status;
  return offer_change(c, &line);
}
static void stops(enum offer_status status)
{
  assert_int_equal(works(NULL, stop_, &(struct stop){ sim.offers[1], status }), OK);
  map_again(&sim.town);
}

static int clocks_(struct ctx *c, void *arg)
{
  bool more = false;
  (void)arg;
  TRY(absences_run(c, &more));
  TRY(referrals_bridge(c, 500, &more));
  TRY(referrals_of_left(c, (struct instant){ c->now - 8 * DAY_MS }));
  TRY(referrals_return_stopped(c, 500, &more));
  return referrals_rise(c, 500, &more);
}

/* --- what must hold ----------------------------------------------------------------------------------------------------- */

static bool works_there(struct id account, struct id organisation)
{
  const struct staff *const s = staff_of(account);
  return s && !s->gone && id_same(s->organisation, organisation);
}

static size_t lists_of_all;
static int count_lists(struct ctx *c, void *arg)
{
  (void)arg;
  lists_of_all = 0;
  for (size_t i = 0; i < sim.staff; i++) {
    int64_t n;
    TRY(count_open_of(c, sim.at[i].account, &n));
    lists_of_all += (size_t)n;
  }
  return OK;
}

static void holds(bool clocks_ran)
{
  size_t open = 0;
  for (size_t i = 0; i < sim.count; i++) {
    const struct referral r = look(&sim.cases[i]);
    const bool ended = instant_known(r.ended);
    assert_int_equal(ended, r.next == NEXT_NOTHING);
    assert_int_equal(ended, !instant_known(r.next_at));
    sim.cases[i].state = r.state;
    sim.cases[i].ended = ended;
    open += !ended;
    if (ended) continue;
    assert_true(id_known(r.responsible) && id_known(r.holder));
    if (clocks_ran) assert_true(works_there(r.responsible, r.holder));
    assert_true(r.level.n >= 3 || instant_known(r.rises_at));
  }
  assert_int_equal(works(NULL, count_lists, NULL), OK);
  assert_int_equal(lists_of_all, open);                    /* each on exactly one list, none on nobody's */
}

static int count_states(struct ctx *c, void *arg)
{
  size_t *const counts = arg, all = 0;
  struct referral_list rows;
  for (size_t i = 0; i < sim.staff; i++) {                 /* read by who referred: another way than one by one */
    TRY(ended_of_referrer(c, sim.at[i].account, (struct page_from){ .at = INT64_MAX, .id = { { 255 } }, .most = 20000 }, &rows));
    for (size_t k = 0; k < rows.count; k++, all++) counts[rows.at[k].state]++;
  }
  counts[0] = all;
  return OK;
}

static void a_year_of_a_region_loses_nobody(void **state)
{
  const bool long_ = getenv("KENTERING_LONG") && *getenv("KENTERING_LONG");
  size_t counts[REFERRAL_WITHDRAWN + 1] = { 0 }, ended[REFERRAL_WITHDRAWN + 1] = { 0 };
  (void)state;
  sim.most = long_ ? 10000 : scratch_server() ? 500 : 1000;
  sim.cases = calloc(sim.most, sizeof *sim.cases);
  found_region();
  const int64_t morning = sim.now;
  for (int day = 0; day < YEAR; day++, sim.now = morning + day * DAY_MS) {
    const bool stopped = day >= 200 && day < 207, working = is_working_day(sim.town.w->s->c.places, date_at(sim.now));
    for (size_t n = 0; working && n < sim.most / 230; n++) refer();
    for (size_t i = 0; working && i < sim.count; i++) if (!sim.cases[i].ended) turn(&sim.cases[i]);
    if (working && !roll(6)) (void)works(somebody(roll(2) ? ROLE_TEAM : ROLE_PROVIDER), away_, NULL);
    if (working && !roll(25)) leaves();
    if (day == 180) assert_int_equal(works(NULL, new_keys_, NULL), OK);
    if (day == 90) stops(STATUS_PAUSED);
    if (day == 120) stops(STATUS_ACTIVE);
    if (!stopped) assert_int_equal(works(NULL, clocks_, NULL), OK);
    if (day % (long_ || scratch_server() ? 30 : 5) == 0 || day == YEAR - 1) holds(!stopped);      /* a look at each, which takes longer than the days between */
  }
  assert_true(sim.count > sim.most * 8 / 10);
  assert_int_equal(works(NULL, count_states, counts), OK);
  for (size_t i = 0; i < sim.count; i++) if (sim.cases[i].ended) ended[sim.cases[i].state]++;
  for (int s = 1; s <= REFERRAL_WITHDRAWN; s++) { assert_int_equal(ended[s], counts[s]); ended[0] += ended[s]; }
  assert_int_equal(ended[0], counts[0]);
  for (int a = ACT_RECEIVE; a < ACT_COUNT; a++) if (referral_rules[a].from) assert_true(sim.acts[a] > 0);                  /* every act of the table happened */
  assert_true(sim.paused > 0 && sim.refused > 0);
  print_message("# %zu referrals, %zu ended, %zu refused acts\n", sim.count, ended[0], sim.refused);
  town_free(&sim.town);
  free(sim.cases);
}

int main(void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test(a_year_of_a_region_loses_nobody) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
