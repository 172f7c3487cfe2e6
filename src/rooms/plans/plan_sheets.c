#include "plan_sheets.h"
#include "calendar.h"
#include "html.h"
#include "need_to_know.h"
#include "places.h"
#include "plan_items.h"
#include "secrets.h"
#include "terms.h"
#include "text.h"
#include <stdlib.h>

/* --- sheets ----------------------------------------------------------------------------------------------------- */

int sheet_get(struct ctx *c, const struct sheet_kind *k, struct id plan, void *row)
{
  struct list rows;
  TRY(sheet_rows(c, k, plan, &rows));
  if (rows.count) memcpy(row, rows.rows, k->rec->size);
  else memset(row, 0, k->rec->size);
  return OK;
}

/* A plan that may be written in: a draft of the actor's own. */
static int draft_of(struct ctx *c, struct id plan, struct plan *out)
{
  TRY(plan_get(c, plan, out));
  TRY(involvement_is_own(c, out->compartment));
  return plan_needs_draft(c, out);
}

/* Words that may be read aloud to who is out of the house go further than who reads the plan, whosever plan it is. */
static int tells_no_secret(struct ctx *c, const struct sheet_kind *k, const struct plan *p, const void *row)
{
  struct case_file f;
  if (k != &sheet_kinds[SHEET_CONTACT]) return OK;
  TRY(plan_home(c, p, &f));
  return no_secret_aloud(c, f.file.household.id, ((const struct plan_contact *)row)->told, "told");
}

int sheet_save(struct ctx *c, const struct sheet_kind *k, struct id plan, const void *row)
{
  struct plan p;
  TRY(draft_of(c, plan, &p));
  TRY(tells_no_secret(c, k, &p, row));
  char *const new = arena_alloc(&c->arena, k->rec->size);
  struct plan_sheet *const head = (struct plan_sheet *)(void *)arena_alloc(&c->arena, k->rec->size);
  TRY(sheet_get(c, k, plan, head));
  const struct plan_sheet stored = *head;
  memcpy(new, row, k->rec->size);
  const int32_t version = ((const struct plan_sheet *)row)->version;
  *(struct plan_sheet *)(void *)new = (struct plan_sheet){ stored.id, version, p.compartment, plan };
  if (id_known(stored.id)) return version ? record_update_(c, k->rec, new) : fail(c, ERR_CONFLICT, NULL, NULL);
  if (version) return not_there(c);
  return record_insert_(c, k->rec, new, NULL);
}

/* --- goals ---------------------------------------------------------------------------------------------------------- */

enum { SETTLE_WORKING_DAYS = 5 };

static int check_goal(struct ctx *c, const struct plan_goal *g)
{
  if (g->fit == GOAL_CLASHES && !text_said(g->their_goal)) return fail(c, ERR_INVALID, "their_goal", N_("Write with which goal it clashes."));
  if (text_said(g->their_goal) && !text_said(g->provider)) return fail(c, ERR_INVALID, "provider", N_("Write whose goal that is."));
  return OK;
}

/* A clash is settled by somebody, on a day: an action of who coordinates. */
static int settle(struct ctx *c, const struct plan *p, struct plan_goal *g)
{
  if (g->fit != GOAL_CLASHES || id_known(g->settling)) return OK;
  const struct action_new n = { .what = JOIN(&c->arena, tr(c, N_("Settle with the other provider which goal goes first:")), " ", text_cut(&c->arena, g->goal, strlen(g->goal), 100)),
    .doer = JOIN(&c->arena, "account:", arg_id(&c->arena, p->coordinator)), .due = working_day_after(c->places, c->today, SETTLE_WORKING_DAYS), .form = ACTION_ALONE };
  return plan_action_add(c, p->id, &n, &g->settling);
}

int goal_add(struct ctx *c, struct id plan, const struct plan_goal *g)
{
  struct plan p;
  struct plan_goal new = *g;
  TRY(draft_of(c, plan, &p));
  TRY(check_goal(c, g));
  new.id = ID_NONE;
  new.compartment = p.compartment;
  new.plan = plan;
  new.settling = ID_NONE;
  TRY(settle(c, &p, &new));
  return record_insert(c, plan_goal, &new, NULL);
}

int goal_get(struct ctx *c, struct id id, struct plan_goal *out) { return record_get(c, plan_goal, id, out); }
int goals_of(struct ctx *c, struct id plan, struct plan_goal_list *out) { return goals_in(c, plan, out); }

int goal_change(struct ctx *c, const struct plan_goal *g)
{
  struct plan p;
  struct plan_goal stored, new = *g;
  TRY(goal_get(c, g->id, &stored));
  TRY(draft_of(c, stored.plan, &p));
  TRY(check_goal(c, g));
  new.compartment = stored.compartment;
  new.plan = stored.plan;
  new.settling = stored.settling;
  if (g->version != stored.version) return record_update(c, plan_goal, &new);         /* says who was first, before anything is asked of anybody */
  TRY(settle(c, &p, &new));
  return record_update(c, plan_goal, &new);
}

int goal_remove(struct ctx *c, struct id goal, int32_t version)
{
  struct plan p;
  struct plan_goal g;
  TRY(goal_get(c, goal, &g));
  TRY(draft_of(c, g.plan, &p));
  if (g.version != version) return fail(c, ERR_CONFLICT, NULL, N_("Somebody else changed this plan meanwhile. Look at it again."));
  return record_delete(c, plan_goal, goal);
}

/* --- who took part -------------------------------------------------------------------------------------------------- */

static int check_voice(struct ctx *c, const struct voice_new *n)
{
  if (n->part == TOOK_NO_PART && !text_said(n->why_not)) return fail(c, ERR_INVALID, "why_not", N_("Write why this person did not take part."));
  if (n->agrees != AGREES && !text_said(n->words)) return fail(c, ERR_INVALID, "words", N_("Write with what this person does not agree, or why it could not be asked."));
  return OK;
}

int voice_add(struct ctx *c, struct id plan, const struct voice_new *n)
{
  struct plan p;
  struct case_file f;
  struct membership_list persons;
  TRY(plan_get(c, plan, &p));
  TRY(plan_needs_open(c, &p));
  TRY(plan_home(c, &p, &f));
  TRY(plan_persons(c, &p, &f, &persons));
  TRY(check_voice(c, n));
  for (size_t i = 0; i < persons.count; i++) {
    if (!id_same(persons.at[i].person, n->person)) continue;
    TRY(involvement_is_own(c, persons.at[i].compartment));
    return record_insert(c, plan_voice, &((struct plan_voice){ .compartment = persons.at[i].compartment, .plan = plan, .person = n->person, .part = n->part,
      .why_not = n->why_not, .agrees = n->agrees, .words = n->words, .said_on = n->said_on, .written = { c->now }, .writer = c->scope.actor }), NULL);
  }
  return fail(c, ERR_INVALID, "person", N_("Choose from the list."));
}

static int newest_voice(const void *a, const void *b)
{
  const struct plan_voice *const x = a, *const y = b;
  return x->said_on.ymd != y->said_on.ymd ? y->said_on.ymd - x->said_on.ymd :
    x->written.ms != y->written.ms ? (x->written.ms < y->written.ms) - (x->written.ms > y->written.ms) : memcmp(x->id.b, y->id.b, sizeof x->id.b);
}

int voices_of(struct ctx *c, const struct plan *p, const struct case_file *f, struct plan_voice_list *out)
{
  struct membership_list persons;
  struct plan_voice_list rows[64], all = { .count = 0 };
  size_t most = 0;
  TRY(plan_persons(c, p, f, &persons));
  if (persons.count > COUNT(rows)) persons.count = COUNT(rows);
  for (size_t i = 0; i < persons.count; i++) {
    TRY(voices_in(c, persons.at[i].compartment, &rows[i]));
    most += rows[i].count;
  }
  all.at = arena_new(&c->arena, struct plan_voice, most + 1);
  for (size_t i = 0; i < persons.count; i++)
    for (size_t k = 0; k < rows[i].count; k++) if (id_same(rows[i].at[k].plan, p->id)) all.at[all.count++] = rows[i].at[k];
  if (all.count) qsort(all.at, all.count, sizeof *all.at, newest_voice);
  *out = all;
  return OK;
}

const struct plan_voice *voice_of(const struct plan_voice_list *list, struct id person)
{
  for (size_t i = 0; i < list->count; i++) if (id_same(list->at[i].person, person)) return &list->at[i];
  return NULL;
}

/* --- in whose files -------------------------------------------------------------------------------------------------- */

int holder_add(struct ctx *c, struct id plan, const struct plan_holder *h)
{
  struct plan p;
  TRY(plan_get(c, plan, &p));
  TRY(plan_needs_open(c, &p));
  TRY(involvement_is_own(c, p.compartment));
  return record_insert(c, plan_holder, &((struct plan_holder){ .compartment = p.compartment, .plan = plan, .holder = h->holder, .since = h->since }), NULL);
}

int holder_get(struct ctx *c, struct id id, struct plan_holder *out) { return record_get(c, plan_holder, id, out); }
int holders_of(struct ctx *c, struct id plan, struct plan_holder_list *out) { return holders_in(c, plan, out); }

int holder_end(struct ctx *c, struct id holder, int32_t version)
{
  struct plan_holder h;
  TRY(holder_get(c, holder, &h));
  TRY(involvement_is_own(c, h.compartment));
  h.version = version;
  if (!date_known(h.until)) h.until = c->today;
  return record_update(c, plan_holder, &h);
}

/* --- looked at again -------------------------------------------------------------------------------------------------- */

int review_add(struct ctx *c, struct id plan, const struct review_new *n)
{
  struct plan p;
  TRY(plan_get(c, plan, &p));
  TRY(plan_needs_open(c, &p));
  TRY(involvement_is_own(c, p.compartment));
  if (!text_said(n->words)) return fail(c, ERR_INVALID, "words", N_("Write what you saw: this is not closed empty."));
  if (!date_before(c->today, n->next)) return fail(c, ERR_INVALID, "next", N_("Choose a day that is still to come."));
  TRY(record_insert(c, plan_review, &((struct plan_review){ .compartment = p.compartment, .plan = plan, .seen_on = c->today, .words = n->words, .next = n->next,
    .writer = c->scope.actor }), NULL));
  p.review = n->next;
  return record_update(c, plan, &p);
}

static int newest_review(const void *a, const void *b)
{
  const struct plan_review *const x = a, *const y = b;
  return x->seen_on.ymd != y->seen_on.ymd ? y->seen_on.ymd - x->seen_on.ymd : y->next.ymd != x->next.ymd ? y->next.ymd - x->next.ymd : memcmp(x->id.b, y->id.b, sizeof x->id.b);
}

int reviews_of(struct ctx *c, struct id plan, struct plan_review_list *out)
{
  TRY(reviews_in(c, plan, out));
  if (out->count) qsort(out->at, out->count, sizeof *out->at, newest_review);
  return OK;
}
