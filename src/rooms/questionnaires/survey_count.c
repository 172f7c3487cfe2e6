/* Answers into counts. Of an anonymous survey all that was sent waits, sealed, until it closes, is counted then in one go, and nothing else
 * remains of it: whoever looks at the database before and after sees everybody's answers come in together. */
#include "surveys.h"
#include "answer_counts.h"
#include "offers.h"
#include "text.h"
#include <stdlib.h>

/* --- adding to what is stored ---------------------------------------------------------------------------------------------------- */

static int add_to_tally(struct ctx *c, struct id survey, const char *team, struct answer_counts *counts)
{
  struct survey_tally t = { .survey = survey, .team = team };
  struct buf b = { .max = DEFINITION_BYTES };
  const int rc = tally_of_team(c, survey, team, &t);
  if (!absent(c, rc)) { TRY(rc); TRY(counts_read(c, t.counts, counts)); }
  counts_write(counts, &b);
  t.answered = num((int32_t)counts->answered);
  t.counts = buf_to_arena(&c->arena, &b);
  return id_known(t.id) ? global_update(c, survey_tally, &t) : global_insert(c, survey_tally, &t, NULL);
}

struct texts { struct survey_text *at; size_t count, room; };

static void add_text(struct ctx *c, struct texts *to, const struct survey_text *one)
{
  if (to->count == to->room) {
    struct survey_text *const more = arena_new(&c->arena, struct survey_text, to->room ? 2 * to->room : 64);
    if (!more) return;
    if (to->count) memcpy(more, to->at, to->count * sizeof *more);
    to->at = more;
    to->room = to->room ? 2 * to->room : 64;
  }
  to->at[to->count++] = *one;
}

/* What stands by itself: open answers, something else than the options, and dates. */
static void collect_texts(struct ctx *c, const struct survey *s, const char *team, const struct answers *a, struct texts *to)
{
  for (size_t i = 0; i < a->of->count; i++) {
    const struct item *const item = &a->of->items[i];
    char day[DATE_TEXT];
    const char *text = a->at[i].text;
    if (!a->shown[i]) continue;
    if (item->type == ITEM_DATE && date_known(a->at[i].date)) { date_format(a->at[i].date, day); text = day; }
    if (text_said(text)) add_text(c, to, &(struct survey_text){ .survey = s->id, .item = item->link_id, .team = team, .text = arena_text(&c->arena, text, strlen(text)) });
  }
}

/* In an order that chance makes: rows may lie in the database as they were written. */
static int store_texts(struct ctx *c, struct texts *t)
{
  for (size_t i = t->count; i > 1; i--) {
    uint64_t n;
    c->random(&n, sizeof n);
    const size_t other = (size_t)(n % i);
    const struct survey_text last = t->at[i - 1];
    t->at[i - 1] = t->at[other];
    t->at[other] = last;
  }
  for (size_t i = 0; i < t->count; i++) TRY(global_insert(c, survey_text, &t->at[i], NULL));
  return OK;
}

/* --- about an offer --------------------------------------------------------------------------------------------------------------------- */

static const char *answer_said(struct ctx *c, const struct item *item, const struct answer *a)
{
  const char *said = a->text;
  for (size_t i = 0; i < item->option_count; i++) {
    const char *const text = item->options[i].text[LANG_NL];
    if (a->options >> i & 1) said = said ? JOIN(&c->arena, said, ", ", text) : text;
  }
  return said;
}

/* What the provider says of its offer stands on the page of the offer, for professionals. An offer that is gone meanwhile has no page. */
static int tell_offer(struct ctx *c, const struct survey_visit *v)
{
  const struct definition *const d = &v->definition;
  struct offer_quality_list list = { .at = arena_new(&c->arena, struct offer_quality, d->count + 1) };
  if (!v->invitation.offer || strcmp(v->survey.name, OFFER_QUESTIONNAIRE) != 0) return OK;
  for (size_t i = 0; i < d->count; i++) {
    const char *const said = v->answers.shown[i] ? answer_said(c, &d->items[i], &v->answers.at[i]) : NULL;
    if (said) list.at[list.count++] = (struct offer_quality){ d->items[i].text[LANG_NL], said };
  }
  const int rc = offer_quality_answered(c, v->invitation.offer, list);
  return absent(c, rc) ? OK : rc;
}

/* --- with names ---------------------------------------------------------------------------------------------------------------------- */

int survey_count_named(struct ctx *c, const struct survey_visit *v)
{
  const struct survey *const s = &v->survey;
  struct buf b = { .max = ANSWERS_BYTES };
  struct texts texts = { .count = 0 };
  answers_json(&v->answers, true, &b);
  if (b.failed) { buf_release(&b); return fail(c, ERR_INVALID, NULL, N_("These answers are too long to be kept. Make some of them shorter.")); }
  const struct survey_response r = { .survey = s->id, .invitation = v->invitation.id, .team = v->invitation.team, .offer = v->invitation.offer, .day = c->today,
    .answers = buf_to_arena(&c->arena, &b) };
  TRY(global_insert(c, survey_response, &r, NULL));
  for (int of_team = 0; of_team <= (v->invitation.team != NULL); of_team++) {
    struct answer_counts counts;
    TRY(counts_begin(c, &v->definition, &counts));
    counts_add(&counts, &v->answers);
    TRY(add_to_tally(c, s->id, of_team ? v->invitation.team : NULL, &counts));
  }
  collect_texts(c, s, v->invitation.team, &v->answers, &texts);
  TRY(store_texts(c, &texts));
  return tell_offer(c, v);
}

/* --- without names ----------------------------------------------------------------------------------------------------------------------- */

/* What waits, by team. `label`: under which team it is counted; NULL: only in the total. */
struct waiting { struct id draft; struct waiting *next; };
struct lot { const char *team, *label; struct waiting *first; size_t count; };
struct lots { struct lot *at; size_t count; };

static bool same_team(const char *a, const char *b) { return a && b ? strcmp(a, b) == 0 : a == b; }

static struct lot *lot_of(struct lots *all, const char *team)
{
  for (size_t i = 0; i < all->count; i++) if (same_team(all->at[i].team, team)) return &all->at[i];
  all->at[all->count] = (struct lot){ .team = team, .label = team };
  return &all->at[all->count++];
}

static int sort_in(struct ctx *c, const struct survey_draft_list *drafts, struct lots *out)
{
  struct waiting *const all = arena_new(&c->arena, struct waiting, drafts->count + 1);
  *out = (struct lots){ arena_new(&c->arena, struct lot, drafts->count + 1), 0 };
  if (!all || !out->at) return fail(c, ERR_FULL, NULL, N_("Out of memory."));
  for (size_t i = 0; i < drafts->count; i++) {
    struct lot *const lot = lot_of(out, drafts->at[i].team);
    all[i] = (struct waiting){ drafts->at[i].id, lot->first };
    lot->first = &all[i];
    lot->count++;
  }
  return OK;
}

/* Teams of whom fewer wait are counted in the total only, together; if they are too few even so, another team joins them. False: they are too few
 * in all. */
static bool pool_small(struct lots *all)
{
  struct lot *least = NULL;
  size_t pooled = 0;
  for (size_t i = 0; i < all->count; i++) {
    struct lot *const lot = &all->at[i];
    if (lot->count < TOGETHER_LEAST || !lot->team) { lot->label = NULL; pooled += lot->count; }
    else if (!least || lot->count < least->count) least = lot;
  }
  if (!pooled || pooled >= TOGETHER_LEAST) return true;
  if (least) least->label = NULL;
  return least;
}

struct counting { const struct survey *survey; struct definition definition; struct answer_counts all, team; struct texts texts; struct ctx *whole; struct id draft; };

/* Texts outlive the memory of one answer. */
static int count_one(struct ctx *c, void *arg)
{
  struct counting *const k = arg;
  struct survey_draft d;
  struct answers a;
  TRY(AS_PROGRAM(c, record_get(c, survey_draft, k->draft, &d)));
  TRY(answers_read(c, &k->definition, d.answers, strlen(d.answers), &a));
  answers_show(&a);
  counts_add(&k->all, &a);
  counts_add(&k->team, &a);
  collect_texts(k->whole, k->survey, NULL, &a, &k->texts);
  return k->whole->arena.failed ? fail(c, ERR_FULL, NULL, N_("Out of memory.")) : OK;
}

static int count_lot(struct ctx *c, struct counting *k, const struct lot *lot)
{
  TRY(counts_begin(c, &k->definition, &k->team));
  for (const struct waiting *w = lot->first; w; w = w->next) {
    k->draft = w->draft;
    TRY(in_own_memory(c, count_one, k));
  }
  return lot->label ? add_to_tally(c, k->survey->id, lot->label, &k->team) : OK;
}

static int count_lots(struct ctx *c, const struct survey *s, const struct lots *lots)
{
  struct counting k = { .survey = s, .whole = c };
  struct questionnaire q;
  TRY(questionnaire_get(c, s->questionnaire, &q));
  TRY(questionnaire_definition(c, &q, &k.definition));
  TRY(counts_begin(c, &k.definition, &k.all));
  for (size_t i = 0; i < lots->count; i++) TRY(count_lot(c, &k, &lots->at[i]));
  if (!k.all.answered) return OK;
  TRY(add_to_tally(c, s->id, NULL, &k.all));
  return store_texts(c, &k.texts);
}

int survey_count_waiting(struct ctx *c, const struct survey *s)
{
  struct survey_draft_list drafts;
  struct lots lots;
  TRY(drafts_waiting(c, s->compartment, &drafts));
  TRY(sort_in(c, &drafts, &lots));
  return pool_small(&lots) ? count_lots(c, s, &lots) : OK;
}
