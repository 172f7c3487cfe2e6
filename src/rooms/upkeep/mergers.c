#include "mergers.h"
#include "text.h"

DEFINE_CHOICES(gave_as, GIVEN_AS)

static const struct field moved_fields[] = {
  F_REF (moved_offer, offer,   REQUIRED, offer, N_("Offer")),
  F_ENUM(moved_offer, gave_as, REQUIRED, gave_as, N_("Given as")),
  F_ENUM(moved_offer, with_new, OPTIONAL, yes_no, N_("The other one gave it too")),
};
const struct record moved_offer_record = PART(moved_offer, moved_fields);

static const struct field merger_fields[] = {
  F_REF (organisation_merger, old,    REQUIRED, organisation, N_("Organisation that merged")),
  F_REF (organisation_merger, new,    REQUIRED, organisation, N_("Part of")),
  F_LIST(organisation_merger, moved,  OPTIONAL, moved_offer, N_("Offers that went with it")),
  F_DATE(organisation_merger, merged, REQUIRED, N_("Since")),
  F_DATE(organisation_merger, undone, OPTIONAL, N_("Undone")),
};
const struct record organisation_merger_record = RECORD(organisation_merger, merger_fields);

/* By its old name, which leads on to the new one from now on. */
static int move(struct ctx *c, struct offer_line *line, struct id old, struct id new, struct moved_offer *out)
{
  *out = (struct moved_offer){ line->offer.id, id_same(line->offer.provider_id, old) ? GAVE_PROVIDER : GAVE_PARTNER, is_partner(&line->offer, new) ? YES : NO };
  return offer_change(c, line);
}

/* Who gives an offer keeps it: nobody takes that from an organisation in a region that is not theirs. */
static int may_move(struct ctx *c, const struct offer *o)
{
  return keeps_offer(c, o) ? OK : fail(c, ERR_INVALID, "with", N_("This organisation also gives help in other regions. Ask the administrator to do this."));
}

int organisations_merge(struct ctx *c, struct id old, struct id new, struct id *merger)
{
  struct organisation_merger m = { .old = old, .new = new, .merged = c->today };
  struct organisation from, to;
  struct offer_line_list theirs;
  if (!may_name_provider(c)) return not_there(c);
  TRY(organisation_get(c, old, &from));
  TRY(organisation_get(c, new, &to));
  if (id_same(old, new)) return fail(c, ERR_INVALID, "with", N_("An organisation cannot be part of itself."));
  if (id_known(from.merged_into) || id_known(to.merged_into)) return fail(c, ERR_INVALID, "with", N_("One of the two is part of another organisation already."));
  TRY(offers_of_organisation(c, old, &theirs));                  /* read with its own name, before that leads on */
  for (size_t i = 0; i < theirs.count; i++) TRY(may_move(c, &theirs.at[i].offer));
  TRY(organisation_merge(c, &from, new));
  m.moved.at = arena_new(&c->arena, struct moved_offer, theirs.count + 1);
  for (size_t i = 0; i < theirs.count; i++) TRY(move(c, &theirs.at[i], old, new, &m.moved.at[m.moved.count++]));
  return global_insert(c, organisation_merger, &m, merger);
}

int organisation_called(struct ctx *c, const char *name, const char *field, struct id *out)
{
  struct organisation o = { 0 };
  const int rc = organisation_folded(c, text_folded(&c->arena, name), &o);
  if (rc == ERR_NOT_FOUND) return fail(c, ERR_INVALID, field, N_("There is no organisation of this name."));
  *out = o.id;
  return rc;
}

int organisations_merge_named(struct ctx *c, struct id old, const char *name)
{
  struct id new;
  TRY(organisation_called(c, name, "with", &new));
  return organisations_merge(c, old, new, NULL);
}

/* The others who give it, without `name` or with it. */
static const char *others(struct ctx *c, const char *also_by, const char *without, const char *with)
{
  struct buf b = { 0 };
  for (const char *s = also_by; s && *s; ) {
    s += strspn(s, "; ");
    const size_t n = strcspn(s, ";");
    if (n && !(strlen(without) == n && memcmp(s, without, n) == 0)) { if (b.len) put(&b, "; "); put_mem(&b, s, n); }
    s += n;
  }
  if (b.len) put(&b, "; ");
  put(&b, with);
  return buf_to_arena(&c->arena, &b);
}

static int move_back(struct ctx *c, const struct moved_offer *m, const struct organisation *old, const struct organisation *new)
{
  struct offer_line line;
  const int rc = offer_by_id(c, m->offer, &line);
  if (absent(c, rc)) return OK;
  TRY(rc);
  TRY(may_move(c, &line.offer));
  const bool provides = id_same(line.offer.provider_id, new->id), stays = m->with_new == YES;
  if (m->gave_as == GAVE_PROVIDER && provides) {
    line.provider = old->name;
    if (stays) line.also_by = others(c, line.also_by, "", new->name);
  }
  else if (m->gave_as == GAVE_PARTNER && is_partner(&line.offer, new->id)) line.also_by = others(c, line.also_by, stays ? "" : new->name, old->name);
  else if (m->gave_as == GAVE_PARTNER && provides) line.also_by = others(c, line.also_by, "", old->name);
  else return OK;                                                 /* somebody gave it to another since */
  return offer_change(c, &line);
}

int organisations_unmerge(struct ctx *c, struct id merger)
{
  struct organisation_merger m;
  struct organisation old, new;
  if (!may_name_provider(c)) return not_there(c);
  TRY(merger_get(c, merger, &m));
  if (date_known(m.undone)) return not_there(c);
  TRY(organisation_get(c, m.old, &old));
  TRY(organisation_get(c, m.new, &new));
  TRY(organisation_merge(c, &old, ID_NONE));
  for (size_t i = 0; i < m.moved.count; i++) TRY(move_back(c, &m.moved.at[i], &old, &new));
  m.undone = c->today;
  return global_update(c, organisation_merger, &m);
}
