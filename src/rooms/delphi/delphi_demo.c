/* The demonstration: a finished study on the 75 statements of which the source tells in its table of agreed ones which groups agreed, and a
 * study of which round 2 runs. Experts and ratings are made up: they give that table, and say nothing of who really rated what. */
#include "accounts.h"
#include "csv.h"
#include "delphi_room.h"
#include "delphi_rounds.h"
#include "html.h"
#include "shipped.h"
#include "text.h"

enum { POLICY, DIRECTORS, CARE, EXPERIENCE, DEMO_GROUPS, DEMO_STATEMENTS = 75, SAID_EACH = 3, RUNNING_FIRST = 65 };
static const char *const names[DEMO_GROUPS] = { "beleidsmakers", "bestuurders", "zorgprofessionals", "ervaringsdeskundigen" };
/* How many of each group took part in each round. Source: Acceptatie van vrijwillige hulpverlening 2021, 2.1. */
static const int taking_part[DEMO_GROUPS][ROUND_LAST] = { { 6, 7, 7 }, { 5, 5, 4 }, { 14, 14, 9 }, { 2, 2, 1 } };

enum { POL = 1 << POLICY, DIR = 1 << DIRECTORS, PRO = 1 << CARE, EXP = 1 << EXPERIENCE };
/* Which groups find each important, with consensus. Source: the same, table 4 (31 statements). Of the others it is known only that it was one
 * group at the most: which one is made up. */
static const uint8_t important[DEMO_STATEMENTS] = {
  POL, 0, POL | PRO, POL | PRO, DIR | PRO, 0, POL | EXP, POL | PRO | EXP, PRO, 0,
  0, POL | DIR, 0, DIR, 0, POL | DIR | EXP, 0, POL | DIR | PRO, POL | DIR | PRO, EXP,
  0, PRO | EXP, 0, 0, PRO | EXP, PRO | EXP, PRO | EXP, POL, POL | PRO | EXP, POL | DIR | PRO,
  0, 0, DIR, POL | PRO | EXP, 0, PRO | EXP, PRO, 0, 0, EXP,
  0, 0, POL, 0, DIR | PRO, DIR, POL | PRO | EXP, PRO | EXP, PRO, 0,
  EXP, 0, 0, DIR | PRO, POL | DIR | PRO | EXP, POL | PRO, PRO | EXP, POL, 0, DIR,
  0, PRO, DIR | PRO | EXP, POL | DIR | PRO, POL | DIR, 0, EXP, PRO | EXP, POL, DIR | PRO | EXP,
  0, POL | DIR | PRO | EXP, POL | DIR | PRO, 0, 0 };

static const struct delphi_study finished = { .title = "Vrijwillige hulp aannemen", .stage = DELPHI_CLOSED, .quantile = DELPHI_QUANTILE_7, .range_limit = { 2, true },
  .question = "Wat is nodig om mensen die thuis geweld gebruiken vrijwillige hulp te laten aannemen?",
  .intro = "Dit onderzoek is een voorbeeld: de deskundigen en hun oordelen zijn verzonnen. De stellingen komen, in eigen woorden, uit een Delphi-onderzoek van 2020." };
static const struct delphi_study running = { .title = "Bereikbaarheid in onze regio", .stage = DELPHI_RATING, .quantile = DELPHI_QUANTILE_7, .range_limit = { 2, true },
  .question = "Wat is nodig om hulp bereikbaar te maken voor wie thuis geweld gebruikt?",
  .intro = "De regio wil weten waarover u het eens bent voordat zij hulp inkoopt. Invullen kost ongeveer tien minuten. De uitkomsten krijgt u toegestuurd." };

struct filling { struct delphi_study study; struct delphi_statement at[DEMO_STATEMENTS]; size_t count; };

/* --- statements ---------------------------------------------------------------------------------------------------------- */

struct shipped_row { const char *code, *theme, *text, *text_en; };
DECLARE_RECORD(shipped_row);
static const struct field row_fields[] = {
  F_TEXT(shipped_row, code,    REQUIRED, N_("Code"), .max = 20),
  F_TEXT(shipped_row, theme,   REQUIRED, N_("Theme"), .max = 100),
  F_TEXT(shipped_row, text,    REQUIRED, N_("Statement"), .max = 500),
  F_TEXT(shipped_row, text_en, OPTIONAL, N_("In English"), .max = 500),
};
const struct record shipped_row_record = PART(shipped_row, row_fields);

static int take_row(struct ctx *c, const void *row, const bool *given, size_t number, void *arg)
{
  struct filling *const f = arg;
  const struct shipped_row *const r = row;
  (void)given;
  if (number < 2 || number - 2 >= DEMO_STATEMENTS || (f->study.stage == DELPHI_RATING && number - 2 < RUNNING_FIRST)) return OK;
  struct delphi_statement *const s = &f->at[f->count++];
  *s = (struct delphi_statement){ .study = f->study.id, .code = r->code, .theme = r->theme, .text = r->text, .text_en = r->text_en };
  TRY(global_insert(c, delphi_statement, s, &s->id));
  s->text = NULL;                                              /* the row's texts are gone after the call */
  return OK;
}
static void no_wrong(struct ctx *c, const struct csv_wrong *w, void *arg) { (void)c; (void)w; (void)arg; }

static int add_statements(struct ctx *c, struct filling *f)
{
  size_t good, bad;
  FILE *const in = shipped_open(NULL, "delphi_statements.csv");
  if (!in) return fail(c, ERR_STORE, "delphi_statements.csv", "the statements of the demonstration are not there");
  const int rc = csv_read(c, in, &(struct csv_reader){ .rec = &shipped_row_record, .row = take_row, .wrong = no_wrong, .arg = f, .require_all = true }, &good, &bad);
  (void)!fclose(in);
  return rc;
}

/* --- ratings ---------------------------------------------------------------------------------------------------------------- */

/* A group agrees in round 2 already, or, of every fifth, only in round 3; never the smallest, of which one is left then. */
static bool agrees(size_t statement, int group, int round)
{
  const bool late = statement % 5 == 0 && group != EXPERIENCE;
  return (important[statement] >> group & 1) && (round == ROUND_LAST || !late);
}
static bool settled_low(size_t statement, int group) { return !(important[statement] >> group & 1) && (statement + (size_t)group) % 3 == 0; }

static int32_t rating_by(size_t statement, int group, int round, int expert)
{
  static const int32_t spread[] = { 2, 7, 4, 6, 3, 5, 7 };
  if (agrees(statement, group, round)) return (expert + (int)statement) % 3 == 0 ? 7 : 6;
  if (settled_low(statement, group)) return expert % 3 == 0 ? 5 : 4;
  return spread[expert % (int)COUNT(spread)];
}

static int add_turn(struct ctx *c, const struct delphi_expert *e, int round, int64_t asked, bool answered)
{
  const struct delphi_turn t = { .study = e->study, .expert = e->id, .round = num(round), .asked = { asked }, .answered = { answered ? asked + 3 * DAY_MS : 0 } };
  return global_insert(c, delphi_turn, &t, NULL);
}

static int rate(struct ctx *c, const struct filling *f, const struct delphi_expert *e, int group, int round, int expert)
{
  for (size_t i = 0; i < f->count; i++) {
    if (round == ROUND_LAST && (agrees(i, group, ROUND_RATED_FIRST) || settled_low(i, group))) continue;
    const struct delphi_rating r = { .study = f->study.id, .expert = e->id, .statement = f->at[i].id, .round = num(round), .rating = num(rating_by(i, group, round, expert)) };
    TRY(global_insert(c, delphi_rating, &r, NULL));
  }
  return OK;
}

/* --- who takes part ------------------------------------------------------------------------------------------------------------ */

static int add_expert(struct ctx *c, const struct filling *f, int group, int number, struct delphi_expert *out)
{
  const char *const n = arg_int(&c->arena, number + 1), *const g = names[group];
  *out = (struct delphi_expert){ .study = f->study.id, .group_name = g, .name = JOIN(&c->arena, "Voorbeeld ", g, " ", n), .mail = JOIN(&c->arena, g, n, "@example.invalid") };
  return global_insert(c, delphi_expert, out, &out->id);
}

/* Each said some of what the statements say. */
static int answer(struct ctx *c, const struct filling *f, const struct delphi_expert *e, size_t which)
{
  struct delphi_statement s;
  for (size_t i = 0; i < SAID_EACH; i++) {
    const size_t at = (which * SAID_EACH + i) % f->count;
    TRY(global_get(c, delphi_statement, f->at[at].id, &s));
    const struct delphi_answer a = { .study = f->study.id, .expert = e->id, .place = num((int32_t)i + 1), .text = s.text, .statement = s.id };
    TRY(global_insert(c, delphi_answer, &a, NULL));
  }
  return OK;
}

static int take_part(struct ctx *c, const struct filling *f, int group, int number, size_t which)
{
  struct delphi_expert e;
  TRY(add_expert(c, f, group, number, &e));
  for (int round = 1; round <= ROUND_LAST; round++) {
    const bool there = number < taking_part[group][round - 1];
    if (round > 1 || there) TRY(add_turn(c, &e, round, c->now - (120 - 30 * round) * DAY_MS, there));
    if (there && round == 1) TRY(answer(c, f, &e, which));
    if (there && round > 1) TRY(rate(c, f, &e, group, round, number));
  }
  return OK;
}

static int fill_finished(struct ctx *c, struct filling *f)
{
  size_t which = 0;
  TRY(add_statements(c, f));
  for (int g = 0; g < DEMO_GROUPS; g++) {
    const int most = taking_part[g][0] > taking_part[g][1] ? taking_part[g][0] : taking_part[g][1];
    for (int i = 0; i < most; i++) TRY(take_part(c, f, g, i, which++));
  }
  for (int g = 0; g < DEMO_GROUPS; g++)
    for (size_t i = 0; i < f->count; i++) {
      if (agrees(i, g, ROUND_RATED_FIRST) || settled_low(i, g)) continue;
      TRY(global_insert(c, delphi_again, &((struct delphi_again){ .study = f->study.id, .group_name = names[g], .statement = f->at[i].id }), NULL));
    }
  return OK;
}

/* Two of each group: some have sent everything, some have begun, some have not looked yet. */
static int fill_running(struct ctx *c, struct filling *f)
{
  enum { BEGUN = 4 };
  struct delphi_expert e;
  TRY(add_statements(c, f));
  const size_t all = f->count;
  for (int g = 0; g < DEMO_GROUPS; g++)
    for (int i = 0; i < 2; i++) {
      const bool sent = i == 0 && g < CARE;
      TRY(add_expert(c, f, g, i, &e));
      TRY(add_turn(c, &e, ROUND_RATED_FIRST, c->now - 4 * DAY_MS, sent));
      f->count = sent || all < BEGUN ? all : BEGUN;
      if (i == 0) TRY(rate(c, f, &e, g, ROUND_RATED_FIRST, g));
      f->count = all;
    }
  return OK;
}

static int add_study(struct ctx *c, const struct delphi_study *s, struct date until, struct filling *f)
{
  struct delphi_group *const groups = arena_new(&c->arena, struct delphi_group, DEMO_GROUPS);
  for (int g = 0; g < DEMO_GROUPS; g++) groups[g].name = names[g];
  *f = (struct filling){ .study = *s };
  f->study.groups = (struct delphi_group_list){ .at = groups, .count = DEMO_GROUPS };
  f->study.region = c->scope.region;
  f->study.made_by = c->scope.actor;
  f->study.until = until;
  return global_insert(c, delphi_study, &f->study, &f->study.id);
}

static int fill(struct ctx *c, void *unused)
{
  struct filling *const f = arena_new(&c->arena, struct filling, 1);
  (void)unused;
  TRY(add_study(c, &finished, date_plus_days(c->today, -20), f));
  TRY(fill_finished(c, f));
  TRY(add_study(c, &running, date_plus_days(c->today, 12), f));
  return fill_running(c, f);
}

static int act_as(struct ctx *c, struct id account)
{
  struct post_list posts;
  TRY(posts_of_account(c, account, &posts));
  if (!posts.count) return not_there(c);
  const struct post *const p = &posts.at[0];
  c->scope = (struct scope){ .actor = p->account, .organisation = p->organisation, .region = p->region, .role = role_key(p->role), .reach = REACH_INVOLVED };
  return OK;
}

/* Once: where the demo's coordinator has no study yet. */
int delphi_demo(struct ctx *c, bool *made)
{
  const struct scope before = c->scope;
  struct account a;
  struct delphi_study_list there;
  int rc = account_by_mail(c, "regio@demo.invalid", &a);
  if (absent(c, rc)) return OK;
  TRY(rc);
  rc = act_as(c, a.id);
  if (rc == OK) rc = delphi_studies(c, &there);
  if (rc == OK && !there.count) rc = db_savepoint(c, fill, NULL);
  *made = rc == OK && !there.count;
  c->scope = before;
  return rc;
}
