/* Who else got data: what a copy says of it. */
#include "rights_internal.h"
#include "grounds.h"
#include "html.h"
#include "organisations.h"
#include "partner_asks.h"

static const char *things_in_words(struct ctx *c, struct set things)
{
  struct buf b = { 0 };
  for (unsigned i = 1; i < shared_thing_choices.count; i++) {
    if (!set_has(things, i)) continue;
    if (b.len) put(&b, "; ");
    put(&b, tr(c, shared_thing_choices.at[i].label));
  }
  return buf_to_arena(&c->arena, &b);
}

/* Partners outside care who were asked something by a link: those of items that are given, also of those of which some words are left out, as long as
 * their name is not among those words. */
static void partners_told(struct ctx *c, const struct right_item_list *items, const struct rights_decision *const *of, struct copy *out)
{
  for (size_t i = 0; i < items->count; i++) {
    const struct partner_ask *const p = items->at[i].row;
    if (items->at[i].rec != &partner_ask_record || !of[i] || (of[i]->choice != ITEM_GIVE && of[i]->choice != ITEM_PARTLY)) continue;
    const char *const name = of[i]->choice == ITEM_PARTLY ? words_without(c, p->organisation, of[i]->words, "") : p->organisation;
    if (!name || strcmp(name, p->organisation) != 0) continue;
    out->recipients.at[out->recipients.count++] = (struct copy_recipient){ name, tr(c, N_("What was asked of them in a message")), date_at(p->asked.ms) };
  }
}

/* --- organisations ------------------------------------------------------------------------------------------- */

/* Each organisation once, with all that it got, since the first day. */
struct got { struct id organisation; struct set things; struct date since; };
struct all_got { struct got *at; size_t count, room; };

static void add(struct ctx *c, struct all_got *to, const struct ground *g)
{
  struct got *one = NULL;
  for (size_t i = 0; i < to->count && !one; i++) if (id_same(to->at[i].organisation, g->organisation)) one = &to->at[i];
  if (!one) {
    if (to->count == to->room) {
      struct got *const more = arena_new(&c->arena, struct got, to->room = 2 * to->room + 16);
      if (to->count) memcpy(more, to->at, to->count * sizeof *more);
      to->at = more;
    }
    one = &to->at[to->count++];
    *one = (struct got){ g->organisation, g->things, g->since };
  }
  one->things.bits |= g->things.bits;
  if (date_before(g->since, one->since)) one->since = g->since;
}

static int organisation_worked_in(struct ctx *c, struct id compartment, struct id organisation, bool *out)
{
  struct involvement_list rows;
  *out = false;
  TRY(involvements_ever(c, compartment, &rows));
  for (size_t i = 0; i < rows.count; i++) *out |= id_same(rows.at[i].organisation, organisation) && rows.at[i].purpose != PURPOSE_EMERGENCY;
  return OK;
}

/* Of what all share: what this side shared. Somebody who works for another side too may have done it for that one's sake, and the name of who helps
 * there tells where somebody is: then only an organisation that works for this side. */
static int shared_by_this_side(struct ctx *c, const struct right *r, const struct household_file *f, const struct ground *g, bool *out)
{
  TRY(organisation_worked_in(c, r->side.compartment, g->organisation, out));
  if (*out) return OK;
  *out = true;
  for (size_t i = 0; i < f->sides.count; i++) {
    bool other;
    if (id_same(f->sides.at[i].id, r->side.id)) continue;
    TRY(ever_worked_in(c, f->sides.at[i].compartment, g->recorded_by, &other));
    *out = *out && !other;
  }
  return OK;
}

/* `f`: the household where what it shares lies in that compartment; NULL: a file of the person or the side. */
static int add_grounds(struct ctx *c, const struct right *r, struct id compartment, const struct household_file *f, struct all_got *to)
{
  struct ground_list grounds;
  if (!id_known(compartment)) return OK;
  TRY(grounds_of(c, compartment, &grounds));
  for (size_t i = 0; i < grounds.count; i++) {
    bool ours;                                               /* what goes by way of another household tells of it */
    TRY(ever_worked_in(c, right_colleagues(r), grounds.at[i].recorded_by, &ours));
    if (ours && f) TRY(shared_by_this_side(c, r, f, &grounds.at[i], &ours));
    if (ours) add(c, to, &grounds.at[i]);
  }
  return OK;
}

static int all_grounds(struct ctx *c, const struct right *r, struct all_got *to)
{
  struct household_file f;
  TRY(add_grounds(c, r, r->person.compartment, NULL, to));
  if (!id_known(r->side.id)) return OK;
  TRY(add_grounds(c, r, r->side.compartment, NULL, to));
  TRY(household_file(c, r->side.household, &f));
  TRY(add_grounds(c, r, f.household.compartment, &f, to));
  for (size_t i = 0; i < f.earlier.count; i++) TRY(add_grounds(c, r, f.earlier.at[i].compartment, &f, to));
  return OK;
}

int copy_recipients(struct ctx *c, const struct right *r, const struct right_item_list *items, const struct rights_decision *const *of, struct copy *out)
{
  struct all_got all = { .room = 0 };
  out->recipients_by_kind = r->parent;
  if (r->parent) return OK;
  TRY(AS_PROGRAM(c, all_grounds(c, r, &all)));
  out->recipients.at = arena_new(&c->arena, struct copy_recipient, all.count + items->count + 1);
  for (size_t i = 0; i < all.count; i++) {
    struct copy_recipient *const to = &out->recipients.at[out->recipients.count];
    TRY(organisation_name(c, all.at[i].organisation, &to->name));
    to->what = things_in_words(c, all.at[i].things);
    to->since = all.at[i].since;
    if (to->name) out->recipients.count++;
  }
  partners_told(c, items, of, out);
  return OK;
}
