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

/* An organisation as it is now, where organisations merged. Its colleagues may still work under the old name. */
static int who_receives(struct ctx *c, struct id organisation, struct id *out, bool *works)
{
  TRY(organisation_now(c, organisation, out));
  TRY(referral_works_here(c, *out, works));
  if (*works || id_same(*out, organisation)) return OK;
  TRY(referral_works_here(c, organisation, works));
  if (*works) *out = organisation;
  return OK;
}

int referral_receiver(struct ctx *c, const struct offer *o, struct id *out, bool *works)
{
  TRY(who_receives(c, o->provider_id, out, works));
  for (size_t i = 0; i < o->partners.count && !*works; i++) {
    struct id partner;
    TRY(who_receives(c, o->partners.at[i].organisation, &partner, works));
    if (*works) *out = partner;
  }
  return OK;
}
