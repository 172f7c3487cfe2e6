#include "given.h"
#include "grounds_internal.h"
#include "need_to_know.h"

static int program_only(struct ctx *c) { return c->scope.reach == REACH_ALL ? OK : not_there(c); }

int given_in(struct ctx *c, struct id compartment, struct given *out)
{
  struct involvement_list rows;
  struct ground_list grounds;
  TRY(program_only(c));
  TRY(involvements_of_compartment(c, compartment, &rows));
  TRY(grounds_all(c, compartment, &grounds));
  *out = (struct given){ { arena_new(&c->arena, struct id, rows.count + 1), 0 }, { arena_new(&c->arena, struct id, grounds.count + 1), 0 } };
  for (size_t i = 0; i < rows.count; i++) out->involvements.at[out->involvements.count++] = rows.at[i].id;
  for (size_t i = 0; i < grounds.count; i++) out->grounds.at[out->grounds.count++] = grounds.at[i].id;
  return OK;
}

int involvement_take_back(struct ctx *c, struct id involvement)
{
  struct involvement row;
  TRY(program_only(c));
  TRY(involvement_get(c, involvement, &row));
  if (instant_known(row.ended)) return OK;
  row.ended = (struct instant){ c->now };
  TRY(record_update(c, involvement, &row));
  return involvement_left(c, row.account, row.compartment);
}

int involvement_put_back(struct ctx *c, struct id involvement, struct id household)
{
  struct involvement row;
  TRY(program_only(c));
  TRY(involvement_get(c, involvement, &row));
  row.household = household;
  return record_update(c, involvement, &row);
}

int involvement_like(struct ctx *c, const struct involvement *as, struct id compartment, struct id household)
{
  struct involvement new = *as;
  struct involvement_list there;
  TRY(program_only(c));
  TRY(involvements_of_compartment(c, compartment, &there));
  for (size_t i = 0; i < there.count; i++)
    if (id_same(there.at[i].account, as->account) && id_same(there.at[i].organisation, as->organisation)) return OK;
  new.id = ID_NONE;
  new.compartment = compartment;
  new.household = household;
  new.since = (struct instant){ c->now };
  return record_insert(c, involvement, &new, NULL);
}

int ground_take_back(struct ctx *c, struct id ground)
{
  struct ground row;
  TRY(program_only(c));
  const int rc = ground_row(c, ground, &row);
  return absent(c, rc) ? OK : rc != OK ? rc : record_delete(c, ground, ground);
}
