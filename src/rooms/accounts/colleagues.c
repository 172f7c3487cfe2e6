#include "accounts_room.h"

/* The role is asked for whoever is there already, if it is a colleague that the actor may know of: a second account for the
 * same person would split what they did. */
static int account_for(struct ctx *c, const struct account *a, struct id *out)
{
  struct account there;
  const int rc = account_by_mail(c, a->mail, &there);
  if (absent(c, rc)) return account_add(c, a, out);
  TRY(rc);
  return fail(c, ERR_INVALID, "mail", N_("There is a colleague with this mail address already. Ask the role on the page of that colleague."));
}

int colleague_add(struct ctx *c, const struct account *a, const struct post *p, struct id *out)
{
  struct post post = *p;
  TRY(account_for(c, a, &post.account));
  TRY(post_ask(c, &post, NULL));
  if (out) *out = post.account;
  return OK;
}

enum organisation_kind kind_of_role(enum role role)
{
  switch (role) {
  case ROLE_TEAM: case ROLE_TEAM_LEAD:  return ORGANISATION_LOCAL_TEAM;
  case ROLE_VEILIG_THUIS:               return ORGANISATION_VEILIG_THUIS;
  case ROLE_PROVIDER: case ROLE_EXPERT: return ORGANISATION_PROVIDER;
  case ROLE_POLICE:                     return ORGANISATION_POLICE;
  case ROLE_PROSECUTION:                return ORGANISATION_PROSECUTION;
  case ROLE_PROBATION:                  return ORGANISATION_PROBATION;
  case ROLE_MUNICIPALITY:               return ORGANISATION_MUNICIPALITY;
  case ROLE_SHELTER:                    return ORGANISATION_SHELTER;
  case ROLE_GP:                         return ORGANISATION_HEALTH;
  case ROLE_YOUTH:                      return ORGANISATION_YOUTH;
  case ROLE_DESK: case ROLE_DIRECTOR: case ROLE_REGION: case ROLE_ADMINISTRATOR: case ROLE_PRIVACY: case ROLE_AUDITOR: return ORGANISATION_REGION;
  default:                              return ORGANISATION_OTHER;
  }
}
