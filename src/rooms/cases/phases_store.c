#include "phases.h"

static const struct query moves = { &case_move_record, "FROM case_move WHERE case_move.region = $1 AND case_move.compartment = $2" };
static const struct query judgements = { &gate_judgement_record, "FROM gate_judgement WHERE gate_judgement.region = $1 AND gate_judgement.compartment IN"
  " (SELECT membership.compartment FROM membership WHERE membership.region = $1 AND membership.household = $2)" };
const struct query *const phase_queries[] = { &moves, &judgements, NULL };

static int newest_move(const void *a, const void *b)
{
  const struct case_move *const x = a, *const y = b;
  if (x->at.ms != y->at.ms) return x->at.ms < y->at.ms ? 1 : -1;
  return memcmp(x->id.b, y->id.b, sizeof x->id.b);
}

int phase_moves(struct ctx *c, const struct case_file *f, struct case_move_list *out)
{
  *out = (struct case_move_list){ .count = 0 };
  if (!id_known(f->file.household.compartment)) return OK;
  TRY(record_select(c, case_move, out, &moves, P(f->file.household.compartment)));
  if (out->count) qsort(out->at, out->count, sizeof *out->at, newest_move);
  return OK;
}

/* Whether another of the same person was made later. */
static bool outdone(const struct gate_judgement_list *all, const struct gate_judgement *j)
{
  for (size_t i = 0; i < all->count; i++)
    if (id_same(all->at[i].person, j->person) && all->at[i].towards == j->towards &&
        (all->at[i].at.ms > j->at.ms || (all->at[i].at.ms == j->at.ms && memcmp(all->at[i].id.b, j->id.b, sizeof j->id.b) > 0))) return true;
  return false;
}

/* Made for this household, or for one that was merged into it: what another household judged of the same person stays there. */
static bool is_of_household(const struct case_file *f, const struct gate_judgement *j)
{
  bool is = id_same(j->household, f->file.household.id);
  for (size_t i = 0; i < f->file.earlier.count; i++) is |= id_same(j->household, f->file.earlier.at[i].id);
  return is;
}

int judgements_for(struct ctx *c, const struct case_file *f, const struct case_phase *now, enum case_state towards, struct gate_judgement_list *out)
{
  struct gate_judgement_list all;
  size_t n = 0;
  TRY(record_select(c, gate_judgement, &all, &judgements, P(f->file.household.id)));
  for (size_t i = 0; i < all.count; i++) if (is_of_household(f, &all.at[i])) all.at[n++] = all.at[i];
  all.count = n;
  n = 0;
  struct gate_judgement *const kept = arena_new(&c->arena, struct gate_judgement, all.count + 1);
  for (size_t i = 0; i < all.count; i++) {
    const struct gate_judgement *const j = &all.at[i];
    if (j->towards != towards || outdone(&all, j) || j->at.ms < now->since.ms) continue;
    kept[n++] = *j;
  }
  *out = (struct gate_judgement_list){ .at = kept, .count = n };
  return OK;
}
