#include "organisations.h"
#include "text.h"

static const struct field fields[] = {
  F_TEXT(organisation, name,    REQUIRED,              N_("Name"), .max = 160),
  F_TEXT(organisation, folded,  REQUIRED | IN_PROGRAM, N_("Name in folded form")),
};
const struct record organisation_record = RECORD(organisation, fields);

int organisation_by_name(struct ctx *c, const char *name, struct id *out)
{
  struct organisation found = { 0 }, new = { .name = name, .folded = text_folded(&c->arena, name) };
  const int rc = organisation_folded(c, new.folded, &found);
  if (rc == ERR_NOT_FOUND) return global_insert(c, organisation, &new, out);
  if (rc == OK) *out = found.id;
  return rc;
}
