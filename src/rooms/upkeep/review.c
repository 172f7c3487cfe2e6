#include "review.h"
#include "permissions.h"
#include "hash.h"
#include "questions.h"
#include "tasks.h"

DEFINE_CHOICES(review_kind, REVIEW_KINDS)
DEFINE_CHOICES(review_decision, REVIEW_DECISIONS)

static const struct record subject_record = { .name = "record" }, account_record = { .name = "account" };

static const struct field fields[] = {
  F_REF (offer_decision, subject,  REQUIRED | IN_PROGRAM, subject, N_("About")),
  F_ENUM(offer_decision, kind,     REQUIRED | IN_PROGRAM, review_kind, N_("Kind")),
  F_REF (offer_decision, offer,    REQUIRED | IN_PROGRAM, offer, N_("Offer")),
  F_ENUM(offer_decision, decision, REQUIRED, review_decision, N_("What did you decide?")),
  F_TEXT(offer_decision, reason,   REQUIRED | LONG, N_("Why?"), .max = 600, .help = N_("One line is enough. Write nothing about a person.")),
  F_DATE(offer_decision, decided,  REQUIRED | IN_PROGRAM, N_("Decided on")),
  F_REF (offer_decision, by,       IN_PROGRAM, account, N_("Decided by")),
};
const struct record offer_decision_record = RECORD(offer_decision, fields);

/* --- what waits ------------------------------------------------------------------------------------- */

/* Offers that were looked up already: many flags may be about one. */
struct looked { struct id id; const char *name; bool kept; };
struct waiting { struct offer_decision_list decided; struct review_item_list items; struct looked *looked; size_t size; };

static int by_subject(const void *key, const void *row) { return memcmp(key, ((const struct offer_decision *)row)->subject.b, sizeof(struct id)); }
bool decision_made(const struct offer_decision_list *all, struct id subject)
{
  return all->count && bsearch(&subject, all->at, all->count, sizeof *all->at, by_subject);
}

static int look_up(struct ctx *c, struct waiting *w, struct id id, struct looked **out)
{
  size_t i = hash_bytes(id.b, sizeof id.b, 1) % w->size;
  struct offer o = { 0 };
  while (id_known(w->looked[i].id) && !id_same(w->looked[i].id, id)) i = (i + 1) % w->size;
  *out = &w->looked[i];
  if (id_known(w->looked[i].id)) return OK;
  w->looked[i].id = id;
  const int rc = global_get(c, offer, id, &o);
  if (absent(c, rc)) return OK;
  TRY(rc);
  w->looked[i] = (struct looked){ id, o.name, keeps_offer(c, &o) };
  return OK;
}

/* Only of offers that the actor keeps. */
static int add(struct ctx *c, struct waiting *w, struct review_item item)
{
  struct looked *of;
  if (decision_made(&w->decided, item.subject)) return OK;
  TRY(look_up(c, w, item.offer, &of));
  if (!of->kept) return OK;
  item.name = of->name;
  w->items.at[w->items.count++] = item;
  return OK;
}

static int flags_of_all(struct ctx *c, struct waiting *w, const struct offer_flag_line_list *flags)
{
  for (size_t i = 0; i < flags->count; i++) {
    const struct offer_flag *const f = &flags->at[i].offer_flag;
    const bool gone = f->reason == FLAG_GONE;
    TRY(add(c, w, (struct review_item){ .kind = gone ? REVIEW_GONE : REVIEW_FLAG, .subject = f->id, .offer = f->offer, .reason = flag_reason_label(f->reason),
      .note = f->note, .day = date_at(instant_of(f->at).ms), .by_provider = f->origin == FLAG_BY_PROVIDER, .low = f->low == YES }));
  }
  return OK;
}

static int silent_ones(struct ctx *c, struct waiting *w, const struct offer_question_list *open)
{
  for (size_t i = 0; i < open->count; i++)
    if (date_known(open->at[i].called))
      TRY(add(c, w, (struct review_item){ .kind = REVIEW_SILENT, .subject = open->at[i].id, .offer = open->at[i].offer, .reason = asked_what_label(open->at[i].what), .day = open->at[i].called }));
  return OK;
}

static int in_order(const void *a, const void *b)
{
  const struct review_item *const x = a, *const y = b;
  if (x->low != y->low) return x->low ? 1 : -1;
  if (x->kind != y->kind) return (int)x->kind - (int)y->kind;
  if (x->day.ymd != y->day.ymd) return x->day.ymd < y->day.ymd ? -1 : 1;
  return memcmp(x->subject.b, y->subject.b, sizeof x->subject.b);
}

int review_items(struct ctx *c, struct review_item_list *out)
{
  struct waiting w = { 0 };
  struct offer_flag_line_list flags;
  struct offer_question_list open;
  TRY(decisions_all(c, &w.decided));
  TRY(offer_flags(c, &flags));
  TRY(questions_open(c, &open));
  w.size = 2 * (flags.count + open.count) + 1;                 /* never full */
  w.looked = arena_new(&c->arena, struct looked, w.size);
  w.items.at = arena_new(&c->arena, struct review_item, flags.count + open.count + 1);
  TRY(flags_of_all(c, &w, &flags));
  TRY(silent_ones(c, &w, &open));
  if (w.items.count) qsort(w.items.at, w.items.count, sizeof *w.items.at, in_order);
  *out = w.items;
  return OK;
}

int review_item(struct ctx *c, struct id subject, struct review_item *out)
{
  struct review_item_list items;
  TRY(review_items(c, &items));
  for (size_t i = 0; i < items.count; i++) if (id_same(items.at[i].subject, subject)) { *out = items.at[i]; return OK; }
  return not_there(c);
}

static int take_unasked(struct ctx *c, const void *row, void *arg)
{
  const struct offer *const o = row;
  size_t *const n = arg;
  *n += o->example != YES && keeps_offer(c, o);
  return OK;
}

int offers_unasked(struct ctx *c, size_t *out)
{
  *out = 0;
  return unasked_each(c, take_unasked, out);
}

/* --- deciding ---------------------------------------------------------------------------------------- */

int decision_write(struct ctx *c, const struct offer_decision *d)
{
  struct offer_decision new = *d;
  new.id = ID_NONE;
  new.decided = c->today;
  new.by = c->scope.actor;
  return global_insert(c, offer_decision, &new, NULL);
}

int review_decide(struct ctx *c, const struct offer_decision *d)
{
  struct offer_decision new = *d;
  struct review_item item = { 0 };
  struct offer o;
  TRY(review_item(c, d->subject, &item));
  new.kind = item.kind;
  new.offer = item.offer;
  TRY(decision_write(c, &new));
  if (item.kind != REVIEW_SILENT) return OK;
  TRY(global_get(c, offer, item.offer, &o));
  return questions_answered(c, &o, true, WAY_PHONE);
}

/* --- telling ------------------------------------------------------------------------------------------ */

int review_remind(struct ctx *c, const char *const *regions, size_t count)
{
  const struct scope before = c->scope;
  int rc = OK;
  for (size_t i = 0; rc == OK && i < count; i++) {
    struct review_item_list items;
    c->scope = (struct scope){ .region = regions[i], .role = role_key(ROLE_REGION), .reach = REACH_NOTHING };
    rc = review_items(c, &items);
    if (rc == OK && items.count) rc = task_add(c, &(struct task){ .role = ROLE_REGION, .kind = TASK_REVIEW_OFFERS, .due = date_plus_days(c->today, ASK_AGAIN_DAYS) });
    else if (rc == OK) rc = tasks_close(c, TASK_REVIEW_OFFERS, ID_NONE, ID_NONE);
  }
  c->scope = before;
  return rc;
}
