#include "organisations.h"
#include "places.h"
#include "text.h"

DEFINE_CHOICES(organisation_kind, ORGANISATION_KINDS)

static const char *check_region(struct ctx *c, const char *slug) { return strchr(slug, ' ') ? N_("Choose one region.") : check_regions(c, slug); }

static const struct field fields[] = {
  F_TEXT(organisation, name,    REQUIRED,              N_("Name"), .max = 160),
  F_TEXT(organisation, folded,  REQUIRED | IN_PROGRAM, N_("Name in folded form")),
  F_ENUM(organisation, kind,    OPTIONAL, organisation_kind, N_("Kind of organisation")),
  F_TEXT(organisation, region,  OPTIONAL,              N_("Region"), .max = 60, .check = check_region),
  F_TEXT(organisation, municipalities, OPTIONAL,       N_("Municipalities"), .max = 2000, .check = check_municipalities),
  F_REF (organisation, merged_into, IN_PROGRAM,        organisation, N_("Part of")),
};
const struct record organisation_record = RECORD(organisation, fields);

int organisation_name(struct ctx *c, struct id id, const char **out)
{
  struct organisation o = { 0 };
  const int rc = id_known(id) ? organisation_get(c, id, &o) : ERR_NOT_FOUND;
  if (!absent(c, rc)) TRY(rc);
  *out = o.name;
  return OK;
}

enum { MERGERS_MOST = 8 };

/* What it is part of now, also after several mergers. */
static int top_of(struct ctx *c, struct organisation *o)
{
  for (int n = 0; id_known(o->merged_into) && n < MERGERS_MOST; n++) TRY(organisation_get(c, o->merged_into, o));
  return OK;
}

int organisation_now(struct ctx *c, struct id id, struct id *out)
{
  struct organisation o = { 0 };
  *out = id;
  if (!id_known(id)) return OK;
  TRY(organisation_get(c, id, &o));
  TRY(top_of(c, &o));
  *out = o.id;
  return OK;
}

int organisation_merge(struct ctx *c, const struct organisation *from, struct id to)
{
  struct organisation changed = *from, top = { 0 };
  changed.merged_into = to;
  if (id_known(to)) {
    TRY(organisation_get(c, to, &top));
    TRY(top_of(c, &top));
    if (id_same(top.id, from->id)) return fail(c, ERR_INVALID, "name", N_("An organisation cannot be part of itself."));
  }
  return global_update(c, organisation, &changed);
}

int organisation_by_name(struct ctx *c, const char *name, struct id *out)
{
  struct organisation found = { 0 }, new = { .name = name, .folded = text_folded(&c->arena, name) };
  const int rc = organisation_folded(c, new.folded, &found);
  if (rc == ERR_NOT_FOUND) return global_insert(c, organisation, &new, out);
  TRY(rc);
  TRY(top_of(c, &found));
  *out = found.id;
  return OK;
}

/* Sets `folded`, and sees to it that nobody else has that name. */
static int name_it(struct ctx *c, struct organisation *o)
{
  struct organisation found = { 0 };
  if (!o->name) return fail(c, ERR_INVALID, "name", N_("This is needed."));
  o->folded = text_folded(&c->arena, o->name);
  const int rc = organisation_folded(c, o->folded, &found);
  if (absent(c, rc)) return OK;
  if (rc == OK && !id_same(found.id, o->id)) return fail(c, ERR_INVALID, "name", N_("There is an organisation of this name already."));
  return rc;
}

int organisation_add(struct ctx *c, const struct organisation *o, struct id *out)
{
  struct organisation new = *o;
  TRY(name_it(c, &new));
  return global_insert(c, organisation, &new, out);
}

int organisation_change(struct ctx *c, const struct organisation *o)
{
  struct organisation new = *o;
  TRY(name_it(c, &new));
  return global_update(c, organisation, &new);
}
