#include "synth_kin.h"

/* The other party as the household knows them. */
static struct id first_party(const struct household_file *f, struct id person)
{
  for (size_t i = 0; i < f->members.count; i++) {
    const struct household_member *const m = &f->members.at[i];
    bool own = !uses_violence(m->role);
    for (size_t k = 0; k < f->memberships.count; k++) own = own || (id_same(f->memberships.at[k].person, person) && id_same(f->memberships.at[k].member, m->id));
    if (!own) return m->id;
  }
  return ID_NONE;
}

static int relate_children(struct ctx *c, const struct synth_kin *k, const struct household_file *f, struct id first)
{
  for (size_t i = 0; i < f->members.count; i++) {
    const struct household_member *const m = &f->members.at[i];
    if (m->role != MEMBER_CHILD) continue;
    TRY(relation_add_in(c, f, &(struct relation_new){ .one = k->person, .kind = KIN_PARENT, .other = m->id, .together = YES, .readers = k->side }, NULL));
    if (id_known(first)) TRY(relation_add_in(c, f, &(struct relation_new){ .one = first, .kind = KIN_PARENT, .other = m->id, .together = NO, .readers = k->household }, NULL));
  }
  return OK;
}

int synth_relations(struct ctx *c, const struct synth_kin *k)
{
  const struct relation_new mother = { .one = k->person, .kind = KIN_CHILD, .other_name = k->grandmother, .readers = k->side, .note = k->note };
  struct household_file f;
  TRY(household_file(c, k->household, &f));
  const struct id first = first_party(&f, k->person);
  const struct relation_new pair = { .one = first, .kind = RELATION_EX_PARTNER, .other = k->person, .readers = k->household,
    .since = { 20060501 + (int32_t)(k->n % 9) * 10000 }, .until = { 20241101 }, .together = NO };
  if (id_known(first)) TRY(relation_add_in(c, &f, &pair, NULL));
  TRY(relate_children(c, k, &f, first));
  return relation_add_in(c, &f, &mother, NULL);
}

int synth_child(struct ctx *c, const struct synth_child *k)
{
  TRY(child_wish_add(c, &(struct child_wish){ .person = k->person, .about = k->about, .wish = WISH_WITH, .words = k->words, .said_on = { 20250310 }, .asked_by = k->asked_by }, NULL));
  TRY(child_trust_save(c, &(struct child_trust){ .person = k->person, .trusted_name = k->trusted, .trusted_reach = k->reach, .authority = AUTHORITY_BOTH, .authority_note = k->authority }));
  return parent_access_add(c, &(struct parent_access){ .person = k->person, .parent = k->parent, .decision = PARENT_ACCESS_NO, .reason = k->reason, .weighed_on = { 20250311 } }, NULL);
}
