/* To what somebody is referred, and which organisation gets it there. */
#include "offers_room.h"
#include "organisations.h"
#include "referral_moves.h"
#include "text.h"

/* What only police, prosecution or a judge starts is explained, never to be referred to. Source: DOMAIN 4.2 rule 5. */
static bool only_imposed(const struct offer *o)
{
  const uint64_t open = (UINT64_C(1) << ACCESS_FREE) | (UINT64_C(1) << ACCESS_GP) | (UINT64_C(1) << ACCESS_MUNICIPALITY) | (UINT64_C(1) << ACCESS_VEILIG_THUIS)
    | (UINT64_C(1) << ACCESS_HOME_BAN) | (UINT64_C(1) << ACCESS_AFTER_HOME_BAN) | (UINT64_C(1) << ACCESS_PROBATION);
  return o->access.bits & ~UINT64_C(1) && !(o->access.bits & open);
}

const char *referral_why_not(const struct offer *o)
{
  if (o->status == STATUS_ENDED) return N_("This offer has ended. Choose another one.");
  if (o->status == STATUS_PAUSED) return N_("This offer is paused and takes nobody now. Choose another one.");
  if (o->kind == KIND_TABLE || o->kind == KIND_PROFESSIONAL) return N_("This is for professionals: nobody can be referred to it.");
  if (only_imposed(o)) return N_("Only police, prosecution or a judge starts this. You cannot refer to it.");
  return NULL;
}

int referral_offer(struct ctx *c, const char *slug, const char *field, struct offer *out)
{
  const struct offer_line *const line = text_known(slug) ? snapshot_by_slug(offers_snapshot(c), slug) : NULL;
  if (!line) return fail(c, ERR_INVALID, field, N_("Choose an offer first."));
  const char *const why = referral_why_not(&line->offer);
  if (why) return fail(c, ERR_INVALID, field, why);
  *out = line->offer;
  return OK;
}

/* An organisation as it is now, where organisations merged. */
static int merged_now(struct ctx *c, struct id organisation, struct id *out)
{
  struct organisation org = { 0 };
  *out = organisation;
  if (!id_known(organisation)) return OK;
  TRY(organisation_get(c, organisation, &org));
  if (id_known(org.merged_into)) *out = org.merged_into;
  return OK;
}

int referral_receiver(struct ctx *c, const struct offer *o, struct id *out, bool *works)
{
  TRY(merged_now(c, o->provider_id, out));
  TRY(referral_works_here(c, *out, works));
  for (size_t i = 0; i < o->partners.count && !*works; i++) {
    struct id partner;
    TRY(merged_now(c, o->partners.at[i].organisation, &partner));
    TRY(referral_works_here(c, partner, works));
    if (*works) *out = partner;
  }
  return OK;
}
