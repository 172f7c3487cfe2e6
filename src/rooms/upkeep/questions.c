#include "questions.h"
#include "addresses.h"
#include "base64.h"
#include "keys.h"
#include "places.h"
#include "review.h"
#include "tasks.h"
#include "text.h"
#include <sodium.h>

DEFINE_CHOICES(asked_what, ASKED_WHATS)
DEFINE_CHOICES(ask_answer, ASK_ANSWERS)

static const struct field question_fields[] = {
  F_REF (offer_question, offer,       REQUIRED, offer, N_("Offer")),
  F_ENUM(offer_question, what,        REQUIRED, asked_what, N_("What is asked")),
  F_INT (offer_question, asked,       REQUIRED, N_("How many times")),
  F_DATE(offer_question, first_asked, REQUIRED, N_("First asked")),
  F_DATE(offer_question, last_asked,  REQUIRED, N_("Last asked")),
  F_DATE(offer_question, called,      OPTIONAL, N_("To be called since")),
  F_TEXT(offer_question, region,      OPTIONAL, N_("Region that calls"), .max = 60),
  F_DATE(offer_question, answered,    OPTIONAL, N_("Answered")),
  F_ENUM(offer_question, how,         OPTIONAL, answer_way, N_("How")),
};
/* No lines in the journal: the answer changes the offer, and that tells. */
const struct record offer_question_record = LOG(offer_question, question_fields);

static const struct field asked_fields[] = {
  F_REF (asked_form, offer,       REQUIRED, offer, N_("Offer")),
  F_ENUM(asked_form, answer,      REQUIRED, ask_answer, N_("Your answer")),
  F_INT (asked_form, places_free, OPTIONAL, N_("Places free"), .max = 100000),
  F_INT (asked_form, wait_days,   OPTIONAL, N_("Waiting time in days"), .max = 3650),
  F_TEXT(asked_form, note,        LONG, N_("What is not right?"), .max = 1000),
};
const struct record asked_form_record = PART(asked_form, asked_fields);

/* --- the rule ---------------------------------------------------------------------------------------- */

static struct date before_end(struct date from, struct date end)
{
  const int half = date_days_between(from, end) / 2;
  return date_plus_days(end, -(half < ASK_BEFORE_DAYS ? half : ASK_BEFORE_DAYS));
}

static struct date earlier(struct date a, struct date b) { return !date_known(a) || (date_known(b) && date_before(b, a)) ? b : a; }

struct date ask_due(const struct offer *o, enum asked_what what, struct date today)
{
  if (o->status == STATUS_ENDED || o->example == YES) return DATE_UNKNOWN;
  if (what == ASKED_ALL) return date_known(o->verified_on) ? before_end(o->verified_on, offer_verified_until(o)) : today;
  const struct date told = earlier(o->places_free.known ? o->places_free_on : DATE_UNKNOWN, o->wait_days.known ? o->wait_days_on : DATE_UNKNOWN);
  return date_known(told) ? before_end(told, date_plus_days(told, offer_capacity_days(o))) : DATE_UNKNOWN;
}

enum ask_step ask_step(const struct offer *o, enum asked_what what, const struct offer_question *open, struct date today)
{
  const struct date due = ask_due(o, what, today);
  const bool is_due = date_known(due) && !date_before(today, due);
  if (!open) return is_due && o->ask_at ? STEP_ASK : STEP_NONE;
  if (!is_due) return STEP_CLOSE;                              /* somebody confirmed it without the link, or it ended */
  if (date_known(open->called) || date_before(today, date_plus_days(open->last_asked, ASK_AGAIN_DAYS))) return STEP_NONE;
  return open->asked.n < ASK_TIMES && o->ask_at ? STEP_REMIND : STEP_CALL;
}

/* --- one day's work ----------------------------------------------------------------------------------- */

struct run { const struct ask_by *by; struct offer_question_list open; struct ask_report report; struct ask_bundle *bundles; size_t count, left; };

static struct offer_question *open_of(const struct run *r, struct id offer, enum asked_what what)
{
  for (size_t i = 0; i < r->open.count; i++)
    if (r->open.at[i].what == what && id_same(r->open.at[i].offer, offer)) return &r->open.at[i];
  return NULL;
}

static void add_offer_to(struct ctx *c, struct ask_bundle *b, struct id offer)
{
  if (b->count == b->room) {
    struct id *const more = arena_new(&c->arena, struct id, b->room ? b->room * 2 : 4);
    if (b->count) memcpy(more, b->offers, b->count * sizeof *more);
    b->offers = more;
    b->room = b->room ? b->room * 2 : 4;
  }
  b->offers[b->count++] = offer;
}

static int add_to_bundle(struct ctx *c, struct run *r, const struct offer *o, bool reminder)
{
  struct id bundle;
  struct ask_bundle *b = NULL;
  TRY(ask_bundle_of(c, o->ask_at, &bundle));
  for (size_t i = 0; i < r->count && !b; i++) if (id_same(r->bundles[i].bundle, bundle)) b = &r->bundles[i];
  if (!b) {
    b = &r->bundles[r->count++];
    *b = (struct ask_bundle){ .ask_at = o->ask_at, .bundle = bundle, .reminder = true };
  }
  if (b->count == 0 || !id_same(b->offers[b->count - 1], o->id)) add_offer_to(c, b, o->id);
  b->reminder = b->reminder && reminder;
  return OK;
}

static int ask_first(struct ctx *c, const struct offer *o, enum asked_what what)
{
  const struct offer_question q = { .offer = o->id, .what = what, .asked = num(1), .first_asked = c->today, .last_asked = c->today };
  return global_insert(c, offer_question, &q, NULL);
}

static int ask_again(struct ctx *c, struct offer_question *q)
{
  q->asked = num(q->asked.n + 1);
  q->last_asked = c->today;
  return global_update(c, offer_question, q);
}

/* Whose coordinator is to call: of the first region it serves, else of the provider's. NULL: of none in particular. */
static int region_of(struct ctx *c, const struct offer *o, const char **out)
{
  struct organisation provider = { 0 };
  size_t n;
  *out = NULL;
  for (const char *s = text_word(o->regions, &n); s && !*out; s = text_word(s + n, &n))
    if (n != strlen(REGION_NATIONWIDE) || memcmp(s, REGION_NATIONWIDE, n) != 0) *out = arena_text(&c->arena, s, n);
  if (*out || !id_known(o->provider_id)) return OK;
  TRY(organisation_get(c, o->provider_id, &provider));
  if (provider.region && strcmp(provider.region, REGION_NATIONWIDE) != 0) *out = provider.region;
  return OK;
}

/* Tasks lie in a region, whoever does this. */
static int hand_over(struct ctx *c, const struct offer *o, struct offer_question *q)
{
  const struct scope before = c->scope;
  q->called = c->today;
  TRY(region_of(c, o, &q->region));
  TRY(global_update(c, offer_question, q));
  if (!q->region) return OK;
  c->scope.region = q->region;
  const int rc = task_add(c, &(struct task){ .role = ROLE_REGION, .kind = TASK_CALL_PROVIDER, .about = q->offer, .due = date_plus_days(c->today, ASK_AGAIN_DAYS) });
  c->scope = before;
  return rc;
}

/* The task to call goes with the last question of its region that asks for it. */
static int no_call(struct ctx *c, const struct offer_question *q)
{
  const struct scope before = c->scope;
  struct offer_question_list theirs;
  TRY(questions_of(c, q->offer, &theirs));
  for (size_t i = 0; i < theirs.count; i++)
    if (theirs.at[i].region && !date_known(theirs.at[i].answered) && strcmp(theirs.at[i].region, q->region) == 0) return OK;
  c->scope.region = q->region;
  const int rc = tasks_close(c, TASK_CALL_PROVIDER, q->offer, ID_NONE);
  c->scope = before;
  return rc;
}

static int close_one(struct ctx *c, struct offer_question *q, enum answer_way how)
{
  q->answered = c->today;
  q->how = how;
  TRY(global_update(c, offer_question, q));
  return q->region ? no_call(c, q) : OK;
}

static int is_left_alone(struct ctx *c, const struct offer *o, enum asked_what what, bool *out)
{
  struct offer_question_list theirs;
  *out = false;
  TRY(questions_of(c, o->id, &theirs));
  for (size_t i = 0; i < theirs.count; i++)
    *out = *out || (theirs.at[i].what == what && date_known(theirs.at[i].answered) && date_before(c->today, date_plus_days(theirs.at[i].answered, ASK_AGAIN_DAYS)));
  return *out ? OK : provider_is_waiting(c, o->id, out);
}

static int do_step(struct ctx *c, struct run *r, const struct offer *o, enum asked_what what, enum ask_step step)
{
  struct offer_question *const open = open_of(r, o->id, what);
  if (step != STEP_NONE && !r->left) { r->report.more = true; return OK; }
  if ((step == STEP_ASK || step == STEP_REMIND) && r->by->reaches && !r->by->reaches(c, o->ask_at)) return OK;
  if (step == STEP_ASK) {
    bool rests;
    TRY(is_left_alone(c, o, what, &rests));
    if (rests) return OK;
  }
  r->left -= step != STEP_NONE;
  switch (step) {
  case STEP_ASK:    r->report.asked++; TRY(ask_first(c, o, what)); return add_to_bundle(c, r, o, false);
  case STEP_REMIND: r->report.reminded++; TRY(ask_again(c, open)); return add_to_bundle(c, r, o, true);
  case STEP_CALL:   r->report.called++; return hand_over(c, o, open);
  case STEP_CLOSE:  r->report.closed++; return close_one(c, open, WAY_UNKNOWN);
  default:          return OK;
  }
}

/* Whoever is asked about all of it is asked about the numbers with it. */
static int work_on(struct ctx *c, struct run *r, const struct offer *o)
{
  const struct offer_question *const all = open_of(r, o->id, ASKED_ALL), *const numbers = open_of(r, o->id, ASKED_CAPACITY);
  const enum ask_step step = ask_step(o, ASKED_ALL, all, c->today);
  TRY(do_step(c, r, o, ASKED_ALL, step));
  if ((all && step != STEP_CLOSE) || step == STEP_ASK) return OK;
  return do_step(c, r, o, ASKED_CAPACITY, ask_step(o, ASKED_CAPACITY, numbers, c->today));
}

/* Those that lost their address, or ended, while they were asked about. */
static int work_on_rest(struct ctx *c, struct run *r, const struct offer_list *asked)
{
  for (size_t i = 0; i < r->open.count; i++) {
    struct offer_question *const q = &r->open.at[i];
    struct offer o = { 0 };
    bool seen = false;
    for (size_t k = 0; k < asked->count && !seen; k++) seen = id_same(asked->at[k].id, q->offer);
    if (seen) continue;
    const int rc = global_get(c, offer, q->offer, &o);
    if (absent(c, rc)) { TRY(close_one(c, q, WAY_UNKNOWN)); continue; }
    TRY(rc);
    TRY(do_step(c, r, &o, q->what, ask_step(&o, q->what, q, c->today)));
  }
  return OK;
}

int questions_run(struct ctx *c, size_t most, const struct ask_by *by, struct ask_report *out)
{
  struct run r = { .by = by, .left = most };
  struct offer_list asked;
  TRY(offers_to_ask(c, &asked));
  TRY(questions_open(c, &r.open));
  r.bundles = arena_new(&c->arena, struct ask_bundle, 2 * asked.count + 1);
  for (size_t i = 0; i < asked.count; i++) TRY(work_on(c, &r, &asked.at[i]));
  TRY(work_on_rest(c, &r, &asked));
  for (size_t i = 0; i < r.count; i++) TRY(by->send(c, &r.bundles[i], by->arg));
  r.report.messages = r.count;
  *out = r.report;
  return OK;
}

/* --- the link ------------------------------------------------------------------------------------------- */

enum { TOKEN_MAC = 16 };
struct token { uint8_t bundle[16], until[4], mac[TOKEN_MAC]; };
_Static_assert(sizeof(struct token) == 36, "bytes only");

static int keyed(struct ctx *c, const char *what, const void *bytes, size_t n, uint8_t mac[static MAC_BYTES])
{
  struct buf b = { 0 };
  put_sized(&b, what, strlen(what));
  put_sized(&b, bytes, n);
  const int rc = keys_mac(c, KEY_CODES, b.at, b.len, mac);
  buf_release(&b);
  return rc;
}

int ask_bundle_of(struct ctx *c, const char *ask_at, struct id *out)
{
  uint8_t mac[MAC_BYTES];
  const char *const mobile = strchr(ask_at, '@') ? NULL : mobile_normal(&c->arena, ask_at), *const plain = mobile ? mobile : text_folded(&c->arena, ask_at);
  TRY(keyed(c, "offer bundle", plain, strlen(plain), mac));
  memcpy(out->b, mac, sizeof out->b);
  return OK;
}

static int sign(struct ctx *c, const struct token *t, uint8_t mac[static MAC_BYTES]) { return keyed(c, "offer link", t, offsetof(struct token, mac), mac); }

int ask_token(struct ctx *c, struct id bundle, const char **out)
{
  const uint32_t until = (uint32_t)date_plus_days(c->today, ANSWER_DAYS).ymd;
  uint8_t mac[MAC_BYTES];
  struct token t = { .until = { (uint8_t)until, (uint8_t)(until >> 8), (uint8_t)(until >> 16), (uint8_t)(until >> 24) } };
  memcpy(t.bundle, bundle.b, sizeof t.bundle);
  TRY(sign(c, &t, mac));
  memcpy(t.mac, mac, sizeof t.mac);
  *out = base64_text(&c->arena, &t, sizeof t);
  return OK;
}

int ask_token_read(struct ctx *c, const char *token, struct id *bundle)
{
  struct token t;
  uint8_t mac[MAC_BYTES];
  if (!base64_exactly(token, &t, sizeof t)) return not_there(c);
  TRY(sign(c, &t, mac));
  if (sodium_memcmp(mac, t.mac, sizeof t.mac) != 0) return not_there(c);
  const struct date until = { (int32_t)(t.until[0] | (uint32_t)t.until[1] << 8 | (uint32_t)t.until[2] << 16 | (uint32_t)t.until[3] << 24) };
  if (date_before(until, c->today)) return fail(c, ERR_INVALID, NULL, N_("This link has run out. The next message brings a new one."));
  memcpy(bundle->b, t.bundle, sizeof bundle->b);
  return OK;
}

/* --- answering ------------------------------------------------------------------------------------------ */

int ask_bundle_offers(struct ctx *c, struct id bundle, struct asked_offer_list *out)
{
  struct offer_question_list open;
  struct asked_offer_list found = { 0 };
  TRY(questions_open(c, &open));
  found.at = arena_new(&c->arena, struct asked_offer, open.count + 1);
  for (size_t i = 0; i < open.count; i++) {
    struct asked_offer *const last = found.count ? &found.at[found.count - 1] : NULL;
    struct offer_line line;
    struct id of = ID_NONE;
    if (last && id_same(last->line.offer.id, open.at[i].offer)) { last->all = last->all || open.at[i].what == ASKED_ALL; continue; }
    const int rc = offer_by_id(c, open.at[i].offer, &line);
    if (absent(c, rc)) continue;
    TRY(rc);
    if (line.offer.ask_at) TRY(ask_bundle_of(c, line.offer.ask_at, &of));
    if (id_same(of, bundle)) found.at[found.count++] = (struct asked_offer){ line, open.at[i].what == ASKED_ALL };
  }
  *out = found;
  return OK;
}

static int say_flag(struct ctx *c, const struct offer *o, enum flag_reason reason, const char *note)
{
  TRY(offer_flag_add(c, o->id, &(struct offer_flag){ .reason = reason, .note = note, .origin = FLAG_BY_PROVIDER }));
  return questions_answered(c, o, true, WAY_LINK);
}

static int still_right(struct ctx *c, struct asked_offer *a, const struct asked_form *f)
{
  const struct offer_numbers told = { .places_free = f->places_free.known || a->all ? f->places_free : a->line.offer.places_free,
    .wait_days = f->wait_days.known || a->all ? f->wait_days : a->line.offer.wait_days };
  tell_line(c, &a->line, &told);
  if (a->all) confirm_line(c, &a->line, a->line.provider ? a->line.provider : tr(c, N_("the provider")));
  TRY(offer_change(c, &a->line));
  const bool numbers = told.places_free.known || told.wait_days.known;
  return a->all || numbers ? questions_answered(c, &a->line.offer, a->all, WAY_LINK) : OK;
}

int ask_bundle_answer(struct ctx *c, struct id bundle, const struct asked_form *f)
{
  struct asked_offer_list waiting;
  TRY(ask_bundle_offers(c, bundle, &waiting));
  c->scope.purpose = "offer_link";
  for (size_t i = 0; i < waiting.count; i++) {
    struct asked_offer *const a = &waiting.at[i];
    if (!id_same(a->line.offer.id, f->offer)) continue;
    if (f->answer == ANSWER_GONE) return say_flag(c, &a->line.offer, FLAG_GONE, f->note);
    if (f->answer == ANSWER_WRONG && !f->note) return fail(c, ERR_INVALID, "note", N_("Write what is not right, so that it can be changed."));
    if (f->answer == ANSWER_WRONG) return say_flag(c, &a->line.offer, FLAG_OTHER, f->note);
    return still_right(c, a, f);
  }
  return not_there(c);
}

int questions_answered(struct ctx *c, const struct offer *o, bool all, enum answer_way how)
{
  struct offer_question_list theirs;
  TRY(questions_of(c, o->id, &theirs));
  for (size_t i = 0; i < theirs.count; i++) {
    struct offer_question *const q = &theirs.at[i];
    if (!date_known(q->answered) && (all || q->what == ASKED_CAPACITY)) TRY(close_one(c, q, how));
  }
  return OK;
}
